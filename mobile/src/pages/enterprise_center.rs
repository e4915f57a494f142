//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn EnterpriseCenter() -> Element {
    rsx! {}
}
