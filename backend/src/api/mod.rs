//! The operations under `/api/v1`: each authenticates, parses, makes one service call and maps its result.

/// The query of parameters that have the names of its fields; those that were not sent do not narrow.
macro_rules! query {
    ($query:ident: $($field:ident),+) => {
        $query { $($field: $field.0.unwrap_or_default()),+ }
    };
}

mod agents;
mod appeals;
mod applications;
mod attachments;
mod audit_entries;
mod demo;
mod documents;
mod enterprises;
mod face_challenges;
mod face_enrolment;
mod insured_persons;
mod invitations;
mod me;
mod notifications;
mod papers;
mod password_resets;
mod qr_logins;
mod readings;
mod responses;
mod review_queue;
mod reviewer_sessions;
mod reviews;
mod service_info;
mod sessions;
mod sms_codes;
mod step_ups;
mod uploads;

use poem_openapi::{OpenApi, Tags};

/// Chapters of the document.
#[derive(Tags)]
pub(crate) enum Tag {
    /// What a client needs to know first.
    Service,
    /// Registering, logging in, passwords, appeals.
    Accounts,
    /// Sessions and QR logins.
    Sessions,
    /// 经办人管理
    Agents,
    /// 企业职工正常退休申请
    Applications,
    /// 人脸验证
    Faces,
    /// The agency's side.
    Reviews,
    /// What happened to one's applications, listed and live.
    Notices,
    /// The enterprise's log.
    Audit,
    /// Only in a demonstration.
    Demo,
}

/// Every operation.
pub(crate) fn operations() -> impl OpenApi {
    (
        service_info::ServiceInfoApi,
        sms_codes::SmsCodesApi,
        enterprises::EnterprisesApi,
        sessions::SessionsApi,
        qr_logins::QrLoginsApi,
        password_resets::PasswordResetsApi,
        appeals::AppealsApi,
        me::MeApi,
        (agents::AgentsApi, invitations::InvitationsApi, step_ups::StepUpsApi),
        (face_enrolment::FaceEnrolmentApi, face_challenges::FaceChallengesApi),
        (
            insured_persons::InsuredPersonsApi,
            applications::ApplicationsApi,
            attachments::AttachmentsApi,
            papers::PapersApi,
            readings::ReadingsApi,
            uploads::UploadsApi,
        ),
        (
            reviewer_sessions::ReviewerSessionsApi,
            review_queue::ReviewQueueApi,
            reviews::ReviewsApi,
            notifications::NotificationsApi,
        ),
        audit_entries::AuditEntriesApi,
        demo::DemoApi,
    )
}
