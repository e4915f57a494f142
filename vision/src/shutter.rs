//! When the picture takes itself: the sheet whole, still and sharp for a moment. Time comes in with each frame.

use crate::geometry::Quad;
use crate::quality::{Fault, Frame};

/// Frames in a row that have to be good.
const FRAMES: u32 = 4;
/// Milliseconds that they have to last: a fast camera must not take a hand in passing.
const LEAST_MS: f64 = 350.0;
/// A longer pause between two frames says nothing about what the hand did meanwhile.
const LONGEST_GAP_MS: f64 = 1500.0;
/// Farthest that a corner may move from one frame to the next, as a share of the sheet's diagonal.
const MOST_STEP: f64 = 0.012;
/// Farthest that a corner may move over the whole moment.
const MOST_DRIFT: f64 = 0.02;
/// Least share of the best recent sharpness.
const SHARP_SHARE: f32 = 0.82;
/// What the best sharpness fades by from frame to frame: light and distance change.
const FADING: f32 = 0.985;
/// Least confidence in the corners: of 294 made pictures of partial sheets one was taken for whole, at 0.54; of whole ones 19
/// in 20 have more than this. A person can still press the button.
const LEAST_CONFIDENCE: f32 = 0.58;

/// What to do now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Advice {
    /// No whole sheet: the frame's fault says why.
    Searching,
    /// A whole sheet with a fault that holding still does not mend.
    Mend(Fault),
    /// A whole sheet: hold still. How much of the moment has passed, 0 to 1.
    HoldStill { progress: f32 },
    /// Take the picture. Said once; afterwards the shutter waits until the sheet has been away or moved.
    Take,
}

/// The automatic shutter.
#[derive(Debug, Clone, Default)]
pub struct Shutter {
    first: Option<(f64, Quad)>,
    last: Option<(f64, Quad)>,
    frames: u32,
    sharpest: f32,
    taken: Option<Quad>,
}

impl Shutter {
    /// A shutter that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next frame in, at `now` milliseconds of any clock that does not go back. `needs_fine` says that the frames
    /// are what is kept; where the camera takes a larger picture at the shot, a frame need not be large enough itself.
    pub fn next(&mut self, frame: &Frame, now: f64, needs_fine: bool) -> Advice {
        let (Some(corners), Some(report)) = (frame.sighting.whole(), &frame.report) else {
            self.again(None);
            self.taken = None;
            return Advice::Searching;
        };
        let quad = corners.quad;
        if corners.confidence < LEAST_CONFIDENCE {
            self.again(None);
            return Advice::Searching;
        }
        if let Some(taken) = self.taken {
            if taken.moved(&quad) < 0.1 * diagonal(&quad) {
                return Advice::HoldStill { progress: 1.0 };
            }
            self.taken = None;
        }
        let sharpness = report.edge.map_or(0.0, |edge| 1.0 / edge.0);
        self.sharpest = (self.sharpest * FADING).max(sharpness);
        let passes = |fault: &&Fault| match fault {
            Fault::TooSmall { .. } | Fault::Blurred { .. } => needs_fine,
            _ => true,
        };
        if let Some(fault) = report.faults.iter().find(passes) {
            self.again(None);
            return Advice::Mend(*fault);
        }
        let steady = self.last.is_some_and(|(then, last)| {
            (0.0..=LONGEST_GAP_MS).contains(&(now - then)) && last.moved(&quad) < MOST_STEP * diagonal(&quad)
        });
        let near = self.first.is_some_and(|(_, first)| first.moved(&quad) < MOST_DRIFT * diagonal(&quad));
        // A page without contrast has no sharpness to wait for.
        let sharp = sharpness >= SHARP_SHARE * self.sharpest;
        if !(steady && near && sharp) {
            self.again(Some((now, quad)));
            return Advice::HoldStill { progress: 0.0 };
        }
        self.frames += 1;
        self.last = Some((now, quad));
        let lasted = self.first.map_or(0.0, |(then, _)| now - then);
        if self.frames >= FRAMES && lasted >= LEAST_MS {
            self.again(None);
            self.taken = Some(quad);
            return Advice::Take;
        }
        let progress = (f64::from(self.frames) / f64::from(FRAMES)).min(lasted / LEAST_MS).min(1.0);
        Advice::HoldStill { progress: progress as f32 }
    }

