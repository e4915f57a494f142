//! What is kept of faces: a corner of the store of documents, sealed with a key of its own.

use object_store::path::Path;

use super::blobs::{BlobError, Blobs};
use crate::crypto::Vault;
use crate::ports::{Entropy, FaceTemplate};

/// Where it lies. What looks for forgotten documents has to leave this out.
pub(super) const PREFIX: &str = "faces";

/// The store of templates.
#[derive(Debug, Clone)]
pub struct FaceContents {
    blobs: Blobs,
    vault: Vault,
}

impl FaceContents {
    /// A corner of a store, with the key of templates.
    pub fn new(blobs: Blobs, key: &[u8; 32]) -> Self {
        Self { blobs, vault: Vault::new(key) }
    }

    /// Keeps a template for a person, under a name that is never used twice; on disk when this returns.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn put(
        &self,
        entropy: &dyn Entropy,
        user: &str,
        name: &str,
        template: &FaceTemplate,
    ) -> Result<(), BlobError> {
        let sealed = self.vault.seal_bytes(entropy, &context(user, name), template.expose());
        self.blobs.write(&path(name), sealed).await
    }

    /// The template of a person under a name.
    ///
    /// # Errors
    /// Where the store fails, or what lies there is not what was kept for this person.
    pub async fn get(&self, user: &str, name: &str) -> Result<FaceTemplate, BlobError> {
        let sealed = self.blobs.read(&path(name)).await?;
        Ok(FaceTemplate::new(self.vault.open_bytes(&context(user, name), &sealed)?))
    }

    /// Removes what lies there; what is gone already is no error.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn delete(&self, name: &str) -> Result<(), BlobError> {
        self.blobs.remove(&path(name)).await
    }

    /// What seals templates.
    pub(super) fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The name of a frame that came: the same for the same bytes, telling nothing of them without the key.
    pub fn frame_name(&self, jpeg: &[u8]) -> String {
        self.vault.content_name("face_frame", jpeg)
    }
}

pub(super) fn path(name: &str) -> Path {
    Path::from_iter([PREFIX, name])
}

/// One put in another's place, or changed, is noticed.
pub(super) fn context(user: &str, name: &str) -> String {
    format!("face|{user}|{name}")
}
