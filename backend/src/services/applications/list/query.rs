//! The lists' queries: each bound to its enterprise, each with the index that serves it.
//!
//! What a filter says of the column that the list is sorted by becomes the part of the index that is read. What the index
//! does not know – a part of a name, a range of another column – is looked at row by row, in portions of bounded size.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use shared::api::{ApplicationFilter, ApplicationSort};
use shared::identity::{DocumentType, IdDocument};

use crate::adapters::surreal::{Vars, newest_key_end, record};
use crate::app::App;
use crate::services::accounts::{MembershipRow, document_index};

const COLUMNS: &str = "id, enterprise.name AS enterprise_name, status, refiling, revision, reviewer, claim_until, first_reviewer, name, \
     document_masked, category, retirement_month, submitted_at, updated_at, created_by_name";

/// Where no index knows of a condition.
const NONE: &str = "";

/// The column that a list's pages go by.
const fn key(filter: &ApplicationFilter) -> &'static str {
    match filter.sort {
        Some(ApplicationSort::Submitted) => "submitted_key",
        Some(ApplicationSort::RetirementMonth) => "month_key",
        Some(ApplicationSort::Updated) | None => "newest",
    }
}

/// The index that serves a query best.
const fn index(filter: &ApplicationFilter) -> &'static str {
    if filter.document_number.is_some() {
        // A person has a handful of applications: in whatever order, they are sorted in no time.
        return "application_document";
    }
    match filter.sort {
        Some(ApplicationSort::Submitted) => "application_submitted",
        Some(ApplicationSort::RetirementMonth) => "application_month",
        Some(ApplicationSort::Updated) | None if filter.status.is_some() => "application_status",
        Some(ApplicationSort::Updated) | None if filter.agent.is_some() => "application_agent",
        Some(ApplicationSort::Updated) | None if filter.category.is_some() => "application_category",
        Some(ApplicationSort::Updated) | None => "application_newest",
    }
}

/// The first instant of a day. Days are the agency's: eight hours ahead of UTC.
pub(in crate::services) fn start(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() - Duration::hours(8)
}

/// Which part of the index that the list is sorted by the filter leaves, both ends exclusive.
///
/// The database begins to read behind the lower end; of a second end beside it, it makes no use (SurrealDB 3.3): rows
/// behind the upper end are for the caller to drop.
pub(super) fn ends(filter: &ApplicationFilter) -> (Option<String>, Option<String>) {
    match filter.sort {
        // Keys fall with time: the latest day is the lower end.
        Some(ApplicationSort::Submitted) => (
            filter.submitted_to.map(|day| newest_key_end(start(day) + Duration::days(1))),
            filter.submitted_from.map(|day| newest_key_end(start(day))),
        ),
        // A hexadecimal id follows the month: the month alone sorts before its keys, with a g after it behind them.
        Some(ApplicationSort::RetirementMonth) => {
            (filter.month_from.map(|month| month.to_string()), filter.month_to.map(|month| format!("{month}g")))
        }
        Some(ApplicationSort::Updated) | None => (None, None),
    }
}

/// How an enterprise's list is read, for parameters bound by [`bind`].
pub(super) enum Reading {
    /// The index leaves the rows wanted and no others.
    Straight(String),
    /// The index leaves more: so many rows are read along it, and of each it is said whether it is wanted.
    Portions {
        /// The way along the index.
        scan: String,
        /// A portion: the rows wanted, how many were read, and the key of the last of them.
        portion: String,
    },
}

/// How the list that a filter leaves is read.
pub(super) fn reading(filter: &ApplicationFilter) -> Reading {
    let (index, key) = (index(filter), key(filter));
    let mut by_index = vec!["enterprise = $enterprise".to_owned()];
    let mut by_row = Vec::new();
    let mut add = |wanted: bool, knows: &str, condition: &str| {
        if wanted {
            if index == knows { &mut by_index } else { &mut by_row }.push(condition.to_owned());
        }
    };
    add(filter.document_number.is_some(), "application_document", "document_index = $document");
    add(filter.status.is_some(), "application_status", "status = $status");
    add(filter.agent.is_some(), "application_agent", "created_by = $agent");
    add(filter.category.is_some(), "application_category", "category = $category");
    add(true, index, &format!("{key} > $past"));
    add(filter.name.is_some(), NONE, "string::contains(name, $name)");
    // Where the list is sorted by it, the ends say the same, and a condition more would be looked at row by row.
    let by_month = filter.sort != Some(ApplicationSort::RetirementMonth);
    add(by_month && filter.month_from.is_some(), NONE, "retirement_month >= $month_from");
    add(by_month && filter.month_to.is_some(), NONE, "retirement_month != NONE AND retirement_month <= $month_to");
    let by_day = filter.sort != Some(ApplicationSort::Submitted);
    add(by_day && filter.submitted_from.is_some(), NONE, "submitted_at >= $submitted_from");
    add(by_day && filter.submitted_to.is_some(), NONE, "submitted_at != NONE AND submitted_at < $submitted_before");

    let select = |columns: &str, conditions: &[String], limit: &str| {
        let conditions = conditions.join(" AND ");
        format!(
            "SELECT {columns}, {key} AS sort_key FROM application WITH INDEX {index} WHERE {conditions}
             ORDER BY {key} LIMIT {limit}"
        )
    };
    if by_row.is_empty() || filter.document_number.is_some() {
        by_index.append(&mut by_row);
        return Reading::Straight(select(COLUMNS, &by_index, "$limit"));
    }
    let scan = select(&format!("id, ({}) AS wanted", by_row.join(" AND ")), &by_index, "$step");
    // One statement, so that nothing moves between its parts.
    let portion = format!(
        "RETURN {{
             LET $read = ({scan});
             LET $wanted = (SELECT VALUE id FROM $read WHERE wanted LIMIT $limit);
             RETURN {{
                 rows: (SELECT {COLUMNS}, {key} AS sort_key FROM $wanted),
                 read: array::len($read),
                 last: array::last($read).sort_key
             }};
         }}"
    );
    Reading::Portions { scan, portion }
}

/// The parameters of [`reading`]; `past` is the key behind which the page begins, `step` how many rows a portion reads.
pub(super) fn bind(
    app: &App,
    acting: &MembershipRow,
    filter: &ApplicationFilter,
    past: String,
    [limit, step]: [usize; 2],
) -> Vars {
    // A number fits one kind of document, seldom two; what fits none is nobody's.
    let today = app.clock.today();
    let document = filter.document_number.as_deref().map(|number| {
        let read = DocumentType::ALL.into_iter().find_map(|kind| IdDocument::parse(kind, number, today).ok());
        read.map(|document| document_index(app, &document)).unwrap_or_default()
    });
    let (low, _) = ends(filter);
    Vars::new()
        .set("enterprise", acting.enterprise.clone())
        .set("past", low.unwrap_or_default().max(past))
        .set("limit", limit)
        .set("step", step)
        .set("document", document)
        .set("status", filter.status.map(|status| status.code().to_owned()))
        .set("agent", filter.agent.as_deref().map(|agent| record("user", agent)))
        .set("category", filter.category.map(|category| category.code().to_owned()))
        .set("name", filter.name.clone())
        .set("month_from", filter.month_from.map(|month| month.to_string()))
        .set("month_to", filter.month_to.map(|month| month.to_string()))
        .set("submitted_from", filter.submitted_from.map(start))
        .set("submitted_before", filter.submitted_to.map(|day| start(day) + Duration::days(1)))
}
