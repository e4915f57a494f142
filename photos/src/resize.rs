//! Pictures that fit a measure.

use ::resize::Filter;
use image::{DynamicImage, GrayImage, RgbImage};

use crate::{Refusal, is_grey};

/// The picture with its long side at most so long; one that fits is returned as it is.
pub(crate) fn to_fit(picture: DynamicImage, long_side: u32) -> Result<DynamicImage, Refusal> {
    let (width, height) = (picture.width(), picture.height());
    let long = width.max(height);
    if long <= long_side {
        return Ok(picture);
    }
    let scaled = |side: u32| {
        let side = (u64::from(side) * u64::from(long_side) + u64::from(long) / 2) / u64::from(long);
        u32::try_from(side).unwrap_or(long_side).max(1)
    };
    let (new_width, new_height) = (scaled(width), scaled(height));
    let (bytes, from, to) = (picture.as_bytes(), (width, height), (new_width, new_height));
    let smaller = if is_grey(&picture) {
        let pixels = ::resize::grey(bytes, from, to, Filter::Bilinear);
        pixels.and_then(|pixels| GrayImage::from_raw(new_width, new_height, pixels)).map(DynamicImage::from)
    } else {
        let pixels = ::resize::rgb(bytes, from, to, Filter::Bilinear);
        pixels.and_then(|pixels| RgbImage::from_raw(new_width, new_height, pixels)).map(DynamicImage::from)
    };
    smaller.ok_or(Refusal::Broken)
}
