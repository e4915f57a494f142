//! Whom an application is for: made-up people, nobody twice, always the same for the same number.

use backend::ports::{Entropy as _, SeededEntropy};
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use shared::api::InsuredRecord;
use shared::identity::{Sex, made_up};
use shared::retirement::{Category, Month};

const SURNAMES: [&str; 16] =
    ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林"];
const MEN: [&str; 12] =
    ["建军", "志强", "国栋", "洪涛", "立新", "永贵", "文斌", "长江", "铁生", "德福", "永胜", "家豪"];
const WOMEN: [&str; 12] =
    ["淑芬", "玉兰", "秀芝", "丽娟", "凤英", "亚男", "春梅", "晓红", "桂荣", "雅琴", "玉珍", "桂兰"];
/// The cities of the province, and how many in a hundred are insured there.
const CITIES: [(&str, u64); 4] = [("220100", 40), ("220200", 25), ("220300", 15), ("222400", 20)];

/// Months of retirement that applications are filed for, from this one on.
const MONTHS: u64 = 60;
const FIRST_MONTH: (i32, u32) = (2023, 1);
const DAYS: u64 = 28;
const SEQUENCES: u64 = 500;
const DISTRICTS: u64 = 8;
/// How many different people there are.
pub(crate) const MOST: u64 = MONTHS * DAYS * SEQUENCES * DISTRICTS;

/// Draws that a seed determines.
pub(crate) struct Draw {
    /// Where the draws come from; seals take their nonces here too.
    pub(crate) entropy: SeededEntropy,
}

impl Draw {
    /// The draws of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { entropy: SeededEntropy::new(seed) }
    }

    /// A number below `end`; 0 where that is 0.
    pub(crate) fn below(&self, end: u64) -> u64 {
        let mut bytes = [0_u8; 8];
        self.entropy.fill(&mut bytes);
        // The upper half of the product: no bias that would matter here.
        u64::try_from((u128::from(u64::from_le_bytes(bytes)) * u128::from(end)) >> 64).unwrap_or_default()
    }

    /// True so many times in a hundred.
    pub(crate) fn chance(&self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub(crate) fn one_of<'a, T>(&self, items: &'a [T]) -> &'a T {
        &items[usize::try_from(self.below(items.len() as u64)).unwrap_or_default()]
    }
}

/// A made-up insured person and what kind of retirement it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Person {
    /// Resident ID number.
    pub(crate) document_number: String,
    /// Category.
    pub(crate) category: Category,
    /// Month of retirement.
    pub(crate) month: Month,
    /// What the register says.
    pub(crate) record: InsuredRecord,
}

impl Person {
    /// The person of a number; two numbers below [`MOST`] never give the same document.
    pub(crate) fn of(number: u64, draw: &Draw, fetched_at: DateTime<Utc>) -> Self {
        let (category, sex, age) = match draw.below(100) {
            0..45 => (Category::Male, Sex::Male, 60),
            45..65 => (Category::Female55, Sex::Female, 55),
            65..92 => (Category::Female50, Sex::Female, 50),
            92..97 => (Category::SpecialWork, Sex::Male, 55),
            _ => (Category::SpecialWork, Sex::Female, 45),
        };
        // Ages lie five years apart, and so do the months of retirement: age, month, day, sequence and district are a
        // person, whatever the draw of the category was.
        let (month, rest) = (number % MONTHS, number / MONTHS);
        let (day, rest) = (rest % DAYS, rest / DAYS);
        let (sequence, district) = (rest % SEQUENCES, rest / SEQUENCES);
        let first = Month::new(FIRST_MONTH.0, FIRST_MONTH.1).unwrap_or(Month::FIRST);
        let month = first.plus(small(month));
        let born = month.plus(-12 * age).first_day();
        let born = born.with_day(1 + u32::try_from(day).unwrap_or_default()).unwrap_or(born);
        let sequence = u16::try_from(2 * sequence + u64::from(sex == Sex::Male)).unwrap_or_default();
        let region = made_up::REGION + 100 * u32::try_from(district).unwrap_or_default();
        let given = if sex == Sex::Male { MEN } else { WOMEN };
        let name = format!("{}{}", draw.one_of(&SURNAMES), draw.one_of(&given));
        Self {
            document_number: made_up::resident_id(region, born, sequence),
            category,
            month,
            record: record(number, name, sex, born, draw, fetched_at),
        }
    }
}

fn record(
    number: u64,
    name: String,
    sex: Sex,
    born: NaiveDate,
    draw: &Draw,
    fetched_at: DateTime<Utc>,
) -> InsuredRecord {
    let first = Month::of(born).plus(19 * 12 + small(draw.below(48)));
    let mut at = draw.below(100);
    let mut city = CITIES[0].0;
    for (code, share) in CITIES {
        city = code;
        if at < share {
            break;
        }
        at -= share;
    }
    InsuredRecord {
        name,
        sex,
        birth_date: born,
        personal_number: format!("22{number:010}"),
        first_insured_month: first,
        account_opened_month: first.max(Month::new(1995, 7).unwrap_or(first)),
        paid_months: 180 + u32::try_from(draw.below(240)).unwrap_or_default(),
        bank: Some("吉林银行".to_owned()),
        card_number: Some(format!("6231{:015}", draw.below(1_000_000_000_000_000))),
        region: Some(city.to_owned()),
        average_index: Some(0.82),
        account_balance: Some(86_400.5),
        fetched_at,
    }
}

fn small(number: u64) -> i32 {
    i32::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use shared::identity::{DocumentType, IdDocument};

    use super::*;

    #[test]
    fn nobody_comes_twice_and_everybody_has_a_document() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let far = MONTHS * DAYS * SEQUENCES;
        let mut seen = BTreeSet::new();
        for number in (0..5_000).chain(far..far + 5_000).chain(MOST - 5_000..MOST) {
            let person = Person::of(number, &Draw::new(number), DateTime::UNIX_EPOCH);
            let document = IdDocument::parse(DocumentType::ResidentId, &person.document_number, today);
            assert!(document.is_ok(), "{person:?}: {document:?}");
            assert!(person.category.fits(person.record.sex));
            assert!(seen.insert(person.document_number), "{number}");
        }
    }

    #[test]
    fn draws_stay_below_their_end_and_reach_it() {
        let draw = Draw::new(1);
        let drawn: BTreeSet<u64> = (0..1_000).map(|_| draw.below(5)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
        assert_eq!(draw.below(0), 0);
        assert!(!draw.chance(0) && draw.chance(100));
    }
}
