//! Resizing of pictures by the processor's vector instructions.
//!
//! A crate of its own, because the library is generic: whoever calls it compiles it, for two minutes. Here it is compiled once,
//! for the two kinds of pixels that there are.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x3};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};

/// Width and height in pixels.
pub type Size = (u32, u32);

/// How pixels between two become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Over the covered area. Keeps small print as well as longer filters do, at half their price.
    Bilinear,
    /// Sharper, and dearer.
    Lanczos3,
}

/// Resizes a picture of three bytes a pixel, row by row. `None` where the bytes do not fit the size, or a size is zero.
pub fn rgb(pixels: &[u8], from: Size, to: Size, filter: Filter) -> Option<Vec<u8>> {
    resize::<U8x3>(pixels, from, to, filter)
}

/// Resizes a picture of one byte a pixel, row by row. `None` where the bytes do not fit the size, or a size is zero.
pub fn grey(pixels: &[u8], from: Size, to: Size, filter: Filter) -> Option<Vec<u8>> {
    resize::<U8>(pixels, from, to, filter)
}

fn resize<P: PixelTrait>(pixels: &[u8], from: Size, to: Size, filter: Filter) -> Option<Vec<u8>> {
    if [from.0, from.1, to.0, to.1].contains(&0) {
        return None;
    }
    let source = TypedImageRef::<P>::from_buffer(from.0, from.1, pixels).ok()?;
    let length = usize::try_from(u64::from(to.0) * u64::from(to.1)).ok()?.checked_mul(P::size())?;
    let mut resized = vec![0; length];
    let mut target = TypedImage::<P>::from_buffer(to.0, to.1, &mut resized).ok()?;
    let filter = match filter {
        Filter::Bilinear => FilterType::Bilinear,
        Filter::Lanczos3 => FilterType::Lanczos3,
    };
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter)).use_alpha(false);
    // Not `resize`, which compiles every kind of pixel that there is.
    Resizer::new().resize_typed(&source, &mut target, &options).ok()?;
    drop(target);
    Some(resized)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_picture_stays_even() {
        for filter in [Filter::Bilinear, Filter::Lanczos3] {
            assert_eq!(rgb(&[10, 20, 30].repeat(16), (4, 4), (2, 3), filter), Some([10, 20, 30].repeat(6)));
            assert_eq!(grey(&[7; 16], (4, 4), (2, 1), filter), Some(vec![7; 2]));
        }
    }

    #[test]
    fn bytes_have_to_fit_the_size() {
        assert_eq!(rgb(&[0; 11], (2, 2), (1, 1), Filter::Bilinear), None);
        assert_eq!(grey(&[0; 4], (2, 2), (0, 1), Filter::Bilinear), None);
    }
}
