//! The enterprise's log: who did what, for whom, when, from where.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

macro_rules! audit_actions {
    ($($(#[$doc:meta])* $variant:ident = $code:literal;)+) => {
        /// What an audit entry is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
        pub enum AuditAction { $($(#[$doc])* $variant,)+ }

        impl AuditAction {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// The name on the wire and in the database.
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code,)+ } }
            /// The action of that name.
            pub fn from_code(code: &str) -> Option<Self> { match code { $($code => Some(Self::$variant),)+ _ => None } }
        }
    };
}

audit_actions! {
    /// The enterprise was registered.
    EnterpriseRegistered = "enterprise_registered";
    /// Someone logged in.
    LoggedIn = "logged_in";
    /// A login was refused: wrong password or code.
    LoginFailed = "login_failed";
    /// Someone logged out or ended a session.
    SessionEnded = "session_ended";
    /// A QR login was approved on a phone.
    QrLoginApproved = "qr_login_approved";
    /// A password was changed by its owner.
    PasswordChanged = "password_changed";
    /// A forgotten password was set anew.
    PasswordReset = "password_reset";
    /// A fresh proof of identity was given.
    StepUpPassed = "step_up_passed";
    /// A fresh proof of identity failed.
    StepUpFailed = "step_up_failed";
    /// Consent to face verification was given.
    FaceConsentGiven = "face_consent_given";
    /// Consent to face verification was withdrawn and what was kept deleted.
    FaceConsentWithdrawn = "face_consent_withdrawn";
    /// A face was enrolled.
    FaceEnrolled = "face_enrolled";
    /// An enrolment was refused.
    FaceEnrolmentFailed = "face_enrolment_failed";
    /// The operator approved an enrolment.
    FaceEnrolmentApproved = "face_enrolment_approved";
    /// The operator refused an enrolment.
    FaceEnrolmentRefused = "face_enrolment_refused";
    /// A face was verified.
    FaceVerified = "face_verified";
    /// A verification by face failed.
    FaceVerificationFailed = "face_verification_failed";
    /// A face's template was deleted: unused for long, or of a model that is gone.
    FaceTemplateDeleted = "face_template_deleted";
    /// An agent was added.
    AgentAdded = "agent_added";
    /// An agent was edited.
    AgentEdited = "agent_edited";
    /// An agent got a new password from a manager.
    AgentPasswordSet = "agent_password_set";
    /// An agent was disabled.
    AgentDisabled = "agent_disabled";
    /// An agent was enabled again.
    AgentEnabled = "agent_enabled";
    /// An agent was deleted.
    AgentDeleted = "agent_deleted";
    /// An invitation was sent again.
    AgentInvited = "agent_invited";
    /// An invitation was accepted.
    InvitationAccepted = "invitation_accepted";
    /// An appeal was made.
    AppealMade = "appeal_made";
    /// The operator settled an appeal.
    AppealSettled = "appeal_settled";
    /// A retirement application was begun.
    ApplicationCreated = "application_created";
    /// It was submitted.
    ApplicationSubmitted = "application_submitted";
    /// It was taken back before a reviewer had claimed it.
    ApplicationWithdrawn = "application_withdrawn";
    /// It was opened for mending after it had been sent back.
    ApplicationRefiled = "application_refiled";
    /// It was deleted before it was submitted.
    ApplicationDeleted = "application_deleted";
    /// A reviewer claimed it.
    ApplicationClaimed = "application_claimed";
    /// A reviewer gave an application back.
    ApplicationReleased = "application_released";
    /// A lead took over what another reviewer held.
    ApplicationTakenOver = "application_taken_over";
    /// A claim ran out.
    ApplicationClaimExpired = "application_claim_expired";
    /// A reviewer took a decision back.
    ApplicationDecisionUndone = "application_decision_undone";
    /// It passed the first review.
    ApplicationPassedFirstReview = "application_passed_first_review";
    /// The second review sent it back to the first.
    ApplicationSentBack = "application_sent_back";
    /// A reviewer sent it back to the enterprise.
    ApplicationCorrectionRequested = "application_correction_requested";
    /// A reviewer rejected it.
    ApplicationRejected = "application_rejected";
    /// It was approved.
    ApplicationApproved = "application_approved";
    /// A document was added to an application.
    AttachmentAdded = "attachment_added";
    /// A document was removed from an application.
    AttachmentDeleted = "attachment_deleted";
    /// Pages of an application's material were put into another order.
    AttachmentsReordered = "attachments_reordered";
    /// The operator made an account for a reviewer of the agency.
    ReviewerCreated = "reviewer_created";
    /// A reviewer got a new password and second factor.
    ReviewerReset = "reviewer_reset";
    /// A reviewer may not log in any more.
    ReviewerDisabled = "reviewer_disabled";
    /// A person was looked up in the insured-person register.
    InsuredPersonLookedUp = "insured_person_looked_up";
    /// A reviewer opened an application.
    ApplicationViewed = "application_viewed";
    /// A reviewer looked for a person's applications by a document number.
    ApplicationsSearched = "applications_searched";
    /// Documents of an application were looked at.
    DocumentsViewed = "documents_viewed";
    /// All documents of an application were downloaded as one file.
    DocumentsDownloaded = "documents_downloaded";
    /// The list of applications was taken as a table file.
    ApplicationsExported = "applications_exported";
    /// The operator exported a period of the log.
    AuditExported = "audit_exported";
    /// The operator filled the insured-person register from a file.
    InsuredRegisterImported = "insured_register_imported";
    /// The operator filled in the demonstration's people.
    DemoDataFilled = "demo_data_filled";
    /// The operator brought the database's schema up to date.
    SchemaMigrated = "schema_migrated";
    /// The first entry of the log that hangs on a chain.
    AuditChainBegun = "audit_chain_begun";
}

impl AuditAction {
    /// Whether somebody of the agency did it: the enterprise is told what, not who.
    pub const fn is_agencys(self) -> bool {
        matches!(
            self,
            Self::ApplicationClaimed
                | Self::ApplicationReleased
                | Self::ApplicationTakenOver
                | Self::ApplicationClaimExpired
                | Self::ApplicationDecisionUndone
                | Self::ApplicationPassedFirstReview
                | Self::ApplicationSentBack
                | Self::ApplicationCorrectionRequested
                | Self::ApplicationRejected
                | Self::ApplicationApproved
                | Self::ApplicationViewed
                | Self::ApplicationsSearched
        )
    }
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AuditEntry {
    /// Id.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub action: AuditAction,
    /// Whether somebody of the agency did it: the enterprise is told what, not who nor from where.
    #[serde(default)]
    pub by_agency: bool,
    /// Who, by name; the operator where nobody of the enterprise did it, empty for the agency.
    pub actor_name: String,
    /// For whom, by name, where it concerns a person.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_name: Option<String>,
    /// For what, where personal data was asked for: `retirement_application`.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Scores and reasons of a verification, as `name=value` separated by spaces; no pictures, no names.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Names of the fields that changed.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub changed_fields: Vec<String>,
    /// Network address.
    pub ip: String,
    /// Browser and system, as far as told.
    pub device: String,
}

/// A page of the log, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AuditPage {
    /// The entries.
    pub items: Vec<AuditEntry>,
    /// Give it back as `cursor` for the next page; absent on the last.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}
