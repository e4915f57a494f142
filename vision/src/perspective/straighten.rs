//! The straightened page, drawn row by row, so that the caller settles how long each step takes.

use super::aspect::page_size;
use super::homography::Homography;
use crate::geometry::{Point, Quad};
use crate::picture::{PictureError, RgbaImage, RgbaView};

/// A page that can be drawn from its picture.
#[derive(Debug, Clone, Copy)]
pub struct Straightening {
    map: Homography,
    width: usize,
    height: usize,
    /// Samples along each side of a pixel: more than one where the page is drawn smaller than it is in the picture.
    taps: usize,
}

impl Straightening {
    /// Settles the page's size: about the sheet's in the picture, its longer side at most `longest` pixels. `turns` is how
    /// many quarters the page is turned clockwise; the corners' first one is the top left before that.
    pub fn new(view: RgbaView<'_>, quad: &Quad, turns: usize, longest: usize) -> Self {
        let (across, down) = page_size(quad, view.width(), view.height(), longest);
        // Turned clockwise, what was the bottom left comes to the top left.
        let turned = quad.rotated((4 - turns % 4) % 4);
        let (width, height) = if turns.is_multiple_of(2) { (across, down) } else { (down, across) };
        let shrink = (turned.area() / (width * height) as f64).sqrt();
        let taps = ((shrink - 0.25).ceil().max(1.0) as usize).min(6);
        Self { map: Homography::from_page(&turned, width, height), width, height, taps }
    }

    /// Pixels from left to right.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Bytes of `count` rows from row `first` on, four a pixel.
    ///
    /// # Errors
    /// [`PictureError::BadRows`] where the page has fewer rows.
    pub fn rows(&self, view: RgbaView<'_>, first: usize, count: usize) -> Result<Vec<u8>, PictureError> {
        if first.checked_add(count).is_none_or(|end| end > self.height) {
            return Err(PictureError::BadRows);
        }
        let mut out = Vec::with_capacity(count * self.width * 4);
        for row in first..first + count {
            self.row(view, row, &mut out);
        }
        Ok(out)
    }

    /// The whole page at once.
    ///
    /// # Errors
    /// Those of [`RgbaImage::new`], which a page's size does not run into.
    pub fn page(&self, view: RgbaView<'_>) -> Result<RgbaImage, PictureError> {
        RgbaImage::new(self.rows(view, 0, self.height)?, self.width, self.height)
    }

    fn row(&self, view: RgbaView<'_>, row: usize, out: &mut Vec<u8>) {
        let taps = self.taps;
        let share = 1.0 / (taps * taps) as f32;
        for column in 0..self.width {
            let mut sum = [0.0_f32; 3];
            for tap in 0..taps {
                let y = row as f64 + (tap as f64 + 0.5) / taps as f64;
                let x = column as f64 + 0.5 / taps as f64;
                let (at, step) = self.map.along_row(Point::new(x, y));
                for part in 0..taps {
                    let along = part as f64 / taps as f64;
                    let weight = 1.0 / (at[2] + step[2] * along);
                    let (x, y) = ((at[0] + step[0] * along) * weight, (at[1] + step[1] * along) * weight);
                    for (sum, value) in sum.iter_mut().zip(view.sample(x as f32, y as f32)) {
                        *sum += value;
                    }
                }
            }
            // Rounded: `as` cuts off and holds at 255.
            out.extend([(sum[0] * share + 0.5) as u8, (sum[1] * share + 0.5) as u8, (sum[2] * share + 0.5) as u8, 255]);
        }
    }
}
