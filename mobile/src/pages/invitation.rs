//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn Invitation(token: String) -> Element {
    let _ = token;
    rsx! {}
}
