//! The folder of backups: what is whole in it, and how files and folders get there as a whole.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, NaiveDateTime, Utc};

use super::error::{BackupError, at};
use super::manifest::MANIFEST;

/// Says what the folder is, so that nothing else is taken for one.
const MARK: &str = "FORM";
const MARK_TEXT: &str =
    "Backups of the social insurance service, form 1. `backend backup` and `backend restore` know it.\n";
const LOCK: &str = ".lock";
/// The form of a backup's name.
const NAME: &str = "%Y%m%dT%H%M%SZ";
/// What the name of a backup that is being made or removed begins with.
const PARTIAL: &str = ".partial-";
const REMOVED: &str = ".removed-";
/// Contents that are being written.
const NEW: &str = "new";
const CONTENTS: &str = "contents";

/// A folder of backups.
#[derive(Debug, Clone)]
pub(super) struct Backups {
    pub(super) path: PathBuf,
}

/// Held while a backup is made; released by the system when the process ends.
#[derive(Debug)]
pub(super) struct Held {
    _file: File,
}

impl Backups {
    /// Opens a folder of backups to read.
    pub(super) fn open(path: &Path) -> Result<Self, BackupError> {
        match fs::read_to_string(path.join(MARK)) {
            Ok(text) if text == MARK_TEXT => Ok(Self { path: path.to_owned() }),
            Ok(_) => Err(refused(path, "holds backups of another form, which another version of this program knows")),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(refused(path, "is no folder of backups")),
            Err(error) => Err(at(&path.join(MARK))(error)),
        }
    }

    /// Opens a folder to make a backup in, or makes it; removes what an earlier one left unfinished.
    pub(super) fn open_to_write(path: &Path) -> Result<(Self, Held), BackupError> {
        make_folder(path)?;
        let mark = path.join(MARK);
        if !mark.exists() {
            let strange = fs::read_dir(path).map_err(at(path))?.flatten().any(|entry| entry.file_name() != LOCK);
            if strange {
                return Err(refused(path, "holds other files. Name an empty or a new folder"));
            }
        }
        let lock = path.join(LOCK);
        let file = private().create(true).truncate(false).write(true).open(&lock).map_err(at(&lock))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(refused(path, "is in use by another backup")),
            Err(fs::TryLockError::Error(error)) => return Err(at(&lock)(error)),
        }
        if !mark.exists() {
            write_whole(&mark, MARK_TEXT.as_bytes())?;
        }
        let backups = Self::open(path)?;
        for name in backups.names()? {
            if name.starts_with(PARTIAL) || name.starts_with(REMOVED) {
                remove_folder(&path.join(name))?;
            }
        }
        remove_folder(&backups.new_contents())?;
        make_folder(&backups.new_contents())?;
        make_folder(&backups.contents())?;
        sync_folder(path)?;
        Ok((backups, Held { _file: file }))
    }

    /// Names of all backups that are whole, the oldest first.
    pub(super) fn whole(&self) -> Result<Vec<String>, BackupError> {
        let mut names = self.names()?;
        names.retain(|name| is_name(name) && self.path.join(name).join(MANIFEST).is_file());
        names.sort();
        Ok(names)
    }

    /// The folder of a backup: the newest, or the one of a name.
    pub(super) fn find(&self, name: Option<&str>) -> Result<PathBuf, BackupError> {
        let whole = self.whole()?;
        let found = match name {
            Some(name) => whole.iter().find(|known| *known == name),
            None => whole.last(),
        };
        match (found, name) {
            (Some(found), _) => Ok(self.path.join(found)),
            (None, Some(name)) => {
                Err(refused(&self.path, &format!("has no backup {name}; there are: {}", whole.join(", "))))
            }
            (None, None) => Err(refused(&self.path, "has no whole backup")),
        }
    }

    /// A name for a backup that begins now, and the folder where it is made.
    pub(super) fn begin(&self, now: DateTime<Utc>) -> Result<(String, PathBuf), BackupError> {
        let mut at = now;
        let mut name = at.format(NAME).to_string();
        while self.path.join(&name).exists() {
            at += Duration::seconds(1);
            name = at.format(NAME).to_string();
        }
        let folder = self.path.join(format!("{PARTIAL}{name}"));
        make_folder(&folder)?;
        Ok((name, folder))
    }

    /// Gives a backup that is complete its name.
    pub(super) fn complete(&self, name: &str, folder: &Path) -> Result<(), BackupError> {
        sync_folder(folder)?;
        let to = self.path.join(name);
        fs::rename(folder, &to).map_err(at(&to))?;
        sync_folder(&self.path)
    }

    /// Removes a backup: first it loses its name, so that it is never half there.
    pub(super) fn remove(&self, name: &str) -> Result<(), BackupError> {
        let from = self.path.join(name);
        let to = self.path.join(format!("{REMOVED}{name}"));
        fs::rename(&from, &to).map_err(at(&from))?;
        sync_folder(&self.path)?;
        remove_folder(&to)
    }

    /// Where contents lie.
    pub(super) fn contents(&self) -> PathBuf {
        self.path.join(CONTENTS)
    }

    /// Where contents are written before they get their names.
    pub(super) fn new_contents(&self) -> PathBuf {
        self.path.join(NEW)
    }

    fn names(&self) -> Result<Vec<String>, BackupError> {
        let entries = fs::read_dir(&self.path).map_err(at(&self.path))?;
        let names: io::Result<Vec<String>> =
            entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect();
        names.map_err(at(&self.path))
    }
}

