//! The steps: their index with how far each is, the frame around one, and the ways on and back.

use dioxus::prelude::*;
use shared::application::Section;

use super::desk::{STEP_TITLE, use_desk};
use super::progress::{self, Progress};
use super::reasons;
use crate::ui::{Button, ButtonKind, Icon, Shape};
use crate::{t, words};

/// Every step, with how far it is: numbers in a row on a phone, a list at the side on a wide screen.
#[component]
pub(super) fn Index(section: Section) -> Element {
    let desk = use_desk();
    rsx! {
        nav { class: "steps", "aria-label": t!("application-steps"),
            ol {
                for (place, step) in Section::ALL.iter().copied().enumerate() {
                    li { key: "{step.code()}",
                        Link {
                            class: "step-link",
                            to: desk.route(step),
                            "data-testid": "step-{step.code()}",
                            "data-progress": progress::progress(step, &desk.findings.read()).code(),
                            "aria-current": if step == section { "step" },
                            onclick: move |_| desk.aim_at(step, None),
                            StepMark { place, step }
                            span { class: "step-words",
                                span { class: "step-name", {words::section(step)} }
                                StepNote { step }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn StepMark(place: usize, step: Section) -> Element {
    let desk = use_desk();
    let progress = progress::progress(step, &desk.findings.read());
    let reasons = reasons::of_section(&desk.application.read().reasons, step);
    rsx! {
        span { class: "step-mark is-{progress.code()}", "aria-hidden": "true",
            match progress {
                Progress::Complete | Progress::Advice(_) if step != Section::Review => rsx! { Icon { shape: Shape::Check } },
                Progress::Wrong(_) if step != Section::Review => rsx! { "!" },
                _ => rsx! { "{place + 1}" },
            }
            if reasons > 0 {
                span { class: "step-dot" }
            }
        }
    }
}

/// What is to be done in a step, in a word; read out on a phone, where there is no room for it.
#[component]
fn StepNote(step: Section) -> Element {
    let desk = use_desk();
    let progress = progress::progress(step, &desk.findings.read());
    let reasons = reasons::of_section(&desk.application.read().reasons, step);
    rsx! {
        span { class: "step-note is-{progress.code()}",
            {t!(&format!("application-progress-{}", progress.code()), count = progress.count())}
        }
        if reasons > 0 {
            span { class: "step-note is-reason", {t!("application-reasons-count", count = reasons)} }
        }
    }
}

/// One step: its number, its heading, its fields (the children), the ways on and back.
#[component]
pub(super) fn StepFrame(section: Section, children: Element) -> Element {
    let desk = use_desk();
    let number = progress::place(section) + 1;
    let all = Section::ALL.len();
    let (before, after) = (progress::before(section), progress::after(section));
    // Here, not where it was aimed: whatever was pressed may be gone with its step.
    use_effect(move || desk.take_aim(section));
    rsx! {
        section { class: "step-page", "aria-labelledby": STEP_TITLE,
            div { class: "step-head",
                p { class: "step-count", "data-testid": "step-count", {t!("application-step-count", number = number, all = all)} }
                h2 { id: STEP_TITLE, tabindex: "-1", {words::section(section)} }
            }
            {children}
            div { class: "step-actions",
                if let Some(before) = before {
                    Button { test: "step-back", kind: ButtonKind::Secondary, label: t!("previous-step"),
                        onclick: move |()| desk.go(before, None) }
                }
                if let Some(after) = after {
                    Button { test: "step-next", label: t!("next-step"), onclick: move |()| desk.go(after, None) }
                }
            }
        }
    }
}
