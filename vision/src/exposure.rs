//! Whether there is light enough on the sheet, and whether a lamp shines off it.

use crate::geometry::{Point, Quad};
use crate::picture::RgbaView;
use crate::scale::{WORKING_SIDE, Working, reduce};

/// All three channels at or above this level are burnt out.
const BURNT: f32 = 251.0;
/// Where the paper itself is this bright, its brighter parts burn out in any light, and no reflection can be told from them.
const BRIGHT_PAPER: f32 = 228.0;

/// Light on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exposure {
    /// Brightness of the sheet's bright parts – paper, or the light print of a dark cover –, 0 to 255.
    pub bright: f32,
    /// Largest burnt-out spot as a share of the sheet, where it is brighter than the rest of the paper.
    pub glare: f32,
}

/// Measures the sheet within `quad`.
pub fn exposure(view: RgbaView<'_>, quad: &Quad) -> Exposure {
    measure(&reduce(view, WORKING_SIDE), quad)
}

pub(crate) fn measure(working: &Working, quad: &Quad) -> Exposure {
    // The outermost part mixes with the desk.
    let inner = quad.scaled(1.0 / working.factor as f64).shrunk(0.03);
    let (width, height) = (working.width(), working.height());
    let mut sheet = vec![Spot::Outside; width * height];
    let (mut bright, mut paper) = ([0_u32; 256], [0_u32; 256]);
    let mut pixels = 0_u32;
    for y in 0..height {
        for x in 0..width {
            if !inner.contains(Point::new(x as f64 + 0.5, y as f64 + 0.5)) {
                continue;
            }
            let [r, g, b] = working.colour(x as f32, y as f32);
            let (most, least) = (r.max(g).max(b), r.min(g).min(b));
            // Levels are means of bytes: at most 255.
            bright[(most as usize).min(255)] += 1;
            paper[(least as usize).min(255)] += 1;
            pixels += 1;
            sheet[y * width + x] = if least >= BURNT { Spot::Burnt } else { Spot::Sheet };
        }
    }
    let share = |counts: &[u32; 256], share: f64| {
        let mut left = f64::from(pixels) * share;
        let level = counts.iter().position(|count| {
            left -= f64::from(*count);
            left <= 0.0
        });
        level.unwrap_or_default() as f32
    };
    let middle = share(&paper, 0.5);
    let glare = if middle >= BRIGHT_PAPER { 0.0 } else { largest(&mut sheet, width) as f32 / pixels.max(1) as f32 };
    Exposure { bright: share(&bright, 0.95), glare }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Spot {
    Outside,
    Sheet,
    Burnt,
}

/// Pixels of the largest connected burnt spot; spots are taken off as they are counted.
fn largest(sheet: &mut [Spot], width: usize) -> usize {
    let mut largest = 0;
    let mut open = Vec::new();
    for start in 0..sheet.len() {
        open.push(start);
        let mut size = 0;
        while let Some(at) = open.pop() {
            if sheet.get(at) != Some(&Spot::Burnt) {
                continue;
            }
            sheet[at] = Spot::Sheet;
            size += 1;
            open.extend([at + 1, at + width, at.wrapping_sub(1), at.wrapping_sub(width)]);
        }
        largest = largest.max(size);
    }
    largest
}
