//! Placeholder.

use dioxus::prelude::*;

#[component]
pub fn AuditLog() -> Element {
    rsx! {}
}
