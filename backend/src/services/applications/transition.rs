//! A change of status, by whichever side: one compare-and-set, with its event, counts and audit entry in one transaction.

use chrono::{DateTime, Utc};
use shared::api::{AuditAction, HistoryEvent, ReviewReason};
use shared::application::{Party, Status};
use surrealdb::types::{RecordId, SurrealValue};

use super::row::{REASONS, Row, seal};
use crate::adapters::surreal::{Vars, newest_key, record};
use crate::app::App;
use crate::ports::random_id;
use crate::services::ServiceResult;
use crate::services::audit::{self, Entry};
use crate::services::notices::{self, ANNOUNCE};
use crate::services::origin::Origin;

/// Who does it, on which side.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The side.
    pub party: Party,
    /// Id for the audit log: a person's account; none for reviewers.
    pub user: Option<&'a str>,
    /// The account of a reviewer.
    pub reviewer: Option<&'a RecordId>,
    /// Name.
    pub name: &'a str,
    /// From where.
    pub origin: &'a Origin,
}

/// What an application is changed to.
#[derive(Debug, Clone)]
pub struct Change {
    /// What happened, for the history.
    pub event: HistoryEvent,
    /// The same for the audit log.
    pub audit: AuditAction,
    /// The status since.
    pub to: Status,
    /// Whether mending has begun.
    pub refiling: bool,
    /// Whose it is at the agency, and until when.
    pub held: Option<(RecordId, DateTime<Utc>)>,
    /// Who passed it on to the second review.
    pub first_reviewer: Option<RecordId>,
    /// How a decision can be taken back.
    pub undo: Option<Undo>,
    /// Reasons to show to the enterprise.
    pub reasons: Vec<ReviewReason>,
    /// Number of the submission, where it is one.
    pub submission: Option<u32>,
}

/// How a decision can be taken back.
#[derive(Debug, Clone)]
pub struct Undo {
    /// Who decided.
    pub by: RecordId,
    /// Until when.
    pub until: DateTime<Utc>,
    /// The status that it leads back to.
    pub status: Status,
}

impl Change {
    /// A change after which nobody mends, no reviewer holds it, and no reasons stand.
    pub(in crate::services) const fn new(event: HistoryEvent, audit: AuditAction, to: Status) -> Self {
        let (held, first_reviewer, undo) = (None, None, None);
        Self { event, audit, to, refiling: false, held, first_reviewer, undo, reasons: Vec::new(), submission: None }
    }
}

#[derive(SurrealValue)]
struct EventRow {
    application: RecordId,
    newest: String,
    at: DateTime<Utc>,
    event: String,
    party: String,
    actor_name: String,
    status: String,
    submission: Option<u32>,
    reasons_sealed: Option<String>,
}

/// Statement that writes the event bound by [`bind_event`].
pub(super) const EVENT: &str = "CREATE $event CONTENT $event_row RETURN NONE;";

/// Binds an event for [`EVENT`].
pub(super) fn bind_event(
    vars: Vars,
    app: &App,
    (application, name): (&RecordId, &str),
    revision: i64,
    side: Side<'_>,
    change: &Change,
) -> ServiceResult<Vars> {
    let now = app.clock.now();
    let reasons = if change.reasons.is_empty() { None } else { Some(seal(app, REASONS, &change.reasons)?) };
    let row = EventRow {
        application: application.clone(),
        newest: event_key(revision),
        at: now,
        event: change.event.code().to_owned(),
        party: side.party.code().to_owned(),
        actor_name: side.name.to_owned(),
        status: change.to.code().to_owned(),
        submission: change.submission,
        reasons_sealed: reasons.clone(),
    };
    let id = random_id(&*app.entropy);
    let news = (change.event, side.party, name);
    let vars = notices::bind_announcement(vars, app, &id, news);
    Ok(vars.set("event", record("application_event", &id)).set("event_row", row).set("reasons_sealed", reasons))
}

/// A key that falls with the revision: the order of one application's events is the order in which they were committed, and no
/// clock decides it. Keys of earlier versions begin with the time and sort behind, because its first digit is above 0.
fn event_key(revision: i64) -> String {
    format!("0{:08x}", u32::MAX - u32::try_from(revision).unwrap_or(u32::MAX))
}

