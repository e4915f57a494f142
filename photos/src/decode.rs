//! From a file to pixels, with the bounds looked at before anything is unpacked.

use std::io::Cursor;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, Limits, Rgb, RgbImage};

use crate::{PIXELS_MAX, Refusal, jpeg};

/// Bytes of unpacked pixels: the largest photo in colour, and no more.
const BYTES_MAX: u64 = PIXELS_MAX * 3;

/// Bytes of what stands in front of the pixels, unpacked.
const HEAD_MAX: u64 = 16_000_000;

/// The kinds of picture that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// From cameras.
    Jpeg,
    /// From scanners and screens.
    Png,
    /// From messengers.
    WebP,
}

/// What a file is by its first bytes; its name does not count.
#[must_use]
pub fn sniff(file: &[u8]) -> Option<Format> {
    match file {
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Format::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::WebP),
        _ => None,
    }
}

/// The pixels as they lie in the file, and how they have to be turned.
pub(crate) fn decode(file: &[u8]) -> Result<(DynamicImage, Orientation), Refusal> {
    let reader = Cursor::new(file);
    match sniff(file).ok_or(Refusal::Type)? {
        Format::Jpeg => {
            // The decoder fills what is missing with grey: half a page would pass for a whole one.
            if !jpeg::is_whole(file) {
                return Err(Refusal::Broken);
            }
            pixels(JpegDecoder::new(reader).map_err(broken)?)
        }
        Format::Png => {
            // A few kilobytes of a packed colour profile may unpack to gigabytes, and do so before anything is asked.
            let decoder = PngDecoder::with_limits(reader, limits(HEAD_MAX)).map_err(broken)?;
            if decoder.is_apng().map_err(broken)? {
                return Err(Refusal::Animated);
            }
            pixels(decoder)
        }
        Format::WebP => {
            let decoder = WebPDecoder::new(reader).map_err(broken)?;
            if decoder.has_animation() {
                return Err(Refusal::Animated);
            }
            pixels(decoder)
        }
    }
}

fn limits(bytes: u64) -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(bytes);
    limits
}

fn broken(_: image::ImageError) -> Refusal {
    Refusal::Broken
}

fn pixels(mut decoder: impl ImageDecoder) -> Result<(DynamicImage, Orientation), Refusal> {
    let (width, height) = decoder.dimensions();
    // By bytes as well: a pixel of sixteen bits and an opacity takes eight, and no camera writes such.
    if u64::from(width) * u64::from(height) > PIXELS_MAX || decoder.total_bytes() > BYTES_MAX {
        return Err(Refusal::TooManyPixels { width, height });
    }
    // What a decoder sets aside for itself is bounded too.
    decoder.set_limits(limits(BYTES_MAX)).map_err(broken)?;
    // A photo with broken metadata is still a photo.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    Ok((plain(picture), orientation))
}

/// Eight bits, grey or coloured, what shines through on white: as the page would be printed.
fn plain(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => picture,
        DynamicImage::ImageLuma16(_) => picture.into_luma8().into(),
        other if other.color().has_alpha() => {
            let seen = other.into_rgba8();
            let mut page = RgbImage::new(seen.width(), seen.height());
            for (to, from) in page.pixels_mut().zip(seen.pixels()) {
                let [red, green, blue, opacity] = from.0;
                *to = Rgb([red, green, blue].map(|colour| on_white(colour, opacity)));
            }
            page.into()
        }
        other => other.into_rgb8().into(),
    }
}

fn on_white(colour: u8, opacity: u8) -> u8 {
    let (colour, opacity) = (u32::from(colour), u32::from(opacity));
    u8::try_from((colour * opacity + 255 * (255 - opacity) + 127) / 255).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::on_white;

    #[test]
    fn what_is_clear_is_white_and_what_is_solid_stays() {
        assert_eq!((on_white(10, 0), on_white(10, 255), on_white(0, 128)), (255, 10, 127));
    }
}
