//! Pixels in red, green and blue, and the parts of them that networks want to see.

use crate::geometry::{Point, Similarity};

/// The most pixels of a picture that is looked at; a frame of a phone has 0.3 million, a photographed card 4.
const PIXELS_MAX: usize = 24_000_000;

/// Why a picture is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The bytes do not fit the dimensions.
    #[error("the bytes do not fit the dimensions")]
    Length,
    /// No pixels, or too many.
    #[error("a picture of that size is not looked at")]
    Size,
}

/// A picture: red, green, blue, row by row.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Never the pixels: a face must not come into a log.
        write!(f, "Picture({} × {})", self.width, self.height)
    }
}

impl Picture {
    /// Takes pixels, three bytes each.
    ///
    /// # Errors
    /// Where the bytes do not fit the dimensions, or these are out of bounds.
    pub fn new(width: usize, height: usize, pixels: Vec<u8>) -> Result<Self, PictureError> {
        let area =
            width.checked_mul(height).filter(|area| (1..=PIXELS_MAX).contains(area)).ok_or(PictureError::Size)?;
        if pixels.len() == area * 3 { Ok(Self { width, height, pixels }) } else { Err(PictureError::Length) }
    }

    /// In pixels.
    pub fn width(&self) -> usize {
        self.width
    }

    /// In pixels.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Red, green, blue, row by row.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    fn at(&self, x: usize, y: usize) -> [f32; 3] {
        let at = (y * self.width + x) * 3;
        self.pixels.get(at..at + 3).map_or([0.0; 3], |rgb| [f32::from(rgb[0]), f32::from(rgb[1]), f32::from(rgb[2])])
    }

    /// The colour at a place between pixels; black outside.
    pub(crate) fn between(&self, place: Point) -> [f32; 3] {
        let (x, y) = (place.x - 0.5, place.y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let mut mixed = [0.0; 3];
        for (dx, dy, weight) in
            [(0, 0, (1.0 - fx) * (1.0 - fy)), (1, 0, fx * (1.0 - fy)), (0, 1, (1.0 - fx) * fy), (1, 1, fx * fy)]
        {
            let (px, py) = (left as i64 + dx, top as i64 + dy);
            let (Ok(px), Ok(py)) = (usize::try_from(px), usize::try_from(py)) else { continue };
            if px < self.width && py < self.height {
                let rgb = self.at(px, py);
                for (sum, part) in mixed.iter_mut().zip(rgb) {
                    *sum += part * weight;
                }
            }
        }
        mixed
    }

    /// A square of `side` pixels, whose places `onto` brings into this picture: each pixel is the mean of `steps` × `steps`
    /// places. One is what OpenCV's warp takes, by which the embedding network was judged; where a picture is made smaller,
    /// more of them keep what lies between.
    pub(crate) fn square(&self, side: usize, onto: Similarity, steps: usize) -> Vec<[f32; 3]> {
        let share = 1.0 / (steps * steps) as f32;
        let mut square = Vec::with_capacity(side * side);
        for y in 0..side {
            for x in 0..side {
                let mut mixed = [0.0; 3];
                for step in 0..steps * steps {
                    let inside = |at: usize, step: usize| at as f32 + (step as f32 + 0.5) / steps as f32;
                    let place = Point::new(inside(x, step % steps), inside(y, step / steps));
                    for (sum, part) in mixed.iter_mut().zip(self.between(onto.apply(place))) {
                        *sum += part * share;
                    }
                }
                square.push(mixed);
            }
        }
        square
    }

    /// The picture shrunk to fit `long_side`, as it is where it fits already; and how many times smaller it became.
    pub(crate) fn fitted(&self, long_side: usize) -> (std::borrow::Cow<'_, Self>, f32) {
        let longest = self.width.max(self.height);
        if longest <= long_side {
            return (std::borrow::Cow::Borrowed(self), 1.0);
        }
        let times = longest as f32 / long_side as f32;
        let small = |side: usize| ((side as f32 / times).round() as usize).max(1);
        let (width, height) = (small(self.width), small(self.height));
        match resized(self, width, height) {
            Some(pixels) => (std::borrow::Cow::Owned(Self { width, height, pixels }), times),
            None => (std::borrow::Cow::Borrowed(self), 1.0),
        }
    }

    /// Mean brightness within a rectangle, 0 to 255, and how its sharpness measures: the variance of the Laplacian over the
    /// variance of the brightness itself, so that neither light nor contrast matters.
    pub fn light_and_sharpness(&self, left: f32, top: f32, right: f32, bottom: f32) -> (f32, f32) {
        let clip = |value: f32, most: usize| (value.max(0.0) as usize).min(most);
        let (x0, x1) = (clip(left, self.width), clip(right, self.width));
        let (y0, y1) = (clip(top, self.height), clip(bottom, self.height));
        if x1 < x0 + 3 || y1 < y0 + 3 {
            return (0.0, 0.0);
        }
        let grey = |x: usize, y: usize| {
            let [r, g, b] = self.at(x, y);
            0.299 * r + 0.587 * g + 0.114 * b
        };
        let (mut count, mut sum, mut squares, mut edges) = (0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64);
        for y in y0 + 1..y1 - 1 {
            for x in x0 + 1..x1 - 1 {
                let here = grey(x, y);
                let edge = 4.0 * here - grey(x - 1, y) - grey(x + 1, y) - grey(x, y - 1) - grey(x, y + 1);
                count += 1.0;
                sum += f64::from(here);
                squares += f64::from(here) * f64::from(here);
                edges += f64::from(edge) * f64::from(edge);
            }
        }
        let mean = sum / count;
        let spread = (squares / count - mean * mean).max(1.0);
        (mean as f32, (edges / count / spread) as f32)
    }
}

fn resized(picture: &Picture, width: usize, height: usize) -> Option<Vec<u8>> {
    let side = |side: usize| u32::try_from(side).ok();
    let from = (side(picture.width)?, side(picture.height)?);
    resize::rgb(&picture.pixels, from, (side(width)?, side(height)?), resize::Filter::Lanczos3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_to_fit() {
        assert_eq!(Picture::new(2, 2, vec![0; 11]).err(), Some(PictureError::Length));
        assert_eq!(Picture::new(0, 2, vec![]).err(), Some(PictureError::Size));
        assert_eq!(Picture::new(usize::MAX, 2, vec![]).err(), Some(PictureError::Size));
    }

    #[test]
    fn a_square_laid_upon_the_picture_is_the_picture() {
        let picture = Picture::new(3, 3, (0..27).map(|n| n * 9).collect()).ok();
        let identity = Similarity::from_square(3.0, Point::new(1.5, 1.5), 3.0, 0.0);
        let square = picture.map(|picture| picture.square(3, identity, 1)).unwrap_or_default();
        let flat: Vec<u8> = square.iter().flatten().map(|value| value.round() as u8).collect();
        assert_eq!(flat, (0..27).map(|n| n * 9).collect::<Vec<u8>>());
    }
}
