//! What each kind of identity document demands of its number, which arrives here in compact form.

use chrono::NaiveDate;

use super::check_digit::{gb11643, seven_three_one};
use super::document_type::{DocumentType, Sex};
use super::normal::shown;
use crate::error::Invalid;

/// Shortest and longest passport number in use, with room for countries that print more than ICAO's nine characters.
const PASSPORT_CHARS: (usize, usize) = (5, 17);

/// Nobody who registers was born earlier; a year before it is a slip.
const EARLIEST_BIRTH_YEAR: i32 = 1800;

/// Province codes of GB/T 2260.
const PROVINCES: [&str; 32] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
];

/// Refuses a number that cannot be of its kind.
pub(super) fn check(kind: DocumentType, number: &str, today: NaiveDate) -> Result<(), Invalid> {
    match kind {
        DocumentType::ResidentId if is_digits(number, 15) => Err(Invalid::new("id_number_fifteen_digits")),
        DocumentType::ResidentId | DocumentType::HkMacaoTaiwanResidencePermit => eighteen(kind, number, today),
        DocumentType::ForeignPermanentResident if has_old_card_shape(number) => old_card(number),
        DocumentType::ForeignPermanentResident if number.chars().count() != 18 => {
            Err(Invalid::new("foreign_card_format"))
        }
        DocumentType::ForeignPermanentResident => eighteen(kind, number, today),
        DocumentType::Passport => shaped(kind, number, is_passport(number), || {
            Invalid::new("passport_format").with("min", PASSPORT_CHARS.0).with("max", PASSPORT_CHARS.1)
        }),
        DocumentType::HkMacaoTravelPermit => {
            shaped(kind, number, is_hk_macao_permit(number), || Invalid::new("hk_macao_permit_format"))
        }
        DocumentType::TaiwanTravelPermit => {
            shaped(kind, number, is_taiwan_permit(number), || Invalid::new("taiwan_permit_format"))
        }
    }
}

/// The birth date that an 18-character number carries. The old card writes two digits of the year only: no date.
pub(super) fn birth_date(number: &str) -> Option<NaiveDate> {
    if !has_eighteen_shape(number) {
        return None;
    }
    date(number.get(6..10)?, number.get(10..12)?, number.get(12..14)?)
}

/// The sex that an 18-character number carries.
pub(super) fn sex(number: &str) -> Option<Sex> {
    if !has_eighteen_shape(number) {
        return None;
    }
    let digit = number.chars().nth(16)?.to_digit(10)?;
    Some(if digit % 2 == 1 { Sex::Male } else { Sex::Female })
}

/// A document of the GB 11643 family: resident identity card, residence permit, foreign card of 2023.
fn eighteen(kind: DocumentType, number: &str, today: NaiveDate) -> Result<(), Invalid> {
    let length = number.chars().count();
    if length != 18 {
        return Err(hint(kind, number)
            .unwrap_or_else(|| Invalid::new("id_number_length").with("expected", 18).with("actual", length)));
    }
    if let Some(c) = number.chars().enumerate().find(|(i, c)| !is_id_character(*i, *c)).map(|(_, c)| c) {
        return Err(Invalid::new("id_number_characters").with("character", shown(c)));
    }
    if let Some(refusal) = hint(kind, number) {
        return Err(refusal);
    }
    if !region_fits(kind, number) {
        return Err(Invalid::new("id_number_region"));
    }
    let birth = birth_date(number).ok_or(Invalid::new("id_number_birth_date"))?;
    if birth > today {
        return Err(Invalid::new("birth_date_in_future"));
    }
    if number.get(..17).and_then(gb11643) != number.chars().last() {
        return Err(Invalid::new("id_number_check"));
    }
    Ok(())
}

