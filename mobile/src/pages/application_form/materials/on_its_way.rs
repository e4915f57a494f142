//! A paper on its way: how far it is, why it does not get through, and what can be done.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use crate::ui::{Button, ButtonKind, Icon, Shape};
use crate::uploads::{self, OnItsWay as Sent, State};
use crate::{t, words};

#[component]
pub(super) fn OnItsWay(sent: ReadSignal<Sent>) -> Element {
    let now = sent();
    let percent = now.percent();
    let name = now.paper.file_name.clone();
    let (again, given_up) = (now.paper.key.clone(), now.paper.key.clone());
    let state = now.state.clone();
    let size = words::size(now.paper.bytes);
    rsx! {
        li { class: "paper", "data-testid": "upload", "data-state": code(&state),
            match &state {
                State::Failed(_) => rsx! { Icon { shape: Shape::Warning, class: "bad" } },
                State::Paused => rsx! { Icon { shape: Shape::Offline } },
                _ => rsx! { span { class: "spinner", "aria-hidden": "true" } },
            }
            div { class: "paper-body",
                p { class: "paper-name", {name.clone()} }
                // Each hundredth read out would be a torrent: the state alone is.
                p { class: if matches!(state, State::Failed(_)) { "error" } else { "hint" }, role: "status", "data-testid": "upload-state",
                    match &state {
                        State::Waiting => t!("paper-waiting"),
                        State::Sending(_) => t!("paper-sending", size = size),
                        State::Paused => t!("paper-paused"),
                        State::Failed(why) => why.clone(),
                    }
                }
                if matches!(state, State::Sending(_)) {
                    div { class: "paper-progress",
                        progress { max: "100", value: "{percent}", "aria-label": t!("paper-progress", name = name.clone()) }
                        span { "aria-hidden": "true", "data-testid": "upload-percent", "{percent}%" }
                    }
                }
                if !now.kept {
                    p { class: "hint", {t!("paper-not-kept")} }
                }
            }
            div { class: "paper-actions",
                if matches!(state, State::Failed(_) | State::Paused) {
                    Button { test: "upload-retry", kind: ButtonKind::Secondary, label: t!("retry"), describes: name.clone(),
                        onclick: move |()| { let key = again.clone(); spawn(async move { uploads::retry(&key).await }); } }
                }
                Button { test: "upload-drop", kind: ButtonKind::Secondary, label: t!("paper-give-up"), describes: name,
                    onclick: move |()| { let key = given_up.clone(); spawn_forever(async move { uploads::give_up(&key).await }); } }
            }
        }
    }
}

const fn code(state: &State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Sending(_) => "sending",
        State::Paused => "paused",
        State::Failed(_) => "failed",
    }
}
