//! From pixels to JPEG, with nothing beside the picture.

use image::DynamicImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::{Refusal, is_grey};

/// For reading small print.
const QUALITY: u8 = 82;

/// A picture of eight bits, grey or red, green and blue.
pub(crate) fn jpeg(picture: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_| Refusal::Broken);
    let (width, height) = (side(picture.width())?, side(picture.height())?);
    let colours = if is_grey(picture) { ColorType::Luma } else { ColorType::Rgb };
    let mut written = Vec::with_capacity(picture.as_bytes().len() / 8);
    let mut encoder = Encoder::new(&mut written, QUALITY);
    // Colour at half the resolution: stamps and signatures stay, and print is black.
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(picture.as_bytes(), width, height, colours).map_err(|_| Refusal::Broken)?;
    Ok(written)
}
