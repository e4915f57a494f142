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
/// Least confidence in the corners.
const LEAST_CONFIDENCE: f32 = 0.5;

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
