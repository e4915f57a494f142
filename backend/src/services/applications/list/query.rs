//! The lists' queries: each bound to its enterprise, each with the index that serves it.
//!
//! What a filter says of the column that the list is sorted by becomes the part of the index that is read.

use shared::api::{ApplicationFilter, ApplicationSort};
use shared::identity::{DocumentType, IdDocument};

use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::services::accounts::{MembershipRow, document_index};
use crate::services::lists::{Ends, List, Scan, end, start};

const COLUMNS: &str = "id, enterprise.name AS enterprise_name, status, refiling, revision, reviewer, claim_until, first_reviewer, name, \
     document_masked, category, retirement_month, submitted_at, updated_at, created_by_name";

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

/// Which part of the index that the list is sorted by the filter leaves.
fn ends(filter: &ApplicationFilter) -> Ends {
    match filter.sort {
        Some(ApplicationSort::Submitted) => {
            Ends::falling(filter.submitted_from.map(start), filter.submitted_to.map(end))
        }
        // A hexadecimal id follows the month: the month alone sorts before its keys, with a g after it behind them.
        Some(ApplicationSort::RetirementMonth) => Ends {
            low: filter.month_from.map(|month| month.to_string()),
            high: filter.month_to.map(|month| format!("{month}g")),
        },
        Some(ApplicationSort::Updated) | None => Ends::default(),
    }
}

fn scan(filter: &ApplicationFilter) -> Scan {
    let mut scan = Scan::new(COLUMNS, index(filter), key(filter), "enterprise = $enterprise");
    scan.add(filter.document_number.is_some(), "application_document", "document_index = $document");
    scan.add(filter.status.is_some(), "application_status", "status = $status");
    scan.add(filter.agent.is_some(), "application_agent", "created_by = $agent");
    scan.add(filter.category.is_some(), "application_category", "category = $category");
    scan.look_at(filter.name.is_some(), "string::contains(name, $name)");
    // Where the list is sorted by it, the ends say the same, and a condition more would be looked at row by row.
    let by_month = filter.sort != Some(ApplicationSort::RetirementMonth);
    scan.look_at(by_month && filter.month_from.is_some(), "retirement_month >= $month_from");
    scan.look_at(by_month && filter.month_to.is_some(), "retirement_month != NONE AND retirement_month <= $month_to");
    let by_day = filter.sort != Some(ApplicationSort::Submitted);
    scan.look_at(by_day && filter.submitted_from.is_some(), "submitted_at >= $submitted_from");
    scan.look_at(by_day && filter.submitted_to.is_some(), "submitted_at != NONE AND submitted_at < $submitted_before");
    scan
}

/// The list that a filter leaves, ready to be read.
pub(in super::super) fn list(app: &App, acting: &MembershipRow, filter: &ApplicationFilter) -> List {
    // A number fits one kind of document, seldom two; what fits none is nobody's.
    let today = app.clock.today();
    let document = filter.document_number.as_deref().map(|number| {
        let read = DocumentType::ALL.into_iter().find_map(|kind| IdDocument::parse(kind, number, today).ok());
        read.map(|document| document_index(app, &document)).unwrap_or_default()
    });
    let vars = Vars::new()
        .set("enterprise", acting.enterprise.clone())
        .set("document", document)
        .set("status", filter.status.map(|status| status.code().to_owned()))
        .set("agent", filter.agent.as_deref().map(|agent| record("user", agent)))
        .set("category", filter.category.map(|category| category.code().to_owned()))
        .set("name", filter.name.clone())
        .set("month_from", filter.month_from.map(|month| month.to_string()))
        .set("month_to", filter.month_to.map(|month| month.to_string()))
        .set("submitted_from", filter.submitted_from.map(start))
        .set("submitted_before", filter.submitted_to.map(end));
    let scan = scan(filter);
    let reading = if filter.document_number.is_some() { scan.straight() } else { scan.reading() };
    List { reading, vars, ends: ends(filter) }
}
