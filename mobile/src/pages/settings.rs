//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn Settings() -> Element {
    rsx! {}
}
