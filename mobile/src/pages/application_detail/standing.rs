//! Where an application stands: what that means, what happens next, and what may be done.

use dioxus::prelude::*;
use shared::api::ApplicationOut;
use shared::application::{Action, Status};

use super::super::application_deeds::{DeedButtons, Deeds, Subject};
use super::super::applications_list::status_kind;
use super::reasons::ReasonsInShort;
use crate::ui::{Card, Tag};
use crate::{t, words};

/// The agency's time limit from submission (社会保险经办条例 第18条).
const REVIEW_WORKING_DAYS: u32 = 20;

/// Status, a sentence about it, the reasons about the whole, buttons.
#[component]
pub(super) fn Standing(application: ApplicationOut, subject: Subject, deeds: Deeds) -> Element {
    let may_withdraw = application.actions.contains(&Action::Withdraw);
    let note = note(application.status, application.refiling, may_withdraw);
    rsx! {
        Card { class: "standing",
            p { class: "standing-status", "data-testid": "application-status", "data-status": application.status.code(),
                Tag { kind: status_kind(application.status), label: words::status(application.status) }
                if application.refiling {
                    Tag { label: t!("applications-refiling") }
                }
            }
            p { "data-testid": "application-note", {t!(note, days = REVIEW_WORKING_DAYS)} }
            if let Some(at) = application.submitted_at {
                p { class: "hint", {t!("application-status-since", count = application.submissions, time = words::moment(at))} }
            }
            if !application.reasons.is_empty() {
                ReasonsInShort { reasons: application.reasons.clone() }
            }
            div { class: "standing-deeds",
                DeedButtons { actions: application.actions, subject, deeds }
            }
        }
    }
}

/// The sentence for where it stands.
const fn note(status: Status, refiling: bool, may_withdraw: bool) -> &'static str {
    match status {
        Status::Draft => "application-note-draft",
        Status::Submitted if may_withdraw => "application-note-submitted-open",
        Status::Submitted => "application-note-submitted-claimed",
        Status::InSecondReview => "application-note-in-second-review",
        Status::CorrectionRequested | Status::Rejected if refiling => "application-note-refiling",
        Status::CorrectionRequested => "application-note-correction-requested",
        Status::Rejected => "application-note-rejected",
        Status::Approved => "application-note-approved",
    }
}

#[cfg(test)]
mod tests {
    use shared::i18n::{Language, has};

    use super::*;

    #[test]
    fn every_standing_is_explained_in_both_languages() {
        for status in Status::ALL {
            for (refiling, may_withdraw) in [(false, false), (true, false), (false, true)] {
                let id = note(*status, refiling, may_withdraw);
                for language in Language::ALL {
                    assert!(has(language, id), "{id} in {}", language.tag());
                }
            }
        }
        assert_ne!(note(Status::Submitted, false, true), note(Status::Submitted, false, false));
    }
}
