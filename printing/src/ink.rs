//! What can be printed of a text: characters that the fonts have not become visible marks, and are told.

use crate::fonts::Fonts;

/// What printers set for a character that they have no type of.
pub(crate) const GETA: char = '〓';

/// Longest word that is never broken; in a longer one every letter may begin a line, because no cell could hold it otherwise.
const WORD_MAX: usize = 12;

/// A place to break a line, without width.
const BREAK: char = '\u{200B}';

/// A character that the fonts have not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The name of the field that it stands in.
    pub field: String,
    /// The character.
    pub character: char,
}

/// Takes texts, and remembers what could not be printed of them.
pub(crate) struct Ink {
    fonts: &'static Fonts,
    missing: Vec<Missing>,
}

impl Ink {
    pub(crate) const fn new(fonts: &'static Fonts) -> Self {
        Self { fonts, missing: Vec::new() }
    }

    /// A text as it can be printed. Line breaks stay; a tab is a space. Marks that nobody sees – of direction, joiners,
    /// controls – have no glyph, so that none of them can turn a line around unseen.
    pub(crate) fn text(&mut self, field: &str, raw: &str) -> String {
        let raw = raw.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
        let mut out = String::with_capacity(raw.len());
        for word in raw.trim().split_inclusive(|c: char| !c.is_ascii_graphic()) {
            let apart = is_endless(word);
            for (place, c) in word.chars().enumerate() {
                if apart && place > 0 {
                    out.push(BREAK);
                }
                out.push(self.glyph(field, c));
            }
        }
        out
    }

    /// A character that can be printed.
    fn glyph(&mut self, field: &str, c: char) -> char {
        match c {
            '\n' => c,
            '\t' => ' ',
            _ if self.fonts.has(c) => c,
            _ => {
                self.miss(field, c);
                GETA
            }
        }
    }

    fn miss(&mut self, field: &str, character: char) {
        if !self.missing.iter().any(|missing| missing.character == character && missing.field == field) {
            self.missing.push(Missing { field: field.to_owned(), character });
        }
    }

    /// What was missing, in the order of the paper.
    pub(crate) fn missing(self) -> Vec<Missing> {
        self.missing
    }

    /// The same in words, for the paper itself: `姓名 U+2B81A`.
    pub(crate) fn notes(&self) -> Vec<String> {
        self.missing.iter().map(|missing| format!("{} U+{:04X}", missing.field, u32::from(missing.character))).collect()
    }
}

/// Numbers of documents and cards stay whole: their cells are wide enough.
fn is_endless(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    word.len() > WORD_MAX && digits * 2 < word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink() -> Ink {
        Ink::new(Fonts::get().unwrap_or_else(|error| panic!("{error}")))
    }

    #[test]
    fn what_the_font_has_stays_as_it_is() {
        let mut ink = ink();
        for text in ["王建国", "阿不都热西提·买买提", "㐀䶵𠀋", "#import \"x\" $ \\ *_", "一\n二", "①℃～（）"]
        {
            assert_eq!(ink.text("姓名", text), text);
        }
        assert_eq!(ink.text("备注", " 一\t二\r\n三 "), "一 二\n三");
        assert_eq!(ink.missing(), []);
    }

    #[test]
    fn what_it_has_not_is_seen_and_told_once() {
        let mut ink = ink();
        assert_eq!(ink.text("姓名", "王\u{2EBF0}\u{2EBF0}"), "王〓〓");
        assert_eq!(ink.text("备注", "a\u{202E}b\u{200B}c\u{0007}"), "a〓b〓c〓");
        assert_eq!(ink.notes(), ["姓名 U+2EBF0", "备注 U+202E", "备注 U+200B", "备注 U+0007"]);
        assert_eq!(ink.missing().len(), 4);
    }

    #[test]
    fn a_long_word_can_be_broken_a_number_cannot() {
        let mut ink = ink();
        assert_eq!(ink.text("证件号码", "22010019651201001X"), "22010019651201001X");
        assert_eq!(ink.text("单位名称", "91220101571145270J"), "91220101571145270J");
        assert_eq!(ink.text("岗位", "钳工 fitter"), "钳工 fitter");
        assert_eq!(ink.text("岗位", &"W".repeat(50)).matches(BREAK).count(), 49);
    }
}
