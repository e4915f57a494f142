//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn AgentsList() -> Element {
    rsx! {}
}
