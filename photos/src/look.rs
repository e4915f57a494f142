//! What the beginning of a file tells already, so that the rest of it need not be sent in vain.

use crate::{PIXELS_MAX, Refusal, sniff};

/// So many bytes tell every kind of picture from everything else.
pub const SNIFFED: usize = 12;

/// Looks at the beginning of a file, however much of it there is. What cannot be told yet passes.
///
/// # Errors
/// [`Refusal::Type`] and [`Refusal::TooManyPixels`].
pub fn look(beginning: &[u8]) -> Result<(), Refusal> {
    if beginning.len() < SNIFFED {
        return Ok(());
    }
    sniff(beginning).ok_or(Refusal::Type)?;
    let Ok(size) = imagesize::blob_size(beginning) else { return Ok(()) };
    let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    let (width, height) = (side(size.width), side(size.height));
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Refusal::TooManyPixels { width, height });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use image::{ExtendedColorType, ImageEncoder as _, codecs::png::PngEncoder, codecs::webp::WebPEncoder};

    use super::{SNIFFED, look};
    use crate::Refusal;

    fn sizes(beginning: &[u8]) -> Option<(u32, u32)> {
        match look(beginning) {
            Err(Refusal::TooManyPixels { width, height }) => Some((width, height)),
            Ok(()) => None,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_type_that_is_not_taken_is_seen_by_its_first_bytes() {
        for beginning in ["GIF89a......", "<svg onload=alert(1)>", "%PDF-1.7 no picture", "MZ\u{90}\0............"] {
            assert_eq!(look(beginning.as_bytes()), Err(Refusal::Type), "{beginning}");
            assert_eq!(look(&beginning.as_bytes()[..SNIFFED - 1]), Ok(()));
        }
    }

    #[test]
    fn too_many_pixels_are_seen_before_the_pixels() {
        let row = vec![0_u8; 3];
        let mut png = Vec::new();
        PngEncoder::new(&mut png).write_image(&row, 1, 1, ExtendedColorType::Rgb8).expect("written");
        assert_eq!(sizes(&png), None);
        png[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
        assert_eq!(sizes(&png[..40]), Some((50_000, 50_000)));

        let mut jpeg = Vec::new();
        jpeg_encoder::Encoder::new(&mut jpeg, 80).encode(&row, 1, 1, jpeg_encoder::ColorType::Rgb).expect("written");
        assert_eq!(sizes(&jpeg), None);
        let frame = jpeg.windows(2).position(|two| two == [0xFF, 0xC0]).expect("a frame");
        jpeg[frame + 5..frame + 9].copy_from_slice(&[0x4E, 0x20, 0x75, 0x30]);
        assert_eq!(sizes(&jpeg[..frame]), None, "not told yet");
        assert_eq!(sizes(&jpeg[..frame + 20]), Some((30_000, 20_000)));

        let mut webp = Vec::new();
        WebPEncoder::new_lossless(&mut webp).write_image(&row, 1, 1, ExtendedColorType::Rgb8).expect("written");
        assert_eq!(sizes(&webp), None);
        // 14 bits of width less one, 14 of height less one, behind the byte that marks a lossless picture.
        webp[21..25].copy_from_slice(&(16_383_u32 | 16_383 << 14).to_le_bytes());
        assert_eq!(sizes(&webp[..30]), Some((16_384, 16_384)));
    }
}
