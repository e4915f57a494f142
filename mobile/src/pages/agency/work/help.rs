//! What the keys do, over the page; and whether they do anything.

use dioxus::prelude::*;

use super::desk::use_desk;
use super::keys::{KEYS, are_on, switch, words_of};
use crate::t;
use crate::ui::{Button, ButtonKind, use_shown};

const DIALOG: &str = "keys";

/// The overlay.
#[component]
pub(super) fn Help() -> Element {
    let desk = use_desk();
    let mut help = desk.help;
    use_shown(DIALOG.to_owned(), help());
    rsx! {
        dialog { class: "dialog wide", id: DIALOG, "data-testid": "keys-help", "aria-labelledby": "keys-title",
            oncancel: move |event| {
                event.prevent_default();
                help.set(false);
            },
            h2 { id: "keys-title", {t!("agency-keys")} }
            p { {t!("agency-key-wide")} }
            label { class: "check",
                input { r#type: "checkbox", "data-testid": "keys-on", checked: are_on(), onchange: move |event| switch(event.checked()) }
                span { {t!("agency-keys-on")} }
            }
            dl { class: "keys-list",
                for (key, press) in KEYS {
                    div { key: "{key}",
                        dt { kbd { {key} } }
                        dd { {words_of(press)} }
                    }
                }
            }
            div { class: "dialog-actions",
                Button { test: "keys-close", kind: ButtonKind::Primary, label: t!("close"), onclick: move |()| help.set(false) }
            }
        }
    }
}
