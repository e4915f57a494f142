//! The audit log: an entry in the same transaction as every change it tells of.

use chrono::{DateTime, Utc};
use shared::api::{AuditAction, AuditEntry, AuditPage};
use shared::error::Invalid;
use shared::limits::PAGE_SIZE;
use surrealdb::types::{RecordId, SurrealValue};

use super::origin::Origin;
use super::{ServiceError, ServiceResult};
use crate::adapters::surreal::{Vars, key_of, newest_key, record};
use crate::app::App;
use crate::ports::random_id;

/// The statement that writes the entry bound by [`Entry::bind`].
pub const WRITE: &str = "CREATE $audit CONTENT $audit_row;";

/// An entry to be written.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Credit code of the enterprise concerned.
    pub enterprise: Option<&'a str>,
    /// What.
    pub action: AuditAction,
    /// Who: id and name; `None` for someone not logged in.
    pub actor: Option<(&'a str, &'a str)>,
    /// For whom: id and name.
    pub subject: Option<(&'a str, &'a str)>,
    /// For what, where personal data was asked for.
    pub purpose: Option<&'static str>,
    /// Scores and reasons, as `name=value` separated by spaces.
    pub detail: Option<String>,
    /// Names of the fields that changed.
    pub changed_fields: Vec<&'static str>,
    /// Who, where it is nobody of the enterprise: a reviewer's name.
    pub named: Option<&'a str>,
}

impl<'a> Entry<'a> {
    /// An entry about something that a person did for an enterprise.
    pub fn new(action: AuditAction, enterprise: Option<&'a str>, actor: Option<(&'a str, &'a str)>) -> Self {
        let (subject, purpose, detail, named) = (None, None, None, None);
        Self { enterprise, action, actor, subject, purpose, detail, changed_fields: Vec::new(), named }
    }

    /// Names whom it concerns.
    #[must_use]
    pub fn about(mut self, id: &'a str, name: &'a str) -> Self {
        self.subject = Some((id, name));
        self
    }

    /// Names somebody who has no account of the enterprise's kind.
    #[must_use]
    pub fn by_name(mut self, name: &'a str) -> Self {
        self.named = Some(name);
        self
    }

    /// Says for what personal data was asked for.
    #[must_use]
    pub fn because(mut self, purpose: &'static str) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// Tells scores and reasons.
    #[must_use]
    pub fn saying(mut self, detail: String) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Binds the row for [`WRITE`].
    #[must_use]
    pub fn bind(self, vars: Vars, app: &App, origin: &Origin) -> Vars {
        let now = app.clock.now();
        let row = NewRow {
            enterprise: self.enterprise.map(|code| record("enterprise", code)),
            newest: newest_key(now, &*app.entropy),
            at: now,
            action: self.action.code().to_owned(),
            actor: self.actor.map(|(id, _)| record("user", id)),
            actor_name: self.actor.map(|(_, name)| name).or(self.named).unwrap_or_default().to_owned(),
            subject: self.subject.map(|(id, _)| id.to_owned()),
            subject_name: self.subject.map(|(_, name)| name.to_owned()),
            purpose: self.purpose.map(str::to_owned),
            detail: self.detail,
            changed_fields: self.changed_fields.into_iter().map(str::to_owned).collect(),
            ip: origin.ip.clone(),
            device: origin.device.clone(),
        };
        vars.set("audit", record("audit", &random_id(&*app.entropy))).set("audit_row", row)
    }

    /// Writes the entry alone, where nothing else is written.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn write(self, app: &App, origin: &Origin) -> ServiceResult<()> {
        app.db.write(WRITE, self.bind(Vars::new(), app, origin)).await?;
        Ok(())
    }
}

#[derive(SurrealValue)]
struct NewRow {
    enterprise: Option<RecordId>,
    newest: String,
    at: DateTime<Utc>,
    action: String,
    actor: Option<RecordId>,
    actor_name: String,
    subject: Option<String>,
    subject_name: Option<String>,
    purpose: Option<String>,
    detail: Option<String>,
    changed_fields: Vec<String>,
    ip: String,
    device: String,
}

#[derive(SurrealValue)]
struct Row {
    id: RecordId,
    newest: String,
    at: DateTime<Utc>,
    action: String,
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
        "SELECT id, newest, at, action, actor_name, subject_name, purpose, detail, changed_fields, ip, device FROM audit
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

fn to_entry(row: Row) -> Option<AuditEntry> {
    let action = AuditAction::from_code(&row.action)?;
    Some(AuditEntry {
        id: key_of(&row.id).to_owned(),
        at: row.at,
        action,
        actor_name: if action.is_agencys() { String::new() } else { row.actor_name },
        subject_name: row.subject_name,
        purpose: row.purpose,
        detail: row.detail,
        changed_fields: row.changed_fields,
        ip: row.ip,
        device: row.device,
    })
}
