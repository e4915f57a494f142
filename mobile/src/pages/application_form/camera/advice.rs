//! The one line under the camera's picture: what to do now, and not so often that nobody can read it.

use shared::api::PhotoFault;

use super::faults;
use crate::platform::vision::{Advice, Glimpse};

/// Shortest time that a line stands, milliseconds: reading takes longer than looking.
const STANDS_MS: i64 = 900;

/// Which words fit a frame: the id of a message. `auto` says that the picture takes itself.
pub(super) fn words_for(seen: &Glimpse, auto: bool) -> &'static str {
    match (seen.advice, seen.faults.first()) {
        // Whether it was taken is not the shutter's to know.
        (Advice::Take | Advice::HoldStill, _) if !auto => "camera-press",
        // The shutter has had this sheet and waits for another.
        (Advice::HoldStill, _) if seen.progress >= 1.0 => "camera-next-page",
        (Advice::Take | Advice::HoldStill, _) => "camera-hold-still",
        (Advice::Searching | Advice::Mend, Some(fault)) => faults::advice(*fault),
        (Advice::Searching, None) => faults::advice(PhotoFault::NoSheet),
        (Advice::Mend, None) => "camera-hold-still",
    }
}

/// The line that stands, and since when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Line {
    words: Option<&'static str>,
    since: i64,
}

impl Line {
    /// Takes in what a frame at `now` would say; `true` where the line changes.
    pub(super) fn hear(&mut self, words: &'static str, now: i64) -> bool {
        if self.words == Some(words) || (self.words.is_some() && now - self.since < STANDS_MS) {
            return false;
        }
        *self = Self { words: Some(words), since: now };
        true
    }

    /// What is said; nothing before the first frame.
    pub(super) const fn words(&self) -> Option<&'static str> {
        self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glimpse(advice: Advice, faults: &[PhotoFault]) -> Glimpse {
        Glimpse { advice, faults: faults.to_vec(), ..Glimpse::default() }
    }

    #[test]
    fn a_frame_says_the_first_thing_that_can_be_done() {
        assert_eq!(words_for(&glimpse(Advice::Searching, &[]), true), "camera-do-no-sheet");
        assert_eq!(words_for(&glimpse(Advice::Searching, &[PhotoFault::CutOff]), true), "camera-do-cut-off");
        assert_eq!(
            words_for(&glimpse(Advice::Mend, &[PhotoFault::TooDark, PhotoFault::Glare]), true),
            "camera-do-too-dark"
        );
        let taken = Glimpse { progress: 1.0, ..glimpse(Advice::HoldStill, &[]) };
        assert_eq!(words_for(&taken, true), "camera-next-page");
        assert_eq!(words_for(&taken, false), "camera-press");
        // A fault that does not matter to the shot is not said.
        assert_eq!(words_for(&glimpse(Advice::HoldStill, &[PhotoFault::TooSmall]), true), "camera-hold-still");
    }

    #[test]
    fn a_line_stands_long_enough_to_be_read() {
        let mut line = Line::default();
        assert!(line.hear("camera-do-no-sheet", 1000));
        assert!(!line.hear("camera-do-cut-off", 1500));
        assert_eq!(line.words(), Some("camera-do-no-sheet"));
        assert!(!line.hear("camera-do-no-sheet", 3000));
        assert!(line.hear("camera-do-cut-off", 3100));
    }
}
