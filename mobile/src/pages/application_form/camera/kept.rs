//! Fingerprints of the pages that were taken for an application, kept on the device so that a page is not sent twice.

use crate::platform;
use crate::session::{DRAFT_PREFIX, SESSION};
use dioxus::prelude::ReadableExt;

/// More pages than any application has; the oldest are forgotten first.
const MOST: usize = 400;

/// Goes with the drafts of its owner: whoever logs out takes them along.
fn key(application: &str) -> String {
    let owner = SESSION.peek().me().map_or_else(|| "-".to_owned(), |me| me.user_id.clone());
    format!("{DRAFT_PREFIX}{owner}.pages.{application}")
}

/// The fingerprints of the pages before, end to end.
pub(in super::super) fn earlier(application: &str) -> Vec<u8> {
    platform::stored(&key(application)).map(|text| read(&text)).unwrap_or_default()
}

/// Keeps the fingerprint of a page that was taken.
pub(in super::super) fn remember(application: &str, fingerprint: &[u8]) {
    if fingerprint.is_empty() {
        return;
    }
    let text = platform::stored(&key(application)).unwrap_or_default();
    platform::store(&key(application), &with(&text, fingerprint));
}

/// One fingerprint a line, in hexadecimal digits.
fn with(text: &str, fingerprint: &[u8]) -> String {
    let fresh: String = fingerprint.iter().map(|byte| format!("{byte:02x}")).collect();
    let lines: Vec<&str> = text.lines().chain([fresh.as_str()]).collect();
    lines[lines.len().saturating_sub(MOST)..].join("\n")
}

fn read(text: &str) -> Vec<u8> {
    let line = |line: &str| -> Option<Vec<u8>> {
        let digits = line.as_bytes().chunks_exact(2);
        digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
    };
    text.lines().filter_map(line).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{MOST, read, with};

    #[test]
    fn fingerprints_come_back_as_they_went() {
        let text = with(&with("", &[0, 1, 255]), &[16, 32, 64]);
        assert_eq!(read(&text), [0, 1, 255, 16, 32, 64]);
        assert_eq!(read("not hexadecimal"), [0_u8; 0]);
    }

    #[test]
    fn the_oldest_is_forgotten_first() {
        let full = (0..MOST).fold(String::new(), |text, _| with(&text, &[7]));
        let text = with(&full, &[9]);
        assert_eq!((read(&text).len(), read(&text).last().copied()), (MOST, Some(9)));
    }
}
