//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn ChangePassword() -> Element {
    rsx! {}
}
