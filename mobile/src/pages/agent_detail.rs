//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn AgentDetail(id: String) -> Element {
    let _ = id;
    rsx! {}
}
