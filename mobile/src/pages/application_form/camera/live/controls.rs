//! What is pressed under the live picture, and what stands there when there is none.

use dioxus::prelude::*;

use super::watch::take;
use super::{KEY_AUTO, Stand, View};
use crate::platform::camera::CameraError;
use crate::platform::vision::Paper;
use crate::ui::{Button, ButtonKind, Icon, Shape};
use crate::{platform, t};

/// The automatic shot on or off, the lamp, the shutter, and the way out.
#[component]
pub(super) fn Controls(view: View, paper: Paper, full: bool, count: u32, ondone: EventHandler<()>) -> Element {
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
pub(super) fn Failed(error: CameraError, onagain: EventHandler<()>, ondone: EventHandler<()>) -> Element {
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
