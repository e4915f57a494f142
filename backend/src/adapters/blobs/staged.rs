//! Writing a file whole or not at all: into a folder of half-written files first, then moved to its place.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path as FolderPath, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use tokio::fs::{self, File};

use super::BlobError;

/// The folder of half-written files.
pub(in crate::adapters) const STAGING: &str = "staging";
/// A half-written file that is older is nobody's.
const ABANDONED: Duration = Duration::hours(1);

static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// Folders whose own names are known to be on the disk: some hundreds at most, by how contents are named.
#[derive(Debug, Clone, Default)]
pub(super) struct DurableFolders(Arc<Mutex<HashSet<PathBuf>>>);

impl DurableFolders {
    /// Brings a file's name to the disk, and the names of the folders that it lies in.
    async fn settle(&self, root: &FolderPath, file: &FolderPath) -> Result<(), BlobError> {
        let Some(parent) = file.parent() else { return Ok(()) };
        File::open(parent).await?.sync_all().await?;
        if self.known().contains(parent) {
            return Ok(());
        }
        for folder in parent.ancestors().skip(1).take_while(|folder| folder.starts_with(root)) {
            File::open(folder).await?.sync_all().await?;
        }
        self.known().insert(parent.to_owned());
        Ok(())
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashSet<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes a file. Its bytes are on the disk before it has its name, and its name is before this returns.
pub(super) async fn write(
    store: &dyn ObjectStore,
    root: &FolderPath,
    durable: &DurableFolders,
    path: &Path,
    content: Vec<u8>,
) -> Result<(), BlobError> {
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let unique = format!("{}-{}-{number}", path.as_ref().replace('/', "-"), std::process::id());
    let staged = Path::from_iter([STAGING, unique.as_str()]);
    store.put(&staged, content.into()).await?;
    File::open(root.join(staged.as_ref())).await?.sync_all().await?;
    store.rename(&staged, path).await?;
    durable.settle(root, &root.join(path.as_ref())).await
}

/// Removes half-written files that nobody goes on with; gives how many.
pub(super) async fn sweep(root: &FolderPath, now: DateTime<Utc>) -> Result<usize, BlobError> {
    // The store does not list its own files that are not whole yet, so the folder itself is read.
    let mut entries = match fs::read_dir(root.join(STAGING)).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error.into()),
    };
    let mut removed = 0;
    while let Some(entry) = entries.next_entry().await? {
        let Ok(changed) = entry.metadata().await.and_then(|file| file.modified()) else { continue };
        if DateTime::<Utc>::from(changed) < now - ABANDONED {
            fs::remove_file(entry.path()).await?;
            removed += 1;
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::super::open_at;
    use super::*;

    #[tokio::test]
    async fn half_written_files_go_after_an_hour() {
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = open_at(&format!("folder:{}", folder.path().display())).expect("a store");
        blobs.write(&Path::from("documents/ab/cd"), b"whole".to_vec()).await.expect("written");
        let staging = folder.path().join(STAGING);
        assert_eq!(std::fs::read_dir(&staging).expect("a folder").count(), 0, "nothing stays behind");
        let half = staging.join("documents-ab-ef-1-1#1");
        std::fs::write(&half, b"half").expect("a file");
        let now = half.metadata().and_then(|file| file.modified()).expect("a time").into();
        assert_eq!(blobs.remove_half_written(now).await.expect("swept"), 0, "another server may be writing it");
        assert_eq!(blobs.remove_half_written(now + ABANDONED * 2).await.expect("swept"), 1);
        assert_eq!(std::fs::read(folder.path().join("documents/ab/cd")).expect("a file"), b"whole");
    }
}
