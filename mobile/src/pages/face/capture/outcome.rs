//! Yes or no: what happened, what to do about it, and the ways on.

use dioxus::prelude::*;

use super::run::{Stage, View};
use crate::ui::{Button, ButtonKind, Icon, Shape};
use crate::{platform, t};

const RESULT: &str = "face-result";

#[component]
pub(super) fn Outcome(view: View, other: String, onagain: EventHandler<()>, onother: EventHandler<()>) -> Element {
    use_effect(|| platform::focus_quietly(RESULT));
    let refusal = match &*view.stage.read() {
        Stage::Refused(refusal) => refusal.clone(),
        _ => {
            return rsx! {
                div { class: "face-result passed", id: RESULT, tabindex: "-1", role: "status", "data-testid": RESULT, "data-result": "passed",
                    span { class: "face-result-icon", Icon { shape: Shape::Done } }
                    p { class: "face-result-title", {t!("face-passed")} }
                }
            };
        }
    };
    rsx! {
        div { class: "face-result refused", id: RESULT, tabindex: "-1", role: "alert", "data-testid": RESULT, "data-result": "refused",
            "data-code": refusal.code.clone(),
            span { class: "face-result-icon", Icon { shape: Shape::Warning } }
            p { class: "face-result-title", {refusal.message.clone()} }
            if let Some(left) = refusal.tries_left {
                p { class: "face-result-tries", "data-testid": "face-tries-left",
                    if left > 0 { {t!("face-tries-left", count = left)} } else { {t!("face-tries-none")} }
                }
            }
            div { class: "face-actions",
                if refusal.again {
                    Button { test: "face-again", wide: true, icon: Shape::Refresh, label: t!("face-again"), onclick: move |()| onagain.call(()) }
                }
                Button { test: "face-use-password", wide: true, label: other,
                    kind: if refusal.again { ButtonKind::Secondary } else { ButtonKind::Primary },
                    onclick: move |()| onother.call(()) }
            }
        }
    }
}
