//! Working days, by which the agency's time limit runs: weekends and public holidays do not count, shifted days do.
//!
//! Source: the yearly notices of the General Office of the State Council, named in `assets/policy/working-days.json`. In a
//! year without a notice only weekends are off, and the national holidays of fixed date (1 January, 1–2 May, 1–3 October).

use std::collections::BTreeSet;
use std::sync::OnceLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

/// Name of the file among the policy's tables.
pub const WORKING_DAYS_FILE: &str = "working-days.json";
/// Longest period that is counted, in days: nothing waits for longer, and no count runs on for ever.
const LONGEST: u64 = 3_660;
/// Holidays of fixed date, month and day (全国年节及纪念日放假办法).
const FIXED: [(u32, u32); 6] = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];

/// Why a table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkingDaysError {
    /// It is not JSON of that shape.
    #[error("{WORKING_DAYS_FILE}: {0}")]
    Shape(String),
    /// A period ends before it starts, or a day lies in another year.
    #[error("{WORKING_DAYS_FILE}: {0} does not lie in {1}")]
    Day(NaiveDate, i32),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i32,
    #[serde(rename = "source")]
    _source: String,
    off: Vec<(NaiveDate, NaiveDate)>,
    on: Vec<NaiveDate>,
}

/// Which days are worked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkingDays {
    years: BTreeSet<i32>,
    off: BTreeSet<NaiveDate>,
    on: BTreeSet<NaiveDate>,
}

impl WorkingDays {
    /// Reads a table.
    ///
    /// # Errors
    /// What is wrong in it.
    pub fn parse(json: &str) -> Result<Self, WorkingDaysError> {
        let years: Vec<Year> =
            serde_json::from_str(json).map_err(|error| WorkingDaysError::Shape(error.to_string()))?;
        let mut days = Self::default();
        for year in years {
            days.years.insert(year.year);
            let check = |day: NaiveDate| {
                if day.year() == year.year { Ok(day) } else { Err(WorkingDaysError::Day(day, year.year)) }
            };
            for (first, last) in year.off {
                let (first, last) = (check(first)?, check(last)?);
                if last < first {
                    return Err(WorkingDaysError::Day(last, year.year));
                }
                days.off.extend(first.iter_days().take_while(|day| *day <= last));
            }
            for day in year.on {
                days.on.insert(check(day)?);
            }
        }
        Ok(days)
    }

    /// The table that this build carries.
    pub fn built_in() -> &'static Self {
        static DAYS: OnceLock<WorkingDays> = OnceLock::new();
        DAYS.get_or_init(|| Self::parse(include_str!("../../../assets/policy/working-days.json")).unwrap_or_default())
    }

    /// Whether a day is worked.
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        if self.on.contains(&day) {
            return true;
        }
        let holiday =
            self.off.contains(&day) || !self.years.contains(&day.year()) && FIXED.contains(&(day.month(), day.day()));
        !holiday && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The last of so many working days after a day: the day itself does not count.
    pub fn after(&self, day: NaiveDate, days: u32) -> NaiveDate {
        let worked =
            (1..=LONGEST).filter_map(|step| day.checked_add_days(Days::new(step))).filter(|day| self.is_worked(*day));
        worked.take(days as usize).last().unwrap_or(day)
    }

    /// Working days after `today` up to and with `due`; below zero by those after `due` up to and with `today`.
    pub fn left(&self, today: NaiveDate, due: NaiveDate) -> i32 {
        let between = |from: NaiveDate, to: NaiveDate| {
            let days = (1..=LONGEST).map_while(|step| from.checked_add_days(Days::new(step)).filter(|day| *day <= to));
            i32::try_from(days.filter(|day| self.is_worked(*day)).count()).unwrap_or(i32::MAX)
        };
        if due >= today { between(today, due) } else { -between(due, today).max(1) }
    }

    /// The first day that is not overdue today: what was submitted earlier is past so many working days.
    pub fn oldest_in_time(&self, today: NaiveDate, days: u32) -> NaiveDate {
        let earlier = (0..LONGEST).filter_map(|step| today.checked_sub_days(Days::new(step)));
        // Going back, days are late as soon as their last day lies before today.
        earlier.take_while(|day| self.after(*day, days) >= today).last().unwrap_or(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_built_in_table_is_sound() {
        let days = WorkingDays::built_in();
        assert!(days.years.contains(&2026));
        for (text, worked) in [
            ("2026-11-27", true),
            ("2026-11-28", false),
            ("2026-02-14", true),
            ("2026-02-16", false),
            ("2026-02-24", true),
            ("2026-10-07", false),
            ("2026-10-10", true),
            ("2027-01-01", false),
            ("2027-05-03", true),
        ] {
            assert_eq!(days.is_worked(day(text)), worked, "{text}");
        }
    }

    #[test]
    fn twenty_working_days_are_counted_over_weekends_and_holidays() {
        let days = WorkingDays::built_in();
        // Monday the 2nd: four full weeks.
        assert_eq!(days.after(day("2026-11-02"), 20), day("2026-11-30"));
        // Over the Spring Festival: 2026-02-14 is worked, the 16th to the 23rd are not.
        assert_eq!(days.after(day("2026-02-09"), 6), day("2026-02-24"));
        assert_eq!(days.after(day("2026-11-28"), 1), day("2026-11-30"));
        assert_eq!(days.left(day("2026-11-27"), day("2026-11-30")), 1);
        assert_eq!(days.left(day("2026-11-30"), day("2026-11-30")), 0);
        assert_eq!(days.left(day("2026-12-02"), day("2026-11-30")), -2);
        assert_eq!(days.left(day("2026-11-29"), day("2026-11-27")), -1, "late is late, on a Sunday too");
    }

    #[test]
    fn what_was_submitted_before_the_oldest_day_in_time_is_late() {
        let days = WorkingDays::built_in();
        for today in day("2026-01-20").iter_days().take(300) {
            let oldest = days.oldest_in_time(today, 20);
            assert!(days.after(oldest, 20) >= today, "{today}");
            assert!(oldest.pred_opt().is_some_and(|before| days.after(before, 20) < today), "{today}");
        }
    }

    #[test]
    fn a_broken_table_is_refused_with_its_day() {
        let table = |off: &str| format!(r#"[{{"year": 2026, "source": "", "off": [{off}], "on": []}}]"#);
        let wrong = WorkingDays::parse(&table(r#"["2026-01-03", "2026-01-01"]"#));
        assert_eq!(wrong, Err(WorkingDaysError::Day(day("2026-01-01"), 2026)));
        assert!(WorkingDays::parse(&table(r#"["2025-01-01", "2025-01-01"]"#)).is_err());
        assert!(matches!(WorkingDays::parse("[{}]"), Err(WorkingDaysError::Shape(_))));
    }
}
