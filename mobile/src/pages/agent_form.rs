//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn AgentNew() -> Element {
    rsx! {}
}
#[component]
pub fn AgentEdit(id: String) -> Element {
    let _ = id;
    rsx! {}
}
