//! A mobile number of mainland China, which receives the SMS codes.

use std::fmt;

use super::normal;
use crate::error::Invalid;

/// A mobile number: 11 digits, the first 1, the second 3 to 9.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mobile(String);

canonical_text!(Mobile);

impl Mobile {
    /// Reads a number as typed or pasted: spaces, dashes and the prefix +86 are dropped.
    ///
    /// # Errors
    /// `required` or `phone_format`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let typed: String = normal::compact(raw).chars().filter(|c| !is_dash(*c)).collect();
        if typed.is_empty() {
            return Err(Invalid::new("required"));
        }
        let number = without_country(&typed);
        let bytes = number.as_bytes();
        let fits = bytes.len() == 11
            && bytes.iter().all(u8::is_ascii_digit)
            && bytes.first() == Some(&b'1')
            && bytes.get(1).is_some_and(|second| *second >= b'3');
        if fits { Ok(Self(number.to_owned())) } else { Err(Invalid::new("phone_format")) }
    }

    /// The number as it may be shown: `138****5678`.
    pub fn masked(&self) -> String {
        normal::masked(&self.0, 3, 4)
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mobile({})", self.masked())
    }
}

fn without_country(typed: &str) -> &str {
    let bare = typed.strip_prefix("+86").or_else(|| typed.strip_prefix("0086"));
    // A bare 86 is the country only where a whole number follows: no mobile number itself begins with 8.
    bare.or_else(|| typed.strip_prefix("86").filter(|rest| rest.len() == 11)).unwrap_or(typed)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_spelling() {
        for raw in [
            "13812345678",
            " 138 1234 5678 ",
            "138-1234-5678",
            "+86 138–1234–5678",
            "008613812345678",
            "8613812345678",
            "１３８１２３４５６７８",
            "＋８６１３８１２３４５６７８",
            "\u{202D}13812345678\u{202C}",
        ] {
            assert_eq!(Mobile::parse(raw).map(|m| m.to_string()), Ok("13812345678".to_owned()), "{raw}");
        }
    }

    #[test]
    fn other_numbers_are_refused() {
        for raw in [
            "12812345678",
            "1381234567",
            "138123456789",
            "043180767550",
            "+8513812345678",
            "+86+8613812345678",
            "13812345a78",
            "١٣٨١٢٣٤٥٦٧٨",
            "电话",
        ] {
            assert_eq!(Mobile::parse(raw), Err(Invalid::new("phone_format")), "{raw}");
        }
        assert_eq!(Mobile::parse(" - "), Err(Invalid::new("required")));
    }

    #[test]
    fn debug_and_mask_hide_the_middle() {
        let mobile = Mobile::parse("13812345678").expect("right shape");
        assert_eq!(mobile.masked(), "138****5678");
        assert_eq!(format!("{mobile:?}"), "Mobile(138****5678)");
    }
}
