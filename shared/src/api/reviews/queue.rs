//! The queue: what waits at the agency, for how long, and who holds it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::api::application_query::{category, given, in_order, searched};
use crate::api::parse_date;
use crate::application::{Action, Status};
use crate::error::{FieldErrors, Invalid};
use crate::retirement::{Category, Month, coded};

coded! {
    /// A part of the queue of one's own stage and region.
    ReviewShelf {
        /// 待受理: nobody holds it.
        Open = "open",
        /// 我受理的
        Mine = "mine",
        /// 他人受理的
        Held = "held",
        /// 已超期, whoever holds it.
        Overdue = "overdue",
        /// All of it.
        All = "all",
    }
}

/// What of the queue is wanted, as it stands in the address. Empty fields do not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewQuery {
    /// A code of [`ReviewShelf`]; empty for all of it.
    #[serde(default)]
    pub shelf: String,
    /// `oldest` or `newest`; empty for who waits longest first.
    #[serde(default)]
    pub sort: String,
    /// A whole document number.
    #[serde(default)]
    pub number: String,
    /// A part of the name.
    #[serde(default)]
    pub name: String,
    /// A code of `Category`.
    #[serde(default)]
    pub category: String,
    /// First day of the last submission, `YYYY-MM-DD`.
    #[serde(default)]
    pub submitted_from: String,
    /// Last day of the last submission, `YYYY-MM-DD`.
    #[serde(default)]
    pub submitted_to: String,
}

/// A query that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewFilter {
    /// The part of the queue.
    pub shelf: ReviewShelf,
    /// Last submitted first; else who waits longest.
    pub newest_first: bool,
    /// A whole document number, canonical: whatever of the region is the person's, in any status.
    pub number: Option<String>,
    /// A part of the name.
    pub name: Option<String>,
    /// Category.
    pub category: Option<Category>,
    /// First day of the last submission; days are the agency's, eight hours ahead of UTC.
    pub submitted_from: Option<NaiveDate>,
    /// Last day of the last submission.
    pub submitted_to: Option<NaiveDate>,
}

impl Default for ReviewFilter {
    fn default() -> Self {
        Self {
            shelf: ReviewShelf::All,
            newest_first: false,
            number: None,
            name: None,
            category: None,
            submitted_from: None,
            submitted_to: None,
        }
    }
}

impl ReviewQuery {
    /// Reads the query.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self) -> Result<ReviewFilter, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let shelf =
            given(e, "shelf", &self.shelf, |code| ReviewShelf::from_code(code).ok_or(Invalid::new("choose_one")));
        let newest_first = given(e, "sort", &self.sort, |code| match code {
            "oldest" => Ok(false),
            "newest" => Ok(true),
            _ => Err(Invalid::new("choose_one")),
        });
        let filter = ReviewFilter {
            shelf: shelf.unwrap_or(ReviewShelf::All),
            newest_first: newest_first.unwrap_or_default(),
            number: given(e, "number", &self.number, searched)
                .map(|number| number.to_uppercase().chars().filter(|c| !c.is_whitespace()).collect()),
            name: given(e, "name", &self.name, searched),
            category: given(e, "category", &self.category, category),
            submitted_from: given(e, "submitted_from", &self.submitted_from, parse_date),
            submitted_to: given(e, "submitted_to", &self.submitted_to, parse_date),
        };
        in_order(e, "submitted_to", filter.submitted_from, filter.submitted_to);
        if errors.0.is_empty() { Ok(filter) } else { Err(errors) }
    }
}

/// An application in the queue; the document number is masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewRow {
    /// Id.
    pub id: String,
    /// Name of the enterprise.
    pub enterprise_name: String,
    /// 业务状态
    pub status: Status,
    /// The revision, for an action right from the list.
    pub revision: u64,
    /// 姓名
    pub name: String,
    /// 证件号码, masked.
    pub document_masked: String,
    /// 退休类别
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The month of retirement.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retirement_month: Option<Month>,
    /// How many times it was submitted.
    pub submissions: u32,
    /// When last submitted.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// Last day to decide, 20 working days after the submission; absent where nothing waits.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    /// Working days left until then; below zero where it is overdue.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i32>,
    /// Who holds it, by name.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// Until when, unless they go on working on it.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<DateTime<Utc>>,
    /// What the one asking may do.
    pub actions: Vec<Action>,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewPage {
    /// The applications.
    pub items: Vec<ReviewRow>,
    /// Give it back as `cursor` to go on; absent at the end.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// How much lies on each shelf; counted up to `most`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewCounts {
    /// 待受理
    pub open: u32,
    /// 我受理的
    pub mine: u32,
    /// 他人受理的
    pub held: u32,
    /// 已超期
    pub overdue: u32,
    /// All of it.
    pub all: u32,
    /// Where a count is this, there may be more.
    pub most: u32,
}

impl ReviewCounts {
    /// The count of a shelf.
    pub const fn of(&self, shelf: ReviewShelf) -> u32 {
        match shelf {
            ReviewShelf::Open => self.open,
            ReviewShelf::Mine => self.mine,
            ReviewShelf::Held => self.held,
            ReviewShelf::Overdue => self.overdue,
            ReviewShelf::All => self.all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_or_refused_by_field() {
        assert_eq!(ReviewQuery::default().parse(), Ok(ReviewFilter::default()));
        let query = ReviewQuery {
            shelf: "mine".into(),
            sort: "newest".into(),
            number: " 2201 01x".into(),
            name: " 王 ".into(),
            category: "male".into(),
            submitted_from: "2026-11-02".into(),
            submitted_to: "2026-11-02".into(),
        };
        let day = NaiveDate::from_ymd_opt(2026, 11, 2);
        let wanted = ReviewFilter {
            shelf: ReviewShelf::Mine,
            newest_first: true,
            number: Some("220101X".into()),
            name: Some("王".into()),
            category: Some(Category::Male),
            submitted_from: day,
            submitted_to: day,
        };
        assert_eq!(query.parse(), Ok(wanted));
        let wrong = ReviewQuery {
            shelf: "x".into(),
            sort: "x".into(),
            number: "1".repeat(65),
            name: "王".repeat(65),
            category: "x".into(),
            submitted_from: "2026-11-31".into(),
            submitted_to: "x".into(),
        };
        let fields = |query: &ReviewQuery| -> Vec<String> {
            query.parse().err().unwrap_or_default().0.iter().map(|(field, _)| field.to_string()).collect()
        };
        assert_eq!(fields(&wrong), ["shelf", "sort", "number", "name", "category", "submitted_from", "submitted_to"]);
        let backwards = ReviewQuery {
            submitted_from: "2026-11-02".into(),
            submitted_to: "2026-11-01".into(),
            ..ReviewQuery::default()
        };
        assert_eq!(fields(&backwards), ["submitted_to"]);
    }
}