/// Whether a text is the name of a backup.
pub fn is_name(text: &str) -> bool {
    NaiveDateTime::parse_from_str(text, NAME).is_ok_and(|at| at.format(NAME).to_string() == text)
}

fn refused(path: &Path, what: &str) -> BackupError {
    BackupError::Refused(format!("{} {what}", path.display()))
}

/// Files that the account of the server alone may read.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder that the account of the server alone may enter, and those above it.
pub(super) fn make_folder(path: &Path) -> Result<(), BackupError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(at(path))
}

/// Writes a file under another name, and gives it its own once it is on disk.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), BackupError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    let mut file = private().create(true).truncate(true).write(true).open(&new).map_err(at(&new))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(at(&new))?;
    fs::rename(&new, path).map_err(at(path))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Brings the names in a folder to the disk.
pub(super) fn sync_folder(path: &Path) -> Result<(), BackupError> {
    File::open(path).and_then(|folder| folder.sync_all()).map_err(at(path))
}

fn remove_folder(path: &Path) -> Result<(), BackupError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-12-01T02:03:04Z".parse().expect("a time")
    }

    #[test]
    fn backup_appears_as_a_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("backups");
        let (backups, held) = Backups::open_to_write(&path).expect("made");
        assert!(matches!(Backups::open_to_write(&path), Err(BackupError::Refused(_))), "one at a time");
        let (name, partial) = backups.begin(now()).expect("begun");
        assert_eq!(name, "20261201T020304Z");
        write_whole(&partial.join(MANIFEST), b"{}").expect("written");
        assert!(backups.whole().expect("names").is_empty(), "it has no name yet");
        drop(held);
        // Killed here, the next backup clears it away.
        let (backups, _held) = Backups::open_to_write(&path).expect("opened");
        assert!(!partial.exists());
        let (name, partial) = backups.begin(now()).expect("begun");
        write_whole(&partial.join(MANIFEST), b"{}").expect("written");
        backups.complete(&name, &partial).expect("complete");
        assert_eq!(backups.begin(now()).expect("begun").0, "20261201T020305Z", "a name is used once");
        assert_eq!(backups.whole().expect("names"), std::slice::from_ref(&name));
        assert!(backups.find(None).expect("the newest").ends_with(&name));
        assert!(backups.find(Some("20261201T020305Z")).is_err());
        backups.remove(&name).expect("removed");
        assert!(backups.find(None).is_err() && !path.join(&name).exists());
    }

    #[test]
    fn folder_of_something_else_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("letter.txt"), "x").expect("a file");
        assert!(matches!(Backups::open_to_write(folder.path()), Err(BackupError::Refused(_))));
        assert!(matches!(Backups::open(folder.path()), Err(BackupError::Refused(_))));
        fs::write(folder.path().join(MARK), "form 2").expect("a file");
        assert!(matches!(Backups::open(folder.path()), Err(BackupError::Refused(_))));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("backups");
        let _opened = Backups::open_to_write(&path).expect("made");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&path.join(MARK))), (0o700, 0o600));
    }
}
