//! Whether the engine dropped the end of its log as it opened a folder.
//!
//! RocksDB recovers to a point in time: it reads its log up to the first record that is not whole, drops the rest, and says so
//! in its own log file alone.

use std::fs;
use std::path::Path;

/// RocksDB's own log, begun anew with each start.
const LOG: &str = "LOG";

/// Bytes that the last start dropped from the end of the log of commits; `None` where the log was whole.
pub(super) fn dropped_bytes(path: &Path) -> Option<u64> {
    let text = fs::read(path.join(LOG)).ok()?;
    dropped(&String::from_utf8_lossy(&text))
}

fn dropped(text: &str) -> Option<u64> {
    let bytes: Vec<u64> = text
        .lines()
        .filter_map(|line| line.split_once(": dropping ")?.1.split_once(" bytes")?.0.trim().parse().ok())
        .collect();
    (!bytes.is_empty()).then(|| bytes.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropped_bytes_are_summed() {
        let line = "2026/12/01-02:03:04.5 7f [WARN] [db/db_impl/db_impl_open.cc:1200] db/000012.log: dropping 97 bytes; Corruption: …";
        assert_eq!(dropped(&format!("a\n{line}\n{line}\n")), Some(194));
        assert_eq!(dropped("DB SUMMARY\n"), None);
    }
}
