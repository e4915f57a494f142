//! The consent to face verification, a page of its own: the text, a box to tick, and the way without it.

use dioxus::prelude::*;
use shared::legal::FACE_CONSENT;

use super::super::legal::{Document, LegalText};
use crate::api::ApiError;
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, Card, Icon, LinkButton, Notice, NoticeKind, PageHeader, Shape};
use crate::{api, t, words};

/// The page.
#[component]
pub(in super::super) fn Consent() -> Element {
    let mut agreed = use_signal(|| false);
    let mut missing = use_signal(|| false);
    let mut pending = use_signal(|| false);
    let mut failure = use_signal(|| None::<ApiError>);
    let consent = move |()| {
        if !agreed() {
            missing.set(true);
            return;
        }
        pending.set(true);
        failure.set(None);
        spawn(async move {
            let outcome = api::consent_to_face(FACE_CONSENT.version).await;
            pending.set(false);
            match outcome {
                // With a vendor there is nothing to enrol.
                Ok(enrolment) if enrolment.by_vendor => navigator().replace(Route::FaceSettings {}),
                Ok(_) => navigator().replace(Route::FaceEnrol {}),
                Err(error) => {
                    failure.set(Some(error));
                    None
                }
            };
        });
    };
    rsx! {
        PageHeader { title: t!("legal-face"), lead: t!("face-consent-lead"), back: Route::FaceSettings {} }
        div { class: "narrow stack", "data-testid": "face-consent",
            Card { LegalText { document: Document::Face } }
            if let Some(error) = failure() {
                Notice { kind: NoticeKind::Bad, p { {error.reason(words::language())} } }
            }
            div { class: if missing() && !agreed() { "field wrong" } else { "field" },
                label { class: "check",
                    input {
                        r#type: "checkbox",
                        "data-testid": "face-consent-check",
                        checked: agreed(),
                        "aria-describedby": "face-consent-missing",
                        onchange: move |event| agreed.set(event.checked()),
                    }
                    span { {t!("face-consent-agree")} }
                }
                div { id: "face-consent-missing", "aria-live": "polite",
                    if missing() && !agreed() {
                        p { class: "error", "data-testid": "face-consent-missing",
                            Icon { shape: Shape::Warning }
                            span { {t!("face-consent-tick")} }
                        }
                    }
                }
            }
            div { class: "form-actions",
                Button { test: "face-consent-give", label: t!("face-consent-give"), pending: pending(), onclick: consent }
                LinkButton { test: "face-consent-refuse", kind: ButtonKind::Secondary, label: t!("face-consent-refuse"), to: Route::FaceSettings {} }
            }
        }
    }
}
