//! 仍在办理: while somebody works on it, the server is told, so that the claim does not run out under their hands.

use dioxus::prelude::*;

use shared::application::Action;
use shared::error::ProblemCode;

use super::desk::Desk;
use crate::{api, platform, t};

/// Between two looks.
const LOOK_MS: u32 = 10_000;
/// At most so often is it told.
const EVERY_MS: i64 = 2 * 60 * 1000;
/// Who has done nothing for so long is elsewhere.
const IDLE_MS: i64 = 5 * 60 * 1000;

/// Whether to tell the server now. Times by the device's clock.
const fn is_due(now: i64, touched: i64, told: i64) -> bool {
    now - touched < IDLE_MS && now - told >= EVERY_MS
}

/// Tells the server as long as the page is there, seen and worked at.
pub(super) fn use_alive(mut desk: Desk) {
    use_future(move || async move {
        let mut told = 0;
        loop {
            platform::sleep_ms(LOOK_MS).await;
            let now = platform::now_ms();
            let held = desk.review.peek().place.actions.contains(&Action::Release);
            if !held || !platform::is_visible() || !is_due(now, desk.touched_at(), told) {
                continue;
            }
            told = now;
            // Kept or lost, the page says how it stands: until when, or who has it now.
            let answer = api::keep_review(&desk.id()).await;
            if *desk.busy.peek() {
                continue;
            }
            desk.reload().await;
            if answer.is_err_and(|error| error.is(ProblemCode::AlreadyHandled)) {
                desk.say(t!("agency-lost"));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_works_is_told_of_every_two_minutes_and_who_rests_is_not() {
        let now = 100 * EVERY_MS;
        assert!(is_due(now, now - 1_000, 0));
        assert!(!is_due(now, now - 1_000, now - EVERY_MS + 1));
        assert!(is_due(now, now - 1_000, now - EVERY_MS));
        assert!(!is_due(now, now - IDLE_MS, 0));
    }
}
