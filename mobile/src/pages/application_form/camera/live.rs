//! The camera's live picture: the corners drawn over it, one line of advice, and a shot by itself or by the button.

mod controls;
mod watch;

use std::rc::Rc;

use dioxus::prelude::*;

use shared::api::PhotoFault;

use super::advice::Line;
use super::corners::points;
use super::{Taken, faults, paper_of};
use crate::platform::camera::CameraError;
use crate::platform::vision::{self, Advice, Camera, Glimpse};
use crate::{platform, t};
use controls::{Controls, Failed};
use watch::run;

const VIDEO: &str = "camera-video";
const KEY_AUTO: &str = "camera.auto";

/// Where the camera stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Opening,
    Live,
    Failed(CameraError),
}

/// What the live picture shares; cheap to copy.
#[derive(Clone, Copy, PartialEq)]
struct View {
    stand: Signal<Stand>,
    seen: Signal<Glimpse>,
    line: Signal<Line>,
    camera: Signal<Option<Rc<Camera>>>,
    /// Nobody looks at the frames: the person presses the button.
    button_only: Signal<bool>,
    auto: Signal<bool>,
    busy: Signal<bool>,
    paused: Signal<bool>,
    ontaken: Callback<Taken>,
}

#[component]
pub(super) fn Live(
    kind: String,
    /// A page is being looked at: no frame is.
    paused: bool,
    /// The kind takes no more pages.
    full: bool,
    count: u32,
    ontaken: Callback<Taken>,
    ondone: EventHandler<()>,
) -> Element {
    let paper = paper_of(&kind);
    let mut halted = use_signal(|| paused || full);
    use_effect(use_reactive!(|(paused, full)| halted.set(paused || full)));
    let view = View {
        stand: use_signal(|| Stand::Opening),
        seen: use_signal(Glimpse::default),
        line: use_signal(Line::default),
        camera: use_signal(|| None),
        button_only: use_signal(|| !vision::has_worker()),
        auto: use_signal(|| platform::stored(KEY_AUTO).as_deref() != Some("off")),
        busy: use_signal(|| false),
        paused: halted,
        ontaken,
    };
    let mut run = use_future(move || run(view, paper));
    let failed = match (view.stand)() {
        Stand::Failed(error) => Some(error),
        Stand::Opening | Stand::Live => None,
    };
    rsx! {
        div { class: "camera-live", hidden: paused,
            div { class: "camera-picture",
                video { id: VIDEO, "data-testid": "camera-video", autoplay: true, muted: true, playsinline: true, "aria-label": t!("camera-picture") }
                Outline { view }
            }
            if let Some(error) = failed {
                Failed { error, onagain: move |()| run.restart(), ondone }
            } else {
                p { class: "camera-line", role: "status", "aria-live": "polite", "data-testid": "camera-line",
                    if full { {t!("camera-full")} } else { {line(view)} }
                }
                Controls { view, paper, full, count, ondone }
            }
        }
    }
}

/// What the line says.
fn line(view: View) -> String {
    match (view.stand)() {
        Stand::Opening | Stand::Failed(_) => t!("camera-opening"),
        Stand::Live if (view.busy)() => t!("camera-taking"),
        Stand::Live if (view.button_only)() => t!("camera-button-only"),
        Stand::Live => {
            view.line.read().words().map_or_else(|| t!(faults::advice(PhotoFault::NoSheet)), |words| t!(words))
        }
    }
}

/// The sheet's corners over the picture, and how much of holding still has passed.
#[component]
fn Outline(view: View) -> Element {
    let seen = view.seen.read();
    if seen.corners.is_empty() || (view.button_only)() {
        return rsx! {};
    }
    let steady = matches!(seen.advice, Advice::HoldStill | Advice::Take);
    let class = if steady { "camera-outline steady" } else { "camera-outline" };
    rsx! {
        svg { class, "data-testid": "camera-outline", view_box: "0 0 100 100", preserve_aspect_ratio: "none", "aria-hidden": "true",
            style: "aspect-ratio: {seen.aspect}; --aspect: {seen.aspect};",
            polygon { points: points(&seen.corners), "vector-effect": "non-scaling-stroke" }
        }
    }
}
