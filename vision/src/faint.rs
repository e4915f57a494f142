//! The filter for faint print: paper becomes evenly white, ink becomes dark, and colours – a red seal – stay what they are.

use crate::blur::{mean, smooth};
use crate::picture::{Plane, RgbaView, luma};
use crate::scale::reduce;

/// The page's light is looked at this small: print is gone there, shadows are not.
const SMALL_SIDE: usize = 160;
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
    /// Share of the paper's brightness that the ink leaves.
    ink: f32,
}

impl Brightening {
    /// Looks at a straightened page.
    pub fn new(page: RgbaView<'_>) -> Self {
        let working = reduce(page, SMALL_SIDE);
        let paper = [0, 1, 2].map(|channel| paper_of(&working.channels[channel]));
        let mut counts = [0_u32; 256];
        let mut brightening =
            Self { paper, factor: (working.factor as f32, working.factor as f32), width: page.width(), ink: 0.0 };
        // Every second row and column is plenty for a share.
        for y in (0..page.height()).step_by(2) {
            for x in (0..page.width()).step_by(2) {
                let flat = brightening.flat(page.pixel(x as isize, y as isize), x as f32, y as f32);
                if let Some(count) = counts.get_mut((luma(flat) * 255.0) as usize) {
                    *count += 1;
                }
            }
        }
        let least = f64::from(counts.iter().sum::<u32>()) * BLACK_SHARE;
        let mut seen = 0.0;
        let dark = counts.iter().position(|count| {
            seen += f64::from(*count);
            seen >= least
        });
        // An empty page must not have its grain drawn out to black.
        brightening.ink = (dark.unwrap_or_default() as f32 / 255.0).min(0.88);
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
        let black = self.ink * 0.92;
        let gain = WHITE / (0.94 - black).max(0.05);
        for (y, row) in rows.chunks_exact_mut(self.width * 4).enumerate() {
            for (x, pixel) in row.chunks_exact_mut(4).enumerate() {
                let colour = [f32::from(pixel[0]), f32::from(pixel[1]), f32::from(pixel[2])];
                let flat = self.flat(colour, x as f32, (first + y) as f32);
                for (byte, value) in pixel.iter_mut().zip(flat) {
                    *byte = ((value - black) * gain + 0.5).clamp(0.0, 255.0) as u8;
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

/// The brightest values around each place – between rows of print the paper shows –, smoothed.
fn paper_of(channel: &Plane) -> Plane {
    let bright = extreme(&extreme(channel, 4, true), 3, false);
    smooth(&mean(&bright, 4))
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
