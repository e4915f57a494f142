//! The queue's queries: each bound to stage and region, each a forward scan of the index that it names.

use chrono::{DateTime, Utc};
use shared::api::{ReviewFilter, ReviewShelf};
use shared::application::{Party, Status};
use shared::identity::{DocumentType, IdDocument};

use crate::adapters::surreal::{Vars, newest_key_end};
use crate::app::App;
use crate::services::accounts::document_index;
use crate::services::applications::start;
use crate::services::reviewers::Reviewer;

pub(super) const COLUMNS: &str = "id, enterprise.name AS enterprise_name, status, refiling, revision, reviewer, \
     reviewer.name AS holder_name, claim_until, first_reviewer, first_reviewer.person_index AS first_person, undo_by, \
     undo_until, [created_by.document_index, submitted_by.document_index] AS filers, name, document_masked, category, \
     retirement_month, submissions, submitted_at";

/// Counts go no further than this.
pub(super) const COUNTED: usize = 1_000;

/// Index, conditions and the column that the pages go by.
fn scan(shelf: ReviewShelf, newest_first: bool) -> (&'static str, String, &'static str) {
    let key = if newest_first { "submitted_key" } else { "queue_key" };
    let (index, fixed) = match (shelf, newest_first) {
        (ReviewShelf::Mine, _) => ("application_holder", "reviewer = $reviewer"),
        (ReviewShelf::Open, false) => ("application_open", "region = $region AND status = $status AND held = false"),
        (ReviewShelf::Open, true) => {
            ("application_open_newest", "region = $region AND status = $status AND held = false")
        }
        (ReviewShelf::Held, false) => ("application_open", "region = $region AND status = $status AND held = true"),
        (ReviewShelf::Held, true) => {
            ("application_open_newest", "region = $region AND status = $status AND held = true")
        }
        (ReviewShelf::Overdue | ReviewShelf::All, false) => {
            ("application_queue", "region = $region AND status = $status")
        }
        (ReviewShelf::Overdue | ReviewShelf::All, true) => {
            ("application_queue_newest", "region = $region AND status = $status")
        }
    };
    // One's own are few, and sorted by whichever column in no time.
    let mut conditions = format!("{fixed} AND {key} > $past");
    match shelf {
        ReviewShelf::Mine => conditions.push_str(" AND claim_until > $now"),
        ReviewShelf::Held => conditions.push_str(" AND reviewer != $reviewer"),
        // Of a second end beside the lower one the index makes no use: the scan stops at it by the limit alone, and what is
        // late is at its beginning.
        ReviewShelf::Overdue if !newest_first => conditions.push_str(" AND queue_key < $late"),
        _ => {}
    }
    (index, conditions, key)
}

/// A page of a shelf, for parameters bound by [`bind`].
pub(super) fn list_query(query: &ReviewFilter) -> String {
    let (index, conditions, key) = scan(query.shelf, query.newest_first);
    format!(
        "SELECT {COLUMNS}, {key} AS sort_key FROM application WITH INDEX {index} WHERE {conditions}
         ORDER BY {key} LIMIT $limit"
    )
}

/// How much lies on a shelf, up to [`COUNTED`].
pub(super) fn count_query(shelf: ReviewShelf) -> String {
    let (index, conditions, _) = scan(shelf, false);
    format!(
        "SELECT count() FROM (SELECT id FROM application WITH INDEX {index} WHERE {conditions} LIMIT $limit) GROUP ALL"
    )
}

/// What of the region is a person's, in any status, the last changed first.
pub(super) fn person_query() -> String {
    format!(
        "SELECT {COLUMNS}, newest AS sort_key FROM application WITH INDEX application_person
         WHERE document_index IN $documents AND newest > $past AND region = $region AND submissions > 0
         ORDER BY sort_key LIMIT $limit"
    )
}

/// A key that sorts after every submission before an instant, and before every later one.
fn queue_key_at(at: DateTime<Utc>) -> String {
    format!("{:016x}", at.timestamp_nanos_opt().unwrap_or_default().max(0))
}

/// The documents that a number searched for may be of: it fits one kind, seldom two; what fits none is nobody's.
pub(super) fn documents(app: &App, query: &ReviewFilter) -> Vec<IdDocument> {
    let today = app.clock.today();
    let read = |number: &String| {
        DocumentType::ALL.into_iter().filter_map(|kind| IdDocument::parse(kind, number, today).ok()).collect::<Vec<_>>()
    };
    query.number.iter().flat_map(read).collect()
}

/// The parameters of the queries; `past` is the key behind which the page begins.
pub(super) fn bind(app: &App, reviewer: &Reviewer, query: &ReviewFilter, past: String, limit: usize) -> Vars {
    let today = app.clock.today();
    let oldest = start(app.working_days.oldest_in_time(today, app.config.policy.review_working_days));
    // Keys of submissions fall with time: what is late lies behind the end of the first day in time.
    let late = query.shelf == ReviewShelf::Overdue && query.newest_first;
    let past = if late { past.max(newest_key_end(oldest)) } else { past };
    let documents: Vec<String> = documents(app, query).iter().map(|document| document_index(app, document)).collect();
    let status = match reviewer.party {
        Party::SecondReviewer => Status::InSecondReview,
        Party::FirstReviewer | Party::Enterprise => Status::Submitted,
    };
    Vars::new()
        .set("region", reviewer.region.clone())
        .set("status", status.code())
        .set("reviewer", reviewer.id.clone())
        .set("late", queue_key_at(oldest))
        .set("documents", documents)
        .set("now", app.clock.now())
        .set("past", past)
        .set("limit", limit)
}
