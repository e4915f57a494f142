//! An enterprise's name as its licence writes it.

use super::normal::{half_width, is_han, line, shown};
use crate::error::Invalid;

const MIN_CHARS: usize = 2;
const MAX_CHARS: usize = 100;

/// An enterprise's name: what a licence can print, without control characters, pictures and angle brackets.
///
/// Letters and digits become half-width, and the brackets of a Chinese name full-width, so that 某某（长春）有限公司
/// is one name however it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EnterpriseName(String);

canonical_text!(EnterpriseName);

impl EnterpriseName {
    /// Reads a name as typed or pasted.
    ///
    /// # Errors
    /// `required`, `enterprise_name_characters`, `enterprise_name_letters`, `too_short` or `too_long`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let han = raw.chars().any(is_han);
        let name = line(raw, |c| canonical(c, han));
        if name.is_empty() {
            return Err(Invalid::new("required"));
        }
        if let Some(c) = name.chars().find(|c| is_refused(*c)) {
            return Err(Invalid::new("enterprise_name_characters").with("character", shown(c)));
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(Invalid::new("enterprise_name_letters"));
        }
        match name.chars().count() {
            ..MIN_CHARS => Err(Invalid::new("too_short").with("min", MIN_CHARS)),
            MIN_CHARS..=MAX_CHARS => Ok(Self(name)),
            _ => Err(Invalid::new("too_long").with("max", MAX_CHARS)),
        }
    }
}

fn canonical(c: char, han: bool) -> char {
    match (c, half_width(c)) {
        ('(' | '（', _) if han => '（',
        (')' | '）', _) if han => '）',
        (_, half) if half.is_ascii_alphanumeric() || half == ' ' || half == '(' || half == ')' => half,
        _ => c,
    }
}

fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | '＜' | '＞' | '\u{FFFD}') || is_picture(c) || is_stray(c)
}

/// Arrows, dingbats, pictographs, and what joins and colours them.
fn is_picture(c: char) -> bool {
    matches!(c,
        '\u{20E3}' | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{2600}'..='\u{27BF}'
        | '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2BFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Marks that stack on another character, and code points that have no agreed character.
fn is_stray(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20F0}'
        | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_licences_are_accepted() {
        for (raw, name) in [
            ("长春市示范机械有限公司", "长春市示范机械有限公司"),
            (" 示范(长春)科技\u{3000}有限公司 ", "示范（长春）科技 有限公司"),
            ("示范（长春）科技有限公司", "示范（长春）科技有限公司"),
            ("中铁３局Ａ厂", "中铁3局A厂"),
            ("Example (Changchun) Co., Ltd.", "Example (Changchun) Co., Ltd."),
            ("示范“一品”食品·饮料+店", "示范“一品”食品·饮料+店"),
        ] {
            assert_eq!(EnterpriseName::parse(raw).map(|n| n.to_string()), Ok(name.to_owned()), "{raw}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for (raw, code) in [
            ("", "required"),
            ("厂", "too_short"),
            ("示范<script>", "enterprise_name_characters"),
            ("示范＞厂", "enterprise_name_characters"),
            ("示范厂🏭", "enterprise_name_characters"),
            ("示范\u{7}厂", "enterprise_name_characters"),
            ("示范\u{E000}厂", "enterprise_name_characters"),
            ("e\u{301}cole", "enterprise_name_characters"),
            ("2024", "enterprise_name_letters"),
            ("（）", "enterprise_name_letters"),
        ] {
            assert_eq!(EnterpriseName::parse(raw).map_err(|e| e.code), Err(code), "{raw}");
        }
        assert!(EnterpriseName::parse(&"厂".repeat(100)).is_ok());
        assert_eq!(EnterpriseName::parse(&"厂".repeat(101)), Err(Invalid::new("too_long").with("max", 100)));
    }
}
