//! The one-time code that an SMS carries.

use std::fmt;
use std::str::FromStr;

use super::normal;
use crate::error::Invalid;
use crate::limits::SMS_CODE_DIGITS;

/// A code of six digits as typed; whether it is the right one, only the server knows.
#[derive(Clone)]
pub struct SmsCode(String);

impl SmsCode {
    /// Reads a code as typed or pasted.
    ///
    /// # Errors
    /// `required` or `sms_code_format`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let code = normal::compact(raw);
        if code.is_empty() {
            return Err(Invalid::new("required"));
        }
        if code.len() == SMS_CODE_DIGITS && code.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(code))
        } else {
            Err(Invalid::new("sms_code_format").with("digits", SMS_CODE_DIGITS))
        }
    }

    /// The digits, for hashing or sending; there is no `Display`, so that none reaches a log by accident.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for SmsCode {
    type Err = Invalid;

    fn from_str(raw: &str) -> Result<Self, Invalid> {
        Self::parse(raw)
    }
}

impl fmt::Debug for SmsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmsCode(******)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_in_any_width() {
        for raw in ["012345", "０１２３４５", " 012 345 "] {
            assert_eq!(SmsCode::parse(raw).map(|code| code.expose().to_owned()), Ok("012345".to_owned()));
        }
        for raw in ["12345", "1234567", "12345a", "١٢٣٤٥٦", "-12345"] {
            assert_eq!(SmsCode::parse(raw).map_err(|e| e.code).err(), Some("sms_code_format"), "{raw}");
        }
        assert_eq!(SmsCode::parse(" ").map_err(|e| e.code).err(), Some("required"));
    }

    #[test]
    fn debug_says_nothing() {
        let code = SmsCode::parse("012345").expect("six digits");
        assert!(!format!("{code:?}").contains("012345"));
    }
}
