//! What a camera page sees: sheets and their corners, the straightened page, and whether a picture is good enough.
//!
//! Pure functions over pixel buffers: no clock, no I/O, no dependency, the same natively and as WebAssembly. Lengths are
//! pixels, angles radians, brightness 0 to 255; a pixel's centre lies at a half.

mod blur;
mod corners;
mod edges;
#[cfg(feature = "fixtures")]
pub mod fixtures;
mod geometry;
mod lines;
pub mod perspective;
mod picture;
mod quad;
mod refine;
mod scale;

pub use corners::{Corners, Sighting, find as find_sheet};
pub use geometry::{Point, Quad};
pub use picture::{MAX_PIXELS, MIN_SIDE, PictureError, RgbaImage, RgbaView};
