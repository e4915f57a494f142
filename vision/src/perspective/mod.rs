//! From a sheet at an angle to the flat page.

mod aspect;
mod homography;
mod straighten;

pub use aspect::{aspect, page_size};
pub use homography::Homography;
pub use straighten::Straightening;

/// Longest side of a straightened page in pixels: A4 at 219 dots per inch, more than reading it needs.
pub const LONGEST_SIDE: usize = 2560;
