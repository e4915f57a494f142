//! A page that lies there by itself, because nobody has turned to it yet: only when it was in view for a moment is it fetched
//! large, which is what counts as having read it.

use dioxus::prelude::*;

use super::super::desk::Desk;
use crate::platform;

/// Between two looks.
const LOOK_MS: u32 = 250;
/// A page that was in view for so long was looked at.
const MOMENT_MS: u32 = 1_000;
/// Id of the page's place.
const STAGE: &str = "photo-stage";

/// For how long without a break it has been in view.
#[derive(Debug, Default)]
struct Dwelling {
    millis: u32,
}

impl Dwelling {
    /// Whether it was in view for a moment by now, after one more look.
    const fn is_over(&mut self, in_view: bool) -> bool {
        self.millis = if in_view { self.millis + LOOK_MS } else { 0 };
        self.millis >= MOMENT_MS
    }
}

/// Whether an element's place in the window can be seen: its pane is shown, and it is not scrolled away.
fn is_shown([_, top, width, height]: [f64; 4]) -> bool {
    width > 0.0 && top + height > 0.0
}

/// Lets the page that was opened with the application count once it was in view for a moment.
pub(super) fn use_dwelling(mut desk: Desk) {
    use_future(move || async move {
        let mut dwelling = Dwelling::default();
        while !*desk.shown.peek() {
            platform::sleep_ms(LOOK_MS).await;
            let in_view = platform::is_visible() && platform::bounds(STAGE).is_some_and(is_shown);
            if dwelling.is_over(in_view) {
                desk.shown.set(true);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_looked_at_when_it_was_in_view_for_a_moment_without_a_break() {
        let mut dwelling = Dwelling::default();
        let looks = [true, true, true, false, true, true, true, true].map(|in_view| dwelling.is_over(in_view));
        assert_eq!(looks, [false, false, false, false, false, false, false, true]);
    }

    #[test]
    fn what_lies_in_a_pane_that_is_not_shown_or_is_scrolled_away_is_not_in_view() {
        assert!(is_shown([700.0, 120.0, 500.0, 600.0]));
        assert!(!is_shown([0.0, 0.0, 0.0, 0.0]));
        assert!(!is_shown([700.0, -700.0, 500.0, 600.0]));
    }
}
