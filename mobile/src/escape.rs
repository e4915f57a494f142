//! Texts inside the query of an address.
//!
//! The router decodes a whole query before anybody splits it: a `&` or `%` within a text would be taken for one of the
//! address. So they are written `~1` and `~2`, and the `~` that marks them `~0`; everything else the router encodes well.

/// The text as it may stand in a query.
pub(crate) fn escape(text: &str) -> String {
    text.replace('~', "~0").replace('&', "~1").replace('%', "~2")
}

/// The text that was escaped. One that never was comes back as it is.
pub(crate) fn unescape(text: &str) -> String {
    text.replace("~2", "%").replace("~1", "&").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_comes_back_however_often() {
        for text in ["", "张三", "a&b=c%20d", "~", "~0", "~1&~2%", "100%", "/x?y=~02"] {
            assert_eq!(unescape(&escape(text)), text);
            assert_eq!(unescape(&unescape(&escape(&escape(text)))), text);
            assert!(!escape(text).contains(['&', '%']), "{text}");
        }
    }
}
