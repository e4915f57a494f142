//! The pool of contents that all backups of a folder share: each lies in it once, under its name and checksum.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::dump::Summing;
use super::error::{BackupError, at};
use super::folder::{Backups, make_folder, private, sync_folder};
use super::manifest::Sum;
use crate::adapters::contents::{ContentKind, ContentName};

/// Folders of a kind, by the first two characters of the name.
const FOLDER: usize = 2;

/// Where a content lies in a folder of backups.
pub(super) fn path_of(contents: &Path, content: &ContentName, sha256: &str) -> PathBuf {
    shard(contents, content).join(format!("{}.{sha256}", content.name))
}

fn shard(contents: &Path, content: &ContentName) -> PathBuf {
    let first = content.name.get(..FOLDER).unwrap_or(&content.name);
    contents.join(content.kind.as_str()).join(first)
}

/// The pool, with what is known of the folder that was looked at last: names come in order.
#[derive(Debug)]
pub(super) struct Pool {
    backups: Backups,
    known: Option<(PathBuf, HashMap<String, Sum>)>,
}

impl Pool {
    pub(super) fn new(backups: Backups) -> Self {
        Self { backups, known: None }
    }

    /// The checksum of a content that lies in the pool; blocks.
    pub(super) fn find(&mut self, content: &ContentName) -> Result<Option<Sum>, BackupError> {
        let folder = shard(&self.backups.contents(), content);
        let known = match self.known.take() {
            Some((path, known)) if path == folder => known,
            _ => names(&folder)?,
        };
        let found = known.get(&content.name).cloned();
        self.known = Some((folder, known));
        Ok(found)
    }

    /// Brings the folders of contents to the disk in which these were put; blocks.
    pub(super) fn sync(&self, contents: &[&ContentName]) -> Result<(), BackupError> {
        let mut folders: Vec<PathBuf> =
            contents.iter().map(|content| shard(&self.backups.contents(), content)).collect();
        folders.sort();
        folders.dedup();
        for folder in &folders {
            sync_folder(folder)?;
            folder.parent().map_or(Ok(()), sync_folder)?;
        }
        Ok(())
    }
}

/// Puts a content into the pool; its folder has to be brought to the disk afterwards. Blocks.
pub(super) fn put(backups: &Backups, content: &ContentName, sealed: &[u8]) -> Result<Sum, BackupError> {
    let sum = Sum { bytes: sealed.len() as u64, sha256: hex::encode(Sha256::digest(sealed)) };
    let new = backups.new_contents().join(format!("{}-{}", content.kind.as_str(), content.name));
    let mut file = private().create(true).truncate(true).write(true).open(&new).map_err(at(&new))?;
    file.write_all(sealed).and_then(|()| file.sync_all()).map_err(at(&new))?;
    let path = path_of(&backups.contents(), content, &sum.sha256);
    make_folder(&shard(&backups.contents(), content))?;
    fs::rename(&new, &path).map_err(at(&path))?;
    Ok(sum)
}

/// Sums up a file; none where it is not there. Blocks.
pub(super) fn sum_of(path: &Path) -> Result<Option<Sum>, BackupError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(at(path)(error)),
    };
    let mut file = Summing::new(file);
    let mut bytes = vec![0; 256 * 1024];
    while io::Read::read(&mut file, &mut bytes).map_err(at(path))? > 0 {}
    Ok(Some(file.finish().1))
}

/// Visits every content of the pool: its file, and the checksum in its name. Blocks.
pub(super) fn visit(
    backups: &Backups,
    mut visitor: impl FnMut(&Path, &str) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    for kind in ContentKind::ALL {
        for folder in entries(&backups.contents().join(kind.as_str()))? {
            for path in entries(&folder)? {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                if let Some((_, sha256)) = name.rsplit_once('.') {
                    visitor(&path, sha256)?;
                }
            }
        }
    }
    Ok(())
}

fn names(folder: &Path) -> Result<HashMap<String, Sum>, BackupError> {
    let mut known = HashMap::new();
    for path in entries(folder)? {
        let bytes = fs::metadata(&path).map_err(at(&path))?.len();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some((name, sha256)) = name.rsplit_once('.') {
            known.insert(name.to_owned(), Sum { bytes, sha256: sha256.to_owned() });
        }
    }
    Ok(known)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>().map_err(at(folder)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(at(folder)(error)),
    }
}
