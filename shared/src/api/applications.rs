//! 企业职工正常退休申请: filing, keeping drafts, submitting, looking up.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{AttachmentOut, InsuredRecord, ReviewReason};
use crate::application::{Action, ApplicationForm, FindingOut, Status};
use crate::identity::DocumentType;
use crate::retirement::{Category, Month};

/// A saved edit: the whole form with the revision that it was based on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ApplicationEdit {
    /// The revision that was read.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub revision: u64,
    /// The form.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub form: ApplicationForm,
}

/// The revision that somebody saw when deciding to submit, withdraw or refile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct RevisionIn {
    /// The revision that was read.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub revision: u64,
}

/// An application as those see it who may.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ApplicationOut {
    /// Id.
    pub id: String,
    /// Credit code of the enterprise.
    pub enterprise_id: String,
    /// Name of the enterprise.
    pub enterprise_name: String,
    /// 业务状态
    pub status: Status,
    /// Whether mending has begun after it was sent back.
    pub refiling: bool,
    /// To be sent back with an edit.
    pub revision: u64,
    /// 姓名
    pub name: String,
    /// 证件类型
    pub document_type: DocumentType,
    /// 证件号码, whole: it has to be compared with the paper.
    pub document_number: String,
    /// 社保信息 as fetched.
    pub record: InsuredRecord,
    /// The form as last saved.
    pub form: ApplicationForm,
    /// What the one asking may do.
    pub actions: Vec<Action>,
    /// The month of retirement, once it is decided.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retirement_month: Option<Month>,
    /// Attachments, by kind in the order of their pages.
    pub attachments: Vec<AttachmentOut>,
    /// Reasons of the last reviewer who sent it back; empty otherwise.
    pub reasons: Vec<ReviewReason>,
    /// 受理编号, from the first submission on.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_number: Option<String>,
    /// How many times it was submitted.
    pub submissions: u32,
    /// When last submitted.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// When begun.
    pub created_at: DateTime<Utc>,
    /// Who began it (经办人), by name.
    pub created_by: String,
    /// When last changed.
    pub updated_at: DateTime<Utc>,
    /// Who changed it last, by name.
    pub updated_by: String,
}

/// An application in a list; numbers masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ApplicationRow {
    /// Id.
    pub id: String,
    /// Name of the enterprise.
    pub enterprise_name: String,
    /// 业务状态
    pub status: Status,
    /// Whether mending has begun after it was sent back.
    pub refiling: bool,
    /// The revision, for an action right from the list.
    pub revision: u64,
    /// 姓名
    pub name: String,
    /// 证件号码, masked.
    pub document_masked: String,
    /// 退休类别, once chosen.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The month of retirement, once it is decided.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retirement_month: Option<Month>,
    /// When last submitted.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// When last changed.
    pub updated_at: DateTime<Utc>,
    /// Who began it (经办人), by name.
    pub created_by: String,
    /// What the one asking may do.
    pub actions: Vec<Action>,
}

/// A page of applications. One request looks at a bounded number of them: where few fit the filter, a page may hold fewer
/// rows than usual, even none, and have a `next_cursor` all the same. Only where that is absent was everything looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ApplicationPage {
    /// The applications.
    pub items: Vec<ApplicationRow>,
    /// Give it back as `cursor` to go on; absent at the end.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// How many applications of the enterprise stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ApplicationCounts {
    /// 未提交
    pub draft: u64,
    /// 提交待初审
    pub submitted: u64,
    /// 待复审
    pub in_second_review: u64,
    /// 材料补正
    pub correction_requested: u64,
    /// 审核不通过
    pub rejected: u64,
    /// 审核通过
    pub approved: u64,
}

impl ApplicationCounts {
    /// The count of a status.
    pub const fn of(&self, status: Status) -> u64 {
        match status {
            Status::Draft => self.draft,
            Status::Submitted => self.submitted,
            Status::InSecondReview => self.in_second_review,
            Status::CorrectionRequested => self.correction_requested,
            Status::Rejected => self.rejected,
            Status::Approved => self.approved,
        }
    }
}

/// What a precheck found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct PrecheckOut {
    /// The revision that was checked.
    pub revision: u64,
    /// The findings, in the order of the form.
    pub findings: Vec<FindingOut>,
}
