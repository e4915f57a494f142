//! Statements and reasons in a person's own words, of a length that the field sets.

use std::fmt;
use std::str::FromStr;

use super::normal::{is_invisible, shown};
use crate::error::Invalid;

/// Free text of `MIN` to `MAX` characters, with line breaks but no other control characters, trimmed.
///
/// Where `MIN` is 0, an empty text is accepted.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FreeText<const MIN: usize, const MAX: usize>(String);

impl<const MIN: usize, const MAX: usize> FreeText<MIN, MAX> {
    /// Reads a text as typed or pasted: line breaks become `\n`, tabs spaces, invisible characters vanish.
    ///
    /// # Errors
    /// `required`, `invalid_characters`, `too_short` or `too_long`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let lines = raw.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
        let visible: String = lines.chars().filter(|c| is_joiner(*c) || !is_invisible(*c)).collect();
        let text = visible.trim_matches(|c: char| c.is_whitespace() || is_joiner(c));
        if text.is_empty() && MIN > 0 {
            return Err(Invalid::new("required"));
        }
        if let Some(c) = text.chars().find(|c| c.is_control() && *c != '\n') {
            return Err(Invalid::new("invalid_characters").with("character", shown(c)));
        }
        let length = text.chars().count();
        if length < MIN {
            Err(Invalid::new("too_short").with("min", MIN))
        } else if length > MAX {
            Err(Invalid::new("too_long").with("max", MAX))
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Joins the parts of some scripts' letters and of pictures; inside a text it has a use.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

impl<const MIN: usize, const MAX: usize> AsRef<str> for FreeText<MIN, MAX> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Display for FreeText<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MIN: usize, const MAX: usize> FromStr for FreeText<MIN, MAX> {
    type Err = Invalid;

    fn from_str(raw: &str) -> Result<Self, Invalid> {
        Self::parse(raw)
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Debug for FreeText<MIN, MAX> {
    /// People write names and numbers into statements: only the length is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FreeText({} chars)", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Reason = FreeText<3, 10>;

    #[test]
    fn text_is_trimmed_and_keeps_its_lines() {
        let text = Reason::parse(" \u{FEFF}第一行\r\n第二行\u{202E}\n ").expect("within the length");
        assert_eq!(text.as_str(), "第一行\n第二行");
        assert_eq!(Reason::parse("a\tb\tc").map(|t| t.to_string()), Ok("a b c".to_owned()));
        assert_eq!(format!("{text:?}"), "FreeText(7 chars)");
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        assert!(Reason::parse(&"字".repeat(10)).is_ok());
        assert_eq!(Reason::parse(&"字".repeat(11)), Err(Invalid::new("too_long").with("max", 10)));
        assert_eq!(Reason::parse("ab"), Err(Invalid::new("too_short").with("min", 3)));
    }

    #[test]
    fn empty_and_control_characters() {
        assert_eq!(Reason::parse(" \n\u{200D} "), Err(Invalid::new("required")));
        assert!(FreeText::<0, 10>::parse("  ").is_ok_and(|t| t.as_str().is_empty()));
        assert_eq!(Reason::parse("abc\u{0}d"), Err(Invalid::new("invalid_characters").with("character", "U+0000")));
    }
}
