//! What is wrong with a picture, with figures, before it is sent anywhere.

use crate::corners::{Sighting, find_in};
use crate::exposure::{self, Exposure};
use crate::fingerprint::Fingerprint;
use crate::geometry::Quad;
use crate::picture::RgbaView;
use crate::resolution::{Paper, dots_per_inch};
use crate::scale::{WORKING_SIDE, Working, reduce};
use crate::sharpness::{EdgeWidth, edge_width};

/// Least brightness of paper, 0 to 255.
pub const LEAST_BRIGHT: f32 = 70.0;
/// Largest burnt-out spot, as a share of the sheet.
pub const MOST_GLARE: f32 = 0.004;
/// Widest edge: only what is wider in pixels *and* on paper is blurred. A large photo may be soft and still be read, and a
/// small sharp one is too small, not blurred.
pub const MOST_EDGE_PIXELS: f32 = 4.0;
/// Widest edge in millimetres on the page: strokes of small print are a quarter of a millimetre wide.
pub const MOST_EDGE_MILLIMETRES: f32 = 0.55;

/// Something that a person can put right by taking the picture anew.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fault {
    /// No sheet is seen.
    NoSheet,
    /// The sheet leaves the picture.
    CutOff,
    /// Something lies over a corner.
    Covered,
    /// More light is needed; the paper's brightness, 0 to 255.
    TooDark { bright: f32 },
    /// A lamp shines off the page; the spot's share of the sheet.
    Glare { share: f32 },
    /// Out of focus or moved; width of an edge in pixels.
    Blurred { edge: f32 },
    /// Too far away; effective dots per inch.
    TooSmall { dpi: f64 },
    /// The page has been taken before; which of the earlier ones, from 0.
    Duplicate { earlier: usize },
}

/// Figures of a sheet in a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub exposure: Exposure,
    /// None where there is too little contrast to say.
    pub edge: Option<EdgeWidth>,
    /// Effective dots per inch.
    pub dpi: f64,
    /// What is wrong, the gravest first; empty for a good picture.
    pub faults: Vec<Fault>,
}

/// Judges the sheet within `quad`.
pub fn judge(view: RgbaView<'_>, quad: &Quad, paper: Paper) -> Report {
    judge_in(view, &reduce(view, WORKING_SIDE), quad, paper)
}

fn judge_in(view: RgbaView<'_>, working: &Working, quad: &Quad, paper: Paper) -> Report {
    let exposure = exposure::measure(working, quad);
    let edge = edge_width(view, quad);
    let dpi = dots_per_inch(quad, paper);
    let mut faults = Vec::new();
    let (left, top, right, bottom) = quad.bounds();
    if left < -0.5 || top < -0.5 || right > view.width() as f64 + 0.5 || bottom > view.height() as f64 + 0.5 {
        faults.push(Fault::CutOff);
    }
    if exposure.bright < LEAST_BRIGHT {
        faults.push(Fault::TooDark { bright: exposure.bright });
    }
    if dpi < paper.least_dpi() {
        faults.push(Fault::TooSmall { dpi });
    }
    if let Some(EdgeWidth(edge)) = edge
        && edge > MOST_EDGE_PIXELS
        && edge * 25.4 / dpi as f32 > MOST_EDGE_MILLIMETRES
    {
        faults.push(Fault::Blurred { edge });
    }
    if exposure.glare > MOST_GLARE {
        faults.push(Fault::Glare { share: exposure.glare });
    }
    Report { exposure, edge, dpi, faults }
}

/// The first of earlier pages that this one is a picture of.
pub fn duplicate(page: &Fingerprint, earlier: &[Fingerprint]) -> Option<Fault> {
    earlier.iter().position(|other| page.same_page(other)).map(|earlier| Fault::Duplicate { earlier })
}

/// What one frame of the camera shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    pub sighting: Sighting,
    /// Of a sheet that is seen whole.
    pub report: Option<Report>,
}

impl Frame {
    /// Looks at a frame.
    pub fn new(view: RgbaView<'_>, paper: Paper) -> Self {
        let working = reduce(view, WORKING_SIDE);
        let sighting = find_in(view, &working);
        let report = sighting.whole().map(|corners| judge_in(view, &working, &corners.quad, paper));
        Self { sighting, report }
    }

    /// All that is wrong with it.
    pub fn faults(&self) -> Vec<Fault> {
        match (&self.sighting, &self.report) {
            (Sighting::Absent, _) => vec![Fault::NoSheet],
            (Sighting::CutOff, _) => vec![Fault::CutOff],
            (Sighting::Covered(_), _) => vec![Fault::Covered],
            (Sighting::Whole(_), report) => report.as_ref().map(|report| report.faults.clone()).unwrap_or_default(),
        }
    }
}
