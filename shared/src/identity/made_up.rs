//! Numbers of people and enterprises that do not exist, for demo data and tests.
//!
//! Each function completes the parts it is given with the right check character, and does not look at the parts
//! otherwise: a day that does not exist or an unknown region gives a number that the constructors refuse, which tests
//! need too. Numbers for demo data take a region that ends in `00` (a whole city or province): documents are issued by
//! districts and counties, so such a number is hardly anybody's.

use chrono::{Datelike, NaiveDate};

use super::check_digit::{CREDIT_CODE_ALPHABET, gb11643, gb32100, seven_three_one};

/// A region for made-up people: the whole of Changchun.
pub const REGION: u32 = 220_100;

/// Where the holder of a residence permit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// 810000.
    HongKong,
    /// 820000.
    Macao,
    /// 830000.
    Taiwan,
}

/// A resident identity number. Of `sequence`, the last three digits count; odd is male.
pub fn resident_id(region: u32, birth: NaiveDate, sequence: u16) -> String {
    eighteen(format!("{:06}", region % 1_000_000), birth, sequence)
}

/// The number of a residence permit for people from Hong Kong, Macao and Taiwan.
pub fn residence_permit(origin: Origin, birth: NaiveDate, sequence: u16) -> String {
    let region = match origin {
        Origin::HongKong => 810_000,
        Origin::Macao => 820_000,
        Origin::Taiwan => 830_000,
    };
    resident_id(region, birth, sequence)
}

/// The number of a foreign permanent resident card of 2023: province of GB/T 2260, nationality of ISO 3166.
pub fn foreign_card(province: u8, nationality: u16, birth: NaiveDate, sequence: u16) -> String {
    eighteen(format!("9{:02}{:03}", province % 100, nationality % 1000), birth, sequence)
}

/// The number of an older foreign permanent resident card; `None` unless the nationality is three letters A–Z.
pub fn old_foreign_card(nationality: &str, place: u16, birth: NaiveDate, sequence: u8) -> Option<String> {
    if nationality.len() != 3 || !nationality.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let birth = birth.format("%y%m%d");
    completed(format!("{nationality}{:04}{birth}{}", place % 10_000, sequence % 10), seven_three_one)
}

/// A credit code with the right check character; `None` unless these are 17 characters of the alphabet.
pub fn credit_code(first17: &str) -> Option<String> {
    completed(first17.to_owned(), gb32100)
}

/// A credit code of a company (`91`) of that region; each `serial` below 31⁷ gives another one.
pub fn company_code(region: u32, serial: u64) -> String {
    let base = CREDIT_CODE_ALPHABET.len() as u64;
    let body: String = (0..7_u32)
        .rev()
        .filter_map(|place| CREDIT_CODE_ALPHABET.chars().nth((serial / base.pow(place) % base) as usize))
        .collect();
    let first17 = format!("91{:06}MA{body}", region % 1_000_000);
    credit_code(&first17).unwrap_or(first17)
}

/// A mobile number of the prefix 154, which published lists of operators' prefixes leave out.
pub fn mobile(serial: u32) -> String {
    format!("154{:08}", serial % 100_000_000)
}

fn eighteen(prefix: String, birth: NaiveDate, sequence: u16) -> String {
    let year = birth.year().rem_euclid(10_000);
    let first17 = format!("{prefix}{year:04}{:02}{:02}{:03}", birth.month(), birth.day(), sequence % 1000);
    completed(first17.clone(), gb11643).unwrap_or(first17)
}

fn completed(mut text: String, check: impl Fn(&str) -> Option<char>) -> Option<String> {
    text.push(check(&text)?);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    #[test]
    fn published_numbers_come_out_of_their_parts() {
        assert_eq!(resident_id(110_105, day(1949, 12, 31), 2), "11010519491231002X");
        assert_eq!(residence_permit(Origin::Macao, day(1968, 2, 29), 1), "820000196802290012");
        assert_eq!(foreign_card(11, 124, day(1981, 8, 3), 2), "911124198108030024");
        assert_eq!(old_foreign_card("CAN", 1100, day(1981, 8, 3), 1).as_deref(), Some("CAN110081080310"));
        assert_eq!(credit_code("91220101571145270").as_deref(), Some("91220101571145270J"));
    }

    #[test]
    fn parts_that_do_not_fit_give_nothing() {
        assert_eq!(credit_code("9122010157114527I"), None);
        assert_eq!(old_foreign_card("CA1", 1100, day(1981, 8, 3), 1), None);
    }

    #[test]
    fn company_codes_differ() {
        assert_ne!(company_code(REGION, 1), company_code(REGION, 2));
        assert_eq!(company_code(REGION, 0).len(), 18);
    }
}
