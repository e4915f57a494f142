//! A person's name as the identity document writes it.

use std::fmt;

use super::normal::{half_width, is_han, is_latin, line, shown};
use crate::error::Invalid;

const MIN_CHARS: usize = 2;
const MAX_CHARS: usize = 50;
/// The dot between the parts of a name in a minority or foreign language (GB 18030 间隔号).
const DOT: char = '·';

/// A person's name: Han characters with `·` between parts, or Latin letters with spaces, hyphens and apostrophes.
///
/// The two are not mixed: no identity document does, and letters among Han characters are what an input method left
/// behind. Spaces between Han characters (张 三) are typesetting and dropped.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName(String);

canonical_text!(PersonName);

impl PersonName {
    /// Reads a name as typed or pasted; every middle dot in use becomes `·`.
    ///
    /// # Errors
    /// `required`, `person_name_characters`, `person_name_mixed`, `person_name_ends`, `too_short` or `too_long`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let mut name = line(raw, |c| punctuation(half_width(c)));
        if name.is_empty() {
            return Err(Invalid::new("required"));
        }
        let han = name.chars().any(is_han);
        if han {
            name = name.chars().filter(|c| *c != ' ').map(|c| if c == '.' { DOT } else { c }).collect();
        }
        if han && name.chars().any(is_latin) {
            return Err(Invalid::new("person_name_mixed"));
        }
        let belongs = |c: char| {
            if han { is_han(c) || c == DOT } else { is_latin(c) || matches!(c, ' ' | '-' | '\'') }
        };
        if let Some(c) = name.chars().find(|c| !belongs(*c)) {
            return Err(Invalid::new("person_name_characters").with("character", shown(c)));
        }
        let is_letter = |c: char| is_han(c) || is_latin(c);
        if !name.starts_with(is_letter) || !name.ends_with(is_letter) || name.contains("··") {
            return Err(Invalid::new("person_name_ends"));
        }
        match name.chars().count() {
            ..MIN_CHARS => Err(Invalid::new("too_short").with("min", MIN_CHARS)),
            MIN_CHARS..=MAX_CHARS => Ok(Self(name)),
            _ => Err(Invalid::new("too_long").with("max", MAX_CHARS)),
        }
    }

    /// The name as it may be shown to others: its first character, then at most three stars.
    pub fn masked(&self) -> String {
        let hidden = self.0.chars().count().saturating_sub(1).min(3);
        self.0.chars().take(1).chain(std::iter::repeat_n('*', hidden)).collect()
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonName({})", self.masked())
    }
}

fn punctuation(c: char) -> char {
    match c {
        '\u{00B7}' | '\u{0387}' | '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22C5}' | '\u{30FB}' | '\u{FF65}'
        | '\u{2024}' | '\u{25CF}' => DOT,
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{0060}' | '\u{00B4}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_documents_are_accepted() {
        for (raw, name) in [
            ("王芳", "王芳"),
            (" 张\u{3000}三 ", "张三"),
            ("欧阳 娜娜\n", "欧阳娜娜"),
            ("买买提•吐尔逊", "买买提·吐尔逊"),
            ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
            ("阿依古丽・艾合买提", "阿依古丽·艾合买提"),
            ("\u{20BB7}田", "\u{20BB7}田"),
            ("\u{3400}〇", "\u{3400}〇"),
            ("Mary-Jane  O’Neill", "Mary-Jane O'Neill"),
            ("Nguyễn Văn Đức", "Nguyễn Văn Đức"),
            ("ＬＩ ＭＩＮＧ", "LI MING"),
        ] {
            assert_eq!(PersonName::parse(raw).map(|n| n.to_string()), Ok(name.to_owned()), "{raw}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for (raw, code) in [
            ("", "required"),
            ("王", "too_short"),
            ("A", "too_short"),
            ("王1", "person_name_characters"),
            ("王芳<b>", "person_name_mixed"),
            ("王芳😀", "person_name_characters"),
            ("王\u{0}芳", "person_name_characters"),
            ("张san", "person_name_mixed"),
            ("·王芳", "person_name_ends"),
            ("王··芳", "person_name_ends"),
            ("Li-", "person_name_ends"),
            ("---", "person_name_ends"),
            ("Иван", "person_name_characters"),
            ("Anna·Maria", "person_name_characters"),
        ] {
            assert_eq!(PersonName::parse(raw).map_err(|e| e.code), Err(code), "{raw}");
        }
        assert!(PersonName::parse(&"王".repeat(50)).is_ok());
        assert_eq!(PersonName::parse(&"王".repeat(51)), Err(Invalid::new("too_long").with("max", 50)));
    }

    #[test]
    fn debug_and_mask_show_the_first_character() {
        let name = PersonName::parse("欧阳娜娜").expect("a name");
        assert_eq!((name.masked(), format!("{name:?}")), ("欧***".to_owned(), "PersonName(欧***)".to_owned()));
        assert_eq!(PersonName::parse("王芳").map(|n| n.masked()), Ok("王*".to_owned()));
    }
}
