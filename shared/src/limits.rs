//! Lengths and numbers that form and server share.

/// Longest search text, in characters.
pub const SEARCH_MAX_CHARS: usize = 64;
/// Rows of one page of a list.
pub const PAGE_SIZE: usize = 20;
/// Shortest and longest statement of an appeal, in characters.
pub const APPEAL_STATEMENT_CHARS: (usize, usize) = (10, 1000);
/// Digits of an SMS code.
pub const SMS_CODE_DIGITS: usize = 6;
/// Seconds before another SMS code may be asked for (as the large SMS vendors enforce).
pub const SMS_RESEND_SECONDS: u64 = 60;
/// The helpline of the unified identity platform, shown wherever one can be stuck.
pub const HELPLINE: &str = "0431-80767550";
