//! Removes what is over: sessions, codes, proofs, invitations, counters, contents that nothing names. Nothing depends on it being in time.

use std::sync::Arc;
use std::time::Duration;

use super::{ServiceResult, applications, faces, reviews, uploads};
use crate::adapters::register_table;
use crate::adapters::surreal::Vars;
use crate::app::App;

/// Tables with an index on `expires_at`.
const TABLES: &[&str] = &[
    "session",
    "reviewer_session",
    "sms_code",
    "allowance",
    "login_guard",
    "qr_login",
    "step_up",
    "invitation",
    "idempotency",
    "face_enrolment",
    "face_challenge",
    "face_frame",
    "audit_view",
];
/// Rows removed of one table at one time, so that no transaction grows without bound.
const BATCH: usize = 500;
const EVERY: Duration = Duration::from_secs(300);

/// Removes what is over now; returns how many rows went.
///
/// # Errors
/// Where the database fails.
pub async fn sweep(app: &App) -> ServiceResult<usize> {
    let mut removed = 0;
    for table in TABLES {
        let vars = Vars::new().set("now", app.clock.now()).set("limit", BATCH);
        let query = format!("SELECT VALUE id FROM {table} WHERE expires_at <= $now LIMIT $limit");
        let ids: Vec<surrealdb::types::RecordId> = app.db.read(&query, vars).await?.take(0)?;
        if ids.is_empty() {
            continue;
        }
        removed += ids.len();
        // The condition stands again: a row renewed meanwhile stays.
        let vars = Vars::new().set("ids", ids).set("now", app.clock.now()).essential();
        app.db.write("DELETE $ids WHERE expires_at <= $now;", vars).await?;
    }
    removed += reviews::expire(app).await?;
    removed += uploads::sweep(app).await?;
    removed += applications::sweep(app).await?;
    removed += faces::sweep(app).await?;
    removed += app.blobs.remove_half_written(app.clock.now()).await?;
    removed += register_table::remove_unread(&app.db, &*app.clock).await?;
    Ok(removed)
}

/// Sweeps every few minutes until the task is dropped.
pub async fn run(app: Arc<App>) {
    let mut ticks = tokio::time::interval(EVERY);
    loop {
        ticks.tick().await;
        match sweep(&app).await {
            Ok(0) => {}
            Ok(removed) => tracing::debug!(removed, "removed what was over"),
            Err(error) => tracing::warn!(%error, "could not remove what was over"),
        }
    }
}
