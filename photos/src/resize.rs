//! Smaller pictures, by the processor's vector instructions.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
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
    let kind = if is_grey(&picture) { PixelType::U8 } else { PixelType::U8x3 };
    let from = ImageRef::new(width, height, picture.as_bytes(), kind).map_err(|_| Refusal::Broken)?;
    let mut to = Image::new(new_width, new_height, kind);
    // Bilinear over the covered area keeps small print as well as the longer filters do, at half their price.
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear)).use_alpha(false);
    Resizer::new().resize(&from, &mut to, &options).map_err(|_| Refusal::Broken)?;
    let bytes = to.into_vec();
    let smaller = if is_grey(&picture) {
        GrayImage::from_raw(new_width, new_height, bytes).map(DynamicImage::from)
    } else {
        RgbImage::from_raw(new_width, new_height, bytes).map(DynamicImage::from)
    };
    smaller.ok_or(Refusal::Broken)
}
