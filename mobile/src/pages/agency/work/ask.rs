//! The question before a decision: what will be sent, what was not looked at.

use dioxus::prelude::*;
use shared::application::Action;

use super::decide::Unread;
use super::desk::use_desk;
use super::doing::{needs_reading, needs_reasons};
use crate::ui::{Button, ButtonKind, use_shown};
use crate::{t, words};

const DIALOG: &str = "decision";

/// Asks once, with everything that the decision rests on.
#[component]
pub(super) fn Ask() -> Element {
    let mut desk = use_desk();
    let mut asked = desk.asked;
    let mut known = use_signal(|| false);
    // Each question starts anew.
    use_effect(move || {
        let _another = asked.read();
        known.set(false);
    });
    use_shown(DIALOG.to_owned(), asked.read().is_some());
    let busy = *desk.busy.read();
    let (title, yes) = match asked() {
        Some(Action::Approve) => {
            let name = desk.review.read().application.name.clone();
            (t!("agency-ask-approve", name = name), words::action(Action::Approve))
        }
        Some(action) => {
            let name = desk.review.read().application.name.clone();
            (t!("agency-ask-other", action = words::action(action), name = name), words::action(action))
        }
        None => Default::default(),
    };
    let unread = if asked().is_some_and(needs_reading) { desk.unread() } else { Vec::new() };
    let approves = asked() == Some(Action::Approve);
    let against = asked().is_some_and(needs_reasons);
    let held_up = !unread.is_empty() && (approves || (against && !known()));
    let reasons = desk.reasons.read().clone();
    rsx! {
        dialog { class: "dialog wide", id: DIALOG, "data-testid": DIALOG, "aria-labelledby": "decision-title",
            oncancel: move |event| {
                event.prevent_default();
                asked.set(None);
            },
            h2 { id: "decision-title", {title} }
            if approves || against {
                Unread { unread: unread.clone(), approves, test: "ask-unread", onopen: move |()| asked.set(None) }
            }
            if against {
                ul { class: "differences", "data-testid": "decision-reasons",
                    for (index, reason) in reasons.iter().enumerate() {
                        li { key: "{index}", class: "reason-text",
                            {t!("application-reason-at-field", field = words::field_path(&reason.field), text = words::reason(reason))}
                        }
                    }
                }
                if !unread.is_empty() {
                    label { class: "check",
                        input { r#type: "checkbox", "data-testid": "unread-known", checked: known(), onchange: move |event| known.set(event.checked()) }
                        span { {t!("agency-unread-confirm")} }
                    }
                }
            } else if approves && !reasons.is_empty() {
                p { class: "hint", {t!("agency-drops-reasons", count = reasons.len())} }
            }
            div { class: "dialog-actions",
                Button { test: "decision-no", kind: ButtonKind::Secondary, label: t!("cancel"), disabled: busy, onclick: move |()| asked.set(None) }
                Button { test: "decision-yes", kind: if asked() == Some(Action::Reject) { ButtonKind::Danger } else { ButtonKind::Primary },
                    label: yes, pending: busy, disabled: held_up,
                    onclick: move |()| {
                        if let Some(action) = *asked.peek() {
                            desk.touch();
                            desk.act.call((action, *known.peek()));
                        }
                    } }
            }
        }
    }
}
