//! The small picture in which a sheet is looked for: a page's outline needs no more than 320 pixels, and costs little there.

use crate::picture::{Plane, RgbaView};

/// The working picture's longer side is at most this many pixels.
pub(crate) const WORKING_SIDE: usize = 320;

/// A picture reduced by a whole number, each pixel the mean of a block.
#[derive(Debug, Clone)]
pub(crate) struct Working {
    /// Pixels of the original in one pixel here, along each side.
    pub(crate) factor: usize,
    /// Red, green, blue.
    pub(crate) channels: [Plane; 3],
}

impl Working {
    pub(crate) fn width(&self) -> usize {
        self.channels[0].width
    }

    pub(crate) fn height(&self) -> usize {
        self.channels[0].height
    }

    /// The colour at the pixel that holds a point.
    #[inline]
    pub(crate) fn colour(&self, x: f32, y: f32) -> [f32; 3] {
        let (x, y) = (x.floor() as isize, y.floor() as isize);
        [self.channels[0].at(x, y), self.channels[1].at(x, y), self.channels[2].at(x, y)]
    }
}

/// Reduces a picture so that its longer side has at most `side` pixels. What is left at the right and bottom after whole
/// blocks – less than one block – is left away.
pub(crate) fn reduce(view: RgbaView<'_>, side: usize) -> Working {
    let factor = view.width().max(view.height()).div_ceil(side.max(1)).min(view.width().min(view.height())).max(1);
    let (width, height) = (view.width() / factor, view.height() / factor);
    let mut channels = [Plane::new(width, height), Plane::new(width, height), Plane::new(width, height)];
    // Sums stay below 2³²: a block of a picture of at most 120 million pixels has far less than 16 million.
    let mut sums = vec![[0_u32; 3]; width];
    let share = 1.0 / (factor * factor) as f32;
    for y in 0..height {
        sums.fill([0; 3]);
        for row in y * factor..(y + 1) * factor {
            for (sum, block) in sums.iter_mut().zip(view.row(row).chunks_exact(4 * factor)) {
                for pixel in block.chunks_exact(4) {
                    sum[0] += u32::from(pixel[0]);
                    sum[1] += u32::from(pixel[1]);
                    sum[2] += u32::from(pixel[2]);
                }
            }
        }
        for (channel, plane) in channels.iter_mut().enumerate() {
            let row = plane.data.iter_mut().skip(y * width);
            for (out, sum) in row.zip(&sums) {
                *out = sum[channel] as f32 * share;
            }
        }
    }
    Working { factor, channels }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pixel_is_the_mean_of_its_block() {
        let bytes: Vec<u8> =
            (0..640 * 400).flat_map(|i| [(i % 640 % 2) as u8 * 100, 50, (i / 640 % 2) as u8 * 8, 0]).collect();
        let view = RgbaView::new(&bytes, 640, 400).expect("it fits");
        let working = reduce(view, 320);
        assert_eq!((working.factor, working.width(), working.height()), (2, 320, 200));
        assert!((0..64_000).all(|i| working.channels[0].data[i] == 50.0 && working.channels[2].data[i] == 4.0));
    }

    #[test]
    fn long_narrow_pictures_keep_a_pixel_across() {
        let bytes = vec![9; 40 * 32_000 * 4];
        let view = RgbaView::new(&bytes, 32_000, 40).expect("it fits");
        let working = reduce(view, 320);
        assert_eq!((working.width(), working.height()), (800, 1));
    }
}
