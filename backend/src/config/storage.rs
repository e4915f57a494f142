//! `[storage]`: how much of a disk stays free.

use serde::Deserialize;

use super::check::Faults;

/// `[storage]`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageConfig {
    /// MiB that stay free.
    pub free_mib: u64,
    /// Hundredths of the disk that stay free; the larger of both counts.
    pub free_percent: u32,
}

impl StorageConfig {
    pub(super) fn check(&self, faults: &mut Faults) {
        faults.within("storage.free_mib", self.free_mib, 0..=1_000_000, "256 is the default");
        faults.within("storage.free_percent", self.free_percent, 0..=50, "1 is the default");
    }
}
