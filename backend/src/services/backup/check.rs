//! Reads a backup through: every file has to be what its manifest says. Needs neither database nor keys.

use std::path::{Path, PathBuf};

use super::error::BackupError;
use super::folder::Backups;
use super::manifest::{DUMP, LIST, Manifest, Sum};
use super::{Tell, dump, list, pool};

/// Faults that are told; a disk that is gone has one for each file.
const TOLD: usize = 100;
/// Contents between two words about how it goes on.
const STEP: u64 = 10_000;

/// A backup that was read through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Its folder.
    pub folder: PathBuf,
    /// Its manifest.
    pub manifest: Manifest,
    /// What is wrong, a hundred faults at most; none where the backup is whole.
    pub wrong: Vec<String>,
}

/// Reads a backup through: the newest of the folder, or the one of a name.
///
/// # Errors
/// Where there is none, or its manifest cannot be read.
pub async fn check(folder: &Path, name: Option<&str>, tell: Tell<'_>) -> Result<Checked, BackupError> {
    let (path, name) = (folder.to_owned(), name.map(str::to_owned));
    // Words come through a channel, because the work is on another thread.
    let (send, mut words) = tokio::sync::mpsc::unbounded_channel();
    let reading = tokio::task::spawn_blocking(move || {
        let backups = Backups::open(&path)?;
        let folder = backups.find(name.as_deref())?;
        let manifest = Manifest::read(&folder)?;
        let wrong = faults(&backups, &folder, &manifest, &|text| {
            // Whoever does not listen any more misses nothing.
            let _told = send.send(text);
        });
        Ok(Checked { folder, manifest, wrong })
    });
    while let Some(text) = words.recv().await {
        tell(&text);
    }
    reading.await.map_err(|_| BackupError::CutShort)?
}

fn faults(backups: &Backups, folder: &Path, manifest: &Manifest, tell: &dyn Fn(String)) -> Vec<String> {
    let mut wrong = Vec::new();
    tell(format!("reading {}", folder.join(DUMP).display()));
    match dump::read(&folder.join(DUMP), |_| Ok(())) {
        Ok((sum, _)) if sum != manifest.dump => wrong.push(changed(&folder.join(DUMP))),
        Ok((_, holds))
            if holds.tables != manifest.tables || holds.definitions_sha256 != manifest.definitions_sha256 =>
        {
            wrong.push(format!("{} does not hold the tables that the manifest names", folder.join(DUMP).display()));
        }
        Ok(_) => {}
        Err(error) => wrong.push(error.to_string()),
    }
    let contents = backups.contents();
    let (mut seen, mut missing) = (0, 0);
    let listed = list::read(&folder.join(LIST), |listed| {
        seen += 1;
        if seen % STEP == 0 {
            tell(format!("{seen} of {} contents", manifest.contents));
        }
        let Some(expected) = &listed.sum else {
            missing += 1;
            return Ok(());
        };
        let path = pool::path_of(&contents, &listed.content, &expected.sha256);
        let fault = match pool::sum_of(&path) {
            Ok(Some(found)) if found == *expected => None,
            Ok(Some(_)) => Some(changed(&path)),
            Ok(None) => Some(format!("{} is missing", path.display())),
            Err(error) => Some(error.to_string()),
        };
        wrong.extend(fault.filter(|_| wrong.len() < TOLD));
        Ok(())
    });
    let expected = (&manifest.list, manifest.contents, manifest.missing);
    match listed {
        Ok(sum) if (&sum, seen, missing) != expected => wrong.push(changed(&folder.join(LIST))),
        Ok(Sum { .. }) => {}
        Err(error) => wrong.push(error.to_string()),
    }
    wrong
}

fn changed(path: &Path) -> String {
    format!("{} is not what was written", path.display())
}
