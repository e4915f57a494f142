//! Free space of the disk below a folder, and the floors under which nothing is written any more.
//!
//! The database's engine stops at a full disk, and what it was just writing is in doubt then. So writes end earlier, with an
//! answer in words. Above the floor everything is written; between the floor and the reserve only what keeps people working
//! with what is there: log-ins, entries of who looked at what, removals; below the reserve nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::config::StorageConfig;

/// The reserve is this part of the floor.
const RESERVE: u64 = 4;
const MIB: u64 = 1024 * 1024;

/// How much a write matters while space runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Priority {
    /// Ends at the floor.
    #[default]
    Ordinary,
    /// Goes on to the reserve.
    Essential,
}

/// A write was refused, because the disk below a folder is nearly full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the disk is nearly full")]
pub struct StorageFull;

/// The disk below a folder; cheap to clone.
#[derive(Debug, Clone)]
pub struct Disk(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    config: StorageConfig,
    /// Whether the last write was refused: each change is logged once.
    low: AtomicBool,
}

/// Bytes of a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// Bytes that the server's account may still write.
    pub free: u64,
    /// Bytes below which ordinary writes are refused.
    pub floor: u64,
}

impl Space {
    fn least(self, priority: Priority) -> u64 {
        match priority {
            Priority::Ordinary => self.floor,
            Priority::Essential => self.floor / RESERVE,
        }
    }
}

impl Disk {
    /// The disk below a folder, which need not exist yet.
    pub fn new(folder: &Path, config: &StorageConfig) -> Self {
        let inner = Inner { folder: folder.to_owned(), config: *config, low: AtomicBool::new(false) };
        Self(Arc::new(inner))
    }

    /// Checks that a write of this priority may go on. Asks the system each time, which takes microseconds.
    ///
    /// # Errors
    /// [`StorageFull`] where too little space is left.
    pub fn check(&self, priority: Priority) -> Result<(), StorageFull> {
        let Some(space) = self.space() else { return Ok(()) };
        self.tell(space);
        if space.free < space.least(priority) { Err(StorageFull) } else { Ok(()) }
    }

    /// Free space and floor; `None` where the system does not tell.
    pub fn space(&self) -> Option<Space> {
        let place = self.0.folder.ancestors().find(|place| place.exists() || place.as_os_str().is_empty())?;
        let place = if place.as_os_str().is_empty() { Path::new(".") } else { place };
        let found = rustix::fs::statvfs(place).ok()?;
        let free = found.f_bavail.saturating_mul(found.f_frsize);
        let total = found.f_blocks.saturating_mul(found.f_frsize);
        Some(Space { free, floor: floor(&self.0.config, total) })
    }

    fn tell(&self, space: Space) {
        let low = space.free < space.floor;
        if self.0.low.swap(low, Ordering::Relaxed) == low {
            return;
        }
        let (free, floor, folder) = (space.free / MIB, space.floor / MIB, self.0.folder.display());
        if low {
            tracing::error!(free_mib = free, floor_mib = floor, %folder, "the disk is nearly full: nothing new is taken until space is free");
        } else {
            tracing::info!(free_mib = free, floor_mib = floor, %folder, "the disk has space again: writes go on");
        }
    }
}

fn floor(config: &StorageConfig, total: u64) -> u64 {
    let share = total / 100 * u64::from(config.free_percent);
    share.max(config.free_mib.saturating_mul(MIB))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_is_the_larger_of_both_settings() {
        let config = StorageConfig { free_mib: 256, free_percent: 1 };
        assert_eq!(floor(&config, 10_000 * MIB), 256 * MIB);
        assert_eq!(floor(&config, 100_000 * MIB), 1_000 * MIB);
        assert_eq!(floor(&StorageConfig { free_mib: 0, free_percent: 0 }, 100_000 * MIB), 0);
    }

    #[test]
    fn writes_end_at_floor_and_reserve() {
        let folder = tempfile::tempdir().expect("a folder");
        let free = Disk::new(folder.path(), &StorageConfig { free_mib: 0, free_percent: 0 });
        let space = free.space().expect("the system tells");
        assert!(space.free > 0 && free.check(Priority::Ordinary).is_ok());
        // More than is free, so that the reserve, a quarter, still holds.
        let scarce = StorageConfig { free_mib: space.free / MIB * 2 + 2, free_percent: 0 };
        let scarce = Disk::new(&folder.path().join("not/made/yet"), &scarce);
        assert_eq!(scarce.check(Priority::Ordinary), Err(StorageFull));
        assert_eq!(scarce.check(Priority::Essential), Ok(()));
        let full = Disk::new(folder.path(), &StorageConfig { free_mib: space.free / MIB * 8 + 8, free_percent: 0 });
        assert_eq!(full.check(Priority::Essential), Err(StorageFull));
    }
}
