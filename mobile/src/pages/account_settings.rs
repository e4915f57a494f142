//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn AccountSettings() -> Element {
    rsx! {}
}
