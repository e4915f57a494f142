//! Smaller pictures, by the processor's vector instructions.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x3};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};
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
    Ok(if is_grey(&picture) {
        let mut smaller = GrayImage::new(new_width, new_height);
        resize::<U8>(&picture, &mut smaller, (new_width, new_height))?;
        smaller.into()
    } else {
        let mut smaller = RgbImage::new(new_width, new_height);
        resize::<U8x3>(&picture, &mut smaller, (new_width, new_height))?;
        smaller.into()
    })
}

/// Resizes a picture whose pixels are `P` into a buffer of the new size. Typed, because the library's other way compiles every
/// kind of pixel that there is, for minutes.
fn resize<P: PixelTrait>(
    picture: &DynamicImage,
    buffer: &mut [u8],
    (width, height): (u32, u32),
) -> Result<(), Refusal> {
    let from = TypedImageRef::<P>::from_buffer(picture.width(), picture.height(), picture.as_bytes())
        .map_err(|_| Refusal::Broken)?;
    let mut to = TypedImage::<P>::from_buffer(width, height, buffer).map_err(|_| Refusal::Broken)?;
    // Bilinear over the covered area keeps small print as well as the longer filters do, at half their price.
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear)).use_alpha(false);
    Resizer::new().resize_typed(&from, &mut to, &options).map_err(|_| Refusal::Broken)
}
