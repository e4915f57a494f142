//! The queue: what waits at the agency, for how long, and who holds it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::application::{Action, Status};
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
