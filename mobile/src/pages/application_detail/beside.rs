//! What whoever shows an application puts beside its fields and rows; the enterprise's own page puts nothing there.

use dioxus::core::try_consume_context;
use dioxus::prelude::*;

/// Draws what stands beside the field or row of a path. Given as a context of the page.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Beside(pub(in crate::pages) fn(String) -> Element);

/// What the page puts beside a path.
pub(super) fn beside(path: &str) -> Element {
    match try_consume_context::<Beside>() {
        Some(Beside(draw)) => draw(path.to_owned()),
        None => VNode::empty(),
    }
}
