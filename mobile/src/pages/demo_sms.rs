//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn DemoSms() -> Element {
    rsx! {}
}
