//! 办理页: an application as a reviewer works on it.

use dioxus::prelude::*;

use super::frame::Frame;

/// `/agency/reviews/:id`
#[component]
pub(in crate::pages) fn Review(id: String) -> Element {
    rsx! {
        Frame { whole: true, p { {id} } }
    }
}
