//! Documents that come as PDF: how many pages they have, whether they are only to be read, and one PDF out of many.
//!
//! Pure and without I/O. It takes processor time and memory – run it off the async threads.

mod active;
mod bounds;
mod join;
mod look;

pub use join::{JoinError, Part, join};
pub use look::{Refusal, look};

/// What a PDF begins with.
pub const MAGIC: &[u8] = b"%PDF-";
