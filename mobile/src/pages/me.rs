//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn Me() -> Element {
    rsx! {}
}
