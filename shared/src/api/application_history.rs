//! The life of an application: who did what and when, and what each submission changed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ReviewReason;
use crate::application::{Difference, Party, Status};
use crate::retirement::coded;

coded! {
    /// What happened to an application.
    HistoryEvent {
        /// Begun.
        Created = "created",
        /// 提交
        Submitted = "submitted",
        /// 撤销
        Withdrawn = "withdrawn",
        /// 材料补正重新填报 begun.
        Refiled = "refiled",
        /// 受理
        Claimed = "claimed",
        /// 初审通过
        PassedFirstReview = "passed_first_review",
        /// 退回初审
        SentBack = "sent_back",
        /// 要求材料补正
        CorrectionRequested = "correction_requested",
        /// 审核不通过
        Rejected = "rejected",
        /// 审核通过
        Approved = "approved",
        /// 社保信息 fetched anew.
        RecordRefreshed = "record_refreshed",
        /// 退回待受理: the reviewer gave it back.
        Released = "released",
        /// 转办: a lead took it over.
        TakenOver = "taken_over",
        /// 受理到期: it lay still for too long.
        ClaimExpired = "claim_expired",
        /// 撤回决定: the reviewer took the decision back.
        DecisionUndone = "decision_undone",
    }
}

/// One event of an application's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct HistoryEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub event: HistoryEvent,
    /// On which side.
    pub party: Party,
    /// Who, by name.
    pub actor_name: String,
    /// The status since.
    pub status: Status,
    /// Number of the submission, where it was one.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<u32>,
    /// What the submission changed against the one before.
    pub differences: Vec<Difference>,
    /// Reasons, where it was sent back.
    pub reasons: Vec<ReviewReason>,
}

/// The life of an application, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct HistoryOut {
    /// The events.
    pub items: Vec<HistoryEntry>,
}
