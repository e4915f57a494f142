//! The expectations: of each operation who may do it, and on what.

use super::roles::{Role, World};

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Everybody.
    Public,
    /// Whoever has an account of an enterprise, even before the first password was changed.
    Account,
    /// The same with a password of their own.
    Settled,
    /// Who manages agents.
    Managers,
    /// Who files applications.
    Filers,
    /// The legal representative.
    LegalRep,
    /// Reviewers of the agency.
    Reviewers,
}

/// On what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    /// No record, or whatever is one's own.
    Nothing,
    /// An id that no record has: who may is told so.
    Nobodys,
    /// An agent of the first enterprise.
    Agent,
    /// A submitted application of the first enterprise.
    Application,
    /// A file that the filing agent of the first enterprise is sending.
    Upload,
    /// A session of the first enterprise's legal representative.
    Session,
}

/// What comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Passes,
    NotLoggedIn,
    NotPermitted,
    PasswordChange,
    /// One of the two before: the answer has no body to tell which.
    Forbidden,
    NotChosen,
    NotFound,
    /// Refused before or after anybody asked for permission; never expected.
    Unclear,
}

impl Expected {
    /// Whether what was found is what was expected.
    pub(super) fn is(self, expected: Self) -> bool {
        self == expected || self == Self::Forbidden && matches!(expected, Self::NotPermitted | Self::PasswordChange)
    }
}

/// Who may do an operation, and on what.
pub(super) struct Rule {
    pub(super) operation: &'static str,
    who: Who,
    pub(super) on: On,
}

impl On {
    pub(super) fn id(self, world: &World) -> &str {
        match self {
            Self::Nothing | Self::Nobodys => "nobody",
            Self::Agent => &world.agent,
            Self::Application => &world.application,
            Self::Upload => &world.upload,
            Self::Session => &world.session,
        }
    }

    pub(super) fn is_a_record(self) -> bool {
        !matches!(self, Self::Nothing | Self::Nobodys)
    }
}

impl Rule {
    /// What comes of it for somebody.
    pub(super) fn expected(&self, role: Role) -> Expected {
        use Role::*;
        let on_enterprises_side = !matches!(role, Nobody | First | FirstElsewhere | Second | SecondElsewhere);
        match self.who {
            Who::Public => return self.found(true),
            Who::Reviewers => {
                return match role {
                    First | Second => self.found(true),
                    FirstElsewhere | SecondElsewhere => self.found(!self.on.is_a_record()),
                    _ => Expected::NotLoggedIn,
                };
            }
            _ if !on_enterprises_side => return Expected::NotLoggedIn,
            Who::Account => return self.found(self.owns(role)),
            _ if role == Unchanged => return Expected::PasswordChange,
            Who::Settled => return self.found(self.owns(role)),
            _ if role == Unchosen => return Expected::NotChosen,
            Who::Managers | Who::Filers | Who::LegalRep => {}
        }
        let may = match self.who {
            Who::Managers => matches!(role, Legal | Manager | OtherLegal | OtherManager),
            Who::Filers => matches!(role, Legal | Filer | Colleague | OtherLegal | OtherFiler),
            _ => matches!(role, Legal | OtherLegal),
        };
        if may { self.found(self.owns(role)) } else { Expected::NotPermitted }
    }

    fn owns(&self, role: Role) -> bool {
        use Role::*;
        match self.on {
            On::Nothing | On::Nobodys => true,
            On::Agent | On::Application => matches!(role, Legal | Manager | Filer | Colleague),
            On::Upload => role == Filer,
            On::Session => role == Legal,
        }
    }

    fn found(&self, owns: bool) -> Expected {
        if owns && self.on != On::Nobodys { Expected::Passes } else { Expected::NotFound }
    }
}

const fn rule(operation: &'static str, who: Who, on: On) -> Rule {
    Rule { operation, who, on }
}

