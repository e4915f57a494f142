//! Parts of files that are still arriving: sealed, each under a name that is never used twice, apart from the documents.

use futures_util::TryStreamExt as _;
use object_store::path::Path;

use super::blobs::{BlobError, Blobs};
use crate::crypto::Vault;
use crate::ports::{Entropy, random_id};

/// Where all parts lie. What looks for forgotten documents has to leave this out.
pub const PREFIX: &str = "uploads";
/// What stands between an upload's folder and the part: both are hexadecimal digits.
const BETWEEN: char = '.';

/// The store of parts: a corner of the store of documents.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    blobs: &'a Blobs,
    vault: &'a Vault,
    entropy: &'a dyn Entropy,
}

impl<'a> Parts<'a> {
    /// The parts that lie in a store.
    pub fn new(blobs: &'a Blobs, vault: &'a Vault, entropy: &'a dyn Entropy) -> Self {
        Self { blobs, vault, entropy }
    }

    /// Keeps a part of an upload, where its folder is `folder`; gives the part's name once it has reached the disk.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn put(&self, folder: &str, content: &[u8]) -> Result<String, BlobError> {
        let name = format!("{folder}{BETWEEN}{}", random_id(self.entropy));
        let sealed = self.vault.seal_bytes(self.entropy, &context(&name), content);
        self.blobs.write(&path(&name), sealed).await?;
        Ok(name)
    }

    /// The content of a part.
    ///
    /// # Errors
    /// Where the store fails or the content is not what was kept.
    pub async fn get(&self, name: &str) -> Result<Vec<u8>, BlobError> {
        Ok(self.vault.open_bytes(&context(name), &self.blobs.read(&path(name)).await?)?)
    }

    /// Removes parts. One that stays behind is found by [`Parts::all`] later: it costs space, nothing else.
    pub async fn delete(&self, names: &[String]) {
        for name in names {
            if let Err(error) = self.blobs.remove(&path(name)).await {
                tracing::warn!(%error, "a part of an upload could not be removed");
            }
        }
    }

    /// Names of at most `most` parts that lie there, whoever they belong to, behind the name `after`.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn all(&self, after: Option<&str>, most: usize) -> Result<Vec<String>, BlobError> {
        let prefix = Path::from(PREFIX);
        let mut listing = match after {
            Some(name) => self.blobs.store().list_with_offset(Some(&prefix), &path(name)),
            None => self.blobs.store().list(Some(&prefix)),
        };
        let mut names = Vec::new();
        while names.len() < most
            && let Some(object) = listing.try_next().await?
        {
            names.extend(object.location.filename().map(str::to_owned));
        }
        names.sort();
        Ok(names)
    }
}

/// The folder that a part belongs to.
pub fn folder_of(name: &str) -> &str {
    name.split_once(BETWEEN).map_or(name, |(folder, _)| folder)
}

pub(super) fn path(name: &str) -> Path {
    Path::from_iter([PREFIX, name])
}

/// A part opens under its own name alone: one put in another's place is noticed.
pub(super) fn context(name: &str) -> String {
    format!("upload|{name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapters::blobs::open_at;
    use crate::ports::SeededEntropy;

    #[tokio::test]
    async fn parts_are_kept_sealed_listed_and_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let (vault, entropy) = (Vault::new(&[7; 32]), SeededEntropy::new(1));
        for address in ["mem:".to_owned(), format!("folder:{}", folder.path().display())] {
            let blobs = open_at(&address).expect("a store");
            let parts = Parts::new(&blobs, &vault, &entropy);
            let one = parts.put("aa", b"one").await.expect("kept");
            let two = parts.put("bb", b"two").await.expect("kept");
            assert_eq!((folder_of(&one), folder_of(&two)), ("aa", "bb"));
            assert_eq!(parts.get(&one).await.expect("read"), b"one");
            assert_eq!(parts.all(None, 9).await.expect("listed"), [one.clone(), two.clone()]);
            let swapped = blobs.read(&path(&two)).await.expect("read");
            blobs.write(&path(&one), swapped.to_vec()).await.expect("swapped");
            assert!(parts.get(&one).await.is_err(), "another part opens in its place");
            parts.delete(&[one, two, "cc.dd".to_owned()]).await;
            assert!(parts.all(None, 9).await.expect("listed").is_empty());
        }
    }
}
