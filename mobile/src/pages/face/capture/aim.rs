//! From the looks at the live picture to one hint that can be read, and to the moment when the steps can begin. Times come
//! in, so its tests need no clock.

use shared::api::FaceHint;

/// A hint stays at least so long, else nobody can read it; that all is well is said at once.
const READ_MS: f64 = 900.0;
/// All has to be well for so long.
const HELD_MS: f64 = 800.0;
/// Who is not in the oval after this long may begin all the same: the server decides.
const STUCK_MS: f64 = 15_000.0;

/// How the person stands before the camera.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Aim {
    began_ms: f64,
    shown: Option<FaceHint>,
    shown_ms: f64,
    good_ms: Option<f64>,
}

impl Aim {
    /// Begins at a moment.
    pub(super) fn begin(now_ms: f64) -> Self {
        Self { began_ms: now_ms, ..Self::default() }
    }

    /// Takes in what one look has found; the hint to show from now on, where it is another than before.
    pub(super) fn hear(&mut self, hint: FaceHint, now_ms: f64) -> Option<FaceHint> {
        let good = hint == FaceHint::Good;
        self.good_ms = if good { self.good_ms.or(Some(now_ms)) } else { None };
        let is_read = self.shown.is_none() || good || now_ms - self.shown_ms >= READ_MS;
        if self.shown == Some(hint) || !is_read {
            return None;
        }
        (self.shown, self.shown_ms) = (Some(hint), now_ms);
        Some(hint)
    }

    /// Whether the steps can begin.
    pub(super) fn is_held(&self, now_ms: f64) -> bool {
        self.good_ms.is_some_and(|since| now_ms - since >= HELD_MS)
    }

    /// Whether it takes so long that the person may say when to begin.
    pub(super) fn is_stuck(&self, now_ms: f64) -> bool {
        now_ms - self.began_ms >= STUCK_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_can_be_read_before_the_next() {
        let mut aim = Aim::begin(0.0);
        assert_eq!(aim.hear(FaceHint::NoFace, 0.0), Some(FaceHint::NoFace));
        assert_eq!(aim.hear(FaceHint::TooFar, 300.0), None);
        assert_eq!(aim.hear(FaceHint::TooFar, 900.0), Some(FaceHint::TooFar));
        assert_eq!(aim.hear(FaceHint::TooFar, 2_000.0), None);
        assert_eq!(aim.hear(FaceHint::Good, 2_050.0), Some(FaceHint::Good));
    }

    #[test]
    fn the_steps_begin_when_all_was_well_for_a_while() {
        let mut aim = Aim::begin(0.0);
        aim.hear(FaceHint::Good, 100.0);
        assert!(!aim.is_held(800.0));
        aim.hear(FaceHint::TooNear, 850.0);
        assert!(!aim.is_held(1_000.0), "it was left in between");
        aim.hear(FaceHint::Good, 1_100.0);
        aim.hear(FaceHint::Good, 1_500.0);
        assert!(aim.is_held(1_900.0));
    }

    #[test]
    fn nobody_is_held_up_for_ever() {
        let aim = Aim::begin(1_000.0);
        assert!(!aim.is_stuck(15_999.0));
        assert!(aim.is_stuck(16_000.0));
    }
}
