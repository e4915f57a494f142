//! Where lines of text stand in a picture.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
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
    let failed = |_| Trouble::Picture;
    let source = ImageRef::new(picture.width(), picture.height(), picture.as_raw(), PixelType::U8x3).map_err(failed)?;
    let mut target = Image::new(width, height, PixelType::U8x3);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    Resizer::new().resize(&source, &mut target, &options).map_err(|_| Trouble::Picture)?;
    RgbImage::from_raw(width, height, target.into_vec()).ok_or(Trouble::Picture)
}
