//! Every published case and table of retirement, from one file, against the rules and the built-in policy.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::error::FieldErrors;
use shared::identity::Sex;
use shared::retirement::periods::{self, Frame};
use shared::retirement::{
    Category, Choice, Month, PensionInputs, Period, Policy, Requirement, RetirementRules, Statutory, WorkKind,
    estimate, span, statutory,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table<T> {
    #[serde(rename = "source")]
    _source: String,
    cases: Vec<T>,
}

#[derive(Deserialize)]
struct Vectors {
    statutory: Table<StatutoryCase>,
    age_rules: AgeRules,
    flexible: Flexible,
    minimum_contribution: Table<YearCase>,
    special_work: SpecialWork,
    deemed: Table<DeemedCase>,
    materials: Materials,
    divisors: Divisors,
    bases: Table<BaseCase>,
    pension: Table<PensionCase>,
}

#[derive(Deserialize)]
struct StatutoryCase {
    category: Category,
    birth: Month,
    month: Month,
    delay: u32,
}

#[derive(Deserialize)]
struct AgeRules {
    delay_starts: Month,
    categories: Vec<AgeCase>,
}

#[derive(Deserialize)]
struct AgeCase {
    category: Category,
    original_age_years: u32,
    step_months: u32,
    cap_months: u32,
}

#[derive(Deserialize)]
struct Flexible {
    most_months: i32,
    early_notice_months: u32,
}

#[derive(Deserialize)]
struct YearCase {
    year: i32,
    months: u32,
}

#[derive(Deserialize)]
struct SpecialWork {
    male_age_years: i32,
    female_age_years: i32,
    years: BTreeMap<WorkKind, u32>,
}

#[derive(Deserialize)]
struct DeemedCase {
    from: Month,
    to: Month,
    interruption: u32,
    account_opened: Month,
    months: u32,
    last_that_counts: bool,
}

#[derive(Deserialize)]
struct Materials {
    required: BTreeMap<String, Requirement>,
}

#[derive(Deserialize)]
struct Divisors {
    first_age: u32,
    months: Vec<u32>,
    between_birthdays: Vec<DivisorCase>,
}

#[derive(Deserialize)]
struct DivisorCase {
    age_months: u32,
    divisor: f64,
}

#[derive(Deserialize)]
struct BaseCase {
    year: i32,
    province: f64,
    city: String,
    base: f64,
}

#[derive(Deserialize)]
struct PensionCase {
    city_base: f64,
    province_base: f64,
    index: f64,
    years: f64,
    deemed_years: f64,
    balance: f64,
    divisor: f64,
    basic: f64,
    extra: f64,
    account: f64,
    transition: f64,
    total: f64,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("vectors/retirement.json")).expect("the file of vectors")
}

fn rules() -> &'static RetirementRules {
    Policy::built_in().retirement_in(Month::new(2025, 1).expect("a month"))
}

fn of(category: Category, birth: Month) -> Statutory {
    statutory(rules(), category, if category == Category::Male { Sex::Male } else { Sex::Female }, birth)
}

#[test]
fn published_births_have_their_statutory_months() {
    let cases = vectors().statutory.cases;
    assert_eq!(cases.len(), 13);
    for case in cases {
        let got = of(case.category, case.birth);
        assert_eq!((got.month, got.delay_months), (case.month, case.delay), "{:?} {}", case.category, case.birth);
    }
}

/// The table of the rule, seen from outside: where the delay starts, how it grows, where it ends.
#[test]
fn the_delay_has_its_start_its_step_and_its_cap() {
    let AgeRules { delay_starts, categories } = vectors().age_rules;
    assert_eq!(categories.len(), 3);
    for AgeCase { category, original_age_years, step_months, cap_months } in categories {
        let first = delay_starts.plus(-(original_age_years as i32) * 12);
        let delay = |months: u32| of(category, first.plus(months as i32)).delay_months;
        assert_eq!(of(category, first.plus(-1)).delay_months, 0, "{category:?}");
        for n in 0..step_months * (cap_months + 5) {
            assert_eq!(delay(n), (n / step_months + 1).min(cap_months), "{category:?} {n}");
        }
        assert_eq!(of(category, first).original_age_years, original_age_years);
    }
}

