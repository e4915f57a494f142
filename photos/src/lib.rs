//! What becomes of a photographed document before it is kept: refused by name where it is no sound photo, else upright, no
//! larger than print needs, free of everything that the camera wrote beside the picture (the place above all).
//!
//! Pure and without I/O: bytes go in, bytes come out. It takes processor time and memory – run it off the async threads.

mod decode;
mod encode;
mod jpeg;
mod look;
mod resize;

use image::DynamicImage;

pub use decode::{Format, sniff};
pub use look::{SNIFFED, look};

/// The long side of what is kept, in pixels: 220 dots per inch of an A4 page.
pub const LONG_SIDE: u32 = 2560;

/// The long side of the small picture beside it, in pixels.
pub const THUMBNAIL_SIDE: u32 = 320;

/// The most pixels of a photo that is taken: the cameras of today's phones have 12 to 50 million, some 64.
pub const PIXELS_MAX: u64 = 64_000_000;

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No kind of picture that is taken, whatever its name says.
    #[error("the file is no JPEG, PNG or WebP picture")]
    Type,
    /// It begins as a picture, but it is cut off or damaged.
    #[error("the picture is cut off or damaged")]
    Broken,
    /// Found before anything of that size is unpacked.
    #[error("the picture has {width} × {height} pixels")]
    TooManyPixels {
        /// In pixels, as its head says.
        width: u32,
        /// In pixels, as its head says.
        height: u32,
    },
    /// It moves; a page does not.
    #[error("the picture is animated")]
    Animated,
}

/// A photo as it is kept: JPEG without any metadata, upright.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The picture, JPEG.
    pub content: Vec<u8>,
    /// In pixels, at most [`LONG_SIDE`].
    pub width: u32,
    /// In pixels, at most [`LONG_SIDE`].
    pub height: u32,
    /// A small picture of it, JPEG, at most [`THUMBNAIL_SIDE`] long.
    pub thumbnail: Vec<u8>,
}

/// Makes of a file what is kept of it.
///
/// # Errors
/// The refusals, by name.
pub fn prepare(file: &[u8]) -> Result<Photo, Refusal> {
    let (picture, orientation) = decode::decode(file)?;
    let mut picture = resize::to_fit(picture, LONG_SIDE)?;
    // After shrinking: turning moves every pixel.
    picture.apply_orientation(orientation);
    let (width, height, content) = (picture.width(), picture.height(), encode::jpeg(&picture)?);
    let thumbnail = encode::jpeg(&resize::to_fit(picture, THUMBNAIL_SIDE)?)?;
    Ok(Photo { width, height, content, thumbnail })
}

/// Grey stays grey, which is a third of the work; everything else becomes red, green and blue.
fn is_grey(picture: &DynamicImage) -> bool {
    matches!(picture, DynamicImage::ImageLuma8(_))
}
