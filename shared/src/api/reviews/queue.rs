//! The queue: what waits at the agency, for how long, and who holds it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::application::{Action, Status};
use crate::error::{FieldErrors, Invalid};
use crate::limits::SEARCH_MAX_CHARS;
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
}

impl Default for ReviewFilter {
    fn default() -> Self {
        Self { shelf: ReviewShelf::All, newest_first: false, number: None }
    }
}

impl ReviewQuery {
    /// Reads the query.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self) -> Result<ReviewFilter, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut filter = ReviewFilter::default();
        if !self.shelf.is_empty() {
            match ReviewShelf::from_code(&self.shelf) {
                Some(shelf) => filter.shelf = shelf,
                None => errors.add("shelf", Invalid::new("choose_one")),
            }
        }
        match self.sort.as_str() {
            "" | "oldest" => {}
            "newest" => filter.newest_first = true,
            _ => errors.add("sort", Invalid::new("choose_one")),
        }
        let number: String = self.number.to_uppercase().chars().filter(|c| !c.is_whitespace()).collect();
        if number.chars().count() > SEARCH_MAX_CHARS {
            errors.add("number", Invalid::new("search_too_long").with("max", SEARCH_MAX_CHARS));
        } else if !number.is_empty() {
            filter.number = Some(number);
        }
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
        let query = ReviewQuery { shelf: "mine".into(), sort: "newest".into(), number: " 2201 01x".into() };
        let wanted = ReviewFilter { shelf: ReviewShelf::Mine, newest_first: true, number: Some("220101X".into()) };
        assert_eq!(query.parse(), Ok(wanted));
        let wrong = ReviewQuery { shelf: "x".into(), sort: "x".into(), number: "1".repeat(65) };
        let errors = wrong.parse().err().unwrap_or_default();
        let fields: Vec<&str> = errors.0.iter().map(|(field, _)| field.as_ref()).collect();
        assert_eq!(fields, ["shelf", "sort", "number"]);
    }
}
