//! Notices: what happened to one's applications at the agency, and what is due, in the app and by SMS.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::HistoryEvent;
use crate::retirement::coded;

coded! {
    /// What a notice tells. What happened at the agency has the code of its event.
    NoticeKind {
        /// 受理
        Claimed = "claimed",
        /// 初审通过
        PassedFirstReview = "passed_first_review",
        /// 要求材料补正
        CorrectionRequested = "correction_requested",
        /// 审核不通过
        Rejected = "rejected",
        /// 审核通过
        Approved = "approved",
        /// 撤回决定
        DecisionUndone = "decision_undone",
        /// 临近期限: it was not submitted, and the month of retirement ends soon.
        DeadlineNear = "deadline_near",
    }
}

impl NoticeKind {
    /// What is told of an event; `None` for what is no news to the enterprise.
    pub fn of(event: HistoryEvent) -> Option<Self> {
        Self::from_code(event.code())
    }
}

/// Something about an application that one began or submitted: what happened to it at the agency, or what is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct NoticeOut {
    /// Id; also the `id` of the event that tells of it.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub event: NoticeKind,
    /// Id of the application.
    pub application_id: String,
    /// 姓名
    pub name: String,
    /// The last day to submit it, where one is reminded of that.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// Whether it was read.
    pub read: bool,
}

/// A page of one's notices for the enterprise acted for, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct NoticePage {
    /// The notices.
    pub items: Vec<NoticeOut>,
    /// Give it back as `cursor` to go on; absent at the end.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// How many notices were not read; counted up to 100.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct NoticeCount {
    /// Not read.
    pub unread: u32,
}

/// Marks notices as read: those of one application, or all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct NoticesReadIn {
    /// Id of the application; all where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(default, skip_serializing_if_is_none))]
    pub application_id: Option<String>,
}

/// Which messages one gets by SMS; in the app one always sees them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct NoticeSettings {
    /// 提交成功
    pub submitted: bool,
    /// 材料补正、审核不通过、审核通过
    pub decided: bool,
    /// 临近期限; yes where it is absent, as from an app of earlier days.
    #[serde(default = "yes")]
    #[cfg_attr(feature = "openapi", oai(default = "yes"))]
    pub deadline: bool,
}

const fn yes() -> bool {
    true
}

impl Default for NoticeSettings {
    fn default() -> Self {
        Self { submitted: true, decided: true, deadline: true }
    }
}
