//! Removes old backups, and then the contents that none of the others names.

use std::collections::HashSet;
use std::fs;

use super::error::{BackupError, at};
use super::folder::Backups;
use super::manifest::LIST;
use super::{list, pool};

/// Removes all but the newest `keep` backups; blocks. Gives the names of those that went.
///
/// # Errors
/// Where the disk fails. Contents are removed only after every list that stays was read.
pub(super) fn prune(backups: &Backups, keep: usize) -> Result<Vec<String>, BackupError> {
    let mut old = backups.whole()?;
    let staying = old.split_off(old.len().saturating_sub(keep));
    if old.is_empty() {
        return Ok(old);
    }
    for name in &old {
        backups.remove(name)?;
    }
    // Sixteen digits of each checksum are enough: of two that are alike in these, both stay.
    let mut named: HashSet<u64> = HashSet::new();
    for name in staying {
        list::read(&backups.path.join(name).join(LIST), |listed| {
            named.extend(listed.sum.map(|sum| digits(&sum.sha256)));
            Ok(())
        })?;
    }
    pool::visit(backups, |path, sha256| {
        if named.contains(&digits(sha256)) { Ok(()) } else { fs::remove_file(path).map_err(at(path)) }
    })?;
    Ok(old)
}

fn digits(sha256: &str) -> u64 {
    sha256.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default()
}
