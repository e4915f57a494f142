//! Whether what is typed has arrived, always in sight; and the way to give up what has not.

use dioxus::prelude::*;
use shared::error::ProblemCode;

use super::desk::use_desk;
use super::saver::Shown;
use crate::api::ApiError;
use crate::ui::{Confirm, Icon, Shape};
use crate::{t, words};

#[component]
pub(super) fn SaveState() -> Element {
    let desk = use_desk();
    let state = desk.saver.read().shown();
    let failure = desk.failure.read().clone();
    let partly = !desk.typed().read().errors.0.is_empty();
    let (shape, words) = match (state, &failure) {
        (Shown::Saved, _) if partly => (Shape::Check, t!("application-save-partly")),
        (Shown::Saved, _) => (Shape::Check, t!("application-save-saved")),
        (Shown::Saving, _) => (Shape::Refresh, t!("application-save-saving")),
        (Shown::Unsaved, Some(error)) => (Shape::Warning, error.message(words::language())),
        (Shown::Unsaved, None) => (Shape::Clock, t!("application-save-unsaved")),
        (Shown::Offline, Some(error)) if error.code() == Some(ProblemCode::StorageFull) => {
            (Shape::Warning, error.message(words::language()))
        }
        (Shown::Offline, Some(error)) if *error != ApiError::Network => (Shape::Warning, t!("application-save-busy")),
        (Shown::Offline, _) => (Shape::Offline, t!("application-save-offline")),
        (Shown::Conflict, _) => (Shape::Warning, t!("application-save-conflict")),
    };
    let stuck = matches!(state, Shown::Offline) || (state == Shown::Unsaved && failure.is_some());
    rsx! {
        div { class: "save-state {state.code()}", role: "status", "data-testid": "save-state", "data-state": state.code(),
            Icon { shape }
            span { {words} }
        }
        if stuck {
            Discard {}
        }
    }
}

/// 放弃未上传的修改
#[component]
pub(super) fn Discard() -> Element {
    let desk = use_desk();
    let mut open = use_signal(|| false);
    let mut pending = use_signal(|| false);
    let discard = move |()| {
        pending.set(true);
        spawn(desk.discard());
    };
    rsx! {
        button { class: "link discard", r#type: "button", "data-testid": "discard", onclick: move |_| open.set(true),
            {t!("application-discard")}
        }
        Confirm { id: "discard-confirm", open, title: t!("application-discard-title"), text: t!("application-discard-text"),
            yes: t!("application-discard-yes"), danger: true, pending: pending(), onyes: discard }
    }
}
