//! From a sheet at an angle to the flat page.

mod homography;

pub use homography::Homography;
