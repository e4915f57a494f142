//! What the browser loads apart from the first pages: who logs in does not wait for it.

use dioxus::prelude::*;
use shared::access::StepUpPurpose;
use shared::i18n::bring_pages;

use super::{QueueQuery, agency, application_detail, application_form, applications_list, face, notices, verify};
use crate::list_query::ListQuery;
use crate::routes::Next;

/// A page, or the part of one, that lies apart.
#[derive(Clone, PartialEq)]
pub(crate) enum Page {
    Applications {
        query: ListQuery,
    },
    ApplicationNew,
    Application {
        id: String,
    },
    ApplicationEdit {
        id: String,
        step: String,
    },
    Notices,
    Verify {
        receipt: String,
        code: String,
    },
    FaceSettings,
    FaceConsent,
    FaceEnrol,
    AgencyLogin {
        next: Next,
    },
    AgencyQueue {
        query: QueueQuery,
    },
    AgencyReview {
        id: String,
    },
    /// The way by face of the step-up page.
    FaceWay {
        purpose: StepUpPurpose,
        next: Next,
        onother: EventHandler<()>,
    },
}

/// What lies apart: everything that only this function reaches.
pub(crate) fn show(page: Page) -> Element {
    bring_pages();
    match page {
        Page::Applications { query } => rsx! {
            applications_list::ApplicationsList { query }
        },
        Page::ApplicationNew => rsx! {
            application_form::ApplicationNew {}
        },
        Page::Application { id } => rsx! {
            application_detail::ApplicationDetail { id }
        },
        Page::ApplicationEdit { id, step } => rsx! {
            application_form::ApplicationEdit { id, step }
        },
        Page::Verify { receipt, code } => rsx! {
            verify::Paper { receipt, code }
        },
        Page::Notices => rsx! {
            notices::Notices {}
        },
        Page::FaceSettings => rsx! {
            face::Settings {}
        },
        Page::FaceConsent => rsx! {
            face::Consent {}
        },
        Page::FaceEnrol => rsx! {
            face::Enrol {}
        },
        Page::AgencyLogin { next } => rsx! {
            agency::Login { next }
        },
        Page::AgencyQueue { query } => rsx! {
            agency::Queue { query }
        },
        Page::AgencyReview { id } => rsx! {
            agency::Review { id }
        },
        Page::FaceWay { purpose, next, onother } => rsx! {
            face::Way { purpose, next, onother }
        },
    }
}
