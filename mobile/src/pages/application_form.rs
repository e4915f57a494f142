//! 退休申请填报: a new application, and going on with one.

use dioxus::prelude::*;

/// `/applications/new`
#[component]
pub(crate) fn ApplicationNew() -> Element {
    rsx! {}
}

/// `/applications/:id/edit`
#[component]
pub(crate) fn ApplicationEdit(id: String, step: String) -> Element {
    let _ = (id, step);
    rsx! {}
}
