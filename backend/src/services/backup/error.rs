//! Why a backup was not made, is not whole, or was not restored.

use std::io;
use std::path::{Path, PathBuf};

use crate::adapters::blobs::BlobError;
use crate::adapters::surreal::DbError;
use crate::services::ServiceError;

/// Why a backup was not made, is not whole, or was not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Something has to be put right first; the sentence says what.
    #[error("{0}")]
    Refused(String),
    /// A file of the backup could not be written or read.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The store of documents failed.
    #[error(transparent)]
    Store(#[from] BlobError),
    /// A use case failed on the way.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// A thread that worked on files ended.
    #[error("the work was cut short")]
    CutShort,
}

impl From<surrealdb::Error> for BackupError {
    fn from(error: surrealdb::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Names the file that an error is about.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError + use<> {
    let path = path.to_owned();
    move |source| BackupError::File { path, source }
}

/// Works on files on a thread that may block.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| BackupError::CutShort)?
}
