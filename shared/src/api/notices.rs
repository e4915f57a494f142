//! Notices: what happened to one's applications at the agency, in the app and by SMS.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::HistoryEvent;

/// Something that happened at the agency to an application that one began or submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct NoticeOut {
    /// Id; also the `id` of the event that tells of it.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub event: HistoryEvent,
    /// Id of the application.
    pub application_id: String,
    /// 姓名
    pub name: String,
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
}

impl Default for NoticeSettings {
    fn default() -> Self {
        Self { submitted: true, decided: true }
    }
}
