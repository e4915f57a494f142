//! What a list of applications is narrowed to and sorted by, as it stands in an address and as it was read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::parse_date;
use crate::application::Status;
use crate::error::{FieldErrors, Invalid};
use crate::retirement::{Category, Month, coded};

coded! {
    /// The order of a list.
    ApplicationSort {
        /// Last changed first.
        Updated = "updated",
        /// Last submitted first; drafts that never were are left out.
        Submitted = "submitted",
        /// Earliest month of retirement first; undecided ones are left out.
        RetirementMonth = "retirement_month",
    }
}

/// What a list is narrowed to, as it stands in the address. Empty fields do not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationQuery {
    /// A part of the name.
    #[serde(default)]
    pub name: String,
    /// The whole document number.
    #[serde(default)]
    pub document_number: String,
    /// A code of `Status`.
    #[serde(default)]
    pub status: String,
    /// A code of `Category`.
    #[serde(default)]
    pub category: String,
    /// First month of retirement, `YYYY-MM`.
    #[serde(default)]
    pub month_from: String,
    /// Last month of retirement, `YYYY-MM`.
    #[serde(default)]
    pub month_to: String,
    /// First day of submission, `YYYY-MM-DD`.
    #[serde(default)]
    pub submitted_from: String,
    /// Last day of submission, `YYYY-MM-DD`.
    #[serde(default)]
    pub submitted_to: String,
    /// Id of the agent who began it.
    #[serde(default)]
    pub agent: String,
    /// A code of `ApplicationSort`; empty for the last changed first.
    #[serde(default)]
    pub sort: String,
}

/// A query that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApplicationFilter {
    /// A part of the name.
    pub name: Option<String>,
    /// The document number in every kind that it fits, canonical.
    pub document_number: Option<String>,
    /// Status.
    pub status: Option<Status>,
    /// Category.
    pub category: Option<Category>,
    /// First month of retirement.
    pub month_from: Option<Month>,
    /// Last month of retirement.
    pub month_to: Option<Month>,
    /// First day of submission.
    pub submitted_from: Option<NaiveDate>,
    /// Last day of submission.
    pub submitted_to: Option<NaiveDate>,
    /// Id of the agent who began it.
    pub agent: Option<String>,
    /// Order.
    pub sort: Option<ApplicationSort>,
}

/// Longest name or number searched for.
const SEARCH_MAX: usize = crate::limits::SEARCH_MAX_CHARS;

impl ApplicationQuery {
    /// Reads the query.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self) -> Result<ApplicationFilter, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let filter = ApplicationFilter {
            name: given(e, "name", &self.name, searched),
            document_number: given(e, "document_number", &self.document_number, searched)
                .map(|number| number.to_uppercase().chars().filter(|c| !c.is_whitespace()).collect()),
            status: given(e, "status", &self.status, |code| Status::from_code(code).ok_or(Invalid::new("choose_one"))),
            category: given(e, "category", &self.category, category),
            month_from: given(e, "month_from", &self.month_from, Month::parse),
            month_to: given(e, "month_to", &self.month_to, Month::parse),
            submitted_from: given(e, "submitted_from", &self.submitted_from, parse_date),
            submitted_to: given(e, "submitted_to", &self.submitted_to, parse_date),
            agent: given(e, "agent", &self.agent, searched),
            sort: given(e, "sort", &self.sort, |code| {
                ApplicationSort::from_code(code).ok_or(Invalid::new("choose_one"))
            }),
        };
        in_order(&mut errors, "month_to", filter.month_from, filter.month_to);
        in_order(&mut errors, "submitted_to", filter.submitted_from, filter.submitted_to);
        if errors.0.is_empty() { Ok(filter) } else { Err(errors) }
    }
}

/// Reads a field of a query; an empty one does not narrow.
pub(super) fn given<T>(
    errors: &mut FieldErrors,
    field: &'static str,
    raw: &str,
    parse: impl FnOnce(&str) -> Result<T, Invalid>,
) -> Option<T> {
    if raw.trim().is_empty() { None } else { errors.take(field, parse(raw.trim())) }
}

/// A text to look for.
pub(super) fn searched(raw: &str) -> Result<String, Invalid> {
    if raw.chars().count() > SEARCH_MAX {
        Err(Invalid::new("search_too_long").with("max", SEARCH_MAX))
    } else {
        Ok(raw.to_owned())
    }
}

/// A code of `Category`.
pub(super) fn category(code: &str) -> Result<Category, Invalid> {
    Category::from_code(code).ok_or(Invalid::new("choose_one"))
}

/// Refuses an end that lies before its beginning.
pub(super) fn in_order<T: PartialOrd>(errors: &mut FieldErrors, field: &'static str, from: Option<T>, to: Option<T>) {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        errors.add(field, Invalid::new("period_ends_before_start"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_or_refused_by_field() {
        assert_eq!(ApplicationQuery::default().parse(), Ok(ApplicationFilter::default()));
        let query = ApplicationQuery {
            document_number: " 22010019651201001x ".into(),
            status: "draft".into(),
            month_from: "2026-11".into(),
            ..Default::default()
        };
        let filter = query.parse().unwrap_or_default();
        assert_eq!(filter.document_number.as_deref(), Some("22010019651201001X"));
        assert_eq!((filter.status, filter.month_from), (Some(Status::Draft), Month::new(2026, 11)));
        let wrong = ApplicationQuery {
            name: "王".repeat(65),
            status: "gone".into(),
            month_from: "2026-13".into(),
            submitted_from: "2026-11-02".into(),
            submitted_to: "2026-11-01".into(),
            sort: "name".into(),
            ..Default::default()
        };
        let errors = wrong.parse().err().unwrap_or_default();
        let fields: Vec<&str> = errors.0.iter().map(|(field, _)| field.as_ref()).collect();
        assert_eq!(fields, ["name", "status", "month_from", "sort", "submitted_to"]);
    }
}
