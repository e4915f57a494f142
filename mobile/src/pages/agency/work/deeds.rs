//! What may be done to the application, as buttons: `place.actions` says which.

use dioxus::prelude::*;
use shared::application::Action;

use super::desk::use_desk;
use super::keys::{Press, hint, shortcut};
use crate::ui::{Icon, Shape};
use crate::words;

/// The buttons; the way back from a decision stands with the decision.
#[component]
pub(super) fn Deeds(
    /// Below the reasons, where a phone has them: deciding comes after reading.
    #[props(default)]
    at_end: bool,
) -> Element {
    let mut desk = use_desk();
    let actions: Vec<Action> =
        desk.review.read().place.actions.iter().copied().filter(|action| *action != Action::Undo).collect();
    let mine = desk.is_mine();
    if actions.is_empty() || (at_end && !mine) {
        return rsx! {};
    }
    // Taking it comes before everything else, on a phone too.
    let class = match (at_end, mine) {
        (true, _) => "work-deeds at-end",
        (false, true) => "work-deeds",
        (false, false) => "work-deeds first",
    };
    let busy = *desk.busy.read();
    rsx! {
        div { class,
            for action in actions {
                button {
                    key: "{action.code()}",
                    class: class_of(action),
                    r#type: "button",
                    "data-testid": "review-{action.code()}",
                    "aria-keyshortcuts": shortcut(Press::Act(action)),
                    disabled: busy,
                    onclick: move |_| desk.ask(action),
                    Icon { shape: icon(action) }
                    span { {words::action(action)} }
                    {hint(Press::Act(action))}
                }
            }
        }
    }
}

const fn class_of(action: Action) -> &'static str {
    match action {
        Action::Claim | Action::TakeOver | Action::Approve => "button primary",
        Action::Reject => "button secondary against",
        _ => "button secondary",
    }
}

const fn icon(action: Action) -> Shape {
    match action {
        Action::Approve | Action::Claim => Shape::Check,
        Action::Reject => Shape::Stop,
        Action::RequestCorrection => Shape::Edit,
        Action::TakeOver => Shape::Switch,
        _ => Shape::Undo,
    }
}
