//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn QrApprove(id: String) -> Element {
    let _ = id;
    rsx! {}
}
