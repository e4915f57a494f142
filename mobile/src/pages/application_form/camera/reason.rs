//! The question before a photo with faults is sent: what is wrong, and why it should be sent all the same.

use dioxus::prelude::*;
use shared::api::PhotoFault;

use super::faults;
use crate::t;
use crate::ui::{Button, ButtonKind, use_shown};

/// What is mostly the reason; the last one is said in the person's own words.
const REASONS: [&str; 3] = ["camera-reason-original", "camera-reason-legible", "camera-reason-only"];
/// As the server has it.
const LONGEST: usize = 200;

/// What was chosen; the number after the last ready reason means one's own words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Choice {
    number: Option<usize>,
    own: String,
}

/// The reason in words; `None` while there is none.
fn reason(choice: &Choice, ready: &[String]) -> Option<String> {
    let text = match choice.number? {
        number if number < ready.len() => ready[number].clone(),
        _ => choice.own.trim().chars().take(LONGEST).collect(),
    };
    (!text.is_empty()).then_some(text)
}

/// Asks for the reason. `open` is the page's signal: both answers close it.
#[component]
pub(in super::super) fn Reason(
    /// Id of the dialog; its buttons are `…-yes` and `…-no`.
    id: String,
    open: Signal<bool>,
    faults: Vec<PhotoFault>,
    onreason: EventHandler<String>,
) -> Element {
    let mut open = open;
    let mut choice = use_signal(Choice::default);
    let mut asked = use_signal(|| false);
    use_shown(id.clone(), open());
    let ready: Vec<String> = REASONS.iter().map(|message| t!(message)).collect();
    let chosen = reason(&choice.read(), &ready);
    let missing = asked() && chosen.is_none();
    let number = choice.read().number;
    let texts = ready.iter().cloned().chain([t!("camera-reason-own")]);
    rsx! {
        dialog {
            class: "dialog",
            id: "{id}",
            "data-testid": "{id}",
            "aria-labelledby": "{id}-title",
            oncancel: move |event| {
                event.prevent_default();
                open.set(false);
            },
            h2 { id: "{id}-title", {t!("camera-reason-title")} }
            ul { class: "fault-list",
                for sentence in faults::list(&faults) {
                    li { key: "{sentence}", {sentence.clone()} }
                }
            }
            fieldset { class: "reason-choices",
                legend { {t!("camera-reason-why")} }
                for (place, text) in texts.enumerate() {
                    label { key: "{place}", class: "reason-choice",
                        input { r#type: "radio", name: "{id}-reason", "data-testid": "{id}-{place}", checked: number == Some(place),
                            onchange: move |_| choice.write().number = Some(place) }
                        span { {text} }
                    }
                }
                if number == Some(REASONS.len()) {
                    input { class: "input", r#type: "text", "data-testid": "{id}-own", "aria-label": t!("camera-reason-own"),
                        maxlength: LONGEST as i64, value: choice.read().own.clone(),
                        oninput: move |event| choice.write().own = event.value() }
                }
                if missing {
                    p { class: "error", role: "alert", {t!("camera-reason-missing")} }
                }
            }
            div { class: "dialog-actions",
                Button { test: "{id}-no", kind: ButtonKind::Secondary, label: t!("cancel"), onclick: move |()| open.set(false) }
                Button { test: "{id}-yes", label: t!("camera-use-anyway"), onclick: move |()| {
                    asked.set(true);
                    if let Some(reason) = chosen.clone() {
                        open.set(false);
                        onreason.call(reason);
                    }
                } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, LONGEST, reason};

    #[test]
    fn a_reason_is_chosen_or_written() {
        let ready = ["原件就是这样".to_owned()];
        let said = |number, own: &str| reason(&Choice { number, own: own.to_owned() }, &ready);
        assert_eq!(said(None, "写了"), None);
        assert_eq!(said(Some(0), "").as_deref(), Some("原件就是这样"));
        assert_eq!(said(Some(1), "  "), None);
        assert_eq!(said(Some(1), " 章盖在这里 ").as_deref(), Some("章盖在这里"));
        assert_eq!(said(Some(1), &"长".repeat(300)).map(|text| text.chars().count()), Some(LONGEST));
    }
}
