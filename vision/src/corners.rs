//! Where the sheet is: its four corners, or why there are none to go by.

use crate::edges;
use crate::geometry::{Point, Quad};
use crate::lines;
use crate::picture::{RgbaView, luma};
use crate::quad::{self, Candidate};
use crate::refine::refine;
use crate::scale::{WORKING_SIDE, Working, reduce};

/// What is less like a sheet than this is none.
const LEAST_SURENESS: f32 = 0.46;
/// A cut-off sheet is only said to be one where its sides are plain.
const LEAST_CUT_SCORE: f32 = 0.46;

/// What a picture shows of a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sighting {
    /// All four corners, clockwise from the one nearest to the picture's top left.
    Whole(Corners),
    /// A sheet that leaves the picture.
    CutOff,
    /// A sheet with something – a thumb – over a corner.
    Covered(Corners),
    /// Nothing that looks like a sheet.
    Absent,
}

impl Sighting {
    /// The corners of a whole sheet.
    pub fn whole(&self) -> Option<&Corners> {
        match self {
            Self::Whole(corners) => Some(corners),
            _ => None,
        }
    }
}

/// A sheet's corners and how sure they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corners {
    /// In pixels of the picture.
    pub quad: Quad,
    /// 0 to 1; what is found has at least 0.46, and a clean sheet on a desk 0.7 to 0.9.
    pub confidence: f32,
}

/// Looks for a sheet. Costs 3 to 8 ms natively for 1280 × 720 pixels.
pub fn find(view: RgbaView<'_>) -> Sighting {
    find_in(view, &reduce(view, WORKING_SIDE))
}

/// As [`find`], where the picture has been reduced already.
pub(crate) fn find_in(view: RgbaView<'_>, working: &Working) -> Sighting {
    let map = edges::find(working);
    let lines = lines::find(&map, working);
    let (whole, cut) = quad::best(&lines, working.width(), working.height());
    let score = |candidate: &Option<Candidate>| candidate.as_ref().map_or(0.0, |candidate| candidate.score);
    let (whole_score, cut_score) = (score(&whole), score(&cut));
    if cut_score > whole_score && cut_score >= LEAST_CUT_SCORE {
        return Sighting::CutOff;
    }
    let Some(candidate) = whole.filter(|candidate| candidate.sureness >= LEAST_SURENESS) else {
        return Sighting::Absent;
    };
    let Some(fitted) = refine(view, &candidate, working.factor) else {
        return Sighting::Absent;
    };
    let (left, top, right, bottom) = fitted.bounds();
    if left < 0.5 || top < 0.5 || right > view.width() as f64 - 0.5 || bottom > view.height() as f64 - 0.5 {
        return Sighting::CutOff;
    }
    let covered = (0..4).any(|corner| is_covered(working, &candidate, corner));
    let Ok(quad) = Quad::sorted(fitted.corners()) else {
        return Sighting::Absent;
    };
    let corners = Corners { quad, confidence: candidate.sureness.clamp(0.0, 1.0) };
    if covered { Sighting::Covered(corners) } else { Sighting::Whole(corners) }
}

/// Whether something lies over a corner: the paper inside it has another colour than along the sides that meet there, and
/// the sides' edges do not reach it.
fn is_covered(working: &Working, candidate: &Candidate, corner: usize) -> bool {
    let before = (corner + 3) % 4;
    let (arriving, leaving) = (candidate.ends[before].1, candidate.ends[corner].0);
    if arriving < 0.3 && leaving < 0.3 {
        return true;
    }
    let [here, next, previous] = [corner, corner + 1, before].map(|n| candidate.quad.corners()[n % 4]);
    let inside = |u: f64, v: f64| {
        let along = here.towards(next, u);
        let point = Point::new(along.x + (previous.x - here.x) * v, along.y + (previous.y - here.y) * v);
        working.colour(point.x as f32, point.y as f32)
    };
    // The margin a little further on is what the corner should look like.
    let margin = [(0.15, 0.04), (0.2, 0.04), (0.26, 0.04), (0.04, 0.15), (0.04, 0.2), (0.04, 0.26)];
    let margin = margin.map(|(u, v)| inside(u, v));
    let paper = [0, 1, 2].map(|channel| {
        let mut levels = margin.map(|colour| colour[channel]);
        levels.sort_by(f32::total_cmp);
        (levels[2] + levels[3]) / 2.0
    });
    // The same steps along both sides, so that a thumb on a long page is not stepped over. A card's round corner of 3 mm
    // leaves two of these places outside at most.
    let (across, down) = (here.distance(next), here.distance(previous));
    let step = across.min(down);
    let mut strange = 0;
    for (u, v) in [(0.013, 0.013), (0.025, 0.025), (0.04, 0.02), (0.02, 0.04), (0.013, 0.03), (0.03, 0.013)] {
        strange += usize::from(differs(inside(u * step / across, v * step / down), paper));
    }
    // A thumb's own outline may pass for a part of the side, but never for all of both.
    let reached = arriving.min(leaving);
    strange >= 5 && reached < 0.97 || strange >= 4 && reached < 0.8
}

/// Another tint, or a brightness that neither shadow nor lamp explains over so short a way.
fn differs(colour: [f32; 3], paper: [f32; 3]) -> bool {
    let (a, b) = (luma(colour).max(4.0), luma(paper).max(4.0));
    let tint: f32 = colour.iter().zip(paper).map(|(x, y)| (x / a - y / b).abs()).sum();
    tint > 0.22 || a / b < 0.5 || a / b > 1.9
}
