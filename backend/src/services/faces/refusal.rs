//! Attempts in the log, good or bad, and refusals as answers. Scores and reasons are told, pictures never.

use shared::access::StepUpPurpose;
use shared::api::{AuditAction, FaceAction, FaceRefusal};
use shared::error::{FieldErrors, Invalid, ProblemCode};

use crate::app::App;
use crate::services::audit::Entry;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

/// An entry of a person about themselves.
pub(super) fn entry(action: AuditAction, who: &LoggedIn) -> Entry<'_> {
    let enterprise = who.membership.as_ref().map(|membership| membership.enterprise_id());
    Entry::new(action, enterprise, Some((who.user.key(), &who.user.name)))
}

/// What failed, for entry and answer.
pub(super) struct Failed {
    pub(super) why: FaceRefusal,
    pub(super) action: Option<FaceAction>,
    pub(super) scores: String,
}

impl Failed {
    /// Without scores.
    pub(super) fn plain(why: FaceRefusal) -> Self {
        Self { why, action: None, scores: String::new() }
    }

    /// Writes it down and gives the answer at the field it is about.
    pub(super) async fn tell(
        self,
        app: &App,
        who: &LoggedIn,
        purpose: StepUpPurpose,
        model: &str,
        origin: &Origin,
    ) -> ServiceResult<ServiceError> {
        let action = match purpose {
            StepUpPurpose::EnrolFace => AuditAction::FaceEnrolmentFailed,
            _ => AuditAction::FaceVerificationFailed,
        };
        let seen = self.action.map(|action| format!(" action={}", action.code())).unwrap_or_default();
        let detail = format!("reason={}{seen} {}", self.why.code(), detail(purpose, model, &self.scores));
        entry(action, who).saying(detail).write(app, origin).await?;
        Ok(self.answer())
    }

    /// The answer.
    pub(super) fn answer(self) -> ServiceError {
        let field = match self.why {
            FaceRefusal::CardOtherNumber | FaceRefusal::CardUnread | FaceRefusal::CardNoPortrait => "portrait",
            _ => "frames",
        };
        let mut invalid = Invalid::new(self.why.code());
        if let Some(action) = self.action {
            invalid = invalid.with("action", action.code());
        }
        ServiceError::FieldsAs(ProblemCode::FaceRefused, FieldErrors::from((field, invalid)))
    }
}

/// What every attempt's entry says: purpose, version of the models, scores.
pub(super) fn detail(purpose: StepUpPurpose, model: &str, scores: &str) -> String {
    format!("purpose={} model={model} {scores}", purpose.code()).trim_end().to_owned()
}
