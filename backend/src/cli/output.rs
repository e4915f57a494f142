//! Words for the operator: results to standard output, complaints to standard error.

use std::io::{self, ErrorKind, Write};

use anyhow::Context;

/// Writes a line of the result.
///
/// # Errors
/// Where nobody can take it, but for a reader that has seen enough (`| head`).
pub(super) fn say(line: &str) -> anyhow::Result<()> {
    match writeln!(io::stdout().lock(), "{line}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.context("writing the result"),
    }
}

/// Writes a complaint; where even that fails there is nobody left to tell.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A time for people, in the agency's time zone.
pub(super) fn local_time(at: chrono::DateTime<chrono::Utc>) -> String {
    let local = at.naive_utc() + chrono::TimeDelta::hours(8);
    local.format("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::local_time;

    #[test]
    fn times_are_chinas() {
        let at = chrono::DateTime::from_timestamp(1_795_392_000, 0).expect("a time");
        assert_eq!(at.to_rfc3339(), "2026-11-23T00:00:00+00:00");
        assert_eq!(local_time(at), "2026-11-23 08:00:00");
    }
}
