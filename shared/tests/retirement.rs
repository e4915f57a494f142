//! Laws of retirement: ages, months, periods and pension, against oracles that count month by month.

use std::collections::BTreeSet;

use proptest::prelude::*;
use shared::error::FieldErrors;
use shared::identity::Sex;
use shared::retirement::periods::{self, Frame};
use shared::retirement::{
    Category, Choice, Month, Pension, PensionInputs, Period, Policy, RetirementRules, check_chosen, estimate,
    minimum_contribution, span, statutory,
};

fn rules() -> &'static RetirementRules {
    &Policy::built_in().retirement[0]
}

/// Months in which people of our time are born, work and retire.
fn month() -> impl Strategy<Value = Month> {
    (1900..2100_i32, 1..=12_u32).prop_filter_map("a month", |(year, month)| Month::new(year, month))
}

/// Every month that can be meant.
fn any_month() -> impl Strategy<Value = Month> {
    (1800..=2199_i32, 1..=12_u32).prop_filter_map("a month", |(year, month)| Month::new(year, month))
}

fn category() -> impl Strategy<Value = Category> {
    prop::sample::select(Category::ALL)
}

fn choice() -> impl Strategy<Value = Choice> {
    prop::sample::select(Choice::ALL)
}

fn sex() -> impl Strategy<Value = Sex> {
    prop::sample::select(vec![Sex::Male, Sex::Female])
}

/// Periods that often overlap: within ten years.
fn rows() -> impl Strategy<Value = Vec<Option<Period>>> {
    let row = (0..120_i32, -6..24_i32, prop_oneof![3 => Just(0_u32), 1 => 0..30_u32]);
    let row = row.prop_map(|(from, length, interruption)| {
        let from = start().plus(from);
        Period { from, to: from.plus(length), interruption }
    });
    prop::collection::vec(prop::option::weighted(0.9, row), 0..8)
}

fn start() -> Month {
    Month::new(1985, 1).unwrap_or(Month::FIRST)
}

/// The months of a period, one by one.
fn months_of(period: &Period) -> BTreeSet<Month> {
    let length = period.to.since(period.from).max(-1) + 1;
    (0..length).map(|months| period.from.plus(months)).collect()
}

/// A frame that only overlaps, order and interruptions offend.
fn wide() -> Frame {
    Frame { birth: None, this_month: Month::LAST, account_opened: None, work_start: None }
}

fn faults(rows: &[Option<Period>], frame: &Frame) -> Vec<(String, &'static str)> {
    let mut errors = FieldErrors::default();
    periods::check(&mut errors, "rows", rows, frame);
    errors.0.into_iter().map(|(field, invalid)| (field.into_owned(), invalid.code)).collect()
}

