//! The straightened page as it would be sent: drawn anew when corners, turns or the filter change.

use dioxus::prelude::*;

use super::corners::Corners;
use crate::platform::vision;
use crate::t;

/// Longest side of the look, pixels: as fine as a screen shows it, and quickly drawn.
const SIDE: u32 = 1400;

/// How the page is cut out of the photo.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cut {
    pub(super) corners: Corners,
    /// Quarters clockwise.
    pub(super) turns: u8,
    /// The filter for faint print.
    pub(super) faint: bool,
}

#[component]
pub(super) fn Straight(cut: Cut) -> Element {
    let mut address = use_signal(String::new);
    let mut drawn = use_resource(use_reactive!(|cut| async move {
        let fresh = vision::page_address(&cut.corners, cut.turns, cut.faint, SIDE).await.unwrap_or_default();
        vision::release(&address.replace(fresh));
    }));
    use_drop(move || {
        drawn.clear();
        vision::release(&address.peek());
    });
    let ready = drawn.read().is_some();
    let shown = address();
    rsx! {
        div { class: "crop-page", "data-testid": "crop-page", "data-ready": ready, "data-turns": cut.turns, "aria-busy": !ready,
            if shown.is_empty() {
                span { class: "spinner", "aria-label": t!("camera-straightening") }
            } else {
                img { src: shown, alt: t!("camera-page") }
            }
        }
    }
}
