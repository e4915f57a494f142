//! The canonical forms of typed and pasted text, so that one number has one spelling everywhere.

/// The half-width twin of a full-width ASCII character, or of the ideographic space; any other character unchanged.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Characters without a shape that copying from address books and web pages brings along: zero-width marks,
/// direction marks, the byte order mark, the soft hyphen.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{FEFF}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

/// A number as it is compared and stored: half-width, upper-case, without white space and invisible characters.
pub(super) fn compact(raw: &str) -> String {
    raw.chars()
        .filter(|c| !is_invisible(*c))
        .map(half_width)
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// One line of text: half-width where `fold` says so, runs of white space as one space, none at either end.
pub(super) fn line(raw: &str, fold: impl Fn(char) -> char) -> String {
    let folded: String = raw.chars().filter(|c| !is_invisible(*c)).map(fold).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A Han character: the unified ideographs with every extension, the compatibility ideographs, and 〇.
pub(super) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{2FA1F}'
        | '\u{30000}'..='\u{3347F}')
}

/// A Latin letter, with the accents of European languages and Vietnamese.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}') && c != '\u{00D7}' && c != '\u{00F7}'
}

/// A character as an error sentence can show it, also where it has no shape of its own.
pub(super) fn shown(c: char) -> String {
    if c.is_whitespace() && !c.is_control() {
        "␣".to_owned()
    } else if c.is_control() || is_invisible(c) || c == '\u{FFFD}' {
        format!("U+{:04X}", u32::from(c))
    } else {
        c.to_string()
    }
}

/// The text with only its first `head` and last `tail` characters readable; a text too short for that is hidden whole.
pub(super) fn masked(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    let hide_all = length <= head + tail;
    text.chars()
        .enumerate()
        .map(|(index, c)| if !hide_all && (index < head || index >= length - tail) { c } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        assert_eq!(compact(" １１０１０５\u{3000}19491231 002x\u{202C}\u{FEFF}\n"), "11010519491231002X");
        assert_eq!(compact("\u{200B} \t"), "");
    }

    #[test]
    fn a_line_has_single_spaces() {
        assert_eq!(line("  A\u{3000} B\r\nC ", half_width), "A B C");
    }

    #[test]
    fn masks_show_head_and_tail_only() {
        assert_eq!(masked("13812345678", 3, 4), "138****5678");
        assert_eq!(masked("1234567", 3, 4), "*******");
        assert_eq!(masked("", 3, 4), "");
    }

    #[test]
    fn shapeless_characters_are_named() {
        assert_eq!(shown('\u{0007}'), "U+0007");
        assert_eq!(shown(' '), "␣");
        assert_eq!(shown('<'), "<");
    }
}
