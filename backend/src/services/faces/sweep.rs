//! What is kept of faces and not used for long, or made by models that are gone, is deleted.

use std::sync::atomic::Ordering;

use chrono::{DateTime, Months, Utc};
use shared::api::AuditAction;
use surrealdb::types::{RecordId, SurrealValue};

use super::contents;
use crate::adapters::surreal::{Vars, key_of};
use crate::app::{App, FaceVerifier};
use crate::services::ServiceResult;
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;

/// Templates that one sweep deletes.
const BATCH: usize = 200;
/// 令第19号 asks for a filing where 100,000 faces are stored: the operator hears of it before.
const WARN_FROM: u64 = 90_000;

/// Deletes what is over, removes contents that are due, and counts what is kept; tells how many went.
///
/// # Errors
/// Where the database or the store fails.
pub async fn sweep(app: &App) -> ServiceResult<usize> {
    let mut removed = 0;
    let unused = app.clock.now() - Months::new(app.config.face.unused_months);
    let vars = Vars::new().set("unused", unused).set("limit", BATCH);
    removed += delete(app, "used_at < $unused", "reason=unused", vars).await?;
    if let Some(FaceVerifier::Models(models)) = &app.faces {
        for condition in ["model < $model", "model > $model"] {
            let vars = Vars::new().set("model", models.judge.model()).set("limit", BATCH);
            removed += delete(app, condition, "reason=model", vars).await?;
        }
    }
    removed += contents::remove_due(app).await?;
    count(app).await?;
    Ok(removed)
}

#[derive(SurrealValue)]
struct Row {
    id: RecordId,
    content: RecordId,
    used_at: DateTime<Utc>,
}

async fn delete(app: &App, condition: &str, why: &str, vars: Vars) -> ServiceResult<usize> {
    let query = format!("SELECT id, content, used_at FROM face_template WHERE {condition} LIMIT $limit");
    let rows: Vec<Row> = app.db.read(&query, vars).await?.take(0)?;
    for row in &rows {
        let entry =
            Entry::new(AuditAction::FaceTemplateDeleted, None, None).about(key_of(&row.id), "").saying(why.to_owned());
        let vars = Vars::new()
            .set("template", row.id.clone())
            .set("content", row.content.clone())
            .set("used_at", row.used_at)
            .set("now", app.clock.now());
        // One used meanwhile, or made anew, stays.
        let statements = format!(
            "LET $gone = (DELETE $template WHERE content = $content AND used_at = $used_at RETURN BEFORE);
             IF array::len($gone) > 0 {{ UPDATE $content SET remove_at = $now; {} }};",
            audit::WRITE
        );
        app.db.write(&statements, entry.bind(vars, app, &Origin::default()).essential()).await?;
    }
    Ok(rows.len())
}

async fn count(app: &App) -> ServiceResult<()> {
    let counts: Vec<u64> = app
        .db
        .read("SELECT VALUE count FROM (SELECT count() FROM face_template GROUP ALL)", Vars::new())
        .await?
        .take(0)?;
    let kept = counts.first().copied().unwrap_or_default();
    app.faces_kept.store(kept, Ordering::Relaxed);
    if kept >= WARN_FROM {
        tracing::warn!(kept, "from 100,000 stored faces on the use has to be filed with the authority (令第19号)");
    }
    Ok(())
}
