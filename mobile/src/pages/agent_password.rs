//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn AgentPassword(id: String) -> Element {
    let _ = id;
    rsx! {}
}
