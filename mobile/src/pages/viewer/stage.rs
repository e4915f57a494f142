//! The page itself: moved by dragging, made larger by wheel, two fingers or a double tap, left by a swipe.

use dioxus::prelude::*;

use super::Sheet;
use super::keys::Wish;
use super::view::{STEP, View};
use crate::platform;
use crate::t;
use crate::ui::{Icon, Shape};

/// A double tap makes the page larger by so much.
const CLOSER: f64 = 2.5;
/// A finger that went so far sideways, in CSS pixels, turns the page over.
const SWIPE: f64 = 60.0;

/// A finger on the page, or the mouse with its button held: where it is, and where it came down.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Finger {
    id: i32,
    at: (f64, f64),
    down: (f64, f64),
}

/// A point of the window, told from the middle of the stage.
fn from_middle(stage: &str, x: f64, y: f64) -> (f64, f64) {
    platform::bounds(stage)
        .map_or((0.0, 0.0), |[left, top, width, height]| (x - left - width / 2.0, y - top - height / 2.0))
}

fn room(stage: &str) -> (f64, f64) {
    platform::bounds(stage).map_or((0.0, 0.0), |[_, _, width, height]| (width, height))
}

fn apart(one: (f64, f64), other: (f64, f64)) -> f64 {
    (one.0 - other.0).hypot(one.1 - other.1)
}

/// A page to be looked at closely. Two of them can lie side by side, each with its own view.
#[component]
pub(in crate::pages) fn Stage(
    sheet: Sheet,
    view: Signal<View>,
    act: Callback<Wish>,
    /// Names its elements: `NAME-stage`, `NAME-page`.
    #[props(default = "viewer")]
    name: &'static str,
    /// Called once the page was there to be seen, or its file was opened.
    #[props(default)]
    onseen: EventHandler<()>,
) -> Element {
    let stage = match name {
        "viewer" => "viewer-stage",
        "photo" => "photo-stage",
        _ => "photo-beside-stage",
    };
    let mut view = view;
    let mut fingers = use_signal(Vec::<Finger>::new);
    let mut failed = use_signal(|| false);
    if sheet.is_pdf {
        return rsx! {
            div { class: "viewer-stage", id: stage,
                div { class: "viewer-file",
                    Icon { shape: Shape::File }
                    p { {t!("viewer-is-pdf", pages = sheet.pages)} }
                    a { class: "button primary", href: sheet.content, target: "_blank", rel: "noopener", "data-testid": "{name}-open-pdf",
                        onclick: move |_| onseen.call(()), {t!("viewer-open-pdf")} }
                }
            }
        };
    }
    let lift = move |event: Event<PointerData>| {
        let id = event.pointer_id();
        let lifted = fingers.peek().iter().copied().find(|finger| finger.id == id);
        let alone = fingers.peek().len() == 1;
        fingers.write().retain(|finger| finger.id != id);
        let Some(finger) = lifted.filter(|_| alone && view.peek().is_whole()) else { return };
        let (x, y) = (finger.at.0 - finger.down.0, finger.at.1 - finger.down.1);
        if x.abs() > SWIPE && x.abs() > y.abs() * 2.0 {
            act(Wish::Go(if x < 0.0 { 1 } else { -1 }));
        }
    };
    rsx! {
        div { class: "viewer-stage", id: stage, "data-testid": stage,
            onwheel: move |event| {
                event.prevent_default();
                let down = event.delta().strip_units().y > 0.0;
                let at = event.client_coordinates();
                let now = *view.peek();
                view.set(now.zoomed(if down { 1.0 / STEP.sqrt() } else { STEP.sqrt() }, from_middle(stage, at.x, at.y)));
            },
            ondoubleclick: move |event| {
                let at = event.client_coordinates();
                let now = *view.peek();
                let factor = if now.is_whole() { CLOSER } else { 0.0 };
                view.set(now.zoomed(factor, from_middle(stage, at.x, at.y)));
            },
            onpointerdown: move |event| {
                let at = event.client_coordinates();
                fingers.write().push(Finger { id: event.pointer_id(), at: (at.x, at.y), down: (at.x, at.y) });
            },
            onpointermove: move |event| {
                let (id, to) = (event.pointer_id(), event.client_coordinates());
                let to = (to.x, to.y);
                let before = fingers.peek().clone();
                let Some(place) = before.iter().position(|finger| finger.id == id) else { return };
                if let Some(finger) = fingers.write().get_mut(place) {
                    finger.at = to;
                }
                let from = before[place].at;
                let now = *view.peek();
                let moved = now.moved((to.0 - from.0, to.1 - from.1), room(stage));
                match before.iter().find(|finger| finger.id != id) {
                    Some(other) => {
                        let factor = apart(to, other.at) / apart(from, other.at).max(1.0);
                        let middle = from_middle(stage, f64::midpoint(to.0, other.at.0), f64::midpoint(to.1, other.at.1));
                        view.set(now.zoomed(factor, middle));
                    }
                    None if !now.is_whole() => view.set(moved),
                    None => {}
                }
            },
            onpointerup: lift,
            onpointercancel: lift,
            onpointerleave: lift,
            if failed() {
                div { class: "viewer-file",
                    Icon { shape: Shape::Offline }
                    p { role: "alert", {t!("viewer-failed")} }
                    button { class: "button primary", r#type: "button", onclick: move |_| failed.set(false), {t!("retry")} }
                }
            } else {
                img {
                    class: if view().is_lying() { "viewer-page lying" } else { "viewer-page" },
                    src: sheet.content,
                    alt: sheet.title,
                    draggable: "false",
                    // What is not shown is not fetched: whoever fetches a page counts as having seen it.
                    loading: "lazy",
                    onload: move |_| onseen.call(()),
                    "data-testid": "{name}-page",
                    transform: view().transform(),
                    onerror: move |_| failed.set(true),
                }
            }
        }
    }
}
