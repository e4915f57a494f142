//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn Scan() -> Element {
    rsx! {}
}
