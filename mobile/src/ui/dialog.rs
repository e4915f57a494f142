//! Questions over the page. `<dialog>` traps the focus and answers Escape.

use dioxus::prelude::*;

use super::{Button, ButtonKind};
use crate::{platform, t};

/// Shows and closes the dialog with this id as the page's signal says.
pub(crate) fn use_shown(id: String, open: bool) {
    use_effect(use_reactive!(|(id, open)| {
        if open {
            platform::show_dialog(&id);
        } else {
            platform::close_dialog(&id);
        }
    }));
}

/// Asks before something is done. `open` is the page's signal: both answers close it.
#[component]
pub(crate) fn Confirm(
    /// Id of the dialog; its buttons are `…-yes` and `…-no`.
    id: String,
    open: Signal<bool>,
    title: String,
    #[props(default)] text: String,
    yes: String,
    #[props(default)] danger: bool,
    /// Its work goes on: the dialog stays until the page closes it.
    #[props(default)]
    pending: bool,
    onyes: EventHandler<()>,
) -> Element {
    let mut open = open;
    use_shown(id.clone(), open());
    rsx! {
        dialog {
            class: "dialog",
            id: "{id}",
            "data-testid": "{id}",
            "aria-labelledby": "{id}-title",
            // Escape: the page's signal closes it, so that both always agree.
            oncancel: move |event| {
                event.prevent_default();
                open.set(false);
            },
            h2 { id: "{id}-title", {title} }
            if !text.is_empty() {
                p { {text} }
            }
            div { class: "dialog-actions",
                Button { test: "{id}-no", kind: ButtonKind::Secondary, label: t!("cancel"), disabled: pending,
                    onclick: move |()| open.set(false) }
                Button { test: "{id}-yes", kind: if danger { ButtonKind::Danger } else { ButtonKind::Primary }, label: yes, pending,
                    onclick: move |()| onyes.call(()) }
            }
        }
    }
}
