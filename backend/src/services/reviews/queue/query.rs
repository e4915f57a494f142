//! The queue's queries: each bound to stage and region, each a forward scan of the index that it names.

use chrono::{DateTime, Utc};
use shared::api::{ReviewFilter, ReviewShelf};
use shared::application::{Party, Status};
use shared::identity::{DocumentType, IdDocument};

use crate::adapters::surreal::{Vars, oldest_key_start};
use crate::app::App;
use crate::services::accounts::document_index;
use crate::services::lists::{Ends, List, Scan, end, start};
use crate::services::reviewers::Reviewer;

pub(super) const COLUMNS: &str = "id, enterprise.name AS enterprise_name, status, refiling, revision, reviewer, \
     reviewer.name AS holder_name, claim_until, first_reviewer, first_reviewer.person_index AS first_person, undo_by, \
     undo_until, [created_by.document_index, submitted_by.document_index] AS filers, name, document_masked, category, \
     retirement_month, submissions, submitted_at";

/// Counts go no further than this.
pub(super) const COUNTED: usize = 1_000;

/// A shelf's part of an index, and whatever else makes the shelf. One's own are few: what is dropped of them costs little.
fn shelf(shelf: ReviewShelf, newest_first: bool) -> Scan {
    let waiting = "region = $region AND status = $status";
    let (index, of) = match (shelf, newest_first) {
        (ReviewShelf::Mine, _) => ("application_holder", "reviewer = $reviewer AND claim_until > $now".to_owned()),
        (ReviewShelf::Open, false) => ("application_open", format!("{waiting} AND held = false")),
        (ReviewShelf::Open, true) => ("application_open_newest", format!("{waiting} AND held = false")),
        (ReviewShelf::Held, false) => {
            ("application_open", format!("{waiting} AND held = true AND reviewer != $reviewer"))
        }
        (ReviewShelf::Held, true) => {
            ("application_open_newest", format!("{waiting} AND held = true AND reviewer != $reviewer"))
        }
        (ReviewShelf::Overdue | ReviewShelf::All, false) => ("application_queue", waiting.to_owned()),
        (ReviewShelf::Overdue | ReviewShelf::All, true) => ("application_queue_newest", waiting.to_owned()),
    };
    Scan::new(COLUMNS, index, if newest_first { "submitted_key" } else { "queue_key" }, &of)
}

/// What of the region is a person's, in any status, the last changed first.
fn person() -> Scan {
    let of = "document_index IN $documents AND region = $region AND submissions > 0";
    Scan::new(COLUMNS, "application_person", "newest", of)
}

/// Which part of the index the days of submission leave, by which what is late is told, too.
fn ends(app: &App, query: &ReviewFilter) -> Ends {
    let (from, mut before) = (query.submitted_from.map(start), query.submitted_to.map(end));
    if query.shelf == ReviewShelf::Overdue {
        let oldest = oldest_in_time(app);
        before = Some(before.map_or(oldest, |before| before.min(oldest)));
    }
    if query.newest_first { Ends::falling(from, before) } else { Ends::rising(from, before) }
}

/// The first instant whose submissions are not late yet.
fn oldest_in_time(app: &App) -> DateTime<Utc> {
    start(app.working_days.oldest_in_time(app.clock.today(), app.config.policy.review_working_days))
}

/// The documents that a number searched for may be of: it fits one kind, seldom two; what fits none is nobody's.
pub(super) fn documents(app: &App, query: &ReviewFilter) -> Vec<IdDocument> {
    let today = app.clock.today();
    let read = |number: &String| {
        DocumentType::ALL.into_iter().filter_map(|kind| IdDocument::parse(kind, number, today).ok()).collect::<Vec<_>>()
    };
    query.number.iter().flat_map(read).collect()
}

/// What a query leaves of the queue, ready to be read.
pub(super) fn list(app: &App, reviewer: &Reviewer, query: &ReviewFilter) -> List {
    let of_person = query.number.is_some();
    let mut scan = if of_person { person() } else { shelf(query.shelf, query.newest_first) };
    scan.look_at(query.name.is_some(), "string::contains(name, $name)");
    scan.look_at(query.category.is_some(), "category = $category");
    scan.look_at(of_person && query.submitted_from.is_some(), "submitted_at >= $submitted_from");
    scan.look_at(of_person && query.submitted_to.is_some(), "submitted_at < $submitted_before");
    // A person has a handful of applications, and a reviewer holds no more than they work on: in whatever order, they are
    // sorted in no time.
    let few = of_person || query.shelf == ReviewShelf::Mine;
    let documents: Vec<String> = documents(app, query).iter().map(|document| document_index(app, document)).collect();
    let vars = bind(app, reviewer)
        .set("documents", documents)
        .set("name", query.name.clone())
        .set("category", query.category.map(|category| category.code().to_owned()))
        .set("submitted_from", query.submitted_from.map(start))
        .set("submitted_before", query.submitted_to.map(end));
    List {
        reading: if few { scan.straight() } else { scan.reading() },
        vars,
        ends: if of_person { Ends::default() } else { ends(app, query) },
    }
}

/// How much lies on a shelf, up to [`COUNTED`], for parameters bound by [`bind_counts`].
pub(super) fn count_query(of: ReviewShelf) -> String {
    let mut scan = shelf(of, false);
    // Of a second end beside the lower one the index makes no use: what is late is at its beginning.
    scan.look_at(of == ReviewShelf::Overdue, "queue_key < $late");
    format!("SELECT count() FROM ({}) GROUP ALL", scan.ids())
}

/// The parameters of [`count_query`].
pub(super) fn bind_counts(app: &App, reviewer: &Reviewer) -> Vars {
    bind(app, reviewer)
        .set("late", oldest_key_start(oldest_in_time(app)))
        .set("past", String::new())
        .set("limit", COUNTED)
}

/// Stage, region and who asks.
fn bind(app: &App, reviewer: &Reviewer) -> Vars {
    let status = match reviewer.party {
        Party::SecondReviewer => Status::InSecondReview,
        Party::FirstReviewer | Party::Enterprise => Status::Submitted,
    };
    Vars::new()
        .set("region", reviewer.region.clone())
        .set("status", status.code())
        .set("reviewer", reviewer.id.clone())
        .set("now", app.clock.now())
}
