//! 开通人脸验证: the proof by password and SMS code first, then the card's portrait, then the live captures.

use dioxus::prelude::*;
use shared::access::StepUpPurpose;
use shared::api::{FaceEnrolmentBegun, FaceEnrolmentOut, FaceEnrolmentState, FacePassed};
use shared::error::ProblemCode;

use super::super::step_up::flow;
use super::capture::Capture;
use super::portrait::Portrait;
use crate::layout::Redirect;
use crate::routes::Route;
use crate::ui::{Card, EmptyState, ErrorPage, LinkButton, PageHeader, Shape, Skeleton};
use crate::{api, proofs, t, words};

const PURPOSE: StepUpPurpose = StepUpPurpose::EnrolFace;

/// How far it has come.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    /// The card comes first, or the beginning alone.
    Beginning,
    /// The capture of this number, from 1, of so many.
    Capturing {
        number: u32,
        of: u32,
        needs_approval: bool,
    },
    Done(FaceEnrolmentState),
}

/// After a capture: the next one, or the end.
fn after(stage: &Stage, passed: &FacePassed) -> Stage {
    match stage {
        Stage::Capturing { number, of, needs_approval } if passed.captures_left > 0 => Stage::Capturing {
            number: number + 1,
            of: (*of).max(number + passed.captures_left),
            needs_approval: *needs_approval,
        },
        _ => Stage::Done(passed.state),
    }
}

/// The page.
#[component]
pub(in super::super) fn Enrol() -> Element {
    let mut enrolment = use_resource(api::face_enrolment);
    let content = match &*enrolment.read() {
        None => rsx! {
            Skeleton { rows: 3 }
        },
        Some(Err(error)) => rsx! {
            ErrorPage { error: error.clone(), onretry: move |()| enrolment.restart() }
        },
        Some(Ok(now)) if !now.offered || now.by_vendor => rsx! {
            Redirect { to: Route::FaceSettings {} }
        },
        Some(Ok(now)) if now.consent.is_none() => rsx! {
            Redirect { to: Route::FaceConsent {} }
        },
        Some(Ok(now)) => rsx! {
            Proven { now: now.clone() }
        },
    };
    rsx! {
        PageHeader { title: t!("face-enrol-title"), back: Route::FaceSettings {} }
        div { class: "narrow stack", "data-testid": "face-enrolling", {content} }
    }
}

/// Only with a proof; without one, off to get it.
#[component]
fn Proven(now: FaceEnrolmentOut) -> Element {
    // Asked once: a proof that is used up must not take the page away.
    let proven = use_hook(|| proofs::has(PURPOSE));
    if !proven {
        return rsx! {
            Redirect { to: flow::step_up(PURPOSE, &Route::FaceEnrol {}) }
        };
    }
    rsx! {
        Steps { now }
    }
}

#[component]
fn Steps(now: FaceEnrolmentOut) -> Element {
    let mut stage = use_signal(|| Stage::Beginning);
    let mut pending = use_signal(|| false);
    let mut refused = use_signal(|| None::<String>);
    let begin = use_callback(move |portrait: Option<String>| {
        // Looked at without listening: the effect below must not begin anew when it changes.
        if *pending.peek() {
            return;
        }
        pending.set(true);
        refused.set(None);
        spawn(async move {
            let proof = proofs::token(PURPOSE).unwrap_or_default();
            match api::begin_face_enrolment(portrait, &proof).await {
                Ok(FaceEnrolmentBegun { captures, needs_approval, .. }) => {
                    proofs::drop_proof(PURPOSE);
                    stage.set(Stage::Capturing { number: 1, of: captures, needs_approval });
                }
                Err(error) if error.is(ProblemCode::StepUpRequired) => {
                    proofs::drop_proof(PURPOSE);
                    navigator().replace(flow::step_up(PURPOSE, &Route::FaceEnrol {}));
                }
                Err(error) => refused.set(Some(error.reason(words::language_now()))),
            }
            pending.set(false);
        });
    });
    // Without a card there is nothing to ask before.
    let wanted = now.portrait_wanted;
    use_effect(move || {
        if !wanted {
            begin.call(None);
        }
    });
    let passed = use_callback(move |passed: FacePassed| {
        let next = after(&stage.peek(), &passed);
        stage.set(next);
    });
    let leave = move |()| {
        navigator().replace(Route::FaceSettings {});
    };
    match stage() {
        Stage::Beginning if wanted => rsx! {
            Portrait { optional: now.portrait_optional, refused: refused(), pending: pending(), onuse: move |photo| begin.call(photo) }
        },
        Stage::Beginning => rsx! {
            if let Some(why) = refused() {
                EmptyState { shape: Shape::Warning, title: t!("face-enrol-stopped"), text: why,
                    LinkButton { test: "face-back", label: t!("face-back"), to: Route::FaceSettings {} }
                }
            } else {
                Skeleton { rows: 3 }
            }
        },
        Stage::Capturing { number, of, needs_approval } => rsx! {
            Card {
                h2 { "data-testid": "face-capture-number", {t!("face-capture-number", number = number, of = of)} }
                if number > 1 {
                    p { {t!("face-capture-another")} }
                }
                if needs_approval {
                    p { class: "hint", {t!("face-capture-approval")} }
                }
                // Each capture begins anew.
                for key in [number] {
                    Capture { key: "{key}", purpose: PURPOSE, other: t!("face-consent-refuse"), onpassed: passed, onother: leave }
                }
            }
        },
        Stage::Done(state) => rsx! {
            Done { state }
        },
    }
}

#[component]
fn Done(state: FaceEnrolmentState) -> Element {
    let (title, text) = if state == FaceEnrolmentState::AwaitingApproval {
        (t!("face-awaiting-title"), t!("face-awaiting-text"))
    } else {
        (t!("face-enrolled-title"), t!("face-enrolled-text"))
    };
    rsx! {
        div { class: "success", "data-testid": "face-enrol-done", "data-state": state.code(),
            EmptyState { shape: Shape::Done, title, text,
                LinkButton { test: "face-back", label: t!("face-back"), to: Route::FaceSettings {} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captures_follow_one_another_to_the_end() {
        let passed = |captures_left, state| FacePassed { proof: None, captures_left, state };
        let first = Stage::Capturing { number: 1, of: 2, needs_approval: true };
        let second = after(&first, &passed(1, FaceEnrolmentState::None));
        assert_eq!(second, Stage::Capturing { number: 2, of: 2, needs_approval: true });
        let end = after(&second, &passed(0, FaceEnrolmentState::AwaitingApproval));
        assert_eq!(end, Stage::Done(FaceEnrolmentState::AwaitingApproval));
    }
}
