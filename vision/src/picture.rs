//! Pictures as they come from outside: borrowed or owned buffers whose length has been held against their dimensions once.

use std::fmt;

/// Narrowest side, in pixels: below it there is nothing to find, and every filter has room above it.
pub const MIN_SIDE: usize = 32;
/// Most pixels of one picture: twice the largest photo of today's phones, and little enough for 32-bit addresses.
pub const MAX_PIXELS: usize = 120_000_000;

/// Why a buffer is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureError {
    /// A side is shorter than [`MIN_SIDE`].
    TooSmall { width: usize, height: usize },
    /// More than [`MAX_PIXELS`].
    TooLarge { width: usize, height: usize },
    /// The buffer does not hold width × height pixels.
    WrongLength { expected: usize, actual: usize },
    /// Corners that are no convex quadrilateral of some size, or not finite.
    BadCorners,
    /// Rows that the straightened page does not have.
    BadRows,
    /// Bytes that are no fingerprint.
    BadFingerprint,
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooSmall { width, height } => write!(f, "a picture of {width}×{height} is too small"),
            Self::TooLarge { width, height } => write!(f, "a picture of {width}×{height} is too large"),
            Self::WrongLength { expected, actual } => write!(f, "{actual} bytes where {expected} were expected"),
            Self::BadCorners => f.write_str("the corners are no convex quadrilateral"),
            Self::BadRows => f.write_str("the page has no such rows"),
            Self::BadFingerprint => f.write_str("these bytes are no fingerprint"),
        }
    }
}

impl std::error::Error for PictureError {}

fn check(width: usize, height: usize, channels: usize, actual: usize) -> Result<(), PictureError> {
    if width < MIN_SIDE || height < MIN_SIDE {
        return Err(PictureError::TooSmall { width, height });
    }
    let pixels = width.checked_mul(height).filter(|pixels| *pixels <= MAX_PIXELS);
    let Some(expected) = pixels.map(|pixels| pixels * channels) else {
        return Err(PictureError::TooLarge { width, height });
    };
    if actual == expected { Ok(()) } else { Err(PictureError::WrongLength { expected, actual }) }
}

/// A borrowed picture of four bytes a pixel – red, green, blue, alpha –, row by row from the top, as a canvas gives it.
/// Alpha is not looked at.
#[derive(Debug, Clone, Copy)]
pub struct RgbaView<'a> {
    width: usize,
    height: usize,
    data: &'a [u8],
}

impl<'a> RgbaView<'a> {
    /// # Errors
    /// [`PictureError`] where the dimensions are out of bounds or the length does not fit them.
    pub fn new(data: &'a [u8], width: usize, height: usize) -> Result<Self, PictureError> {
        check(width, height, 4, data.len())?;
        Ok(Self { width, height, data })
    }

    /// Pixels from left to right.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All bytes.
    pub fn data(&self) -> &'a [u8] {
        self.data
    }

    /// The bytes of row `y`; the last row for any `y` below the picture.
    pub fn row(&self, y: usize) -> &'a [u8] {
        let start = y.min(self.height - 1) * self.width * 4;
        self.data.get(start..start + self.width * 4).unwrap_or_default()
    }

    /// Red, green and blue at a pixel; outside the picture those of the nearest pixel inside.
    #[inline]
    pub fn pixel(&self, x: isize, y: isize) -> [f32; 3] {
        let x = x.clamp(0, self.width as isize - 1) as usize;
        let y = y.clamp(0, self.height as isize - 1) as usize;
        match self.data.get((y * self.width + x) * 4..) {
            Some([r, g, b, ..]) => [f32::from(*r), f32::from(*g), f32::from(*b)],
            _ => [0.0; 3],
        }
    }

    /// Bilinear sample at a place in pixels, where a pixel's centre lies at a half: (0.5, 0.5) is the first pixel's.
    #[inline]
    pub fn sample(&self, x: f32, y: f32) -> [f32; 3] {
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let (left, top) = (left as isize, top as isize);
        if left >= 0 && top >= 0 && left + 1 < self.width as isize && top + 1 < self.height as isize {
            let at = (top as usize * self.width + left as usize) * 4;
            let below = at + self.width * 4;
            if let (Some(a), Some(b)) = (self.data.get(at..at + 8), self.data.get(below..below + 8)) {
                let mut out = [0.0; 3];
                for (channel, value) in out.iter_mut().enumerate() {
                    let upper = f32::from(a[channel]) * (1.0 - fx) + f32::from(a[channel + 4]) * fx;
                    let lower = f32::from(b[channel]) * (1.0 - fx) + f32::from(b[channel + 4]) * fx;
                    *value = upper * (1.0 - fy) + lower * fy;
                }
                return out;
            }
        }
        let corners = [(left, top), (left + 1, top), (left, top + 1), (left + 1, top + 1)];
        let weights = [(1.0 - fx) * (1.0 - fy), fx * (1.0 - fy), (1.0 - fx) * fy, fx * fy];
        let mut out = [0.0; 3];
        for ((x, y), weight) in corners.into_iter().zip(weights) {
            let pixel = self.pixel(x, y);
            for (value, part) in out.iter_mut().zip(pixel) {
                *value += part * weight;
            }
        }
        out
    }
}

