//! Lists that are read page by page, each a forward scan of an index: cursors, days as places in it, how far one request
//! looks, and the whole list as a table file.

mod look;
mod scan;
mod table;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use shared::error::Invalid;

use super::{ServiceError, ServiceResult};

pub(super) use look::{List, Listed, STEPS};
pub(super) use scan::{Ends, Scan};
pub(super) use table::{Cell, Head, category_name, moment, status_name, table_file};

/// The place that a cursor of [`cursor`] stands for; the beginning without one.
///
/// # Errors
/// `cursor_invalid`.
pub(super) fn after(cursor: Option<&str>) -> ServiceResult<String> {
    let Some(cursor) = cursor else { return Ok(String::new()) };
    let text = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| ServiceError::Fields(("cursor", Invalid::new("cursor_invalid")).into()))
}

/// The cursor of a place.
pub(super) fn cursor(key: &str) -> String {
    URL_SAFE_NO_PAD.encode(key)
}

/// The first instant of a day. Days are the agency's: eight hours ahead of UTC.
pub(super) fn start(day: NaiveDate) -> DateTime<Utc> {
    // Days that somebody typed may lie at the end of what can be counted.
    let midnight = day.and_time(NaiveTime::MIN).and_utc();
    midnight.checked_sub_signed(Duration::hours(8)).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// The first instant after a day.
pub(super) fn end(day: NaiveDate) -> DateTime<Utc> {
    start(day).checked_add_signed(Duration::days(1)).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_agency_s() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 2).unwrap_or_default();
        assert_eq!(start(day).to_rfc3339(), "2026-01-01T16:00:00+00:00");
        assert_eq!(end(day).to_rfc3339(), "2026-01-02T16:00:00+00:00");
        assert!(start(NaiveDate::MIN) < start(day) && end(NaiveDate::MAX) > end(day), "no day is too far");
    }

    #[test]
    fn a_cursor_is_read_back_or_refused() {
        assert!(matches!(after(Some(&cursor("0001g"))), Ok(key) if key == "0001g"));
        assert!(matches!(after(None), Ok(key) if key.is_empty()));
        assert!(after(Some("no base64!")).is_err());
    }
}
