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
    format!("{}{}", falling(at), tail(entropy))
}

/// A key that rises with time, so that who waits longest comes first, and that no two rows share.
pub fn oldest_key(at: DateTime<Utc>, entropy: &dyn Entropy) -> String {
    format!("{}{}", rising(at), tail(entropy))
}

/// What sorts behind every key of an instant and of later ones, and before every key of earlier ones.
pub fn newest_key_end(at: DateTime<Utc>) -> String {
    // The tail is hexadecimal: no digit of it sorts behind a g.
    format!("{}g", falling(at))
}

/// What sorts before every key of an instant and of later ones, and behind every key of earlier ones, where keys rise.
pub fn oldest_key_start(at: DateTime<Utc>) -> String {
    rising(at)
}

fn tail(entropy: &dyn Entropy) -> String {
    let mut tail = [0_u8; 4];
    entropy.fill(&mut tail);
    hex::encode(tail)
}

fn falling(at: DateTime<Utc>) -> String {
    format!("{:016x}", i64::MAX.abs_diff(nanos(at)))
}

fn rising(at: DateTime<Utc>) -> String {
    format!("{:016x}", nanos(at).max(0))
}

/// Days that somebody typed may lie centuries away, before or after what can be counted.
fn nanos(at: DateTime<Utc>) -> i64 {
    let out_of_reach = if at.timestamp() < 0 { i64::MIN } else { i64::MAX };
    at.timestamp_nanos_opt().unwrap_or(out_of_reach)
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

    #[test]
    fn an_end_lies_between_an_instant_and_the_one_before() {
        let entropy = SeededEntropy::new(1);
        let at = DateTime::from_timestamp(1_000, 0).unwrap_or_default();
        let end = newest_key_end(at);
        for _ in 0..100 {
            assert!(newest_key(at, &entropy) < end);
            assert!(newest_key(at - chrono::Duration::nanoseconds(1), &entropy) > end);
        }
        let far =
            |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(chrono::NaiveTime::MIN);
        assert!(newest_key_end(far(1000).and_utc()) > end && newest_key_end(far(9999).and_utc()) < end);
    }

    #[test]
    fn a_start_lies_between_an_instant_and_the_one_before_where_keys_rise() {
        let entropy = SeededEntropy::new(1);
        let at = DateTime::from_timestamp(1_000, 0).unwrap_or_default();
        let start = oldest_key_start(at);
        for _ in 0..100 {
            assert!(oldest_key(at, &entropy) > start);
            assert!(oldest_key(at - chrono::Duration::nanoseconds(1), &entropy) < start);
        }
        assert!(
            oldest_key_start(DateTime::<Utc>::MIN_UTC) < start && oldest_key_start(DateTime::<Utc>::MAX_UTC) > start
        );
    }
}
