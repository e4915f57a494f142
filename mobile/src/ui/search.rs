//! A search box that asks once the typing pauses.

use dioxus::prelude::*;
use shared::limits::SEARCH_MAX_CHARS;

use super::{Icon, Shape};
use crate::{platform, t};

/// Long enough for the next key, short enough not to be noticed.
const PAUSE_MS: u32 = 350;

/// A search box; `onsearch` is called with the text when typing pauses, and at once on Enter.
#[component]
pub(crate) fn SearchBox(
    label: String,
    /// What is searched for at first.
    #[props(default)]
    initial: String,
    onsearch: EventHandler<String>,
) -> Element {
    let mut text = use_signal(|| initial);
    let mut waiting = use_signal(|| None::<dioxus::core::Task>);
    let mut after_pause = move |pause: u32| {
        if let Some(task) = waiting.take() {
            task.cancel();
        }
        waiting.set(Some(spawn(async move {
            platform::sleep_ms(pause).await;
            onsearch.call(text.peek().clone());
        })));
    };
    rsx! {
        form {
            class: "search",
            role: "search",
            onsubmit: move |event| {
                event.prevent_default();
                after_pause(0);
            },
            Icon { shape: Shape::Search }
            input {
                class: "input",
                id: "search",
                r#type: "search",
                "data-testid": "search",
                "aria-label": label.clone(),
                placeholder: label,
                maxlength: "{SEARCH_MAX_CHARS}",
                autocomplete: "off",
                enterkeyhint: "search",
                value: text(),
                oninput: move |event| {
                    text.set(event.value());
                    after_pause(PAUSE_MS);
                },
            }
            if !text.read().is_empty() {
                button {
                    class: "inside-action",
                    r#type: "button",
                    "data-testid": "search-clear",
                    "aria-label": t!("search-clear"),
                    onclick: move |_| {
                        text.set(String::new());
                        after_pause(0);
                        platform::focus("search");
                    },
                    Icon { shape: Shape::Close }
                }
            }
        }
    }
}
