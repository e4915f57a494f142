//! The capture: the camera's mirrored picture with an oval, one sentence at a time, large and spoken, then yes or no. One
//! component for a step-up and for an enrolment.

mod aim;
mod ending;
mod outcome;
mod plan;
mod run;
mod voice;

use dioxus::prelude::*;
use shared::access::StepUpPurpose;
use shared::api::{FaceAction, FaceHint, FacePassed};

use crate::platform::faces;
use crate::ui::{Button, ButtonKind, Icon, Shape};
use crate::{platform, t};
use outcome::Outcome;
use plan::{Phase, lasts_ms};
use run::{Stage, Step, VIDEO, View};

/// Id of the page over the page.
const DIALOG: &str = "face-capture";

/// What is going to happen, and the button that begins it; then the capture over the page.
#[component]
pub(super) fn Capture(
    purpose: StepUpPurpose,
    /// What the other way is called, which is one tap away at every point.
    other: String,
    onpassed: Callback<FacePassed>,
    onother: EventHandler<()>,
) -> Element {
    let mut open = use_signal(|| false);
    rsx! {
        div { class: "face-lead",
            ol { class: "face-lead-steps",
                for id in ["face-lead-place", "face-lead-steps", "face-lead-end"] {
                    li { key: "{id}", {t!(id)} }
                }
            }
            p { class: "hint", {t!("face-lead-kept")} }
            if !open() {
                div { class: "form-actions",
                    Button { test: "face-start", label: t!("face-start"), icon: Shape::Person, onclick: move |()| {
                        voice::wake();
                        open.set(true);
                    } }
                    Button { test: "face-use-password", kind: ButtonKind::Secondary, label: other.clone(), onclick: move |()| onother.call(()) }
                }
            }
        }
        if open() {
            Over { purpose, other, onpassed, onother, onclose: move |()| open.set(false) }
        }
    }
}

