//! A calendar month: what ages, retirement and contribution are counted in.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::error::Invalid;
use crate::identity::half_width;

/// A month of the calendar, `YYYY-MM` on the wire. The years are those that a living person can have to do with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    /// Months since January of the year 0.
    index: i32,
}

impl Month {
    /// First month that can be meant.
    pub const FIRST: Self = Self { index: 1800 * 12 };
    /// Last month that can be meant.
    pub const LAST: Self = Self { index: 2199 * 12 + 11 };

    /// A month; `None` where there is none of that number or the year is out of reach.
    pub const fn new(year: i32, month: u32) -> Option<Self> {
        if month < 1 || month > 12 || year < 1800 || year > 2199 {
            return None;
        }
        Some(Self { index: year * 12 + month as i32 - 1 })
    }

    /// The month of a day; the nearest within reach for a day beyond it.
    pub fn of(day: NaiveDate) -> Self {
        let index = day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default();
        Self { index: index.clamp(Self::FIRST.index, Self::LAST.index) }
    }

    /// What was typed: `1982-10`, and what people type for it: `1982.10`, `1982/10`, `198210`, `1982年10月`.
    ///
    /// # Errors
    /// `required`, `month_format`.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let text: String = raw.trim().chars().map(half_width).collect();
        if text.is_empty() {
            return Err(Invalid::new("required"));
        }
        let wrong = || Invalid::new("month_format");
        let text = text.strip_suffix('月').unwrap_or(&text);
        let (year, month) = match text.split_once(['-', '.', '/', '年']) {
            Some(parts) => parts,
            None => text.split_at_checked(4).ok_or_else(wrong)?,
        };
        let digits = |part: &str, most: usize| {
            (!part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.to_owned())
        };
        let year = digits(year, 4).filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
        let month = digits(month, 2).and_then(|month| month.parse().ok());
        match (year, month) {
            (Some(year), Some(month)) => Self::new(year, month).ok_or_else(wrong),
            _ => Err(wrong()),
        }
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.index.div_euclid(12)
    }

    /// The month's number, 1 to 12.
    pub const fn month(self) -> u32 {
        self.index.rem_euclid(12) as u32 + 1
    }

    /// So many months later (earlier for a negative number), no further than [`Month::FIRST`] and [`Month::LAST`].
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self { index: self.index.saturating_add(months).clamp(Self::FIRST.index, Self::LAST.index) }
    }

    /// Months from `earlier` to this one; negative where `earlier` is later.
    pub const fn since(self, earlier: Self) -> i32 {
        self.index - earlier.index
    }

    /// Months from this one through `last`, both counted; 0 where `last` is earlier.
    pub fn through(self, last: Self) -> u32 {
        u32::try_from(last.index - self.index + 1).unwrap_or(0)
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.month(), 1).unwrap_or_default()
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        let next = self.first_day().checked_add_months(Months::new(1));
        next.and_then(|next| next.pred_opt()).unwrap_or_default()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for Month {
    type Err = Invalid;

    fn from_str(raw: &str) -> Result<Self, Invalid> {
        Self::parse(raw)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let strict = text.len() == 7 && text.as_bytes().get(4) == Some(&b'-');
        match Self::parse(&text) {
            Ok(month) if strict => Ok(month),
            _ => Err(format!("{text:?} is no month of the form YYYY-MM")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap_or_else(|invalid| panic!("{text}: {invalid:?}"))
    }

    #[test]
    fn what_people_type_is_read() {
        for typed in ["1982-10", " 1982.10 ", "1982/10", "198210", "1982年10月", "1982年10", "１９８２－１０"]
        {
            assert_eq!(Month::parse(typed), Month::new(1982, 10).ok_or(Invalid::new("none")), "{typed}");
        }
        assert_eq!(month("1982-1"), month("1982-01"));
        for typed in
            ["1982", "1982-13", "1982-00", "82-10", "1982-1x", "1982-010", "-1982-10", "1982--1", "十月", "0001-01"]
        {
            assert_eq!(Month::parse(typed), Err(Invalid::new("month_format")), "{typed}");
        }
        assert_eq!(Month::parse("  "), Err(Invalid::new("required")));
    }

    #[test]
    fn display_and_parse_are_inverse() {
        let mut at = Month::FIRST;
        while at < Month::LAST {
            assert_eq!(at.to_string().parse(), Ok(at));
            at = at.plus(1);
        }
        assert_eq!(Month::LAST.plus(1), Month::LAST);
        assert_eq!(Month::FIRST.plus(-1), Month::FIRST);
    }

    #[test]
    fn a_month_ends_where_the_calendar_says() {
        for (text, last) in
            [("2026-12", "2026-12-31"), ("2027-02", "2027-02-28"), ("2028-02", "2028-02-29"), ("2199-12", "2199-12-31")]
        {
            assert_eq!(month(text).last_day().to_string(), last);
        }
    }

    #[test]
    fn months_are_counted_over_the_turn_of_the_year() {
        assert_eq!(month("1982-10").through(month("1995-06")), 153);
        assert_eq!(month("1982-10").through(month("1982-10")), 1);
        assert_eq!(month("1982-10").through(month("1982-09")), 0);
        assert_eq!(month("2025-01").since(month("2024-12")), 1);
        assert_eq!(month("2024-12").plus(1), month("2025-01"));
    }

    #[test]
    fn the_wire_takes_one_form_alone() {
        assert_eq!(serde_json::to_value(month("1982-10")).unwrap_or_default(), "1982-10");
        assert_eq!(serde_json::from_str::<Month>("\"1982-10\"").ok(), Some(month("1982-10")));
        for wrong in ["\"1982.10\"", "\"198210\"", "\"\"", "7"] {
            assert!(serde_json::from_str::<Month>(wrong).is_err(), "{wrong}");
        }
    }
}
