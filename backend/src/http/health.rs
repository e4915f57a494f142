//! Whether the process lives, and whether it can serve.

use std::sync::Arc;

use poem::handler;
use poem::http::StatusCode;
use poem::web::Data;

use crate::adapters::surreal::DbError;
use crate::app::App;

/// The process answers.
#[handler]
pub(super) fn healthz() -> &'static str {
    "ok\n"
}

/// The server takes writes: the database acknowledged one in the last seconds, and both disks have space.
#[handler]
pub(super) async fn readyz(app: Data<&Arc<App>>) -> (StatusCode, &'static str) {
    let full = (StatusCode::SERVICE_UNAVAILABLE, "the disk is nearly full: nothing new is taken\n");
    if app.blobs.space().is_some_and(|space| space.free < space.floor) {
        return full;
    }
    match app.db.prove_writable().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(DbError::Full) => full,
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not take writes\n"),
    }
}
