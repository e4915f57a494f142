//! Where lines of text stand in a picture.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbImage;

use crate::networks::Reader;
use crate::rotated::Rotated;
use crate::{Trouble, boxes};

/// The longer side that the network looks at: small print of a card is 12 pixels high then.
const LONG_SIDE: f32 = 960.0;
/// The network halves a picture five times.
const STEP: f32 = 32.0;

/// The boxes around lines, in pixels of the picture.
pub(crate) fn lines(reader: &Reader, picture: &RgbImage) -> Result<Vec<Rotated>, Trouble> {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let scale = (LONG_SIDE / width.max(height)).min(1.5);
    let side = |length: f32| ((length * scale / STEP).round().max(1.0) * STEP) as u32;
    let small = resized(picture, side(width), side(height))?;
    let map = reader.text_map(&small)?;
    let (across, down) = (width / small.width() as f32, height / small.height() as f32);
    Ok(boxes::find(&map, small.width() as usize).into_iter().map(|found| found.scaled(across, down)).collect())
}

/// The picture in another size.
pub(crate) fn resized(picture: &RgbImage, width: u32, height: u32) -> Result<RgbImage, Trouble> {
    let source = TypedImageRef::<U8x3>::from_buffer(picture.width(), picture.height(), picture.as_raw())
        .map_err(|_| Trouble::Picture)?;
    let mut small = RgbImage::new(width, height);
    let mut target = TypedImage::<U8x3>::from_buffer(width, height, &mut small).map_err(|_| Trouble::Picture)?;
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    // Typed: the other way compiles every kind of pixel that there is, for minutes.
    Resizer::new().resize_typed(&source, &mut target, &options).map_err(|_| Trouble::Picture)?;
    drop(target);
    Ok(small)
}
