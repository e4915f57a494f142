//! What lies in the server's folder: the engine's files, counted while they come and go.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// Pause between two looks at the engine's files.
const LOOK: Duration = Duration::from_millis(10);

/// Kinds of the engine's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The log of commits.
    Log,
    /// Tables, and the large values beside them.
    Table,
    /// The list of files.
    Manifest,
    /// The file that names the list of files.
    Current,
}

impl Kind {
    fn fits(self, name: &str) -> bool {
        match self {
            Self::Log => name.strip_suffix(".log").is_some_and(|stem| stem.bytes().all(|byte| byte.is_ascii_digit())),
            Self::Table => name.ends_with(".sst") || name.ends_with(".blob"),
            Self::Manifest => name.starts_with("MANIFEST-"),
            Self::Current => name == "CURRENT",
        }
    }
}

/// The engine's files of a kind in a server's folder, oldest first.
pub(super) fn engine_files(folder: &Path, kind: Kind) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder.join("db")) else { return Vec::new() };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut files: Vec<PathBuf> = paths.filter(|path| kind.fits(&name(path))).collect();
    files.sort();
    files
}

/// The newest file of the log of commits.
pub(super) fn newest_log(folder: &Path) -> Option<PathBuf> {
    engine_files(folder, Kind::Log).pop()
}

/// Copies a folder with everything in it.
///
/// # Errors
/// Where a file cannot be copied.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("making {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let path = entry?.path();
        let target = to.join(name(&path));
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target).with_context(|| format!("copying {}", path.display()))?;
        }
    }
    Ok(())
}

/// All files below a folder.
pub(super) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// Changes of the engine's files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Memtables that were written out: each begins a new log.
    pub log_changes: u64,
    /// Tables that came.
    pub tables: u64,
    /// Times that tables went, each the end of a compaction.
    pub compactions: u64,
}

/// Watches the engine's files until it is asked what it saw.
#[derive(Debug)]
pub(super) struct Watch {
    task: JoinHandle<Traffic>,
    stop: tokio::sync::watch::Sender<bool>,
}

impl Watch {
    /// Begins to watch.
    pub(super) fn start(folder: &Path) -> Self {
        let (stop, stopping) = tokio::sync::watch::channel(false);
        let folder = folder.to_owned();
        let task = tokio::spawn(async move {
            let (mut traffic, mut tables, mut log) = (Traffic::default(), names(&folder), newest_log(&folder));
            while !*stopping.borrow() {
                sleep(LOOK).await;
                let (now, newest) = (names(&folder), newest_log(&folder));
                traffic.tables += now.difference(&tables).count() as u64;
                traffic.compactions += u64::from(tables.difference(&now).count() > 0);
                traffic.log_changes += u64::from(newest > log);
                (tables, log) = (now, newest);
            }
            traffic
        });
        Self { task, stop }
    }

    /// What was seen.
    pub(super) async fn finish(self) -> Traffic {
        let _it_may_have_ended = self.stop.send(true);
        self.task.await.unwrap_or_default()
    }
}

fn names(folder: &Path) -> BTreeSet<String> {
    engine_files(folder, Kind::Table).iter().map(|path| name(path)).collect()
}

pub(super) fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
