//! Short texts of a business form – posts, banks, reasons – in letters, digits and ordinary punctuation.

use super::normal::{is_invisible, shown};
use crate::error::Invalid;

/// Text of `MIN` to `MAX` characters, trimmed, with line breaks, but without pictures and without the signs that mean
/// something to machines: what stands in an application is printed, exported and read aloud.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlainText<const MIN: usize, const MAX: usize>(String);

/// Punctuation that people write in such texts.
const PUNCTUATION: &str = "，。、；：？！（）《》〈〉“”‘’【】〔〕—…·～￥№-_,.:?!()/&%+#@'\u{3000}";

impl<const MIN: usize, const MAX: usize> PlainText<MIN, MAX> {
    /// Reads a text as typed or pasted: line breaks become `\n`, tabs spaces, invisible characters vanish.
    ///
    /// # Errors
    /// `required`, `text_characters`, `too_short` or `too_long`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let lines = raw.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
        let visible: String = lines.chars().filter(|c| !is_invisible(*c)).collect();
        let text = visible.trim();
        if text.is_empty() && MIN > 0 {
            return Err(Invalid::new("required"));
        }
        if let Some(c) = text.chars().find(|c| !is_allowed(*c)) {
            return Err(Invalid::new("text_characters").with("character", shown(c)));
        }
        match text.chars().count() {
            length if length < MIN => Err(Invalid::new("too_short").with("min", MIN)),
            length if length > MAX => Err(Invalid::new("too_long").with("max", MAX)),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_allowed(c: char) -> bool {
    c == '\n' || c == ' ' || c.is_alphanumeric() || PUNCTUATION.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Post = PlainText<1, 20>;

    fn code(raw: &str) -> &'static str {
        Post::parse(raw).map_or_else(|invalid| invalid.code, |_| "accepted")
    }

    #[test]
    fn what_people_write_is_accepted() {
        for text in
            ["车间主任（一线）", "Foreman / 工长", "高级工程师·副总", "第 3 车间，甲班", "中国工商银行股份有限公司"]
        {
            assert_eq!(code(text), "accepted", "{text}");
        }
        assert_eq!(Post::parse(" 钳工\u{200B}\r\n ").map(|post| post.as_str().to_owned()), Ok("钳工".to_owned()));
        assert!(PlainText::<0, 5>::parse(" ").is_ok());
    }

    #[test]
    fn what_machines_read_something_into_is_refused() {
        for text in
            ["<b>工人</b>", "'; DROP TABLE x; --", "工人\u{0}", "工人😀", "a\\b", "{{x}}", "`id`", "a=1", "$x", "\"x\""]
        {
            assert_eq!(code(text), "text_characters", "{text}");
        }
        assert_eq!(code(""), "required");
        assert_eq!(code(&"工".repeat(21)), "too_long");
    }
}
