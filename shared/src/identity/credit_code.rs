//! The unified social credit code, which names an enterprise (GB 32100-2015).

use super::check_digit::{CREDIT_CODE_ALPHABET, gb32100};
use super::normal;
use crate::error::Invalid;

const LENGTH: usize = 18;

/// A unified social credit code: 18 characters of the standard's alphabet.
///
/// A few codes in lawful use break the check rule. [`CreditCode::parse`] refuses them with `credit_code_check`, whose
/// sentence asks the user to compare with the licence; once the user has confirmed, [`CreditCode::parse_confirmed`]
/// takes them. A code that was stored is read back with `parse_confirmed`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CreditCode(String);

canonical_text!(CreditCode);

impl CreditCode {
    /// Reads a code as typed or pasted, with its check character.
    ///
    /// # Errors
    /// `required`, `credit_code_length`, `credit_code_characters`, or `credit_code_check`, which can be confirmed.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let code = Self::parse_confirmed(raw)?;
        if code.check_digit_ok() { Ok(code) } else { Err(Invalid::new("credit_code_check")) }
    }

    /// Reads a code whose failed check the user has confirmed.
    ///
    /// # Errors
    /// `required`, `credit_code_length` or `credit_code_characters`: these cannot be confirmed away.
    pub fn parse_confirmed(raw: &str) -> Result<Self, Invalid> {
        let code = normal::compact(raw);
        if code.is_empty() {
            return Err(Invalid::new("required"));
        }
        if let Some(c) = code.chars().find(|c| !CREDIT_CODE_ALPHABET.contains(*c)) {
            return Err(Invalid::new("credit_code_characters").with("character", normal::shown(c)));
        }
        if code.len() != LENGTH {
            return Err(Invalid::new("credit_code_length").with("expected", LENGTH).with("actual", code.len()));
        }
        Ok(Self(code))
    }

    /// Whether the last character is the one that the other seventeen give.
    pub fn check_digit_ok(&self) -> bool {
        self.0.get(..LENGTH - 1).and_then(gb32100) == self.0.chars().last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_codes_are_accepted() {
        for code in ["914403001922038216", "91220101571145270J", "91330100799655058B"] {
            let parsed = CreditCode::parse(code).unwrap_or_else(|e| panic!("{code}: {e:?}"));
            assert!(parsed.check_digit_ok());
            assert_eq!(parsed.to_string(), code);
        }
        let typed = CreditCode::parse(" ９１２２ 0101 5711 4527 0j").expect("a published code");
        assert_eq!(typed.as_str(), "91220101571145270J");
    }

    #[test]
    fn a_failed_check_can_be_confirmed() {
        for code in ["914403001922038217", "91350100M0001TGQXM"] {
            assert_eq!(CreditCode::parse(code), Err(Invalid::new("credit_code_check")));
            assert!(!CreditCode::parse_confirmed(code).expect("length and alphabet are right").check_digit_ok());
        }
    }

    #[test]
    fn length_and_alphabet_cannot_be_confirmed() {
        for (raw, code) in [
            ("", "required"),
            ("91440300192203821", "credit_code_length"),
            ("9144030019220382166", "credit_code_length"),
            ("9144030019220382I6", "credit_code_characters"),
            ("91440300-922038216", "credit_code_characters"),
            ("91440300192203821统", "credit_code_characters"),
        ] {
            for parsed in [CreditCode::parse(raw), CreditCode::parse_confirmed(raw)] {
                assert_eq!(parsed.map_err(|invalid| invalid.code), Err(code), "{raw}");
            }
        }
    }
}
