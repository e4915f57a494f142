//! Idempotent creates: a retried request with the same key is answered with what the first one made.

use chrono::Duration;
use serde::Serialize;
use shared::error::ProblemCode;
use surrealdb::types::SurrealValue;

use super::ServiceResult;
use crate::adapters::surreal::{Vars, record};
use crate::app::App;

/// Longest key that is read; longer ones are cut by hashing anyhow, but abuse is not invited.
const KEY_MAX: usize = 128;

/// A create that may be a repeat.
#[derive(Debug, Clone)]
pub struct Attempt {
    id: String,
    request_index: String,
}

#[derive(SurrealValue)]
struct Row {
    request_index: String,
    resource: String,
}

/// Statement that remembers what the attempt bound by [`Attempt::bind`] made; nothing where there is no key.
pub const REMEMBER: &str = "IF $idempotency != NONE { CREATE $idempotency CONTENT $idempotency_row };";

#[derive(SurrealValue)]
struct NewRow {
    request_index: String,
    resource: String,
    expires_at: chrono::DateTime<chrono::Utc>,
}

impl Attempt {
    /// An attempt by a key; `scope` keeps the keys of different people and operations apart.
    pub fn new(app: &App, scope: &str, key: Option<&str>, request: &impl Serialize) -> Option<Self> {
        let key = key.filter(|key| !key.is_empty() && key.len() <= KEY_MAX)?;
        let body = serde_json::to_string(request).unwrap_or_default();
        Some(Self {
            id: app.vault.index("idempotency", &format!("{scope}|{key}")),
            request_index: app.vault.index("idempotent_request", &body),
        })
    }

    /// What an earlier attempt with this key made.
    ///
    /// # Errors
    /// `idempotency_mismatch` where that was another request; where the earlier attempt is not on the disk.
    pub async fn earlier(attempt: Option<&Self>, app: &App) -> ServiceResult<Option<String>> {
        let Some(attempt) = attempt else { return Ok(None) };
        let vars = Vars::new().set("id", record("idempotency", &attempt.id)).set("now", app.clock.now());
        let query = "SELECT request_index, resource FROM $id WHERE expires_at > $now";
        let rows: Vec<Row> = app.db.read(query, vars).await?.take(0)?;
        match rows.into_iter().next() {
            None => Ok(None),
            Some(row) if row.request_index == attempt.request_index => {
                // The earlier attempt may have failed at the disk, which its answer said: this answer says that it is done.
                app.db.prove_durable().await?;
                Ok(Some(row.resource))
            }
            Some(_) => Err(ProblemCode::IdempotencyMismatch.into()),
        }
    }

    /// Binds what this attempt makes, for [`REMEMBER`].
    pub fn bind(attempt: Option<&Self>, vars: Vars, app: &App, resource: &str) -> Vars {
        let hours = i64::from(app.config.policy.idempotency_hours);
        let row = attempt.map(|attempt| NewRow {
            request_index: attempt.request_index.clone(),
            resource: resource.to_owned(),
            expires_at: app.clock.now() + Duration::hours(hours),
        });
        vars.set("idempotency", attempt.map(|attempt| record("idempotency", &attempt.id))).set("idempotency_row", row)
    }
}
