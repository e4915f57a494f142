//! What a camera page sees: sheets and their corners, the straightened page, and whether a picture is good enough.
//!
//! Pure functions over pixel buffers: no clock, no I/O, no dependency, the same natively and as WebAssembly. Lengths are
//! pixels, angles radians, brightness 0 to 255; a pixel's centre lies at a half.

mod blur;
mod corners;
mod edges;
mod exposure;
mod faint;
mod fingerprint;
#[cfg(feature = "fixtures")]
pub mod fixtures;
mod geometry;
mod lines;
pub mod perspective;
mod picture;
mod quad;
mod quality;
mod refine;
mod resolution;
mod scale;
mod sharpness;
mod shutter;

pub use corners::{Corners, Sighting, find as find_sheet};
pub use exposure::{Exposure, exposure};
pub use faint::Brightening;
pub use fingerprint::Fingerprint;
pub use geometry::{Point, Quad};
pub use picture::{MAX_PIXELS, MIN_SIDE, PictureError, RgbaImage, RgbaView};
pub use quality::{
    Fault, Frame, LEAST_BRIGHT, MOST_EDGE_MILLIMETRES, MOST_EDGE_PIXELS, MOST_GLARE, Report, duplicate, judge,
};
pub use resolution::{Paper, dots_per_inch};
pub use sharpness::{EdgeWidth, edge_width};
pub use shutter::{Advice, Shutter};