/// Every operation.
pub(super) const RULES: &[Rule] = &[
    rule("get_service_info", Who::Public, On::Nothing),
    rule("send_sms_code", Who::Public, On::Nothing),
    rule("register_enterprise", Who::Public, On::Nothing),
    rule("log_in_by_password", Who::Public, On::Nothing),
    rule("log_in_by_sms_code", Who::Public, On::Nothing),
    rule("log_in_by_qr_login", Who::Public, On::Nobodys),
    rule("create_qr_login", Who::Public, On::Nothing),
    rule("get_qr_login_status", Who::Public, On::Nobodys),
    rule("reset_password", Who::Public, On::Nothing),
    rule("make_appeal", Who::Public, On::Nothing),
    rule("get_invitation", Who::Public, On::Nothing),
    rule("accept_invitation", Who::Public, On::Nothing),
    rule("list_demo_sms", Who::Public, On::Nothing),
    rule("describe_uploads", Who::Public, On::Nothing),
    rule("log_in_reviewer", Who::Public, On::Nothing),
    rule("get_me", Who::Account, On::Nothing),
    rule("change_password", Who::Account, On::Nothing),
    rule("log_out", Who::Account, On::Nothing),
    rule("list_sessions", Who::Settled, On::Nothing),
    rule("end_other_sessions", Who::Settled, On::Nothing),
    rule("end_session", Who::Settled, On::Session),
    rule("choose_enterprise", Who::Settled, On::Nobodys),
    rule("scan_qr_login", Who::Settled, On::Nothing),
    rule("approve_qr_login", Who::Settled, On::Nothing),
    rule("refuse_qr_login", Who::Settled, On::Nothing),
    rule("list_agents", Who::Managers, On::Nothing),
    rule("add_agent", Who::Managers, On::Nothing),
    rule("get_agent", Who::Managers, On::Agent),
    rule("edit_agent", Who::Managers, On::Agent),
    rule("delete_agent", Who::Managers, On::Agent),
    rule("set_agent_password", Who::Managers, On::Agent),
    rule("disable_agent", Who::Managers, On::Agent),
    rule("enable_agent", Who::Managers, On::Agent),
    rule("invite_agent", Who::Managers, On::Agent),
    rule("send_step_up_code", Who::Managers, On::Nothing),
    rule("create_step_up", Who::Managers, On::Nothing),
    rule("get_face_enrolment", Who::Managers, On::Nothing),
    rule("begin_face_enrolment", Who::Managers, On::Nothing),
    rule("withdraw_face_consent", Who::Managers, On::Nothing),
    rule("consent_to_face_verification", Who::Managers, On::Nothing),
    rule("create_face_challenge", Who::Managers, On::Nothing),
    rule("answer_face_challenge", Who::Managers, On::Nothing),
    rule("settle_face_challenge", Who::Managers, On::Nothing),
    rule("guide_face_capture", Who::Managers, On::Nothing),
    rule("list_audit_entries", Who::LegalRep, On::Nothing),
    rule("find_insured_person", Who::Filers, On::Nothing),
    rule("list_attachment_kinds", Who::Filers, On::Nothing),
    rule("get_policy", Who::Filers, On::Nothing),
    rule("list_applications", Who::Filers, On::Nothing),
    rule("create_application", Who::Filers, On::Nothing),
    rule("count_applications", Who::Filers, On::Nothing),
    rule("export_applications", Who::Filers, On::Nothing),
    rule("get_application", Who::Filers, On::Application),
    rule("save_application", Who::Filers, On::Application),
    rule("delete_application", Who::Filers, On::Application),
    rule("refresh_insured_record", Who::Filers, On::Application),
    rule("precheck_application", Who::Filers, On::Application),
    rule("submit_application", Who::Filers, On::Application),
    rule("withdraw_application", Who::Filers, On::Application),
    rule("refile_application", Who::Filers, On::Application),
    rule("get_application_history", Who::Filers, On::Application),
    rule("list_attachments", Who::Filers, On::Application),
    rule("add_attachment", Who::Filers, On::Application),
    rule("delete_attachment", Who::Filers, On::Application),
    rule("order_attachments", Who::Filers, On::Application),
    rule("get_attachments_archive", Who::Filers, On::Application),
    rule("get_attachments_pdf", Who::Filers, On::Application),
    rule("get_attachment_content", Who::Filers, On::Application),
    rule("get_attachment_thumbnail", Who::Filers, On::Application),
    rule("read_attachment", Who::Filers, On::Application),
    rule("begin_upload", Who::Filers, On::Application),
    rule("get_upload", Who::Filers, On::Upload),
    rule("continue_upload", Who::Filers, On::Upload),
    rule("end_upload", Who::Filers, On::Upload),
    rule("get_application_form", Who::Filers, On::Application),
    rule("get_photo_sheet", Who::Filers, On::Application),
    rule("check_paper", Who::Public, On::Nothing),
    rule("list_notifications", Who::Filers, On::Nothing),
    rule("count_unread_notifications", Who::Filers, On::Nothing),
    rule("read_notifications", Who::Filers, On::Nothing),
    rule("get_notification_settings", Who::Filers, On::Nothing),
    rule("set_notification_settings", Who::Filers, On::Nothing),
    rule("listen_to_notifications", Who::Filers, On::Nothing),
    rule("get_reviewer_session", Who::Reviewers, On::Nothing),
    rule("log_out_reviewer", Who::Reviewers, On::Nothing),
    rule("list_reviews", Who::Reviewers, On::Nothing),
    rule("count_reviews", Who::Reviewers, On::Nothing),
    rule("export_reviews", Who::Reviewers, On::Nothing),
    rule("claim_next_review", Who::Reviewers, On::Nothing),
    rule("keep_review", Who::Reviewers, On::Application),
    rule("release_review", Who::Reviewers, On::Application),
    rule("take_over_review", Who::Reviewers, On::Application),
    rule("undo_review", Who::Reviewers, On::Application),
    rule("get_review_form", Who::Reviewers, On::Application),
    rule("get_review", Who::Reviewers, On::Application),
    rule("get_review_history", Who::Reviewers, On::Application),
    rule("get_review_attachment", Who::Reviewers, On::Application),
    rule("get_review_attachment_thumbnail", Who::Reviewers, On::Application),
    rule("claim_review", Who::Reviewers, On::Application),
    rule("approve_review", Who::Reviewers, On::Application),
    rule("send_back_review", Who::Reviewers, On::Application),
    rule("request_correction", Who::Reviewers, On::Application),
    rule("reject_review", Who::Reviewers, On::Application),
];
