//! Contents of documents: sealed, under random names, in whatever `object_store` reaches – a folder by default.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

use crate::crypto::{Vault, VaultError};
use crate::ports::Entropy;

/// What a content is sealed for.
const CONTEXT: &str = "blob";

/// The store of contents; cheap to clone.
#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// Where the files lie, where they do.
    folder: Option<PathBuf>,
}

/// Why a content could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] object_store::Error),
    /// A file did not reach the disk.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
    /// The content was changed, or sealed with another key.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl Blobs {
    /// Opens the store at an address: `folder:PATH`, or `mem:` for tests.
    ///
    /// # Errors
    /// Where the address is neither, or the folder cannot be made.
    pub fn open(address: &str) -> anyhow::Result<Self> {
        match address.split_once(':') {
            Some(("mem", "")) => Ok(Self { store: Arc::new(InMemory::new()), folder: None }),
            Some(("folder", folder)) if !folder.is_empty() => {
                let folder = PathBuf::from(folder);
                std::fs::create_dir_all(&folder).with_context(|| format!("making the folder {}", folder.display()))?;
                let local = LocalFileSystem::new_with_prefix(&folder).context("opening the folder of documents")?;
                Ok(Self { store: Arc::new(local), folder: Some(folder) })
            }
            _ => anyhow::bail!("blobs.address is neither folder:PATH nor mem:"),
        }
    }

    /// Keeps a content under a name.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn put(&self, vault: &Vault, entropy: &dyn Entropy, name: &str, content: &[u8]) -> Result<(), BlobError> {
        self.write(&path(name), vault.seal_bytes(entropy, CONTEXT, content)).await
    }

    /// Writes what is sealed already.
    pub(super) async fn write(&self, path: &Path, sealed: Vec<u8>) -> Result<(), BlobError> {
        self.store.put(path, sealed.into()).await?;
        // The store leaves it to the system when a file reaches the disk; a row that names it is durable at once.
        if let Some(folder) = &self.folder {
            tokio::fs::File::open(folder.join(path.as_ref())).await?.sync_all().await?;
        }
        Ok(())
    }

    /// The store itself, for its neighbours.
    pub(super) fn store(&self) -> &dyn ObjectStore {
        &*self.store
    }

    /// The content under a name.
    ///
    /// # Errors
    /// Where the store fails or the content is not what was kept.
    pub async fn get(&self, vault: &Vault, name: &str) -> Result<Vec<u8>, BlobError> {
        Ok(vault.open_bytes(CONTEXT, &self.read(&path(name)).await?)?)
    }

    /// Reads what lies there, sealed.
    pub(super) async fn read(&self, path: &Path) -> Result<Bytes, BlobError> {
        Ok(self.store.get(path).await?.bytes().await?)
    }

    /// Removes a content; one that is gone already is no error.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn delete(&self, name: &str) -> Result<(), BlobError> {
        self.remove(&path(name)).await
    }

    /// Removes what lies there; what is gone already is no error.
    pub(super) async fn remove(&self, path: &Path) -> Result<(), BlobError> {
        match self.store.delete(path).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Two levels of folders, so that none grows large. Names are ours alone: hexadecimal digits.
fn path(name: &str) -> Path {
    let (first, rest) = name.split_at_checked(2).unwrap_or((name, ""));
    Path::from_iter([first, rest])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SeededEntropy;

    async fn round_trip(blobs: &Blobs) {
        let (vault, entropy) = (Vault::new(&[7; 32]), SeededEntropy::new(1));
        blobs.put(&vault, &entropy, "abcdef", b"content").await.expect("kept");
        assert_eq!(blobs.get(&vault, "abcdef").await.expect("read"), b"content");
        assert!(blobs.get(&Vault::new(&[8; 32]), "abcdef").await.is_err(), "another key opens it");
        blobs.delete("abcdef").await.expect("removed");
        blobs.delete("abcdef").await.expect("gone already");
        assert!(blobs.get(&vault, "abcdef").await.is_err());
    }

    #[tokio::test]
    async fn what_was_kept_is_read_and_nothing_lies_open() {
        round_trip(&Blobs::open("mem:").expect("a store")).await;
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("folder:{}", folder.path().join("blobs").display());
        let blobs = Blobs::open(&address).expect("a store");
        round_trip(&blobs).await;
        blobs.put(&Vault::new(&[7; 32]), &SeededEntropy::new(1), "abcdef", b"secret").await.expect("kept");
        let raw = std::fs::read(folder.path().join("blobs/ab/cdef")).expect("a file");
        assert!(!raw.windows(6).any(|window| window == b"secret"));
        for wrong in ["", "folder:", "s3", "mem:x", "/srv/blobs"] {
            assert!(Blobs::open(wrong).is_err(), "{wrong}");
        }
    }
}
