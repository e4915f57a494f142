//! The statutory month of retirement, and the month chosen around it.
//!
//! ```text
//! n     = months from 2025-01 to (birth month + original age)      n < 0: not delayed
//! delay = 0 if n < 0 else min(cap, n div step + 1)
//! statutory month = birth month + original age + delay
//! ```
//! Source: 全国人大常委会 2024-09-13 decision on the gradual raising of the statutory retirement age, and the State
//! Council's measures of the same day.

use super::policy::RetirementRules;
use super::{Category, Choice, Month};
use crate::error::Invalid;
use crate::identity::Sex;

/// How a statutory month came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statutory {
    /// Age without delay, years.
    pub original_age_years: u32,
    /// The month in which that age is reached.
    pub original_month: Month,
    /// Months of delay.
    pub delay_months: u32,
    /// The statutory month.
    pub month: Month,
}

/// The statutory month of somebody born in a month.
pub fn statutory(rules: &RetirementRules, category: Category, sex: Sex, birth: Month) -> Statutory {
    let Some(rule) = rules.age_rule(category) else {
        let years = rules.special_work.age_years(sex);
        let month = birth.plus(in_months(years));
        return Statutory { original_age_years: years, original_month: month, delay_months: 0, month };
    };
    let original_month = birth.plus(in_months(rule.original_age_years));
    let delay_months = match u32::try_from(original_month.since(rules.delay_starts)) {
        Ok(n) => (n / rule.step_months + 1).min(rule.cap_months),
        Err(_) => 0,
    };
    let month = original_month.plus(i32::try_from(delay_months).unwrap_or(i32::MAX));
    Statutory { original_age_years: rule.original_age_years, original_month, delay_months, month }
}

fn in_months(years: u32) -> i32 {
    i32::try_from(years.saturating_mul(12)).unwrap_or(i32::MAX)
}

/// Months that may be chosen, both counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First.
    pub first: Month,
    /// Last.
    pub last: Month,
}

/// The months that a choice leaves; `None` where the choice is not open: special work has no flexible months, and whoever
/// is not delayed cannot retire early.
pub fn span(rules: &RetirementRules, category: Category, statutory: &Statutory, choice: Choice) -> Option<Span> {
    let most = i32::try_from(rules.flexible.most_months).unwrap_or(i32::MAX);
    let (first, last) = match choice {
        Choice::Statutory => (statutory.month, statutory.month),
        _ if category == Category::SpecialWork => return None,
        Choice::FlexibleEarly => (statutory.month.plus(-most).max(statutory.original_month), statutory.month.plus(-1)),
        Choice::FlexibleLate => (statutory.month.plus(1), statutory.month.plus(most)),
    };
    (first <= last).then_some(Span { first, last })
}

/// The month chosen, held against its limits.
///
/// # Errors
/// `choice_not_open`, `chosen_month_too_early`, `chosen_month_too_late`.
pub fn check_chosen(
    rules: &RetirementRules,
    category: Category,
    statutory: &Statutory,
    choice: Choice,
    chosen: Month,
) -> Result<(), Invalid> {
    let Some(span) = span(rules, category, statutory, choice) else {
        return Err(Invalid::new("choice_not_open"));
    };
    if chosen < span.first {
        Err(Invalid::new("chosen_month_too_early").with("first", span.first).with("last", span.last))
    } else if chosen > span.last {
        Err(Invalid::new("chosen_month_too_late").with("first", span.first).with("last", span.last))
    } else {
        Ok(())
    }
}

/// The last day on which the written notice of an early retirement, or the agreement on a late one, is in time; `None` for
/// the statutory month, which needs neither.
pub fn notice_deadline(
    rules: &RetirementRules,
    statutory: &Statutory,
    choice: Choice,
    chosen: Month,
) -> Option<chrono::NaiveDate> {
    let (month, ahead) = match choice {
        Choice::Statutory => return None,
        Choice::FlexibleEarly => (chosen, rules.flexible.early_notice_months),
        Choice::FlexibleLate => (statutory.month, rules.flexible.late_agreement_months),
    };
    let month = month.plus(-i32::try_from(ahead).unwrap_or(i32::MAX));
    // A month is over with its last day: notice given on it is still a whole number of months ahead.
    month.plus(1).first_day().pred_opt()
}