#[test]
fn flexible_retirement_has_its_months_and_its_notice() {
    let Flexible { most_months, early_notice_months } = vectors().flexible;
    // A woman whose delay is longer than the flexible months, so that both ends are seen.
    let person = of(Category::Female50, Month::new(1984, 11).expect("a month"));
    let early = span(rules(), Category::Female50, &person, Choice::FlexibleEarly).expect("open");
    let late = span(rules(), Category::Female50, &person, Choice::FlexibleLate).expect("open");
    assert_eq!((person.month.since(early.first), late.last.since(person.month)), (most_months, most_months));
    assert_eq!(rules().flexible.early_notice_months, early_notice_months);
}

#[test]
fn years_have_their_minimum_contribution() {
    for YearCase { year, months } in vectors().minimum_contribution.cases {
        assert_eq!(rules().minimum_contribution.in_year(year), months, "{year}");
    }
}

#[test]
fn special_work_has_its_ages_and_years() {
    let SpecialWork { male_age_years, female_age_years, years } = vectors().special_work;
    // Born late enough to be delayed, were the rule of the others to apply.
    let birth = Month::new(1990, 5).expect("a month");
    for (sex, age) in [(Sex::Male, male_age_years), (Sex::Female, female_age_years)] {
        let got = statutory(rules(), Category::SpecialWork, sex, birth);
        assert_eq!((got.month, got.delay_months), (birth.plus(age * 12), 0), "{sex:?}");
    }
    assert_eq!(years.len(), WorkKind::ALL.len());
    for (kind, years) in years {
        assert_eq!(rules().special_work.months_of(kind), Some(years * 12), "{kind:?}");
    }
}

#[test]
fn deemed_periods_have_their_months_and_end_before_the_account() {
    for case in vectors().deemed.cases {
        let period = Period { from: case.from, to: case.to, interruption: case.interruption };
        assert_eq!(period.months(), case.months, "{period:?}");
        let this_month = Month::new(2026, 11).expect("a month");
        let frame = Frame { birth: None, this_month, account_opened: Some(case.account_opened), work_start: None };
        let mut errors = FieldErrors::default();
        periods::check(&mut errors, "rows", &[Some(period)], &frame);
        assert_eq!(errors.0.is_empty(), case.last_that_counts, "{period:?}: {errors:?}");
    }
}

#[test]
fn the_default_list_of_materials_is_complete_and_each_has_a_basis() {
    let kinds = &Policy::built_in().materials_in(Month::new(2026, 11).expect("a month")).kinds;
    let got: BTreeMap<String, Requirement> = kinds.iter().map(|kind| (kind.code.clone(), kind.required)).collect();
    assert_eq!(got, vectors().materials.required);
    assert!(kinds.iter().all(|kind| !kind.basis.trim().is_empty()));
}

#[test]
fn ages_have_their_divisors() {
    let pension = &Policy::built_in().pension;
    let Divisors { first_age, months, between_birthdays } = vectors().divisors;
    assert_eq!(months.len(), 31);
    for (age, months) in (first_age..).zip(&months) {
        assert_eq!(pension.divisor(age * 12), Some(f64::from(*months)), "{age}");
    }
    assert_eq!(pension.divisor(first_age * 12 - 1), None);
    for DivisorCase { age_months, divisor } in between_birthdays {
        assert_eq!(pension.divisor(age_months), Some(divisor), "{age_months}");
    }
}

#[test]
fn years_have_their_bases() {
    for BaseCase { year, province, city, base } in vectors().bases.cases {
        let bases = Policy::built_in().pension.bases_in(year).expect("known");
        assert_eq!((bases.year, bases.province, bases.cities.get(&city)), (year, province, Some(&base)));
    }
}

#[test]
fn published_pensions_come_out_to_the_fen() {
    for case in vectors().pension.cases {
        let parts = estimate(&PensionInputs {
            city_base: case.city_base,
            province_base: case.province_base,
            index: case.index,
            paid_months: (case.years - case.deemed_years) * 12.0,
            deemed_months: case.deemed_years * 12.0,
            balance: case.balance,
            divisor: case.divisor,
        });
        assert_eq!(
            (parts.basic, parts.extra, parts.account, parts.transition, parts.total),
            (case.basic, case.extra, case.account, case.transition, case.total)
        );
    }
}
