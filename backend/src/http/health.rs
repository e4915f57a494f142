//! Whether the process lives, and whether it can serve.

use std::sync::Arc;
use std::time::Duration;

use poem::handler;
use poem::http::StatusCode;
use poem::web::Data;

use crate::app::App;

/// The process answers.
#[handler]
pub(super) fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers too.
#[handler]
pub(super) async fn readyz(app: Data<&Arc<App>>) -> (StatusCode, &'static str) {
    match tokio::time::timeout(Duration::from_secs(2), app.db.ping()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
