//! The page that came of a shot: straightened, with its corners to drag, turned, filtered, and taken or taken again.

use dioxus::prelude::*;
use shared::api::PhotoFault;

use super::super::desk::use_desk;
use super::corners;
use super::handles::Handles;
use super::page::{Cut, Straight};
use super::{Reason, Taken, faults, kept, paper_of};
use crate::platform::vision::{self, Verdict};
use crate::t;
use crate::ui::{Button, ButtonKind, Icon, Shape};

/// What goes along with an accepted page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Accepted {
    pub(super) faults: Vec<PhotoFault>,
    pub(super) reason: String,
    pub(super) fingerprint: Vec<u8>,
}

#[component]
pub(super) fn Crop(
    kind: String,
    taken: Taken,
    onagain: EventHandler<()>,
    onaccept: EventHandler<(Vec<u8>, Accepted)>,
) -> Element {
    let desk = use_desk();
    let paper = paper_of(&kind);
    let found = taken.photo.clone();
    let preview = found.as_ref().map(|photo| photo.preview.clone()).unwrap_or_default();
    use_drop(move || vision::release(&preview));
    let found_sheet = found.as_ref().is_some_and(|photo| !photo.corners.is_empty());
    let mut cut = use_signal(|| {
        let corners = corners::beginning(found.as_ref().map_or(&[], |photo| photo.corners.as_slice()));
        Cut { corners, turns: 0, faint: false }
    });
    // Nobody saw the sheet: the person shows where it is first.
    let mut by_hand = use_signal(|| !found_sheet);
    let mut pending = use_signal(|| false);
    let mut asking = use_signal(|| false);
    let mut failed = use_signal(|| false);
    let corners = use_memo(move || cut.read().corners);
    let sighted = taken.photo.is_some();
    let verdict = use_resource(move || {
        let corners = corners();
        async move {
            let judged = vision::judge(&corners, paper, &kept::earlier(&desk.id())).await;
            if sighted { judged.unwrap_or_default() } else { Verdict::default() }
        }
    });
    let known = verdict.read().clone();
    let faults = known.as_ref().map(|verdict| verdict.faults.clone()).unwrap_or_default();
    let shot = taken.shot.clone();
    let accept = move |reason: String| {
        let (shot, verdict, now) = (shot.clone(), verdict.peek().clone().unwrap_or_default(), *cut.peek());
        pending.set(true);
        spawn(async move {
            let content = if sighted {
                vision::page(&now.corners, now.turns, now.faint).await.ok()
            } else {
                Some(shot.bytes().await)
            };
            pending.set(false);
            match content.filter(|content| !content.is_empty()) {
                Some(content) => {
                    let Verdict { faults, fingerprint } = verdict;
                    onaccept.call((content, Accepted { faults, reason, fingerprint }));
                }
                None => failed.set(true),
            }
        });
    };
    let mut use_it = accept.clone();
    let wrong = !faults.is_empty();
    rsx! {
        div { class: "crop", "data-testid": "crop", "data-judged": known.is_some(),
            if let Some(photo) = taken.photo.clone() {
                if by_hand() {
                    Handles { preview: photo.preview.clone(), aspect: f64::from(photo.width) / f64::from(photo.height.max(1)), cut }
                } else {
                    Straight { cut: cut() }
                }
            } else {
                Raw { taken: taken.clone() }
            }
            div { class: "crop-said", role: "status", "data-testid": "crop-said",
                if failed() {
                    p { class: "crop-fault", {t!("camera-page-failed")} }
                }
                if !sighted {
                    p { {t!("camera-unjudged")} }
                } else if known.is_none() {
                    p { {t!("camera-judging")} }
                } else if wrong {
                    for sentence in faults::list(&faults) {
                        p { key: "{sentence}", class: "crop-fault", "data-testid": "crop-fault",
                            Icon { shape: Shape::Warning }
                            span { {sentence.clone()} }
                        }
                    }
                } else {
                    p { class: "crop-good",
                        Icon { shape: Shape::Done }
                        span { {t!("camera-good")} }
                    }
                }
            }
            if sighted {
                div { class: "crop-tools", role: "group", "aria-label": t!("camera-tools"),
                    button { class: "camera-button", r#type: "button", "data-testid": "crop-corners", "aria-pressed": by_hand(),
                        onclick: move |_| by_hand.toggle(),
                        span { if by_hand() { {t!("camera-corners-done")} } else { {t!("camera-corners")} } }
                    }
                    button { class: "camera-button", r#type: "button", "data-testid": "crop-turn", disabled: by_hand(),
                        onclick: move |_| cut.with_mut(|cut| cut.turns = (cut.turns + 1) % 4),
                        Icon { shape: Shape::Refresh }
                        span { {t!("camera-turn")} }
                    }
                    button { class: "camera-button", r#type: "button", "data-testid": "crop-faint", disabled: by_hand(), "aria-pressed": cut.read().faint,
                        onclick: move |_| cut.with_mut(|cut| cut.faint = !cut.faint),
                        span { {t!("camera-faint")} }
                    }
                }
            }
            div { class: "crop-actions",
                Button { test: "crop-again", kind: ButtonKind::Secondary, label: t!("camera-again"), disabled: pending(), onclick: move |()| onagain.call(()) }
                Button { test: "crop-use", label: t!("camera-use"), pending: pending(), disabled: known.is_none(),
                    onclick: move |()| if wrong { asking.set(true) } else { use_it(String::new()) } }
            }
            Reason { id: "crop-reason", open: asking, faults, onreason: accept }
        }
    }
}

/// The photo as it is, where nobody could look at it.
#[component]
fn Raw(taken: Taken) -> Element {
    let address = use_hook(|| taken.shot.address());
    let held = address.clone();
    use_drop(move || vision::release(&held));
    rsx! {
        div { class: "crop-page", "data-testid": "crop-raw",
            img { src: address, alt: t!("camera-page") }
        }
    }
}
