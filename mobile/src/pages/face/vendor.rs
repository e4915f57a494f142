//! Where a vendor verifies: its page opens beside this one, and the server asks the vendor what came of it.

use dioxus::prelude::*;
use shared::access::StepUpPurpose;
use shared::api::{FaceChallengeOut, FacePassed};
use shared::error::ProblemCode;

use crate::api::{self, ApiError};
use crate::ui::{Button, ButtonKind, Icon, Notice, NoticeKind, Shape};
use crate::{t, words};

/// The way over the vendor's page.
#[component]
pub(super) fn Vendor(purpose: StepUpPurpose, onpassed: Callback<FacePassed>, onother: EventHandler<()>) -> Element {
    let mut challenge = use_signal(|| None::<FaceChallengeOut>);
    let mut pending = use_signal(|| false);
    let mut failure = use_signal(|| None::<ApiError>);
    let begin = move |()| {
        pending.set(true);
        failure.set(None);
        spawn(async move {
            match api::face_challenge(purpose).await {
                Ok(begun) => challenge.set(Some(begun)),
                Err(error) => failure.set(Some(error)),
            }
            pending.set(false);
        });
    };
    let finish = move |()| {
        let Some(begun) = challenge.peek().clone() else { return };
        pending.set(true);
        failure.set(None);
        spawn(async move {
            match api::face_challenge_result(&begun.id, &begun.nonce).await {
                Ok(passed) => onpassed.call(passed),
                Err(error) => {
                    // A refusal ends it; whatever else happened, the vendor can be asked once more.
                    if error.is(ProblemCode::FaceRefused) || error.is(ProblemCode::FaceChallengeLate) {
                        challenge.set(None);
                    }
                    failure.set(Some(error));
                }
            }
            pending.set(false);
        });
    };
    let page = challenge.read().as_ref().and_then(|challenge| challenge.redirect_url.clone());
    rsx! {
        div { class: "stack",
            p { {t!("face-vendor-lead")} }
            if let Some(error) = failure() {
                Notice { kind: NoticeKind::Bad,
                    p { "data-testid": "face-result", "data-result": "refused", {error.reason(words::language())} }
                }
            }
            div { class: "form-actions",
                if let Some(page) = page {
                    a { class: "button primary", href: page, target: "_blank", rel: "noopener noreferrer", "data-testid": "face-vendor-open",
                        Icon { shape: Shape::Person }
                        span { {t!("face-vendor-open")} }
                    }
                    Button { test: "face-vendor-done", kind: ButtonKind::Secondary, label: t!("face-vendor-done"), pending: pending(), onclick: finish }
                } else {
                    Button { test: "face-start", label: t!("face-start"), pending: pending(), onclick: begin }
                }
                Button { test: "face-use-password", kind: ButtonKind::Secondary, label: t!("face-use-password"), onclick: move |()| onother.call(()) }
            }
        }
    }
}
