//! The life of an application: who did what and when, and what each submission changed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use shared::api::{HistoryEntry, HistoryEvent, HistoryOut, ReviewReason};
use shared::application::{Difference, Party, Status, differences};
use surrealdb::types::SurrealValue;

use super::row::{REASONS, Row, Viewer, find, open};
use super::submit::{SNAPSHOT, Snapshot};
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::ServiceResult;

/// Events of one application that are shown; nobody's is sent back so often.
const SHOWN: usize = 200;

#[derive(SurrealValue)]
struct EventRow {
    at: DateTime<Utc>,
    event: String,
    party: String,
    actor_name: String,
    status: String,
    submission: Option<i64>,
    reasons_sealed: Option<String>,
}

#[derive(SurrealValue)]
struct SubmissionRow {
    number: i64,
    snapshot_sealed: String,
}

/// What happened to an application, the newest first.
///
/// # Errors
/// `not_found`.
pub async fn of(app: &App, viewer: Viewer<'_>, id: &str) -> ServiceResult<HistoryOut> {
    let row = find(app, viewer, id).await?;
    let vars = Vars::new().set("application", row.id.clone()).set("limit", SHOWN);
    let query = "SELECT at, event, party, actor_name, status, submission, reasons_sealed, newest FROM application_event
             WHERE application = $application AND newest > '' ORDER BY newest LIMIT $limit;
         SELECT number, snapshot_sealed FROM application_submission
             WHERE application = $application AND number > 0 ORDER BY number LIMIT $limit;";
    let mut results = app.db.read(query, vars).await?;
    let events: Vec<EventRow> = results.take(0)?;
    let submissions: Vec<SubmissionRow> = results.take(1)?;
    let changed = changes(app, &submissions)?;
    let hides = matches!(viewer, Viewer::Enterprise(_));
    let mut items = Vec::with_capacity(events.len());
    for event in events {
        let (Some(kind), Some(party), Some(status)) =
            (HistoryEvent::from_code(&event.event), Party::from_code(&event.party), Status::from_code(&event.status))
        else {
            continue;
        };
        let reasons: Vec<ReviewReason> =
            event.reasons_sealed.as_deref().map_or(Ok(Vec::new()), |sealed| open(app, REASONS, sealed))?;
        items.push(HistoryEntry {
            at: event.at,
            event: kind,
            party,
            // The enterprise hears what the agency did, not who of it.
            actor_name: if hides && party != Party::Enterprise { String::new() } else { event.actor_name },
            status,
            submission: event.submission.and_then(|number| u32::try_from(number).ok()),
            differences: event.submission.and_then(|number| changed.get(&number).cloned()).unwrap_or_default(),
            reasons,
        });
    }
    Ok(HistoryOut { items })
}

/// What the last submission of an application changed against the one before; nothing for the first.
///
/// # Errors
/// Where the database fails or a seal does not open.
pub(in crate::services) async fn last_changes(app: &App, row: &Row) -> ServiceResult<Vec<Difference>> {
    let vars = Vars::new().set("application", row.id.clone()).set("past", row.submissions - 2);
    let query = "SELECT number, snapshot_sealed FROM application_submission
         WHERE application = $application AND number > $past ORDER BY number LIMIT 2";
    let submissions: Vec<SubmissionRow> = app.db.read(query, vars).await?.take(0)?;
    Ok(changes(app, &submissions)?.remove(&row.submissions).unwrap_or_default())
}

/// What each submission changed against the one before; nothing for the first.
fn changes(app: &App, submissions: &[SubmissionRow]) -> ServiceResult<BTreeMap<i64, Vec<Difference>>> {
    let mut changed = BTreeMap::new();
    let mut before: Option<Snapshot> = None;
    for row in submissions {
        let snapshot: Snapshot = open(app, SNAPSHOT, &row.snapshot_sealed)?;
        if let Some(before) = &before {
            let mut found = differences(&before.form, &snapshot.form);
            found.extend(materials(before, &snapshot));
            changed.insert(row.number, found);
        }
        before = Some(snapshot);
    }
    Ok(changed)
}

/// Kinds of material whose files are not the same ones, by the names of the files.
fn materials(before: &Snapshot, after: &Snapshot) -> Vec<Difference> {
    let files = |snapshot: &Snapshot| {
        let mut kinds: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for attachment in &snapshot.attachments {
            let file = (attachment.id.clone(), attachment.file_name.clone());
            kinds.entry(attachment.kind.clone()).or_default().push(file);
        }
        kinds
    };
    let (before, after) = (files(before), files(after));
    let names = |files: Option<&Vec<(String, String)>>| {
        let names: Vec<&str> = files.into_iter().flatten().map(|(_, name)| name.as_str()).collect();
        names.join("、")
    };
    let kinds: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    kinds
        .into_iter()
        .filter(|kind| before.get(*kind) != after.get(*kind))
        .map(|kind| Difference {
            field: format!("materials.{kind}"),
            before: names(before.get(kind)),
            after: names(after.get(kind)),
        })
        .collect()
}