/// An owned picture of four bytes a pixel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RgbaImage {
    width: usize,
    height: usize,
    data: Vec<u8>,
}

impl RgbaImage {
    /// # Errors
    /// As [`RgbaView::new`].
    pub fn new(data: Vec<u8>, width: usize, height: usize) -> Result<Self, PictureError> {
        check(width, height, 4, data.len())?;
        Ok(Self { width, height, data })
    }

    /// The picture, borrowed.
    pub fn view(&self) -> RgbaView<'_> {
        RgbaView { width: self.width, height: self.height, data: &self.data }
    }

    /// Pixels from left to right.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The bytes alone.
    pub fn into_data(self) -> Vec<u8> {
        self.data
    }
}

/// Brightness of a colour (ITU-R BT.601), 0 to 255.
#[inline]
pub(crate) fn luma([r, g, b]: [f32; 3]) -> f32 {
    0.299 * r + 0.587 * g + 0.114 * b
}

/// One channel as numbers that filters can work on; at least one pixel.
#[derive(Debug, Clone)]
pub(crate) struct Plane {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) data: Vec<f32>,
}

impl Plane {
    /// An all-zero plane.
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, height, data: vec![0.0; width * height] }
    }

    /// The value at a pixel; outside, that of the nearest pixel inside.
    #[inline]
    pub(crate) fn at(&self, x: isize, y: isize) -> f32 {
        let x = x.clamp(0, self.width as isize - 1) as usize;
        let y = y.clamp(0, self.height as isize - 1) as usize;
        self.data.get(y * self.width + x).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_has_to_fit_its_dimensions() {
        let bytes = vec![7_u8; 40 * 33 * 4];
        assert!(RgbaView::new(&bytes, 40, 33).is_ok());
        for (width, height, error) in [
            (40, 34, PictureError::WrongLength { expected: 5440, actual: 5280 }),
            (31, 40, PictureError::TooSmall { width: 31, height: 40 }),
            (0, 0, PictureError::TooSmall { width: 0, height: 0 }),
            (usize::MAX, usize::MAX, PictureError::TooLarge { width: usize::MAX, height: usize::MAX }),
            (20_000, 20_000, PictureError::TooLarge { width: 20_000, height: 20_000 }),
        ] {
            assert_eq!(RgbaView::new(&bytes, width, height).map(|_| ()), Err(error));
        }
    }

    #[test]
    fn samples_lie_between_pixels_and_hold_outside() {
        let bytes: Vec<u8> = (0..32 * 32).flat_map(|i| [(i % 32) as u8 * 8, 0, 0, 255]).collect();
        let view = RgbaView::new(&bytes, 32, 32).expect("it fits");
        for (x, red) in [(0.5, 0.0), (1.0, 4.0), (1.5, 8.0), (31.5, 248.0), (90.0, 248.0), (-5.0, 0.0)] {
            assert!((view.sample(x, 3.2)[0] - red).abs() < 1e-3, "{x}");
        }
    }
}
