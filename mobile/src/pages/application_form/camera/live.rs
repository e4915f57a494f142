//! The camera's live picture: the corners drawn over it, one line of advice, and a shot by itself or by the button.

use std::rc::Rc;

use dioxus::prelude::*;

use super::super::camera::paper_of;
use super::advice::{Line, words_for};
use super::corners::points;
use super::{Taken, faults};
use crate::platform::camera::CameraError;
use crate::platform::vision::{self, Advice, Camera, Glimpse, Paper};
use crate::ui::{Button, ButtonKind, Icon, Shape};
use crate::{platform, t};
use shared::api::PhotoFault;

const VIDEO: &str = "camera-video";
/// Between two looks, so that the picture keeps moving under them.
const PAUSE_MS: u32 = 60;
/// A look that takes longer than this does not help anybody to aim.
const SLOW_MS: f64 = 400.0;
/// So many slow looks in a row, and the person presses the button alone. The first one also waits for the worker to come.
const SLOW_LOOKS: u32 = 4;
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
    let mut halted = use_signal(|| paused);
    use_effect(use_reactive!(|paused| halted.set(paused)));
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
                p { class: "camera-line", role: "status", "aria-live": "polite", "data-testid": "camera-line", {line(view)} }
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

#[component]
fn Controls(view: View, paper: Paper, full: bool, count: u32, ondone: EventHandler<()>) -> Element {
    let View { mut auto, .. } = view;
    let mut torch = use_signal(|| false);
    let lamp = view.camera.read().as_ref().is_some_and(|camera| camera.has_torch());
    let progress = view.seen.read().progress;
    let live = (view.stand)() == Stand::Live;
    rsx! {
        div { class: "camera-controls",
            div { class: "camera-side",
                if !(view.button_only)() {
                    button { class: "camera-button", r#type: "button", "data-testid": "camera-auto", "aria-pressed": auto(),
                        onclick: move |_| {
                            auto.toggle();
                            platform::store(KEY_AUTO, if auto() { "on" } else { "off" });
                        },
                        span { if auto() { {t!("camera-auto-on")} } else { {t!("camera-auto-off")} } }
                    }
                }
                if lamp {
                    button { class: "camera-button", r#type: "button", "data-testid": "camera-torch", "aria-pressed": torch(),
                        onclick: move |_| {
                            torch.toggle();
                            let camera = view.camera.peek().clone();
                            spawn(async move {
                                if let Some(camera) = camera {
                                    camera.set_torch(torch()).await;
                                }
                            });
                        },
                        span { {t!("camera-torch")} }
                    }
                }
            }
            button {
                class: "camera-shutter",
                r#type: "button",
                "data-testid": "camera-shutter",
                "aria-label": t!("camera-shutter"),
                disabled: full || !live || (view.busy)(),
                style: "--progress: {progress};",
                onclick: move |_| {
                    spawn(take(view, paper));
                },
                span { class: "camera-shutter-heart" }
            }
            div { class: "camera-side end",
                button { class: "camera-button", r#type: "button", "data-testid": "camera-done",
                    onclick: move |_| ondone.call(()),
                    if count > 0 {
                        Icon { shape: Shape::Check }
                    }
                    span { {t!("camera-done")} }
                }
            }
        }
    }
}

/// Why there is no picture, and the way on without one.
#[component]
fn Failed(error: CameraError, onagain: EventHandler<()>, ondone: EventHandler<()>) -> Element {
    let words = match error {
        CameraError::Unavailable => "camera-none",
        CameraError::Denied => "camera-denied",
        CameraError::InUse => "camera-in-use",
    };
    rsx! {
        div { class: "camera-failed", role: "alert", "data-testid": "camera-failed",
            Icon { shape: Shape::Warning }
            p { {t!(words)} }
            div { class: "camera-failed-actions",
                Button { test: "camera-again", kind: ButtonKind::Secondary, icon: Shape::Refresh, label: t!("retry"), onclick: move |()| onagain.call(()) }
                Button { test: "camera-choose", icon: Shape::Upload, label: t!("camera-choose-instead"), onclick: move |()| ondone.call(()) }
            }
        }
    }
}

/// Has the camera run for as long as the page can be seen.
async fn run(view: View, paper: Paper) {
    let View { mut stand, mut camera, .. } = view;
    loop {
        stand.set(Stand::Opening);
        match vision::open(VIDEO).await {
            Ok(open) => camera.set(Some(Rc::new(open))),
            Err(error) => {
                stand.set(Stand::Failed(error));
                return;
            }
        }
        stand.set(Stand::Live);
        vision::begin_sheet().await;
        watch(view, paper).await;
        // Hidden: the camera is nobody's to hold.
        camera.set(None);
        while !platform::is_visible() {
            platform::woken().await;
        }
    }
}

/// Looks at one frame after another until the page is hidden.
async fn watch(view: View, paper: Paper) {
    let View { mut seen, mut line, mut button_only, .. } = view;
    let mut slow = 0;
    while platform::is_visible() {
        platform::sleep_ms(PAUSE_MS).await;
        if *view.paused.peek() || *view.busy.peek() || *button_only.peek() {
            continue;
        }
        let Some(camera) = view.camera.peek().clone() else { return };
        match camera.look(paper).await {
            Ok(Some(glimpse)) => {
                slow = if glimpse.ms > SLOW_MS { slow + 1 } else { 0 };
                let mut heard = *line.peek();
                if heard.hear(words_for(&glimpse), platform::now_ms()) {
                    line.set(heard);
                }
                let shoots = glimpse.advice == Advice::Take && *view.auto.peek();
                seen.set(glimpse);
                if shoots && !*view.paused.peek() {
                    take(view, paper).await;
                }
            }
            Ok(None) => {}
            Err(_) => slow = SLOW_LOOKS,
        }
        if slow >= SLOW_LOOKS {
            button_only.set(true);
        }
    }
}

/// Takes the picture and has it looked at.
async fn take(view: View, paper: Paper) {
    let View { mut busy, mut seen, .. } = view;
    let Some(camera) = view.camera.peek().clone() else { return };
    if *busy.peek() {
        return;
    }
    busy.set(true);
    if let Ok(shot) = camera.shoot().await {
        let photo = shot.look(paper).await.ok();
        view.ontaken.call(Taken { shot, photo });
    }
    seen.set(Glimpse::default());
    busy.set(false);
}
