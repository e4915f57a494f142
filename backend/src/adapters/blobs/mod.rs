//! Contents of documents: sealed, named by a keyed hash of themselves, in whatever `object_store` reaches – a folder by
//! default, S3 by another address.

mod s3;
mod staged;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

use staged::DurableFolders;
pub(super) use staged::STAGING;

use super::disk::{Disk, Priority, Space, StorageFull};
use crate::config::{BlobsConfig, StorageConfig};
use crate::crypto::{Vault, VaultError};
use crate::ports::Entropy;

/// Where the contents of documents lie. Those of earlier versions, with names of half the length, lie beside it.
pub(super) const PREFIX: &str = "documents";
const NAME_LENGTH: usize = 64;

/// The store of contents; cheap to clone.
#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// The folder and its disk, for a store of files.
    folder: Option<Folder>,
}

#[derive(Debug, Clone)]
struct Folder {
    path: PathBuf,
    disk: Disk,
    durable: DurableFolders,
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
    /// The disk is nearly full.
    #[error(transparent)]
    Full(#[from] StorageFull),
    /// The content was changed, or sealed with another key.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl BlobError {
    /// Whether the store is full.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Full(_) => true,
            Self::Disk(error) => error.kind() == ErrorKind::StorageFull,
            // The library hands the system's error on inside its own.
            Self::Store(error) => {
                let causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
                causes
                    .filter_map(|error| error.downcast_ref::<std::io::Error>())
                    .any(|error| error.kind() == ErrorKind::StorageFull)
            }
            Self::Vault(_) => false,
        }
    }
}

impl Blobs {
    /// Opens the store at an address: `folder:PATH`, `s3:BUCKET/PREFIX`, or `mem:` for tests.
    ///
    /// # Errors
    /// Where the address is none of them, the folder cannot be made, or the settings of S3 are not usable.
    pub fn open(config: &BlobsConfig, storage: &StorageConfig) -> anyhow::Result<Self> {
        match config.address.split_once(':') {
            Some(("mem", "")) => Ok(Self { store: Arc::new(InMemory::new()), folder: None }),
            Some(("folder", folder)) if !folder.is_empty() => {
                let folder = PathBuf::from(folder);
                std::fs::create_dir_all(&folder).with_context(|| format!("making the folder {}", folder.display()))?;
                let local = LocalFileSystem::new_with_prefix(&folder).context("opening the folder of documents")?;
                let disk = Disk::new(&folder, storage);
                let folder = Folder { path: folder, disk, durable: DurableFolders::default() };
                Ok(Self { store: Arc::new(local), folder: Some(folder) })
            }
            Some(("s3", place)) if !place.is_empty() => Ok(Self { store: s3::open(place, &config.s3)?, folder: None }),
            _ => anyhow::bail!("blobs.address is neither folder:PATH nor s3:BUCKET/PREFIX nor mem:"),
        }
    }

    /// Keeps a content under its name, which [`Vault::content_name`] gives.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn put(&self, vault: &Vault, entropy: &dyn Entropy, name: &str, content: &[u8]) -> Result<(), BlobError> {
        self.write(&path(name), vault.seal_bytes(entropy, &context(name), content)).await
    }

    /// Writes what is sealed already; it is on the disk afterwards, whole or not at all.
    pub(super) async fn write(&self, path: &Path, sealed: Vec<u8>) -> Result<(), BlobError> {
        let Some(folder) = &self.folder else {
            self.store.put(path, sealed.into()).await?;
            return Ok(());
        };
        folder.disk.check(Priority::Ordinary)?;
        staged::write(&*self.store, &folder.path, &folder.durable, path, sealed).await
    }

    /// Removes files that a server left half-written; those of the last hour may still be being written by another one.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub async fn remove_half_written(&self, now: DateTime<Utc>) -> Result<usize, BlobError> {
        match &self.folder {
            Some(folder) => staged::sweep(&folder.path, now).await,
            None => Ok(0),
        }
    }

    /// Checks that a new file would find space.
    ///
    /// # Errors
    /// [`StorageFull`] where the disk of the folder is nearly full.
    pub fn check_space(&self) -> Result<(), StorageFull> {
        self.folder.as_ref().map_or(Ok(()), |folder| folder.disk.check(Priority::Ordinary))
    }

    /// Free space of the disk, for a store of files.
    pub fn space(&self) -> Option<Space> {
        self.folder.as_ref()?.disk.space()
    }

    /// The store itself, for its neighbours.
    pub(super) fn store(&self) -> &dyn ObjectStore {
        &*self.store
    }

    /// The content under a name, proved at each read to be what was kept under it.
    ///
    /// # Errors
    /// Where the store fails or the content is not what was kept.
    pub async fn get(&self, vault: &Vault, name: &str) -> Result<Vec<u8>, BlobError> {
        Ok(vault.open_bytes(&context(name), &self.read(&path(name)).await?)?)
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
pub(super) fn path(name: &str) -> Path {
    let (first, rest) = name.split_at_checked(2).unwrap_or((name, ""));
    if name.len() == NAME_LENGTH { Path::from_iter([PREFIX, first, rest]) } else { Path::from_iter([first, rest]) }
}

/// A content opens under its own name alone: one put in another's place, or changed, is noticed.
pub(super) fn context(name: &str) -> String {
    if name.len() == NAME_LENGTH { format!("document|{name}") } else { "blob".to_owned() }
}

/// Opens the store at an address with all else as it is by default.
#[cfg(test)]
pub(super) fn open_at(address: &str) -> anyhow::Result<Blobs> {
    let defaults = crate::config::Config::parse("").expect("the built-in file");
    Blobs::open(&BlobsConfig { address: address.to_owned(), ..defaults.blobs }, &defaults.storage)
}

#[cfg(test)]
mod tests {
    use super::open_at as open;
    use super::*;
    use crate::ports::SeededEntropy;

    async fn round_trip(blobs: &Blobs) {
        let (vault, entropy) = (Vault::new(&[7; 32]), SeededEntropy::new(1));
        let (one, other) = (vault.content_name("a", b"content"), vault.content_name("b", b"content"));
        assert_ne!(one, other, "the same content of two owners has one name");
        blobs.put(&vault, &entropy, &one, b"content").await.expect("kept");
        assert_eq!(blobs.get(&vault, &one).await.expect("read"), b"content");
        assert!(blobs.get(&Vault::new(&[8; 32]), &one).await.is_err(), "another key opens it");
        let sealed = blobs.read(&path(&one)).await.expect("sealed");
        blobs.write(&path(&other), sealed.to_vec()).await.expect("put in another's place");
        assert!(blobs.get(&vault, &other).await.is_err(), "it opens in another's place");
        blobs.delete(&one).await.expect("removed");
        blobs.delete(&one).await.expect("gone already");
        assert!(blobs.get(&vault, &one).await.is_err());
    }

    #[tokio::test]
    async fn what_was_kept_is_read_and_nothing_lies_open() {
        round_trip(&open("mem:").expect("a store")).await;
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = open(&format!("folder:{}", folder.path().join("blobs").display())).expect("a store");
        round_trip(&blobs).await;
        let name = "ab".repeat(32);
        blobs.put(&Vault::new(&[7; 32]), &SeededEntropy::new(1), &name, b"secret").await.expect("kept");
        let raw = std::fs::read(folder.path().join("blobs/documents/ab").join(&name[2..])).expect("a file");
        assert!(!raw.windows(6).any(|window| window == b"secret"));
        for wrong in ["", "folder:", "s3", "s3:", "mem:x", "/srv/blobs"] {
            assert!(open(wrong).is_err(), "{wrong}");
        }
    }
}
