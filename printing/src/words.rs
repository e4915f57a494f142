//! What stands on the papers in words: names of fields and codes from the product's messages, days and months as forms have them.

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Timelike as _, Utc};
use shared::application::{code_name, field_name};
use shared::i18n::{Language, text};
use shared::identity::Sex;
use shared::retirement::Month;

/// The papers are the agency's: they are Chinese, whatever the language of the one who prints.
pub(crate) const LANGUAGE: Language = Language::ZhCn;

/// A message.
pub(crate) fn message(id: &str) -> String {
    text(LANGUAGE, id, &[])
}

/// The name of a field.
pub(crate) fn field(path: &str) -> String {
    field_name(LANGUAGE, path).unwrap_or_else(|| path.to_owned())
}

/// The name of a code; the code itself where there is none.
pub(crate) fn code(prefix: &str, code: &str) -> String {
    code_name(LANGUAGE, prefix, code).unwrap_or_else(|| code.to_owned())
}

/// 性别
pub(crate) fn sex(sex: Sex) -> String {
    message(match sex {
        Sex::Male => "sex-male",
        Sex::Female => "sex-female",
    })
}

/// `2026 年 11 月 27 日`
pub(crate) fn day(day: NaiveDate) -> String {
    format!("{} {} 日", month(Month::of(day)), day.day())
}

/// `2026 年 11 月`
pub(crate) fn month(month: Month) -> String {
    let (year, month) = (month.year().to_string(), month.month().to_string());
    text(LANGUAGE, "application-month", &[("year", &year), ("month", &month)])
}

/// A day as typed; what cannot be read stands there as typed.
pub(crate) fn typed_day(raw: &str) -> String {
    raw.parse().map_or_else(|_| raw.to_owned(), day)
}

/// A month as typed; what cannot be read stands there as typed.
pub(crate) fn typed_month(raw: &str) -> String {
    Month::parse(raw).map_or_else(|_| raw.to_owned(), month)
}

/// The day of a moment in China: one time zone, eight hours ahead of UTC.
pub(crate) fn day_of(at: DateTime<Utc>) -> String {
    day((at + TimeDelta::hours(8)).date_naive())
}

/// A moment to the minute, in the time of China.
pub(crate) fn moment(at: DateTime<Utc>) -> String {
    let at = at + TimeDelta::hours(8);
    format!("{} {:02}:{:02}", day(at.date_naive()), at.hour(), at.minute())
}

/// A number of months.
pub(crate) fn months(months: impl ToString) -> String {
    text(LANGUAGE, "row-months", &[("months", &months.to_string())])
}

/// 受理编号, which an application has from its first submission on.
pub(crate) fn receipt(number: &str) -> &str {
    if number.is_empty() { "（提交后生成）" } else { number }
}

/// How many rows a list has, and their months.
pub(crate) fn total(rows: usize, months: u32) -> String {
    text(LANGUAGE, "application-rows-total", &[("rows", &rows.to_string()), ("months", &months.to_string())])
}

/// Which submission it is.
pub(crate) fn submission(number: u32) -> String {
    text(LANGUAGE, "application-history-submission", &[("number", &number.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_stand_as_forms_have_them() {
        assert_eq!(typed_day("1965-12-01"), "1965 年 12 月 1 日");
        assert_eq!(typed_month("1982-10"), "1982 年 10 月");
        assert_eq!((typed_day("x"), typed_month("19")), ("x".to_owned(), "19".to_owned()));
        let at = DateTime::from_timestamp(1_793_493_000, 0).unwrap_or_default();
        assert_eq!((moment(at), day_of(at)), ("2026 年 11 月 1 日 08:30".to_owned(), "2026 年 11 月 1 日".to_owned()));
    }
}