proptest! {
    #[test]
    fn who_is_born_later_never_retires_earlier(category in category(), sex in sex(), birth in month(), later in 0..600_i32) {
        let first = statutory(rules(), category, sex, birth);
        let second = statutory(rules(), category, sex, birth.plus(later));
        prop_assert!(second.month >= first.month, "{:?} {:?}", first, second);
        prop_assert!(second.delay_months >= first.delay_months);
    }

    #[test]
    fn a_delay_stays_between_nothing_and_its_cap(category in category(), sex in sex(), birth in month()) {
        let got = statutory(rules(), category, sex, birth);
        let cap = rules().age_rule(category).map_or(0, |rule| rule.cap_months);
        prop_assert!(got.delay_months <= cap);
        prop_assert_eq!(got.month.since(got.original_month), i32::try_from(got.delay_months).unwrap_or(-1));
        prop_assert_eq!(got.original_month.since(birth), i32::try_from(got.original_age_years).unwrap_or(-1) * 12);
        let before = got.original_month < rules().delay_starts;
        prop_assert_eq!(got.delay_months == 0, before || category == Category::SpecialWork);
    }

    #[test]
    fn the_month_chosen_lies_between_the_original_age_and_three_years_after(
        category in category(), sex in sex(), birth in month(), choice in choice(), chosen in -120..120_i32,
    ) {
        let person = statutory(rules(), category, sex, birth);
        let chosen = person.month.plus(chosen);
        let allowed = check_chosen(rules(), category, &person, choice, chosen).is_ok();
        if let Some(span) = span(rules(), category, &person, choice) {
            prop_assert!(span.first >= person.original_month && span.first <= span.last);
            prop_assert!(span.first >= person.month.plus(-36) && span.last <= person.month.plus(36));
            prop_assert_eq!(allowed, span.first <= chosen && chosen <= span.last);
        } else {
            prop_assert!(!allowed);
            prop_assert!(category == Category::SpecialWork || person.delay_months == 0);
        }
        // The three choices share no month.
        let choices = Choice::ALL.iter().filter(|choice| {
            check_chosen(rules(), category, &person, **choice, chosen).is_ok()
        });
        prop_assert!(choices.count() <= 1);
    }

    #[test]
    fn minimum_contribution_never_falls_and_stays_within_fifteen_and_twenty_years(year in 1900..2200_i32) {
        let (this, next) = (rules().minimum_contribution.in_year(year), rules().minimum_contribution.in_year(year + 1));
        prop_assert!((180..=240).contains(&this) && this <= next && next - this <= 6);
    }

    #[test]
    fn whoever_retires_early_needs_no_more_and_whoever_stays_no_more_than_in_the_statutory_year(
        category in category(), sex in sex(), birth in month(), months in 0..=36_i32,
    ) {
        let person = statutory(rules(), category, sex, birth);
        let needed = |choice, chosen| minimum_contribution(rules(), &person, choice, chosen);
        let statutory = needed(Choice::Statutory, person.month);
        prop_assert!(needed(Choice::FlexibleEarly, person.month.plus(-months)) <= statutory);
        prop_assert_eq!(needed(Choice::FlexibleLate, person.month.plus(months)), statutory);
    }

    #[test]
    fn a_month_is_read_as_it_is_written_in_every_way(month in any_month()) {
        let (year, number) = (month.year(), month.month());
        prop_assert_eq!(Month::new(year, number), Some(month));
        prop_assert_eq!(Month::of(month.first_day()), month);
        let wide: String = month.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect();
        let ways = [
            month.to_string(), format!("{year}-{number}"), format!("{year}.{number}"), format!("{year}/{number:02}"),
            format!("{year}{number:02}"), format!("{year}年{number}月"), format!(" {year}年{number:02}\n"), wide,
        ];
        for typed in ways {
            prop_assert_eq!(Month::parse(&typed), Ok(month), "{}", typed);
        }
        let wire = serde_json::to_string(&month).unwrap_or_default();
        prop_assert_eq!(serde_json::from_str::<Month>(&wire).ok(), Some(month));
    }

    #[test]
    fn months_are_counted_alike_forwards_and_backwards(month in month(), months in -1200..1200_i32) {
        let other = month.plus(months);
        prop_assert_eq!(other.since(month), months);
        prop_assert_eq!(other.plus(-months), month);
        prop_assert_eq!(month.through(other), u32::try_from(months + 1).unwrap_or(0));
        prop_assert_eq!(month < other, months > 0);
    }

    #[test]
    fn whatever_is_typed_is_a_month_or_refused(raw in any::<String>()) {
        if let Ok(month) = Month::parse(&raw) {
            prop_assert_eq!(Month::parse(&month.to_string()), Ok(month));
        }
    }

    #[test]
    fn months_of_a_period_are_those_between_its_ends_less_the_interruption(rows in rows()) {
        for row in rows.iter().flatten() {
            let within = u32::try_from(months_of(row).len()).unwrap_or(u32::MAX);
            prop_assert_eq!(row.months(), within.saturating_sub(row.interruption));
        }
    }

    #[test]
    fn a_row_is_blamed_if_and_only_if_two_share_a_month(rows in rows()) {
        let ordered: Vec<&Period> = rows.iter().flatten().filter(|row| row.from <= row.to).collect();
        let shared = ordered.iter().enumerate().any(|(at, row)| {
            ordered.iter().skip(at + 1).any(|other| !months_of(row).is_disjoint(&months_of(other)))
        });
        let blamed = |rows: &[Option<Period>]| faults(rows, &wide()).iter().any(|(_, code)| *code == "period_overlaps");
        prop_assert_eq!(blamed(&rows), shared);
        // Whichever order the rows stand in.
        let turned: Vec<Option<Period>> = rows.iter().rev().copied().collect();
        prop_assert_eq!(blamed(&turned), shared);
        if !shared && ordered.iter().all(|row| row.interruption == 0) {
            let all: BTreeSet<Month> = ordered.iter().flat_map(|row| months_of(row)).collect();
            let sum: u32 = ordered.iter().map(|row| row.months()).sum();
            prop_assert_eq!(usize::try_from(sum).ok(), Some(all.len()));
        }
    }

    #[test]
    fn a_row_that_ends_before_it_starts_is_told_only_that(rows in rows()) {
        let found = faults(&rows, &wide());
        for (index, row) in rows.iter().enumerate() {
            let of_row: Vec<&str> =
                found.iter().filter(|(field, _)| field.starts_with(&format!("rows[{index}]"))).map(|(_, c)| *c).collect();
            match row {
                None => prop_assert!(of_row.is_empty()),
                Some(row) if row.to < row.from => prop_assert_eq!(of_row, vec!["period_ends_before_start"]),
                Some(row) => {
                    let nothing_left = row.interruption > 0 && row.months() == 0;
                    prop_assert_eq!(of_row.contains(&"interruption_too_long"), nothing_left);
                }
            }
        }
    }

    #[test]
    fn months_that_nothing_covers_are_those_in_no_row(rows in rows(), first in -20..140_i32, opened in -20..140_i32) {
        let rows: Vec<Period> = rows.into_iter().flatten().collect();
        let (first, opened) = (start().plus(first), start().plus(opened));
        let covered: BTreeSet<Month> = rows.iter().flat_map(months_of).collect();
        let all = (0..opened.since(first).max(0)).map(|months| first.plus(months));
        let missing = all.filter(|month| !covered.contains(month)).count();
        prop_assert_eq!(usize::try_from(periods::uncovered(&rows, first, opened)).ok(), Some(missing));
    }

    #[test]
    fn a_divisor_falls_with_age(age in 470..860_u32) {
        let pension = &Policy::built_in().pension;
        let inside = (40 * 12..=70 * 12).contains(&age);
        prop_assert_eq!(pension.divisor(age).is_some(), inside);
        if let (Some(this), Some(next)) = (pension.divisor(age), pension.divisor(age + 1)) {
            prop_assert!(next <= this && next > 0.0, "{} {}", this, next);
        }
    }

    #[test]
    fn the_parts_of_a_pension_make_its_total(
        city_base in 1000.0..20_000.0_f64, province_base in 1000.0..20_000.0_f64, index in 0.3..3.0_f64,
        paid in 0..600_u32, deemed in 0..400_u32, balance in 0.0..2_000_000.0_f64, divisor in 56.0..233.0_f64,
    ) {
        let (paid_months, deemed_months) = (f64::from(paid), f64::from(deemed));
        let inputs = PensionInputs { city_base, province_base, index, paid_months, deemed_months, balance, divisor };
        let Pension { basic, extra, account, transition, total } = estimate(&inputs);
        prop_assert!((basic + extra + account + transition - total).abs() < 0.01);
        for part in [basic, extra, account, transition, total] {
            prop_assert!(part >= 0.0 && (part * 100.0 - (part * 100.0).round()).abs() < 0.001, "{}", part);
        }
        // Another month paid never makes a pension smaller.
        let longer = estimate(&PensionInputs { paid_months: paid_months + 1.0, ..inputs });
        prop_assert!(longer.total >= total);
    }
}
