//! JPEG bytes to pixels, within bounds that are checked before anything large is allocated.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::{DynamicImage, ImageDecoder as _, Limits};

use crate::picture::Picture;

/// A frame's sides, pixels.
const FRAME_SIDES: std::ops::RangeInclusive<u32> = 160..=1600;
/// Frames are kept no larger than this on their long side: 24 of them are 29 MB at most.
const FRAME_KEPT: usize = 640;
/// Sides of a card's photo, pixels.
const PHOTO_SIDES: std::ops::RangeInclusive<u32> = 160..=4096;
/// A card's photo is kept no larger than this on its long side: the portrait takes a fifth of it.
const PHOTO_KEPT: usize = 1920;
/// What decoding may allocate: the pixels of the largest photo, and as much for the decoder.
const ALLOCATION: u64 = 2 * 3 * 4096 * 4096;
/// How a JPEG ends; what follows a cut is made up by decoders.
const END_OF_IMAGE: [u8; 2] = [0xFF, 0xD9];

/// A frame's pixels; `None` where the bytes are no whole JPEG of a frame's size.
pub(crate) fn frame(jpeg: &[u8]) -> Option<Picture> {
    if !jpeg.ends_with(&END_OF_IMAGE) {
        return None;
    }
    decoded(jpeg, &FRAME_SIDES, FRAME_KEPT)
}

/// The pixels of a card's photo; `None` where the bytes are no JPEG of a photo's size.
pub(super) fn photo(jpeg: &[u8]) -> Option<Picture> {
    decoded(jpeg, &PHOTO_SIDES, PHOTO_KEPT)
}

fn decoded(jpeg: &[u8], sides: &std::ops::RangeInclusive<u32>, kept: usize) -> Option<Picture> {
    let mut decoder = JpegDecoder::new(Cursor::new(jpeg)).ok()?;
    let (width, height) = decoder.dimensions();
    if !sides.contains(&width) || !sides.contains(&height) {
        return None;
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(ALLOCATION);
    decoder.set_limits(limits).ok()?;
    let pixels = DynamicImage::from_decoder(decoder).ok()?.into_rgb8();
    let picture = Picture::new(pixels.width() as usize, pixels.height() as usize, pixels.into_raw()).ok()?;
    Some(picture.fitted(kept).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
        image::RgbImage::new(width, height).write_with_encoder(encoder).expect("written");
        bytes
    }

    #[test]
    fn only_whole_jpegs_of_a_frames_size_are_taken() {
        let good = jpeg(480, 640);
        assert!(frame(&good).is_some_and(|picture| (picture.width(), picture.height()) == (480, 640)));
        assert!(frame(&good[..good.len() / 2]).is_none());
        assert!(frame(&jpeg(100, 640)).is_none());
        assert!(frame(&jpeg(480, 1700)).is_none());
        assert!(frame(b"no picture").is_none());
        assert!(frame(&jpeg(1600, 1600)).is_some_and(|picture| picture.width() == FRAME_KEPT));
        let mut png = Cursor::new(Vec::new());
        image::RgbImage::new(480, 640).write_to(&mut png, image::ImageFormat::Png).expect("written");
        assert!(photo(png.get_ref()).is_none());
    }
}
