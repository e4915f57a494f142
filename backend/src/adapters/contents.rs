//! Every content that lies in the store, sealed as it is, by kind and name: for backups and checks.

use std::fmt;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::path::Path;
use object_store::{Error as StoreError, ObjectMeta, ObjectStoreExt as _};

use super::blobs::{self, BlobError, Blobs, STAGING};
use super::face_contents::{self, FaceContents};
use super::parts;
use crate::crypto::{Vault, VaultError};

/// Longest name of a content of an earlier version's documents: they lie in folders of their own.
const FORMER_FOLDER: usize = 2;

/// What a content is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContentKind {
    /// A document or its small picture.
    Documents,
    /// What is kept of a face.
    Faces,
    /// A part of a file that is still arriving.
    Uploads,
}

impl ContentKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Documents, Self::Faces, Self::Uploads];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documents => blobs::PREFIX,
            Self::Faces => face_contents::PREFIX,
            Self::Uploads => parts::PREFIX,
        }
    }
}

/// A content by kind and name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentName {
    /// What it is of.
    pub kind: ContentKind,
    /// Its name, of hexadecimal digits and points.
    pub name: String,
}

impl ContentName {
    /// Reads what [`fmt::Display`] writes. `None` for anything that is no name of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, name) = text.split_once('/')?;
        let kind = ContentKind::ALL.into_iter().find(|known| known.as_str() == kind)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
        (name.len() > FORMER_FOLDER && name.bytes().all(plain) && !name.starts_with('.'))
            .then(|| Self { kind, name: name.to_owned() })
    }

    fn path(&self) -> Path {
        match self.kind {
            ContentKind::Documents => blobs::path(&self.name),
            ContentKind::Faces => face_contents::path(&self.name),
            ContentKind::Uploads => parts::path(&self.name),
        }
    }

    /// The content that lies at a path; `None` where nothing of ours would lie there.
    fn at(path: &Path) -> Option<Self> {
        let parts: Vec<String> = path.parts().map(|part| part.as_ref().to_owned()).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let (kind, name) = match parts.as_slice() {
            [blobs::PREFIX, first, rest] => (ContentKind::Documents, format!("{first}{rest}")),
            [face_contents::PREFIX, name] => (ContentKind::Faces, (*name).to_owned()),
            [parts::PREFIX, name] => (ContentKind::Uploads, (*name).to_owned()),
            [first, rest] if first.len() == FORMER_FOLDER => (ContentKind::Documents, format!("{first}{rest}")),
            _ => return None,
        };
        Some(Self { kind, name }).filter(|content| content.path() == *path)
    }
}

impl fmt::Display for ContentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.as_str(), self.name)
    }
}

/// A file of the store.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// The content that it is; none for a file that the service did not make.
    pub content: Option<ContentName>,
    /// Where it lies.
    pub path: String,
    /// When it was written.
    pub written_at: DateTime<Utc>,
}

/// Proves that a content is what was kept under its name.
#[derive(Debug, Clone)]
pub struct Seal {
    vault: Vault,
    context: String,
}

impl Seal {
    /// Opens a content.
    ///
    /// # Errors
    /// Where it was changed, or sealed under another name or key.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.vault.open_bytes(&self.context, sealed)
    }
}

/// The store with all its contents.
#[derive(Clone, Copy)]
pub struct Contents<'a> {
    blobs: &'a Blobs,
}

impl<'a> Contents<'a> {
    /// All contents of a store.
    pub fn new(blobs: &'a Blobs) -> Self {
        Self { blobs }
    }

    /// Reads a content, sealed; none where it is not there.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn read(&self, content: &ContentName) -> Result<Option<Bytes>, BlobError> {
        match self.blobs.read(&content.path()).await {
            Ok(sealed) => Ok(Some(sealed)),
            Err(BlobError::Store(StoreError::NotFound { .. })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether a content is there.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn has(&self, content: &ContentName) -> Result<bool, BlobError> {
        match self.blobs.store().head(&content.path()).await {
            Ok(_) => Ok(true),
            Err(StoreError::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes a content as it was read; on disk when this returns.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn write(&self, content: &ContentName, sealed: Vec<u8>) -> Result<(), BlobError> {
        self.blobs.write(&content.path(), sealed).await
    }

    /// Every file of the store, in no order, but for those that are only half written.
    pub fn list(&self) -> BoxStream<'static, Result<StoredFile, BlobError>> {
        let found = |object: ObjectMeta| StoredFile {
            content: ContentName::at(&object.location),
            path: object.location.to_string(),
            written_at: object.last_modified,
        };
        let whole = |object: &ObjectMeta| object.location.parts().next().is_none_or(|first| first.as_ref() != STAGING);
        let files = self.blobs.store().list(None).try_filter(move |object| std::future::ready(whole(object)));
        files.map_ok(found).map_err(BlobError::from).boxed()
    }

    /// Whether no file lies in the store.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn is_empty(&self) -> Result<bool, BlobError> {
        Ok(self.list().try_next().await?.is_none())
    }
}

/// What seals a content. `user` is the person of a face.
pub fn seal_of(vault: &Vault, faces: &FaceContents, content: &ContentName, user: &str) -> Seal {
    let name = &content.name;
    match content.kind {
        ContentKind::Documents => Seal { vault: vault.clone(), context: blobs::context(name) },
        ContentKind::Faces => Seal { vault: faces.vault().clone(), context: face_contents::context(user, name) },
        ContentKind::Uploads => Seal { vault: vault.clone(), context: parts::context(name) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_paths_lead_to_each_other() {
        let long = "ab".repeat(32);
        for (kind, name) in [
            (ContentKind::Documents, long.as_str()),
            (ContentKind::Documents, "abcdef0123456789abcdef0123456789"),
            (ContentKind::Faces, "00ff"),
            (ContentKind::Uploads, "00ff.11ee"),
        ] {
            let content = ContentName { kind, name: name.to_owned() };
            assert_eq!(ContentName::at(&content.path()), Some(content.clone()));
            assert_eq!(ContentName::parse(&content.to_string()), Some(content));
        }
        for strange in ["documents/../x", "documents/", "other/abc", "documents/.abc", "abc"] {
            assert_eq!(ContentName::parse(strange), None, "{strange}");
        }
        for strange in ["documents/x", "documents/ab/cd/ef", "letter.txt", "ab/short/x"] {
            assert_eq!(ContentName::at(&Path::from(strange)), None, "{strange}");
        }
    }
}
