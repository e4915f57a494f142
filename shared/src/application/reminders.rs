//! When the enterprise is reminded of an application that it has not submitted: so many working days before the month of
//! retirement ends, at an hour at which people read SMS.
//!
//! The figures are `assets/policy/reminders.json`.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::WorkingDays;
use crate::retirement::Month;

/// Name of the file among the policy's tables.
pub const REMINDERS_FILE: &str = "reminders.json";
/// Nobody is reminded earlier than this.
const MOST_DAYS: u32 = 250;

/// Why a table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemindersError {
    /// It is not JSON of that shape.
    #[error("{REMINDERS_FILE}: {0}")]
    Shape(String),
    /// No working days, or more than a year of them.
    #[error("{REMINDERS_FILE}: remind_working_days is not between 1 and {MOST_DAYS}")]
    Days,
    /// The hours end before they begin, or a day has fewer.
    #[error("{REMINDERS_FILE}: from_hour has to be earlier than to_hour, to_hour 24 at most")]
    Hours,
}

/// When is reminded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminders {
    /// Working days before the last day of the month of retirement.
    remind_working_days: u32,
    /// Hour of the day from which messages go out, in the agency's time.
    from_hour: u32,
    /// Hour from which none do.
    to_hour: u32,
}

impl Reminders {
    /// Reads a table.
    ///
    /// # Errors
    /// What is wrong in it.
    pub fn parse(json: &str) -> Result<Self, RemindersError> {
        let read: Self = serde_json::from_str(json).map_err(|error| RemindersError::Shape(error.to_string()))?;
        if !(1..=MOST_DAYS).contains(&read.remind_working_days) {
            return Err(RemindersError::Days);
        }
        if read.from_hour >= read.to_hour || read.to_hour > 24 {
            return Err(RemindersError::Hours);
        }
        Ok(read)
    }

    /// The table that this build carries.
    pub fn built_in() -> &'static Self {
        static REMINDERS: OnceLock<Reminders> = OnceLock::new();
        REMINDERS.get_or_init(|| Self::parse(include_str!("../../../assets/policy/reminders.json")).unwrap_or_default())
    }

    /// Whether messages go out in this hour of the day.
    pub const fn speak_at(&self, hour: u32) -> bool {
        self.from_hour <= hour && hour < self.to_hour
    }

    /// The months whose end is near enough today, today's own first.
    pub fn months(&self, days: &WorkingDays, today: NaiveDate) -> Vec<Month> {
        let first = Month::of(today);
        let later = (0..12).map(|months| first.plus(months));
        later
            .take_while(|month| {
                u32::try_from(days.left(today, month.last_day())).is_ok_and(|left| left <= self.remind_working_days)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(today: &str, reminders: &Reminders) -> Vec<String> {
        let today = today.parse().expect("a date");
        reminders.months(WorkingDays::built_in(), today).iter().map(Month::to_string).collect()
    }

    #[test]
    fn the_end_of_a_month_is_near_ten_working_days_before() {
        let built_in = Reminders::built_in();
        // Thursday the 31st of December: the ten days begin behind Thursday the 17th.
        assert_eq!(months("2026-12-16", built_in), [""; 0]);
        assert_eq!(months("2026-12-17", built_in), ["2026-12"]);
        assert_eq!(months("2026-12-31", built_in), ["2026-12"]);
        assert_eq!(months("2027-01-01", built_in), [""; 0], "a month that is over is no news");
        // October ends on a Saturday; the first week is off and does not count.
        assert_eq!(months("2026-10-15", built_in), [""; 0]);
        assert_eq!(months("2026-10-16", built_in), ["2026-10"]);
        // February: the Spring Festival lies between, the 14th and the 28th are worked.
        assert_eq!(months("2026-02-07", built_in), [""; 0]);
        assert_eq!(months("2026-02-10", built_in), ["2026-02"]);
    }

    #[test]
    fn who_wants_to_remind_early_reaches_the_months_behind() {
        let early = Reminders::parse(r#"{"remind_working_days": 45, "from_hour": 9, "to_hour": 18}"#).expect("sound");
        assert_eq!(months("2026-11-02", &early), ["2026-11", "2026-12"]);
    }

    #[test]
    fn nobody_is_woken() {
        let built_in = Reminders::built_in();
        let hours: Vec<u32> = (0..24).filter(|hour| built_in.speak_at(*hour)).collect();
        assert_eq!(hours, (9..18).collect::<Vec<u32>>());
    }

    #[test]
    fn a_broken_table_is_refused() {
        let table = |days: u32, from: u32, to: u32| {
            Reminders::parse(&format!(r#"{{"remind_working_days": {days}, "from_hour": {from}, "to_hour": {to}}}"#))
        };
        assert_eq!(table(0, 9, 18), Err(RemindersError::Days));
        assert_eq!(table(251, 9, 18), Err(RemindersError::Days));
        assert_eq!(table(10, 18, 9), Err(RemindersError::Hours));
        assert_eq!(table(10, 9, 25), Err(RemindersError::Hours));
        assert!(matches!(Reminders::parse("{}"), Err(RemindersError::Shape(_))));
    }
}
