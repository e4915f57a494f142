//! A short word that something was done; read out, gone after a while.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::platform;

/// Long enough to read a sentence twice.
const SHOWN_MS: u32 = 5_000;

static TOAST: GlobalSignal<Option<(u32, String)>> = Signal::global(|| None);
static COUNT: GlobalSignal<u32> = Signal::global(|| 0);

/// Says that something was done; it stays over a change of page.
pub(crate) fn toast(text: &str) {
    let number = *COUNT.peek() + 1;
    *COUNT.write() = number;
    *TOAST.write() = Some((number, text.to_owned()));
}

/// Where toasts appear; once, in the shell.
#[component]
pub(crate) fn Toasts() -> Element {
    use_effect(|| {
        if let Some((number, _)) = TOAST.read().as_ref() {
            let number = *number;
            spawn(async move {
                platform::sleep_ms(SHOWN_MS).await;
                if TOAST.peek().as_ref().is_some_and(|(shown, _)| *shown == number) {
                    *TOAST.write() = None;
                }
            });
        }
    });
    rsx! {
        div { class: "toasts", role: "status", "aria-live": "polite", "data-testid": "toast",
            if let Some((number, text)) = TOAST.read().as_ref() {
                p { key: "{number}", class: "toast",
                    Icon { shape: Shape::Done }
                    span { "{text}" }
                }
            }
        }
    }
}