/// The capture over the page; it begins as it comes up.
#[component]
fn Over(
    purpose: StepUpPurpose,
    other: String,
    onpassed: Callback<FacePassed>,
    onother: EventHandler<()>,
    onclose: EventHandler<()>,
) -> Element {
    let view = View {
        purpose,
        stage: use_signal(|| Stage::Opening),
        may_begin: use_signal(|| false),
        begins: use_signal(|| false),
        muted: use_signal(voice::is_muted),
        onpassed,
    };
    // Modal, so that neither keys nor a screen reader stray to the page behind it. The camera opens after the picture's
    // element is there.
    use_effect(|| platform::show_dialog(DIALOG));
    let mut running = use_future(move || run::run(view));
    use_drop(faces::hush);
    let stage = view.stage.read();
    let ended = matches!(*stage, Stage::Passed | Stage::Refused(_));
    rsx! {
        dialog { class: "face", id: DIALOG, "data-testid": "face-capture", "aria-label": t!("face-title"),
            oncancel: move |event| {
                event.prevent_default();
                onclose.call(());
            },
            Head { view, onclose }
            div { class: if ended { "face-body ended" } else { "face-body" },
                Picture { view }
                if ended {
                    Outcome { view, other: other.clone(), onagain: move |()| running.restart(), onother }
                } else {
                    div { class: "face-words",
                        Sentence { view }
                        div { class: "face-actions",
                            if (view.may_begin)() && matches!(*stage, Stage::Aiming(_)) {
                                Button { test: "face-begin", label: t!("face-begin"), wide: true, onclick: move |()| {
                                    let mut begins = view.begins;
                                    begins.set(true);
                                } }
                            }
                            Button { test: "face-use-password", kind: ButtonKind::Secondary, wide: true, label: other.clone(),
                                onclick: move |()| onother.call(()) }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Head(view: View, onclose: EventHandler<()>) -> Element {
    let View { mut muted, .. } = view;
    rsx! {
        header { class: "face-head",
            button { class: "face-button", r#type: "button", "data-testid": "face-close", "aria-label": t!("close"),
                onclick: move |_| onclose.call(()),
                Icon { shape: Shape::Close }
            }
            h2 { class: "face-title", {t!("face-title")} }
            if faces::can_speak() {
                button { class: "face-button", r#type: "button", "data-testid": "face-voice", "aria-pressed": if muted() { "false" } else { "true" },
                    onclick: move |_| {
                        muted.toggle();
                        voice::mute(muted());
                    },
                    span { if muted() { {t!("face-voice-off")} } else { {t!("face-voice-on")} } }
                }
            }
        }
    }
}

/// The mirrored picture and the oval, in the colour of how well the face is in it.
#[component]
fn Picture(view: View) -> Element {
    let class = match &*view.stage.read() {
        Stage::Aiming(Some(FaceHint::Good)) | Stage::Asking | Stage::Doing(_) => "face-picture good",
        Stage::Sending => "face-picture sending",
        _ => "face-picture",
    };
    rsx! {
        div { class,
            video { id: VIDEO, autoplay: true, muted: true, playsinline: true, "aria-label": t!("face-picture") }
            svg { class: "face-oval", view_box: "0 0 300 400", "aria-hidden": "true",
                path { class: "face-veil", "fill-rule": "evenodd",
                    d: "M0 0H300V400H0Z M150 42C218 42 252 100 252 180C252 276 206 346 150 346C94 346 48 276 48 180C48 100 82 42 150 42Z" }
                path { class: "face-ring", d: "M150 42C218 42 252 100 252 180C252 276 206 346 150 346C94 346 48 276 48 180C48 100 82 42 150 42Z" }
            }
        }
    }
}

/// The one sentence of the moment, large, read out as it changes.
#[component]
fn Sentence(view: View) -> Element {
    let stage = view.stage.read();
    let waiting = matches!(*stage, Stage::Opening | Stage::Sending);
    let (text, hint) = match &*stage {
        Stage::Opening => (t!("face-opening"), "opening"),
        Stage::Aiming(None) => (t!("face-aim"), "aim"),
        Stage::Aiming(Some(hint)) => (t!(&voice::hint_words(*hint)), hint.code()),
        Stage::Asking => (t!("face-hint-good"), FaceHint::Good.code()),
        Stage::Sending => (t!("face-sending"), "sending"),
        Stage::Doing(_) | Stage::Passed | Stage::Refused(_) => (String::new(), ""),
    };
    let step = if let Stage::Doing(step) = &*stage { Some(*step) } else { None };
    rsx! {
        div { class: "face-sentence", "aria-live": "assertive", "aria-atomic": "true",
            if let Some(step) = step {
                Doing { step }
            } else {
                p { class: "face-hint", "data-testid": "face-hint", "data-hint": hint,
                    if waiting {
                        span { class: "spinner", "aria-hidden": "true" }
                    }
                    span { {text} }
                }
            }
        }
        if let Some(step) = step {
            // As long as the step; a new one begins anew.
            for key in [progress_key(step)] {
                div { key: "{key}", class: "face-progress", "aria-hidden": "true",
                    span { style: "animation-duration: {lasts_ms(step.phase)}ms" }
                }
            }
        }
    }
}

fn progress_key(step: Step) -> usize {
    match step.phase {
        Phase::Step(number) => number + 1,
        Phase::Rest | Phase::Over => 0,
    }
}

#[component]
fn Doing(step: Step) -> Element {
    let code = step.action.map_or("rest", FaceAction::code);
    // The picture is a mirror: the person's left is on its left.
    let arrow = match step.action {
        Some(FaceAction::TurnLeft) => "←",
        Some(FaceAction::TurnRight) => "→",
        _ => "",
    };
    rsx! {
        p { class: "face-step", "data-testid": "face-step", "data-step": code,
            if !arrow.is_empty() {
                span { class: "face-arrow", "aria-hidden": "true", {arrow} }
            }
            span { {t!(&voice::action_words(step.action))} }
        }
        if let Phase::Step(number) = step.phase {
            p { class: "face-step-count", {t!("face-step-count", number = number + 1, of = step.of)} }
        }
    }
}
