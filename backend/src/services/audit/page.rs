//! The enterprise's log as its legal representative reads it.

use chrono::{DateTime, Utc};
use shared::api::{AuditAction, AuditEntry, AuditPage};
use shared::error::Invalid;
use shared::limits::PAGE_SIZE;
use surrealdb::types::{RecordId, SurrealValue};

use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::services::{ServiceError, ServiceResult};

#[derive(SurrealValue)]
struct Row {
    id: RecordId,
    newest: String,
    at: DateTime<Utc>,
    action: String,
    /// Whether it was somebody with an account of the enterprise's kind.
    is_person: bool,
    actor_name: String,
    subject_name: Option<String>,
    purpose: Option<String>,
    detail: Option<String>,
    changed_fields: Vec<String>,
    ip: String,
    device: String,
}

/// A page of an enterprise's log, the newest first. `cursor` is the last page's `next_cursor`.
///
/// # Errors
/// `cursor_invalid` for a cursor that no page gave.
pub async fn page(app: &App, enterprise: &str, cursor: Option<&str>) -> ServiceResult<AuditPage> {
    let after = match cursor {
        None => String::new(),
        Some(cursor) if is_cursor(cursor) => cursor.to_owned(),
        Some(_) => return Err(ServiceError::Fields(("cursor", Invalid::new("cursor_invalid")).into())),
    };
    let vars =
        Vars::new().set("enterprise", record("enterprise", enterprise)).set("past", after).set("limit", PAGE_SIZE + 1);
    let query =
        "SELECT id, newest, at, action, actor != NONE AS is_person, actor_name, subject_name, purpose, detail, changed_fields, ip, device FROM audit
         WHERE enterprise = $enterprise AND newest > $past ORDER BY newest LIMIT $limit";
    let mut rows: Vec<Row> = app.db.read(query, vars).await?.take(0)?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let next_cursor = if more { rows.last().map(|row| row.newest.clone()) } else { None };
    let items = rows.into_iter().filter_map(to_entry).collect();
    Ok(AuditPage { items, next_cursor })
}

fn is_cursor(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether somebody of the agency did it: the enterprise is told what, not who.
const fn is_agencys(action: AuditAction, is_person: bool) -> bool {
    action.is_agencys()
        || (!is_person && matches!(action, AuditAction::DocumentsViewed | AuditAction::DocumentsDownloaded))
}

fn to_entry(row: Row) -> Option<AuditEntry> {
    let action = AuditAction::from_code(&row.action)?;
    let by_agency = is_agencys(action, row.is_person);
    Some(AuditEntry {
        id: key_of(&row.id).to_owned(),
        at: row.at,
        action,
        by_agency,
        actor_name: if by_agency { String::new() } else { row.actor_name },
        subject_name: row.subject_name,
        purpose: row.purpose,
        detail: row.detail,
        changed_fields: row.changed_fields,
        // Nor from where.
        ip: if by_agency { String::new() } else { row.ip },
        device: if by_agency { String::new() } else { row.device },
    })
}
