//! A bank card's number: the card that a pension is paid to.

use super::normal;
use crate::error::Invalid;

/// Shortest and longest number in use (ISO/IEC 7812-1; UnionPay cards have 16 to 19 digits).
const DIGITS: std::ops::RangeInclusive<usize> = 16..=19;

/// A card number whose check digit fits (ISO/IEC 7812-1, Luhn).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BankCard(String);

canonical_text!(BankCard);

impl BankCard {
    /// Reads a number as typed or pasted, with the spaces that stand on the card.
    ///
    /// # Errors
    /// `required`, `bank_card_digits`, `bank_card_length`, `bank_card_check`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let number = normal::compact(raw).replace('-', "");
        if number.is_empty() {
            return Err(Invalid::new("required"));
        }
        if let Some(c) = number.chars().find(|c| !c.is_ascii_digit()) {
            return Err(Invalid::new("bank_card_digits").with("character", normal::shown(c)));
        }
        if !DIGITS.contains(&number.len()) {
            let (min, max) = (DIGITS.start(), DIGITS.end());
            return Err(Invalid::new("bank_card_length")
                .with("min", min)
                .with("max", max)
                .with("actual", number.len()));
        }
        if luhn(&number).is_multiple_of(10) { Ok(Self(number)) } else { Err(Invalid::new("bank_card_check")) }
    }

    /// The number as it may be shown: the last four digits.
    pub fn masked(&self) -> String {
        normal::masked(&self.0, 0, 4)
    }
}

/// The sum that has to be a multiple of ten.
fn luhn(digits: &str) -> u32 {
    let digits = digits.bytes().rev().map(|byte| u32::from(byte.saturating_sub(b'0')));
    digits.enumerate().map(|(place, digit)| if place % 2 == 0 { digit } else { digit / 5 + digit * 2 % 10 }).sum()
}

impl std::fmt::Debug for BankCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BankCard({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_stand_on_the_card() {
        // ISO/IEC 7812-1's own example is 4539 1488 0343 6467.
        let card = BankCard::parse(" 4539 1488 0343 6467 ").expect("the check digit fits");
        assert_eq!((card.as_str(), card.masked().as_str()), ("4539148803436467", "************6467"));
        assert_eq!(format!("{card:?}"), "BankCard(************6467)");
    }

    #[test]
    fn every_single_slip_is_found() {
        let good = "4539148803436467";
        for at in 0..good.len() {
            for digit in b'0'..=b'9' {
                let mut bytes = good.as_bytes().to_vec();
                if bytes[at] != digit {
                    bytes[at] = digit;
                    let slip = String::from_utf8_lossy(&bytes).into_owned();
                    assert_eq!(BankCard::parse(&slip).map_err(|i| i.code), Err("bank_card_check"), "{slip}");
                }
            }
        }
    }

    #[test]
    fn each_fault_has_its_code() {
        for (raw, code) in [
            ("", "required"),
            ("453914880343646", "bank_card_length"),
            ("45391488034364671234", "bank_card_length"),
            ("4539 1488 0343 646x", "bank_card_digits"),
            ("😀", "bank_card_digits"),
        ] {
            assert_eq!(BankCard::parse(raw).map_err(|invalid| invalid.code), Err(code), "{raw}");
        }
    }
}
