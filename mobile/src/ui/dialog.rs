//! Questions over the page: a confirmation, and a sheet of actions. `<dialog>` traps the focus and answers Escape.

use dioxus::prelude::*;

use super::{Button, ButtonKind, Icon, Shape};
use crate::{platform, t};

fn use_shown(id: String, open: bool) {
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

/// One action of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SheetAction {
    /// What `onchoose` is called with; `data-testid` is the sheet's id and this.
    pub(crate) key: String,
    /// Words.
    pub(crate) label: String,
    /// Icon.
    pub(crate) icon: Shape,
    /// Cannot be taken back.
    pub(crate) danger: bool,
}

/// A sheet of actions: from below on a phone, in the middle on a wide screen.
#[component]
pub(crate) fn ActionSheet(
    id: String,
    open: Signal<bool>,
    title: String,
    actions: Vec<SheetAction>,
    onchoose: EventHandler<String>,
) -> Element {
    let mut open = open;
    use_shown(id.clone(), open());
    rsx! {
        dialog {
            class: "dialog sheet",
            id: "{id}",
            "data-testid": "{id}",
            "aria-labelledby": "{id}-title",
            // Escape: the page's signal closes it, so that both always agree.
            oncancel: move |event| {
                event.prevent_default();
                open.set(false);
            },
            h2 { id: "{id}-title", {title} }
            ul { class: "list flat",
                for action in actions {
                    li { key: "{action.key}",
                        button {
                            class: if action.danger { "row danger" } else { "row" },
                            r#type: "button",
                            "data-testid": "{id}-{action.key}",
                            onclick: {
                                let key = action.key.clone();
                                move |_| {
                                    open.set(false);
                                    onchoose.call(key.clone());
                                }
                            },
                            Icon { shape: action.icon }
                            span { class: "row-body", span { class: "row-title", {action.label.clone()} } }
                        }
                    }
                }
            }
            Button { test: "{id}-close", kind: ButtonKind::Secondary, wide: true, label: t!("cancel"),
                onclick: move |()| open.set(false) }
        }
    }
}
