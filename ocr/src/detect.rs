//! Where lines of text stand in a picture.

use image::RgbImage;
use resize::Filter;

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
    let from = (picture.width(), picture.height());
    let resized = resize::rgb(picture.as_raw(), from, (width, height), Filter::Bilinear);
    resized.and_then(|pixels| RgbImage::from_raw(width, height, pixels)).ok_or(Trouble::Picture)
}
