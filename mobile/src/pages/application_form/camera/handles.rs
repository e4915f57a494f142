//! The photo with a handle on each corner of the sheet: dragged by finger or pointer, moved by the arrow keys.

use dioxus::prelude::*;

use super::corners::{self, Corners};
use super::page::Cut;
use crate::{platform, t};

/// The names of the corners, clockwise from the top left.
const NAMES: [&str; 4] = ["camera-corner-0", "camera-corner-1", "camera-corner-2", "camera-corner-3"];

/// Id of the photo, which the corners are shares of.
const STAGE: &str = "crop-stage";

/// A corner that is being dragged: which, from where on the screen, and where it was.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Drag {
    corner: usize,
    from: (f64, f64),
    before: Corners,
}

/// The photo with a handle on each corner.
#[component]
pub(super) fn Handles(preview: String, aspect: f64, cut: Signal<Cut>) -> Element {
    let mut cut = cut;
    // Changed while the pointer moves; the page is cut anew when it is let go.
    let mut shown = use_signal(|| cut.peek().corners);
    let mut drag = use_signal(|| None::<Drag>);
    let mut size = use_signal(|| (0.0_f64, 0.0_f64));
    let mut settle = move || {
        drag.set(None);
        let corners = *shown.peek();
        if cut.peek().corners != corners {
            cut.write().corners = corners;
        }
    };
    let outline = corners::points(&shown.read()[..]);
    rsx! {
        div {
            class: "crop-hands",
            onpointermove: move |event| {
                let Some(Drag { corner, from, before }) = *drag.peek() else { return };
                let (width, height) = *size.peek();
                if width <= 0.0 || height <= 0.0 {
                    return;
                }
                let at = event.client_coordinates();
                let (x, y) = (before[corner * 2] + (at.x - from.0) / width, before[corner * 2 + 1] + (at.y - from.1) / height);
                let now = *shown.peek();
                if let Some(fresh) = corners::moved(&now, corner, x, y) {
                    shown.set(fresh);
                }
            },
            onpointerup: move |_| settle(),
            onpointercancel: move |_| settle(),
            div { class: "crop-stage", id: STAGE, style: "aspect-ratio: {aspect}; --aspect: {aspect};",
                img { src: preview, alt: t!("camera-photo"), draggable: false }
                svg { class: "crop-outline", view_box: "0 0 100 100", preserve_aspect_ratio: "none", "aria-hidden": "true",
                    polygon { points: outline, "vector-effect": "non-scaling-stroke" }
                }
                for corner in 0..4_usize {
                    button {
                        key: "{corner}",
                        class: "crop-handle",
                        r#type: "button",
                        "data-testid": "crop-corner-{corner}",
                        "aria-label": t!(NAMES[corner]),
                        style: "left: {shown.read()[corner * 2] * 100.0}%; top: {shown.read()[corner * 2 + 1] * 100.0}%;",
                        onpointerdown: move |event| {
                            let at = event.client_coordinates();
                            drag.set(Some(Drag { corner, from: (at.x, at.y), before: *shown.peek() }));
                            size.set(platform::bounds(STAGE).map_or((0.0, 0.0), |[_, _, width, height]| (width, height)));
                        },
                        onkeydown: move |event| {
                            let far = event.modifiers().shift();
                            let Some((dx, dy)) = corners::nudge(&event.key().to_string(), far) else { return };
                            event.prevent_default();
                            let now = *shown.peek();
                            if let Some(fresh) = corners::moved(&now, corner, now[corner * 2] + dx, now[corner * 2 + 1] + dy) {
                                shown.set(fresh);
                                settle();
                            }
                        },
                        span { class: "crop-handle-dot" }
                    }
                }
            }
        }
    }
}
