//! Faces in pictures: where they are, which way they look, what they do, and whether two are of one person.
//!
//! Pure functions over pixels and four networks ([`Models`]), run by `rten`: bytes go in, numbers come out. It takes
//! processor time and memory – run it off the async threads. Lengths are pixels, angles degrees, brightness 0 to 255.

mod align;
mod detector;
mod embedder;
mod expressions;
mod geometry;
mod mesh;
mod network;
mod picture;

pub use detector::{Detector, Face};
pub use embedder::{Embedder, Embedding};
pub use expressions::{Expressions, Reader};
pub use geometry::{Point, Similarity};
pub use mesh::{Mesh, Mesher, Pose};
pub use network::NetworkError;
pub use picture::{Picture, PictureError};