/// Minimum contribution months: of the chosen year for an early retirement, of the statutory year otherwise.
pub fn minimum_contribution(rules: &RetirementRules, statutory: &Statutory, choice: Choice, chosen: Month) -> u32 {
    let year = if choice == Choice::FlexibleEarly { chosen.year() } else { statutory.month.year() };
    rules.minimum_contribution.in_year(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::retirement::Policy;

    fn rules() -> &'static RetirementRules {
        &Policy::built_in().retirement[0]
    }

    fn month(text: &str) -> Month {
        text.parse().unwrap_or_else(|invalid| panic!("{text}: {invalid:?}"))
    }

    fn of(category: Category, birth: &str) -> Statutory {
        let sex = if category == Category::Male { Sex::Male } else { Sex::Female };
        statutory(rules(), category, sex, month(birth))
    }

    #[test]
    fn published_cases_come_out() {
        for (category, cases) in [
            (
                Category::Male,
                &[
                    ("1964-12", "2024-12", 0),
                    ("1965-01", "2025-02", 1),
                    ("1966-01", "2026-05", 4),
                    ("1975-06", "2038-02", 32),
                    ("1976-09", "2039-09", 36),
                ][..],
            ),
            (
                Category::Female55,
                &[
                    ("1970-01", "2025-02", 1),
                    ("1970-06", "2025-08", 2),
                    ("1971-06", "2026-11", 5),
                    ("1988-09", "2046-09", 36),
                ],
            ),
            (
                Category::Female50,
                &[
                    ("1974-12", "2024-12", 0),
                    ("1975-01", "2025-02", 1),
                    ("1976-06", "2027-03", 9),
                    ("1984-11", "2039-11", 60),
                ],
            ),
        ] {
            for (birth, expected, delay) in cases {
                let got = of(category, birth);
                assert_eq!((got.month, got.delay_months), (month(expected), *delay), "{category:?} {birth}");
            }
        }
    }

    #[test]
    fn special_work_is_never_delayed() {
        let men = statutory(rules(), Category::SpecialWork, Sex::Male, month("1971-12"));
        assert_eq!((men.month, men.delay_months), (month("2026-12"), 0));
        let women = statutory(rules(), Category::SpecialWork, Sex::Female, month("1981-12"));
        assert_eq!((women.month, women.original_age_years), (month("2026-12"), 45));
        assert_eq!(span(rules(), Category::SpecialWork, &men, Choice::FlexibleEarly), None);
        assert_eq!(span(rules(), Category::SpecialWork, &men, Choice::FlexibleLate), None);
    }

    #[test]
    fn nobody_retires_before_the_original_age_or_three_years_from_the_statutory_month() {
        // Delayed by 4 months: early means at most those four.
        let short = of(Category::Male, "1966-01");
        let early = span(rules(), Category::Male, &short, Choice::FlexibleEarly);
        assert_eq!(early, Some(Span { first: month("2026-01"), last: month("2026-04") }));
        // Delayed by 60 months: early means at most three years.
        let long = of(Category::Female50, "1984-11");
        let early = span(rules(), Category::Female50, &long, Choice::FlexibleEarly);
        assert_eq!(early, Some(Span { first: month("2036-11"), last: month("2039-10") }));
        let late = span(rules(), Category::Female50, &long, Choice::FlexibleLate);
        assert_eq!(late, Some(Span { first: month("2039-12"), last: month("2042-11") }));
        // Not delayed: there is no earlier month.
        let none = of(Category::Male, "1964-12");
        assert_eq!(span(rules(), Category::Male, &none, Choice::FlexibleEarly), None);
        let refused = |chosen: &str, choice| {
            check_chosen(rules(), Category::Male, &short, choice, month(chosen)).err().map(|invalid| invalid.code)
        };
        assert_eq!(refused("2025-12", Choice::FlexibleEarly), Some("chosen_month_too_early"));
        assert_eq!(refused("2026-05", Choice::FlexibleEarly), Some("chosen_month_too_late"));
        assert_eq!(refused("2026-05", Choice::Statutory), None);
        assert_eq!(refused("2029-06", Choice::FlexibleLate), Some("chosen_month_too_late"));
    }

    #[test]
    fn early_counts_the_chosen_year_and_late_the_statutory_year() {
        let person = of(Category::Male, "1970-06");
        assert_eq!(person.month, month("2031-11"));
        let needed = |choice, chosen: &str| minimum_contribution(rules(), &person, choice, month(chosen));
        assert_eq!(needed(Choice::Statutory, "2031-11"), 192);
        assert_eq!(needed(Choice::FlexibleEarly, "2030-06"), 186);
        assert_eq!(needed(Choice::FlexibleLate, "2034-11"), 192);
    }

    #[test]
    fn notice_is_due_three_months_ahead() {
        let person = of(Category::Male, "1966-12");
        let day =
            |choice, chosen: &str| notice_deadline(rules(), &person, choice, month(chosen)).map(|day| day.to_string());
        assert_eq!(day(Choice::FlexibleEarly, "2027-03"), Some("2026-12-31".to_owned()));
        assert_eq!(person.month, month("2027-06"));
        assert_eq!(day(Choice::FlexibleLate, "2028-06"), Some("2027-05-31".to_owned()));
        assert_eq!(day(Choice::Statutory, "2027-06"), None);
    }
}
