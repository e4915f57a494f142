//! Whether the sheet is large enough in the picture to be read.

use crate::geometry::Quad;

/// Millimetres of an inch.
const INCH: f64 = 25.4;

/// What is being photographed; its size makes pixels dots per inch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// ISO 216 A4, 210 × 297 mm, either way up.
    #[default]
    A4,
    /// ISO/IEC 7810 ID-1: identity and bank cards, 85.6 × 53.98 mm.
    Card,
    /// ISO/IEC 7810 ID-3: passports and booklets, 88 × 125 mm.
    Booklet,
}

impl Paper {
    /// Short and long side in millimetres.
    pub fn millimetres(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::Card => (53.98, 85.6),
            Self::Booklet => (88.0, 125.0),
        }
    }

    /// Fewest dots per inch at which its print is read: 10.5 point Chinese (3.7 mm) needs some 16 pixels, and what stands on
    /// cards and in booklets is smaller.
    pub fn least_dpi(self) -> f64 {
        match self {
            Self::A4 => 110.0,
            Self::Card => 200.0,
            Self::Booklet => 160.0,
        }
    }
}

/// Effective dots per inch where the sheet is smallest: the far ends of a leaning sheet count.
pub fn dots_per_inch(quad: &Quad, paper: Paper) -> f64 {
    let (short, long) = paper.millimetres();
    let across = quad.length(0).min(quad.length(2));
    let down = quad.length(1).min(quad.length(3));
    (across.min(down) / short).min(across.max(down) / long) * INCH
}
