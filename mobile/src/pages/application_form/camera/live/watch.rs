//! The camera at work: opened while the page is seen, looked through frame by frame, and shot.

use std::rc::Rc;

use dioxus::prelude::*;

use super::super::Taken;
use super::super::advice::words_for;
use super::{Stand, VIDEO, View};
use crate::platform;
use crate::platform::vision::{self, Advice, Glimpse, Paper};

/// Between two looks, so that the picture keeps moving under them.
const PAUSE_MS: u32 = 60;
/// A look that takes longer than this does not help anybody to aim.
const SLOW_MS: f64 = 400.0;
/// So many slow looks in a row, and the person presses the button alone. The first one also waits for the worker to come.
const SLOW_LOOKS: u32 = 4;

/// Has the camera run for as long as the page can be seen.
pub(super) async fn run(view: View, paper: Paper) {
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
                if heard.hear(words_for(&glimpse, *view.auto.peek()), platform::now_ms()) {
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
pub(super) async fn take(view: View, paper: Paper) {
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
