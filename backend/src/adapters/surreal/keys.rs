//! Record ids and sort keys.

use chrono::{DateTime, Utc};
use surrealdb::types::{RecordId, RecordIdKey};

use crate::ports::Entropy;

/// The record of a table with a text id.
pub fn record(table: &'static str, key: &str) -> RecordId {
    RecordId::new(table, key)
}

/// The text id of a record; empty for ids of another kind, which no table here has.
pub fn key_of(id: &RecordId) -> &str {
    match &id.key {
        RecordIdKey::String(key) => key,
        _ => "",
    }
}

/// A key that falls with time, so that newest first is a forward scan of an index (backward ones grow slow), and that
/// no two rows share.
pub fn newest_key(at: DateTime<Utc>, entropy: &dyn Entropy) -> String {
    let nanos = at.timestamp_nanos_opt().unwrap_or(i64::MAX);
    let mut tail = [0_u8; 4];
    entropy.fill(&mut tail);
    format!("{:016x}{}", i64::MAX.abs_diff(nanos), hex::encode(tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SeededEntropy;

    #[test]
    fn later_sorts_first() {
        let entropy = SeededEntropy::new(1);
        let early = newest_key(DateTime::from_timestamp(1_000, 0).unwrap_or_default(), &entropy);
        let late = newest_key(DateTime::from_timestamp(2_000, 0).unwrap_or_default(), &entropy);
        assert!(late < early);
        assert_eq!(early.len(), late.len());
    }
}
