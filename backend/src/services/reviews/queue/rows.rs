//! An application's place in the queue: who holds it, until when it has to be decided, what may be done.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use shared::api::ReviewRow;
use shared::application::{Standing, Status, actions};
use shared::retirement::Category;
use surrealdb::types::{RecordId, SurrealValue};

use crate::adapters::surreal::key_of;
use crate::app::App;
use crate::services::applications::{Hold, Row, Viewer};
use crate::services::lists::Listed;
use crate::services::reviewers::Reviewer;

#[derive(Debug, SurrealValue)]
pub(super) struct ListRow {
    id: RecordId,
    enterprise_name: String,
    status: String,
    refiling: bool,
    revision: i64,
    reviewer: Option<RecordId>,
    holder_name: Option<String>,
    claim_until: Option<DateTime<Utc>>,
    first_reviewer: Option<RecordId>,
    first_person: Option<String>,
    undo_by: Option<RecordId>,
    undo_until: Option<DateTime<Utc>>,
    filers: Vec<Option<String>>,
    name: String,
    document_masked: String,
    category: Option<String>,
    retirement_month: Option<String>,
    submissions: i64,
    submitted_at: Option<DateTime<Utc>>,
    sort_key: String,
}

impl Listed for ListRow {
    fn key(&self) -> &str {
        &self.sort_key
    }
}

/// A row of a list, for the wire.
pub(super) fn to_wire(app: &App, reviewer: &Reviewer, row: ListRow) -> ReviewRow {
    let hold = Hold {
        reviewer: row.reviewer.as_ref(),
        until: row.claim_until,
        undo: row.undo_by.as_ref().zip(row.undo_until),
        first: (row.first_reviewer.as_ref(), row.first_person.as_deref()),
        filers: &row.filers,
        now: app.clock.now(),
    };
    let status = Status::from_code(&row.status).unwrap_or(Status::Draft);
    let standing = Standing { status, refiling: row.refiling, claim: Viewer::Reviewer(reviewer).claim(&hold) };
    let is_held = hold.holder().is_some();
    let (due_on, days_left) = due(app, status, row.submitted_at);
    ReviewRow {
        id: key_of(&row.id).to_owned(),
        enterprise_name: row.enterprise_name,
        status,
        revision: u64::try_from(row.revision).unwrap_or_default(),
        name: row.name,
        document_masked: row.document_masked,
        category: row.category.as_deref().and_then(Category::from_code),
        retirement_month: row.retirement_month.as_deref().and_then(|month| month.parse().ok()),
        submissions: u32::try_from(row.submissions).unwrap_or_default(),
        submitted_at: row.submitted_at,
        due_on,
        days_left,
        holder: row.holder_name.filter(|_| is_held),
        held_until: row.claim_until.filter(|_| is_held),
        actions: actions(reviewer.party, standing).to_vec(),
    }
}

/// The place of one application.
pub(in super::super) fn place(app: &App, reviewer: &Reviewer, row: &Row) -> ReviewRow {
    let is_held = row.hold().holder().is_some();
    let (due_on, days_left) = due(app, row.status(), row.submitted_at);
    ReviewRow {
        id: row.key().to_owned(),
        enterprise_name: row.enterprise_name.clone(),
        status: row.status(),
        revision: row.revision(),
        name: row.name.clone(),
        document_masked: row.document_masked.clone(),
        category: row.category(),
        retirement_month: row.month(),
        submissions: u32::try_from(row.submissions).unwrap_or_default(),
        submitted_at: row.submitted_at,
        due_on,
        days_left,
        holder: row.holder_name.clone().filter(|_| is_held),
        held_until: row.claim_until.filter(|_| is_held),
        actions: row.actions(Viewer::Reviewer(reviewer)).to_vec(),
    }
}

/// The last day to decide and the working days until then, for what waits at the agency. Days are the agency's: eight hours
/// ahead of UTC.
fn due(app: &App, status: Status, submitted: Option<DateTime<Utc>>) -> (Option<NaiveDate>, Option<i32>) {
    let waits = matches!(status, Status::Submitted | Status::InSecondReview);
    let Some(submitted) = submitted.filter(|_| waits) else { return (None, None) };
    let day = (submitted + Duration::hours(8)).date_naive();
    let due = app.working_days.after(day, app.config.policy.review_working_days);
    (Some(due), Some(app.working_days.left(app.clock.today(), due)))
}
