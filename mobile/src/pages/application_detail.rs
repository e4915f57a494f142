//! 查看详情: an application, read-only, with what may be done to it.

use dioxus::prelude::*;

/// `/applications/:id`
#[component]
pub(crate) fn ApplicationDetail(id: String) -> Element {
    let _ = id;
    rsx! {}
}