    /// Begins the moment anew.
    fn again(&mut self, start: Option<(f64, Quad)>) {
        (self.first, self.last) = (start, start);
        self.frames = u32::from(start.is_some());
    }
}

fn diagonal(quad: &Quad) -> f64 {
    let [a, b, c, d] = quad.corners();
    a.distance(c).max(b.distance(d))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corners::{Corners, Sighting};
    use crate::exposure::Exposure;
    use crate::geometry::Point;
    use crate::quality::Report;
    use crate::sharpness::EdgeWidth;

    fn frame(shift: f64, edge: f32, faults: &[Fault]) -> Frame {
        let corners = [(100.0, 100.0), (500.0, 100.0), (500.0, 660.0), (100.0, 660.0)];
        let quad = Quad::new(corners.map(|(x, y)| Point::new(x + shift, y))).expect("a rectangle");
        let exposure = Exposure { bright: 200.0, glare: 0.0 };
        Frame {
            sighting: Sighting::Whole(Corners { quad, confidence: 0.8 }),
            report: Some(Report { exposure, edge: Some(EdgeWidth(edge)), dpi: 100.0, faults: faults.to_vec() }),
        }
    }

    /// What is said to frames a tenth of a second apart.
    fn run(frames: impl IntoIterator<Item = Frame>) -> Vec<Advice> {
        let mut shutter = Shutter::new();
        frames.into_iter().enumerate().map(|(n, frame)| shutter.next(&frame, n as f64 * 100.0, false)).collect()
    }

    fn shots(advice: &[Advice]) -> usize {
        advice.iter().filter(|advice| **advice == Advice::Take).count()
    }

    #[test]
    fn a_still_sharp_sheet_is_taken_once_and_not_before_its_time() {
        let advice = run((0..40).map(|n| frame(f64::from(n % 2), 2.5, &[])));
        assert_eq!(advice.iter().position(|advice| *advice == Advice::Take), Some(4), "{advice:?}");
        assert_eq!(shots(&advice), 1);
    }

    #[test]
    fn the_next_page_is_taken_after_the_first_has_gone() {
        let gone = || (0..2).map(|_| Frame { sighting: Sighting::CutOff, report: None });
        let still = || (0..8).map(|_| frame(0.0, 2.5, &[]));
        assert_eq!(shots(&run(still().chain(gone()).chain(still()))), 2);
        // Another page a good way off is another page too.
        assert_eq!(shots(&run(still().chain((0..8).map(|_| frame(120.0, 2.5, &[]))))), 2);
    }

    #[test]
    fn moving_blurring_and_faulty_sheets_are_not_taken() {
        assert_eq!(shots(&run((0..40).map(|n| frame(f64::from(n) * 10.0, 2.5, &[])))), 0);
        // A slow drift adds up.
        assert_eq!(shots(&run((0..40).map(|n| frame(f64::from(n) * 6.0, 2.5, &[])))), 0);
        let soft = (0..3).map(|_| frame(0.0, 2.5, &[])).chain((0..12).map(|_| frame(0.0, 4.0, &[])));
        assert_eq!(shots(&run(soft)), 0);
        let glare = Fault::Glare { share: 0.1 };
        let advice = run((0..20).map(|_| frame(0.0, 2.5, &[glare])));
        assert!(advice.iter().all(|advice| *advice == Advice::Mend(glare)));
    }

    #[test]
    fn frames_that_are_not_kept_may_be_small() {
        let small = [Fault::TooSmall { dpi: 60.0 }];
        assert_eq!(shots(&run((0..10).map(|_| frame(0.0, 2.5, &small)))), 1);
        let mut shutter = Shutter::new();
        assert_eq!(shutter.next(&frame(0.0, 2.5, &small), 0.0, true), Advice::Mend(small[0]));
    }

    #[test]
    fn a_clock_that_stands_or_jumps_takes_nothing() {
        for step in [0.0, -50.0, 2000.0, f64::NAN] {
            let mut shutter = Shutter::new();
            let taken =
                (0..20).any(|n| shutter.next(&frame(0.0, 2.5, &[]), f64::from(n) * step, false) == Advice::Take);
            assert!(!taken, "{step}");
        }
    }
}
