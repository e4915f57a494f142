//! 操作记录: who did what in the enterprise, for whom, when, from where; a time line for the legal representative.

use dioxus::prelude::*;
use shared::api::{AuditAction, AuditEntry};

use crate::routes::Route;
use crate::ui::{EmptyState, ErrorPage, Icon, LinkButton, MoreRows, PageHeader, Shape, Skeleton, use_paged};
use crate::{api, platform, session, t, words};

/// `/audit-log`
#[component]
pub(crate) fn AuditLog() -> Element {
    let back = if platform::is_wide() { Route::EnterpriseCenter {} } else { Route::Me {} };
    rsx! {
        PageHeader { title: t!("nav-audit-log"), lead: t!("audit-lead"), back }
        if session::is_legal_representative() {
            TimeLine {}
        } else {
            EmptyState { shape: Shape::Lock, title: t!("audit-not-permitted-title"), text: t!("audit-not-permitted-text"),
                LinkButton { test: "not-permitted-home", label: t!("not-found-home"), to: Route::Home {} }
            }
        }
    }
}

#[component]
fn TimeLine() -> Element {
    let everything = use_signal(String::new);
    let list = use_paged(everything, |_, cursor| async move {
        let page = api::audit_entries(&cursor).await?;
        Ok((page.items, page.next_cursor))
    });
    match (list.items(), list.failure()) {
        (None, Some(error)) => rsx! {
            ErrorPage { error, onretry: move |()| list.again() }
        },
        (None, None) => rsx! {
            Skeleton { rows: 5 }
        },
        (Some(entries), failure) => rsx! {
            if entries.is_empty() {
                EmptyState { shape: Shape::Log, title: t!("audit-empty-title"), text: t!("audit-empty-text") }
            }
            for (day, entries) in by_day(entries) {
                section { key: "{day}", class: "day",
                    h2 { class: "day-title", {day.clone()} }
                    ol { class: "time-line",
                        for entry in entries {
                            Entry { key: "{entry.id}", entry }
                        }
                    }
                }
            }
            MoreRows { more: list.has_more(), reading: list.is_reading(), failure, onmore: move |()| list.more() }
        },
    }
}

/// The entries under their days, in the order in which they came.
fn by_day(entries: Vec<AuditEntry>) -> Vec<(String, Vec<AuditEntry>)> {
    let mut days: Vec<(String, Vec<AuditEntry>)> = Vec::new();
    for entry in entries {
        let moment = words::moment(entry.at);
        let day = moment.split(' ').next().unwrap_or_default();
        match days.last_mut() {
            Some((last, entries)) if last == day => entries.push(entry),
            _ => days.push((day.to_owned(), vec![entry])),
        }
    }
    days
}

fn action_words(action: AuditAction) -> String {
    format!("audit-action-{}", action.code().replace('_', "-"))
}

/// The name of a field that changed; its wire name where this build does not know it.
fn field_words(field: &str) -> String {
    match field {
        "name" => t!("field-name"),
        "document_number" | "document_type" => t!("field-document-number"),
        "mobile" => t!("field-mobile"),
        "account_name" => t!("agent-account-name"),
        "permissions" => t!("agent-permissions"),
        "valid_until" => t!("agent-valid-until"),
        other => other.to_owned(),
    }
}

/// What personal data was asked for; the wire name where this build does not know it.
fn purpose_words(purpose: &str) -> String {
    match purpose {
        "retirement_application" => t!("audit-purpose-retirement-application"),
        other => other.to_owned(),
    }
}

