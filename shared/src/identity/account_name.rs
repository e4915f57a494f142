//! The name that a person logs in with.

use super::credit_code::CreditCode;
use super::document_type::DocumentType;
use super::id_rules;
use super::mobile::Mobile;
use super::normal::{half_width, line, shown};
use crate::error::Invalid;

const MIN_CHARS: usize = 4;
const MAX_CHARS: usize = 32;

/// A login name: 4 to 32 of a–z, 0–9, `_`, `.`, `-`, the first a letter; upper and lower case are one.
///
/// What looks like a mobile number, credit code or document number is refused: the login page takes those in the same
/// box, and a name is shown to others.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountName(String);

canonical_text!(AccountName);

impl AccountName {
    /// Reads a name as typed or pasted.
    ///
    /// # Errors
    /// `required`, `account_name_looks_like_number`, `account_name_characters`, `account_name_start`, `too_short` or
    /// `too_long`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let name = line(raw, half_width).to_ascii_lowercase();
        if name.is_empty() {
            return Err(Invalid::new("required"));
        }
        if looks_like_number(&name) {
            return Err(Invalid::new("account_name_looks_like_number"));
        }
        if let Some(c) = name.chars().find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.' | '-')) {
            return Err(Invalid::new("account_name_characters").with("character", shown(c)));
        }
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(Invalid::new("account_name_start"));
        }
        match name.len() {
            ..MIN_CHARS => Err(Invalid::new("too_short").with("min", MIN_CHARS)),
            MIN_CHARS..=MAX_CHARS => Ok(Self(name)),
            _ => Err(Invalid::new("too_long").with("max", MAX_CHARS)),
        }
    }
}

fn looks_like_number(name: &str) -> bool {
    let code = name.to_ascii_uppercase();
    // Characters 3 to 8 of a credit code are the region: digits, which no word of 18 letters has just there.
    let region = code.get(2..8).is_some_and(|region| region.bytes().all(|b| b.is_ascii_digit()));
    Mobile::parse(name).is_ok()
        || region && CreditCode::parse_confirmed(&code).is_ok()
        || id_rules::has_known_shape(DocumentType::ResidentId, &code)
        || id_rules::has_known_shape(DocumentType::ForeignPermanentResident, &code)
        || id_rules::has_known_shape(DocumentType::HkMacaoTravelPermit, &code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_in_lower_case() {
        for (raw, name) in [
            ("WangFang", "wangfang"),
            (" li.ming_01 ", "li.ming_01"),
            ("ａｂｃｄ", "abcd"),
            ("jl-hr", "jl-hr"),
            ("h1234567", "h1234567"),
        ] {
            assert_eq!(AccountName::parse(raw).map(|n| n.to_string()), Ok(name.to_owned()), "{raw}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for (raw, code) in [
            ("", "required"),
            ("abc", "too_short"),
            ("王芳wang", "account_name_characters"),
            ("wang fang", "account_name_characters"),
            ("wang@fang", "account_name_characters"),
            ("1wang", "account_name_start"),
            ("_wang", "account_name_start"),
            ("13812345678", "account_name_looks_like_number"),
            ("+86 138-1234-5678", "account_name_looks_like_number"),
            ("914403001922038216", "account_name_looks_like_number"),
            ("n2220101MF12345678", "account_name_looks_like_number"),
            ("11010519491231002X", "account_name_looks_like_number"),
            ("can110081080310", "account_name_looks_like_number"),
            ("H12345678", "account_name_looks_like_number"),
        ] {
            assert_eq!(AccountName::parse(raw).map_err(|e| e.code), Err(code), "{raw}");
        }
        assert!(AccountName::parse(&"a".repeat(32)).is_ok());
        assert_eq!(AccountName::parse(&"a".repeat(33)), Err(Invalid::new("too_long").with("max", 32)));
    }
}
