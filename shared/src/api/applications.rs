//! 企业职工正常退休申请: filing, keeping drafts, submitting, looking up.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{AttachmentOut, InsuredRecord, parse_date};
use crate::application::{Action, ApplicationForm, Difference, FindingOut, Party, Status};
use crate::error::{FieldErrors, Invalid};
use crate::identity::DocumentType;
use crate::retirement::{Category, Month, coded};

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

/// One reason of a reviewer, at what it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewReason {
    /// Path of a field, of a row (`deemed_periods[1]`), `materials.KIND`, one of its pages (`materials.KIND[0]`, in their
    /// order at the time), or `application` for the whole.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub field: String,
    /// A code of [`super::ReasonCode`]; empty in reasons of earlier days.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub code: String,
    /// The reason, in the reviewer's words.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub text: String,
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
            category: given(e, "category", &self.category, |code| {
                Category::from_code(code).ok_or(Invalid::new("choose_one"))
            }),
            month_from: given(e, "month_from", &self.month_from, Month::parse),
            month_to: given(e, "month_to", &self.month_to, Month::parse),
            submitted_from: given(e, "submitted_from", &self.submitted_from, parse_date),
            submitted_to: given(e, "submitted_to", &self.submitted_to, parse_date),
            agent: given(e, "agent", &self.agent, searched),
            sort: given(e, "sort", &self.sort, |code| {
                ApplicationSort::from_code(code).ok_or(Invalid::new("choose_one"))
            }),
        };
        if let (Some(from), Some(to)) = (filter.month_from, filter.month_to)
            && to < from
        {
            errors.add("month_to", Invalid::new("period_ends_before_start"));
        }
        if let (Some(from), Some(to)) = (filter.submitted_from, filter.submitted_to)
            && to < from
        {
            errors.add("submitted_to", Invalid::new("period_ends_before_start"));
        }
        if errors.0.is_empty() { Ok(filter) } else { Err(errors) }
    }
}

fn given<T>(
    errors: &mut FieldErrors,
    field: &'static str,
    raw: &str,
    parse: impl FnOnce(&str) -> Result<T, Invalid>,
) -> Option<T> {
    if raw.trim().is_empty() { None } else { errors.take(field, parse(raw.trim())) }
}

fn searched(raw: &str) -> Result<String, Invalid> {
    if raw.chars().count() > SEARCH_MAX {
        Err(Invalid::new("search_too_long").with("max", SEARCH_MAX))
    } else {
        Ok(raw.to_owned())
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
