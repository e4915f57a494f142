//! Whatever reads photographed cards: models in this process, or a vendor's service in their place.

use shared::api::{LooksLike, ReadField};

/// A card that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardReading {
    /// What it looks like by its words.
    pub looks_like: Option<LooksLike>,
    /// Its fields, as far as they were found.
    pub fields: Vec<ReadField>,
}

/// Why a photo was not read. What was on it is never said.
#[derive(Debug, thiserror::Error)]
#[error("the photo was not read: {0}")]
pub struct Unread(pub String);

/// Reads photographed cards.
pub trait Recogniser: Send + Sync {
    /// What a photo says; JPEG. Takes processor time: called off the async threads.
    ///
    /// # Errors
    /// [`Unread`] where the reader fails; a photo with nothing on it is an empty reading.
    fn read(&self, photo: &[u8]) -> Result<CardReading, Unread>;
}