const fn icon(action: AuditAction) -> Shape {
    match action {
        AuditAction::EnterpriseRegistered => Shape::Building,
        AuditAction::LoggedIn | AuditAction::QrLoginApproved => Shape::Devices,
        AuditAction::LoginFailed | AuditAction::StepUpFailed => Shape::Warning,
        AuditAction::SessionEnded => Shape::LogOut,
        AuditAction::PasswordChanged | AuditAction::PasswordReset | AuditAction::AgentPasswordSet => Shape::Lock,
        AuditAction::StepUpPassed => Shape::Shield,
        AuditAction::AgentAdded => Shape::Plus,
        AuditAction::AgentEdited => Shape::Edit,
        AuditAction::AgentDisabled => Shape::Stop,
        AuditAction::AgentEnabled | AuditAction::InvitationAccepted => Shape::Check,
        AuditAction::AgentDeleted => Shape::Trash,
        AuditAction::AgentInvited => Shape::Message,
        AuditAction::FaceVerified => Shape::Shield,
        AuditAction::FaceVerificationFailed | AuditAction::FaceEnrolmentFailed | AuditAction::FaceEnrolmentRefused => {
            Shape::Warning
        }
        AuditAction::FaceConsentGiven
        | AuditAction::FaceConsentWithdrawn
        | AuditAction::FaceEnrolled
        | AuditAction::FaceEnrolmentApproved
        | AuditAction::FaceTemplateDeleted => Shape::Person,
        AuditAction::InsuredPersonLookedUp
        | AuditAction::ApplicationViewed
        | AuditAction::ApplicationsSearched
        | AuditAction::DocumentsViewed => Shape::Search,
        AuditAction::ApplicationCreated
        | AuditAction::ApplicationSubmitted
        | AuditAction::ApplicationWithdrawn
        | AuditAction::ApplicationRefiled
        | AuditAction::ApplicationDeleted
        | AuditAction::ApplicationClaimed
        | AuditAction::ApplicationPassedFirstReview
        | AuditAction::ApplicationSentBack
        | AuditAction::ApplicationCorrectionRequested
        | AuditAction::ApplicationRejected
        | AuditAction::ApplicationApproved
        | AuditAction::ApplicationReleased
        | AuditAction::ApplicationTakenOver
        | AuditAction::ApplicationClaimExpired
        | AuditAction::ApplicationDecisionUndone
        | AuditAction::AttachmentAdded
        | AuditAction::AttachmentDeleted
        | AuditAction::AttachmentsReordered => Shape::Form,
        AuditAction::DocumentsDownloaded
        | AuditAction::ApplicationsExported
        | AuditAction::AuditExported
        | AuditAction::AuditChainBegun
        | AuditAction::InsuredRegisterImported
        | AuditAction::DemoDataFilled
        | AuditAction::SchemaMigrated
        | AuditAction::AppealMade
        | AuditAction::AppealSettled
        | AuditAction::ReviewerCreated
        | AuditAction::ReviewerReset
        | AuditAction::ReviewerDisabled => Shape::Form,
    }
}

const fn is_failure(action: AuditAction) -> bool {
    matches!(action, AuditAction::LoginFailed | AuditAction::StepUpFailed)
}

#[component]
fn Entry(entry: AuditEntry) -> Element {
    let moment = words::moment(entry.at);
    let time = moment.split(' ').nth(1).unwrap_or_default().to_owned();
    let actor = match &entry.actor_name {
        name if !name.is_empty() => name.clone(),
        _ if entry.by_agency => t!("actor-agency"),
        _ => t!("actor-unknown"),
    };
    let fields: Vec<String> = entry.changed_fields.iter().map(|field| field_words(field)).collect();
    let purpose = entry.purpose.as_deref().map(purpose_words);
    let subject = entry.subject_name.filter(|subject| *subject != actor);
    rsx! {
        li { class: if is_failure(entry.action) { "moment failed" } else { "moment" },
            "data-testid": "audit-entry", "data-action": entry.action.code(),
            span { class: "moment-mark", Icon { shape: icon(entry.action) } }
            div { class: "moment-body",
                p { class: "moment-title",
                    strong { {t!(&action_words(entry.action))} }
                    time { datetime: entry.at.to_rfc3339(), {time} }
                }
                p { class: "moment-who",
                    {t!("audit-by", name = actor)}
                    if let Some(subject) = subject {
                        span { {t!("audit-about", name = subject)} }
                    }
                }
                if let Some(purpose) = purpose {
                    p { class: "row-note", {t!("audit-for", purpose = purpose)} }
                }
                if !fields.is_empty() {
                    p { class: "row-note", {t!("audit-changed", fields = fields.join(&t!("list-separator")))} }
                }
                if !entry.by_agency {
                    p { class: "row-note",
                        {t!("audit-from", ip = entry.ip)}
                        if !entry.device.is_empty() {
                            " · {entry.device}"
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::i18n::{Language, has};

    use super::*;

    #[test]
    fn every_action_has_a_name_in_both_languages() {
        for action in AuditAction::ALL {
            for language in Language::ALL {
                assert!(has(language, &action_words(*action)), "{} in {}", action.code(), language.tag());
            }
        }
    }

    #[test]
    fn entries_stand_under_their_day_in_china() {
        let at = |seconds: i64| AuditEntry {
            id: seconds.to_string(),
            by_agency: false,
            at: chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default(),
            action: AuditAction::LoggedIn,
            actor_name: String::new(),
            subject_name: None,
            purpose: None,
            detail: None,
            changed_fields: vec![],
            ip: String::new(),
            device: String::new(),
        };
        // 2026-11-01 00:10, 2026-10-31 23:50 and 08:00 in China.
        let days = by_day(vec![at(1_793_463_000), at(1_793_461_800), at(1_793_404_800)]);
        let counts: Vec<(&str, usize)> = days.iter().map(|(day, entries)| (day.as_str(), entries.len())).collect();
        assert_eq!(counts, [("2026-11-01", 1), ("2026-10-31", 2)]);
    }
}
