//! Whether a PDF is one that can be kept, and how many pages it has.

use hayro_syntax::Pdf;

use crate::{MAGIC, active, bounds};

/// Why a PDF is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Cut off, damaged, without pages, or packed in a way that nobody needs for a page.
    #[error("the PDF is cut off or damaged")]
    Broken,
    /// It asks for a password, or forbids something.
    #[error("the PDF is protected")]
    Encrypted,
    /// It holds what runs when it is opened, or other files.
    #[error("the PDF holds scripts, actions or files")]
    Active,
}

/// The number of pages of a PDF that can be kept, 1 at least.
///
/// # Errors
/// The refusals, by name.
pub fn look(file: &[u8]) -> Result<u32, Refusal> {
    let end = file.trim_ascii_end();
    // Readers mend what is cut off; whoever reviews would miss the last pages.
    if !file.starts_with(MAGIC) || !end.ends_with(b"%%EOF") {
        return Err(Refusal::Broken);
    }
    if bounds::holds(file, b"/Encrypt") {
        return Err(Refusal::Encrypted);
    }
    if !bounds::unpacks_within_bounds(file) {
        return Err(Refusal::Broken);
    }
    let pdf = Pdf::new(file.to_vec()).map_err(|_| Refusal::Broken)?;
    let pages = u32::try_from(pdf.pages().len()).map_err(|_| Refusal::Broken)?;
    if pages == 0 {
        return Err(Refusal::Broken);
    }
    if active::is_active(&pdf) { Err(Refusal::Active) } else { Ok(pages) }
}