/// Statement that moves an application of the enterprise bound as `$counts` from one count to another.
pub(super) fn count(from: Option<Status>, to: Option<Status>) -> String {
    if from == to {
        return String::new();
    }
    let part = |status: Status, sign: &str| format!("{0} = math::max([({0} ?? 0) {sign} 1, 0])", status.code());
    let parts: Vec<String> =
        from.map(|status| part(status, "-")).into_iter().chain(to.map(|status| part(status, "+"))).collect();
    format!("UPSERT $counts SET {} RETURN NONE;", parts.join(", "))
}

/// Changes an application that is still as it was read; `extra` runs in the same transaction, behind the check.
///
/// # Errors
/// `already_handled` where somebody was faster.
pub async fn apply(
    app: &App,
    row: &Row,
    side: Side<'_>,
    change: &Change,
    vars: Vars,
    extra: &str,
) -> ServiceResult<()> {
    let now = app.clock.now();
    let vars = bind_event(vars, app, (&row.id, &row.name), row.revision, side, change)?
        .set("application", row.id.clone())
        .set("counts", record("application_count", row.enterprise_id()))
        .set("seen", row.revision)
        .set("to", change.to.code())
        .set("refiling", change.refiling)
        .set("reviewer", change.held.as_ref().map(|(reviewer, _)| reviewer.clone()))
        .set("claim_until", change.held.as_ref().map(|(_, until)| *until))
        .set("first_reviewer", change.first_reviewer.clone())
        .set("undo_by", change.undo.as_ref().map(|undo| undo.by.clone()))
        .set("undo_until", change.undo.as_ref().map(|undo| undo.until))
        .set("undo_status", change.undo.as_ref().map(|undo| undo.status.code()))
        .set("undo_event", change.undo.as_ref().map(|_| change.event.code()))
        .set("now", now)
        .set("newest", newest_key(now, &*app.entropy))
        // The enterprise is not told the reviewers' names.
        .set("actor_name", if side.party == Party::Enterprise { side.name } else { "" });
    let entry = Entry::new(change.audit, Some(row.enterprise_id()), side.user.map(|user| (user, side.name)))
        .about(row.key(), &row.name);
    let entry = match side.reviewer {
        Some(account) => entry.by_reviewer(account, side.name),
        None => entry,
    };
    // A reviewer who goes on with a claim extends it without a new revision: what was nobody's then may be theirs now.
    let vars = vars.set("seen_free", row.hold().holder().is_none());
    let statements = format!(
        "LET $at = (SELECT revision, claim_until FROM ONLY $application);
         IF $at = NONE {{ THROW 'not_found' }};
         IF $at.revision != $seen OR ($seen_free AND $at.claim_until != NONE AND $at.claim_until > $now) {{
             THROW 'already_handled'
         }};
         UPDATE $application SET status = $to, refiling = $refiling, reviewer = $reviewer, held = $reviewer != NONE,
             claim_until = $claim_until, first_reviewer = $first_reviewer, undo_by = $undo_by, undo_until = $undo_until,
             undo_status = $undo_status, undo_event = $undo_event, revision += 1, updated_at = $now, updated_by_name = $actor_name, newest = $newest, reasons_sealed = $reasons_sealed RETURN NONE;
         {extra}
         {}
         {EVENT}
         {ANNOUNCE}
         {}",
        count(Some(row.status()), Some(change.to)),
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, side.origin)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn event_key_falls_with_the_revision() {
        assert!(event_key(2) < event_key(1) && event_key(256) < event_key(255));
        // As an earlier version wrote it in the year 2200.
        let at: DateTime<Utc> = "2200-01-01T00:00:00Z".parse().expect("a time");
        let earlier = newest_key(at, &crate::ports::SeededEntropy::new(1));
        assert!(event_key(0) < earlier, "what is new sorts before every earlier key");
    }

    #[test]
    fn a_count_moves_only_where_the_status_does() {
        assert_eq!(count(Some(Status::Draft), Some(Status::Draft)), "");
        assert_eq!(
            count(Some(Status::Draft), Some(Status::Submitted)),
            "UPSERT $counts SET draft = math::max([(draft ?? 0) - 1, 0]), submitted = math::max([(submitted ?? 0) + 1, 0]) RETURN NONE;"
        );
        assert_eq!(
            count(None, Some(Status::Draft)),
            "UPSERT $counts SET draft = math::max([(draft ?? 0) + 1, 0]) RETURN NONE;"
        );
    }
}
