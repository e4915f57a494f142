//! References: what a row names has to be there.

use surrealdb::types::{RecordId, SurrealValue};

use super::Verifying;
use crate::adapters::surreal::{Vars, key_of};
use crate::services::ServiceResult;

/// Rows that are told of one kind.
const MOST: usize = 101;

/// Tables, the column, and which of its rows have to name something that is there. Sessions, proofs and whatever else runs out
/// by itself may outlive what it names.
const REFERENCES: &[(&str, &str, &str)] = &[
    ("enterprise", "legal_rep", ""),
    ("claim", "user", ""),
    ("membership", "enterprise", ""),
    ("membership", "user", ""),
    ("application", "enterprise", ""),
    ("application", "created_by", ""),
    ("application", "first_reviewer", ""),
    ("person_claim", "application", ""),
    ("application_submission", "application", ""),
    ("application_event", "application", ""),
    ("attachment", "application", ""),
    ("blob", "application", "unneeded_since = NONE"),
    ("upload", "application", "unfinished = true AND expires_at > time::now()"),
    ("notice", "application", ""),
    ("notice", "user", ""),
    ("outgoing_sms", "application", ""),
    ("outgoing_sms", "user", ""),
    ("face_template", "content", ""),
];

/// Columns that name a content by its name alone, and which rows are looked at. A photo that is small already is its own small
/// picture.
const CONTENTS: &[(&str, &str, &str)] =
    &[("attachment", "blob", "true"), ("attachment", "thumbnail", "thumbnail != blob")];

#[derive(SurrealValue)]
struct Dangling {
    id: RecordId,
    named: String,
}

pub(super) async fn look(verifying: &mut Verifying<'_>) -> ServiceResult<()> {
    verifying.step("references");
    for (table, column, condition) in REFERENCES {
        let condition = if condition.is_empty() { "true" } else { condition };
        let query = format!(
            "SELECT id, <string> {column} AS named FROM {table}
                 WHERE {column} != NONE AND !record::exists({column}) AND {condition} LIMIT {MOST}"
        );
        told(verifying, &query, table).await?;
    }
    for (table, column, condition) in CONTENTS {
        let query = format!(
            "SELECT id, <string> {column} AS named FROM {table} WHERE {column} != NONE
                 AND type::record('blob', {column}).going != false AND {condition} LIMIT {MOST}"
        );
        told(verifying, &query, table).await?;
    }
    Ok(())
}

async fn told(verifying: &mut Verifying<'_>, query: &str, table: &str) -> ServiceResult<()> {
    let rows: Vec<Dangling> = verifying.app.db.read(query, Vars::new()).await?.take(0)?;
    for row in rows {
        verifying.wrong(&format!("{table} {}: it names {}, which is not there", key_of(&row.id), row.named));
    }
    Ok(())
}
