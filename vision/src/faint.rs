//! The filter for faint print: paper becomes evenly white, ink becomes dark, and colours – a red seal – stay what they are.

use crate::blur::{mean, smooth};
use crate::picture::{Plane, RgbaView, luma};
use crate::scale::reduce;

/// The page's light is looked at this small: strokes are a pixel wide there, and a shadow's edge is still an edge.
const SMALL_SIDE: usize = 400;
/// Half the width of what is taken for print and not for paper, in small pixels: 4 mm of A4.
const PRINT: isize = 5;
/// White of the paper afterwards.
const WHITE: f32 = 250.0;
/// Share of the darkest ink pixels that may become black.
const BLACK_SHARE: f64 = 0.02;

/// What to do to each pixel of one page: light by place, and how far ink is from paper.
#[derive(Debug, Clone)]
pub struct Brightening {
    /// Paper's colour by place, small.
    paper: [Plane; 3],
    /// Pixels of the page in one pixel of `paper`, across and down.
    factor: (f32, f32),
    width: usize,
    /// Shares of the paper's brightness from which on the page is black and white.
    black: f32,
    white: f32,
}

impl Brightening {
    /// Looks at a straightened page.
    pub fn new(page: RgbaView<'_>) -> Self {
        let working = reduce(page, SMALL_SIDE);
        let paper = [0, 1, 2].map(|channel| paper_of(&working.channels[channel]));
        let mut counts = [0_u32; 256];
        let mut brightening = Self {
            paper,
            factor: (working.factor as f32, working.factor as f32),
            width: page.width(),
            black: 0.0,
            white: 1.0,
        };
        // Every second row and column is plenty for a share.
        for y in (0..page.height()).step_by(2) {
            for x in (0..page.width()).step_by(2) {
                let flat = brightening.flat(page.pixel(x as isize, y as isize), x as f32, y as f32);
                if let Some(count) = counts.get_mut((luma(flat) * 255.0) as usize) {
                    *count += 1;
                }
            }
        }
        let total = f64::from(counts.iter().sum::<u32>());
        let level = |share: f64| {
            let mut left = total * share;
            let level = counts.iter().position(|count| {
                left -= f64::from(*count);
                left <= 0.0
            });
            level.unwrap_or_default() as f32 / 255.0
        };
        // Most of a page is paper, so its middle is paper too, and the quarter below shows the paper's own grain.
        let paper = level(0.5);
        let grain = (paper - level(0.25)) / 0.674;
        brightening.white = (paper - 1.5 * grain).max(0.5);
        // An empty page must not have its grain drawn out to black.
        brightening.black = (level(BLACK_SHARE) * 0.96).min(brightening.white - 0.08);
        brightening
    }

    /// The same for the page drawn at another size.
    pub fn for_size(mut self, width: usize, height: usize) -> Self {
        let [paper, ..] = &self.paper;
        self.factor = (width as f32 / paper.width as f32, height as f32 / paper.height as f32);
        self.width = width;
        self
    }

    /// Filters whole rows of the page, four bytes a pixel, `first` being the number of the first one.
    pub fn apply(&self, rows: &mut [u8], first: usize) {
        let gain = 1.0 / (self.white - self.black);
        for (y, row) in rows.chunks_exact_mut(self.width * 4).enumerate() {
            for (x, pixel) in row.chunks_exact_mut(4).enumerate() {
                let colour = [f32::from(pixel[0]), f32::from(pixel[1]), f32::from(pixel[2])];
                let flat = self.flat(colour, x as f32, (first + y) as f32);
                for (byte, value) in pixel.iter_mut().zip(flat) {
                    let share = ((value - self.black) * gain).clamp(0.0, 1.0);
                    // Thin strokes are half paper: the curve takes them towards ink.
                    *byte = (share * share.sqrt() * WHITE + 0.5) as u8;
                }
            }
        }
    }

    /// A colour as a share of the paper's at its place, 0 to 1.
    #[inline]
    fn flat(&self, colour: [f32; 3], x: f32, y: f32) -> [f32; 3] {
        let (x, y) = ((x + 0.5) / self.factor.0 - 0.5, (y + 0.5) / self.factor.1 - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let (left, top) = (left as isize, top as isize);
        let mut out = [0.0; 3];
        for ((out, value), paper) in out.iter_mut().zip(colour).zip(&self.paper) {
            let upper = paper.at(left, top) * (1.0 - fx) + paper.at(left + 1, top) * fx;
            let lower = paper.at(left, top + 1) * (1.0 - fx) + paper.at(left + 1, top + 1) * fx;
            *out = (value / (upper * (1.0 - fy) + lower * fy).max(8.0)).min(1.0);
        }
        out
    }
}

/// The paper's brightness by place: print is filled with what lies around it (a morphological closing, which leaves the edge
/// of a shadow where it is), and grain smoothed.
fn paper_of(channel: &Plane) -> Plane {
    let filled = extreme(&extreme(&smooth(channel), PRINT, true), PRINT, false);
    smooth(&mean(&filled, 1))
}

/// The largest or smallest value within a square of `2 × radius + 1` pixels, one direction after the other.
fn extreme(plane: &Plane, radius: isize, largest: bool) -> Plane {
    let pick = |a: f32, b: f32| if largest { a.max(b) } else { a.min(b) };
    let pass = |from: &Plane, dx: isize, dy: isize| {
        let mut out = Plane::new(from.width, from.height);
        let width = from.width;
        for (at, value) in out.data.iter_mut().enumerate() {
            let (x, y) = ((at % width) as isize, (at / width) as isize);
            *value = (-radius..=radius).map(|n| from.at(x + n * dx, y + n * dy)).fold(from.at(x, y), pick);
        }
        out
    };
    pass(&pass(plane, 1, 0), 0, 1)
}