/// Three letters, place (4), birth as YYMMDD, one running digit, check digit.
fn old_card(number: &str) -> Result<(), Invalid> {
    let part = |range| number.get(range).unwrap_or_default();
    let born_in = |century: &str| date(&format!("{century}{}", part(7..9)), part(9..11), part(11..13));
    if born_in("19").or_else(|| born_in("20")).is_none() {
        return Err(Invalid::new("id_number_birth_date"));
    }
    if number.get(..14).and_then(seven_three_one) != number.chars().last() {
        return Err(Invalid::new("id_number_check"));
    }
    Ok(())
}

/// Documents without a public check rule: the shape fits, or the number is seen to be of another kind, or it is refused.
fn shaped(kind: DocumentType, number: &str, fits: bool, refusal: impl FnOnce() -> Invalid) -> Result<(), Invalid> {
    match hint(kind, number) {
        Some(other) => Err(other),
        None if fits => Ok(()),
        None => Err(refusal()),
    }
}

/// Names the kind to choose where the number is plainly one of another kind.
fn hint(kind: DocumentType, number: &str) -> Option<Invalid> {
    let other = if has_eighteen_shape(number) {
        match number.get(..2)? {
            nine if nine.starts_with('9') => DocumentType::ForeignPermanentResident,
            "81" | "82" | "83" => DocumentType::HkMacaoTaiwanResidencePermit,
            _ => DocumentType::ResidentId,
        }
    } else if has_old_card_shape(number) && old_card(number).is_ok() {
        DocumentType::ForeignPermanentResident
    } else {
        return None;
    };
    (other != kind).then(|| Invalid::new("id_number_other_type").with("document_type", other))
}

/// Whether an upper-case text is shaped like a number of that kind, right or wrong.
pub(super) fn has_known_shape(kind: DocumentType, text: &str) -> bool {
    match kind {
        DocumentType::ResidentId | DocumentType::HkMacaoTaiwanResidencePermit => has_eighteen_shape(text),
        DocumentType::ForeignPermanentResident => has_eighteen_shape(text) || has_old_card_shape(text),
        DocumentType::Passport => is_passport(text),
        DocumentType::HkMacaoTravelPermit => is_hk_macao_permit(text),
        DocumentType::TaiwanTravelPermit => is_taiwan_permit(text),
    }
}

fn region_fits(kind: DocumentType, number: &str) -> bool {
    match kind {
        DocumentType::HkMacaoTaiwanResidencePermit => number.get(2..6) == Some("0000"),
        DocumentType::ForeignPermanentResident => number.get(1..3).is_some_and(|p| PROVINCES.contains(&p)),
        _ => number.get(..2).is_some_and(|p| PROVINCES.contains(&p)),
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (chrono::Datelike::year(&date) >= EARLIEST_BIRTH_YEAR).then_some(date)
}

fn is_id_character(index: usize, c: char) -> bool {
    c.is_ascii_digit() || index == 17 && c == 'X'
}

fn has_eighteen_shape(number: &str) -> bool {
    number.len() == 18 && number.chars().enumerate().all(|(i, c)| is_id_character(i, c))
}

fn has_old_card_shape(number: &str) -> bool {
    number.len() == 15
        && number.chars().enumerate().all(|(i, c)| if i < 3 { c.is_ascii_uppercase() } else { c.is_ascii_digit() })
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_passport(number: &str) -> bool {
    (PASSPORT_CHARS.0..=PASSPORT_CHARS.1).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// H or M and 8 digits; the paper permit adds the two digits of how often it was renewed.
fn is_hk_macao_permit(number: &str) -> bool {
    number.strip_prefix(['H', 'M']).is_some_and(|rest| is_digits(rest, 8) || is_digits(rest, 10))
}

/// 8 digits; the paper permit has 10, with or without the letter of its place of issue.
fn is_taiwan_permit(number: &str) -> bool {
    let paper = number.strip_suffix(|c: char| c.is_ascii_uppercase()).unwrap_or(number);
    is_digits(number, 8) || is_digits(paper, 10)
}
