//! SMS as a port: what may be said, and who says it.

use async_trait::async_trait;
use chrono::{Datelike as _, NaiveDate};
use shared::api::{HistoryEvent, NoticeKind};
use shared::i18n::{Language, text};
use shared::identity::Mobile;

/// What an SMS code is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodePurpose {
    /// Registering an enterprise.
    Register,
    /// Logging in.
    Login,
    /// Setting a forgotten password anew.
    ResetPassword,
    /// A step-up for one purpose.
    StepUp(shared::access::StepUpPurpose),
}

impl CodePurpose {
    /// The name in the database.
    pub fn key(self) -> String {
        match self {
            Self::Register => "register".to_owned(),
            Self::Login => "login".to_owned(),
            Self::ResetPassword => "reset_password".to_owned(),
            Self::StepUp(purpose) => format!("step_up:{}", purpose.code()),
        }
    }
}

impl From<shared::api::SmsCodePurpose> for CodePurpose {
    fn from(purpose: shared::api::SmsCodePurpose) -> Self {
        match purpose {
            shared::api::SmsCodePurpose::Register => Self::Register,
            shared::api::SmsCodePurpose::Login => Self::Login,
            shared::api::SmsCodePurpose::ResetPassword => Self::ResetPassword,
        }
    }
}

/// Every message that the service sends. Vendors want a registered template for each kind.
#[derive(Debug, Clone)]
pub enum SmsMessage {
    /// A code.
    Code {
        /// What it is good for.
        purpose: CodePurpose,
        /// Six digits.
        code: String,
        /// Minutes for which it is.
        minutes: u64,
    },
    /// An invitation to set a password.
    Invitation {
        /// Who invites.
        enterprise: String,
        /// Address of the page.
        link: String,
        /// Days for which it is good.
        days: i64,
    },
    /// A person with an account was added as agent.
    AgentAdded {
        /// Who added them.
        enterprise: String,
    },
    /// A manager set a new password.
    AgentPasswordSet {
        /// Whose manager.
        enterprise: String,
    },
    /// An appeal was settled.
    AppealSettled {
        /// Receipt number.
        receipt: String,
        /// The operator's answer.
        answer: String,
    },
    /// Face verification was turned on.
    FaceEnrolled,
    /// Face verification was turned off, what was kept deleted.
    FaceWithdrawn,
    /// The operator did not approve an enrolment.
    FaceRefused,
    /// Something happened to a retirement application, or is due.
    Application {
        /// What.
        news: ApplicationNews,
        /// 姓名 of the person whom it is for.
        name: String,
    },
}

/// What is told of an application by SMS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApplicationNews {
    /// 提交
    Submitted,
    /// 材料补正
    CorrectionRequested,
    /// 审核不通过
    Rejected,
    /// 审核通过
    Approved,
    /// 临近期限: it was not submitted yet.
    DeadlineNear {
        /// The last day of the month of retirement.
        last_day: NaiveDate,
    },
}

impl ApplicationNews {
    /// What is told of an event; `None` for those that are told in the app alone.
    pub fn of(event: HistoryEvent) -> Option<Self> {
        Self::read(event.code(), None)
    }

    /// The name in the database: that of the event or of the notice.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submitted => HistoryEvent::Submitted.code(),
            Self::CorrectionRequested => HistoryEvent::CorrectionRequested.code(),
            Self::Rejected => HistoryEvent::Rejected.code(),
            Self::Approved => HistoryEvent::Approved.code(),
            Self::DeadlineNear { .. } => NoticeKind::DeadlineNear.code(),
        }
    }

    /// What stands under a name, with the day that a reminder names.
    pub fn read(code: &str, last_day: Option<NaiveDate>) -> Option<Self> {
        let reminder = last_day.map(|last_day| Self::DeadlineNear { last_day });
        let told = [Self::Submitted, Self::CorrectionRequested, Self::Rejected, Self::Approved];
        told.into_iter().chain(reminder).find(|news| news.code() == code)
    }
}

impl SmsMessage {
    /// Name of the kind: the Fluent message without `sms-`, and the key of a vendor's template.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Code { purpose: CodePurpose::Register, .. } => "code-register",
            Self::Code { purpose: CodePurpose::Login, .. } => "code-login",
            Self::Code { purpose: CodePurpose::ResetPassword, .. } => "code-reset-password",
            Self::Code { purpose: CodePurpose::StepUp(_), .. } => "code-step-up",
            Self::Invitation { .. } => "invitation",
            Self::AgentAdded { .. } => "agent-added",
            Self::AgentPasswordSet { .. } => "agent-password-set",
            Self::AppealSettled { .. } => "appeal-settled",
            Self::FaceEnrolled => "face-enrolled",
            Self::FaceWithdrawn => "face-withdrawn",
            Self::FaceRefused => "face-refused",
            Self::Application { news: ApplicationNews::Submitted, .. } => "application-submitted",
            Self::Application { news: ApplicationNews::CorrectionRequested, .. } => "application-correction-requested",
            Self::Application { news: ApplicationNews::Rejected, .. } => "application-rejected",
            Self::Application { news: ApplicationNews::Approved, .. } => "application-approved",
            Self::Application { news: ApplicationNews::DeadlineNear { .. }, .. } => "application-deadline-near",
        }
    }

    /// The values of the message, by the names that text and templates use.
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Code { code, minutes, .. } => vec![("code", code.clone()), ("minutes", minutes.to_string())],
            Self::Invitation { enterprise, link, days } => {
                vec![("enterprise", enterprise.clone()), ("link", link.clone()), ("days", days.to_string())]
            }
            Self::AgentAdded { enterprise } | Self::AgentPasswordSet { enterprise } => {
                vec![("enterprise", enterprise.clone())]
            }
            Self::AppealSettled { receipt, answer } => vec![("receipt", receipt.clone()), ("answer", answer.clone())],
            Self::FaceEnrolled | Self::FaceWithdrawn | Self::FaceRefused => Vec::new(),
            Self::Application { news: ApplicationNews::DeadlineNear { last_day }, name } => vec![
                ("name", name.clone()),
                ("year", last_day.year().to_string()),
                ("month", last_day.month().to_string()),
                ("day", last_day.day().to_string()),
            ],
            Self::Application { name, .. } => vec![("name", name.clone())],
        }
    }

    /// The message in words, in Chinese as every recipient reads it.
    pub fn text(&self) -> String {
        let params = self.params();
        let args: Vec<(&str, &str)> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        text(Language::ZhCn, &format!("sms-{}", self.kind()), &args)
    }
}

/// Why a message did not go out.
#[derive(Debug, thiserror::Error)]
pub enum SmsError {
    /// The vendor could not be reached in time.
    #[error("the SMS service could not be reached: {0}")]
    Unreachable(String),
    /// The vendor refused the message.
    #[error("the SMS service refused the message: {code}")]
    Refused {
        /// The vendor's code; its text may hold the number and is not kept.
        code: String,
    },
}

/// Sends an SMS.
#[async_trait]
pub trait SmsSender: Send + Sync + 'static {
    /// Hands the message over; returns once the vendor has taken it.
    async fn send(&self, to: &Mobile, message: &SmsMessage) -> Result<(), SmsError>;
}
