//! Faces in pictures: where they are, which way they look, what they do, and whether two are of one person.
//!
//! Pure functions over pixels and four networks ([`Models`]), run by `rten`: bytes go in, numbers come out. It takes
//! processor time and memory – run it off the async threads. With the feature `judge`, [`Judge`] goes the whole way from the
//! JPEG frames of a challenge's answer to a verdict; `README.md` says what it checks and what it does not stop. Lengths are pixels, angles degrees, brightness 0 to 255.

mod align;
mod detector;
mod embedder;
#[cfg(feature = "judge")]
mod evaluate;
mod expressions;
#[cfg(feature = "fixtures")]
pub mod fixtures;
mod geometry;
#[cfg(feature = "judge")]
mod judge;
mod mesh;
mod network;
mod picture;
#[cfg(feature = "judge")]
mod scores;
#[cfg(feature = "judge")]
mod thresholds;

pub use detector::{Detector, Face};
pub use embedder::{Embedder, Embedding};
#[cfg(feature = "judge")]
pub use evaluate::{Errors, Evaluation, EvaluationError, PICTURES_MAX, evaluate};
pub use expressions::{Expressions, Reader};
pub use geometry::{Point, Similarity};
#[cfg(feature = "judge")]
pub use judge::{Frame, Judge, JudgeError, Live, ModelFiles, Refused, model_version};
pub use mesh::{Mesh, Mesher, Pose};
pub use network::NetworkError;
pub use picture::{Picture, PictureError};
#[cfg(feature = "judge")]
pub use scores::Scores;
#[cfg(feature = "judge")]
pub use thresholds::Thresholds;
