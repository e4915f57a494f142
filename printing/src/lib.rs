//! The papers that the service prints: an application's form and a sheet of its photos, each from data to PDF by one call.
//!
//! Typst sets them as a library: its templates are in `templates/`, its fonts in `assets/fonts`, all of it in the program.
//! Nothing of it reads a clock, a file or the network, so the same input gives the same bytes. What a person typed reaches a
//! template as values and is never read as Typst.
//!
//! A rendering is work for the processor, some tenths of a second; the first one takes 20 MB of memory, which stay:
//! **run it off the async threads, few at a time**. What Typst remembers between renderings is let go after each.

mod digest;
mod fonts;
mod form;
mod ink;
mod lists;
mod press;
mod sections;
mod sheet;
mod words;
mod world;

pub use digest::{Digest, digest};
pub use form::{Form, form_pdf};
pub use ink::Missing;
pub use sheet::{PER_PAGE, PICTURE_BYTES_MAX, PICTURE_SIDE_MAX, Picture, Sheet, Thumbnail, contact_sheet};

/// A paper as it was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that the fonts have not, each place once. `〓` stands for them on the paper, which lists them at its end.
    pub missing: Vec<Missing>,
}

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The committed fonts cannot be read.
    #[error("a font of the papers cannot be read")]
    Fonts,
    /// The address does not fit into a QR code.
    #[error("the address of the verification is too long")]
    Address,
    /// Typst refused: a fault of a template, not of the data.
    #[error("a paper could not be set: {0}")]
    Typeset(String),
    /// The pages of a sheet could not be put together.
    #[error(transparent)]
    Join(#[from] pdfs::JoinError),
}
