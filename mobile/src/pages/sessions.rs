//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn Sessions() -> Element {
    rsx! {}
}
