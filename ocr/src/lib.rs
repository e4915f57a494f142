//! What stands on a photographed card, read on the server: lines of text by two small neural networks, and from the lines
//! the fields of an identity card, a social-security or a bank card.
//!
//! Pure: bytes of models and pictures go in, text comes out. A reading takes about a second of processor time: run it off
//! the async threads. The networks are PP-OCRv4's (PaddleOCR), run by `rten`.

mod boxes;
pub mod cards;
mod detect;
#[cfg(feature = "fixtures")]
pub mod fixtures;
mod networks;
mod page;
mod recognise;
mod rotated;

pub use cards::{Found, Reading};
pub use networks::{Models, Reader};
pub use page::{Line, Page};

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// A model's file cannot be understood.
    #[error("the model cannot be loaded: {0}")]
    Model(String),
    /// A network did not run through, or gave something else than its kind gives.
    #[error("the network failed: {0}")]
    Network(String),
    /// The bytes are no picture.
    #[error("the picture cannot be decoded")]
    Picture,
}
