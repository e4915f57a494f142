//! The last value that passes and the first that does not.

use super::case::{Case, day, early, late, man};

fn with(case: Case, change: impl FnOnce(&mut Case)) -> Vec<String> {
    let mut case = case;
    change(&mut case);
    case.findings()
}

fn none() -> Vec<String> {
    Vec::new()
}

#[test]
fn notice_in_the_third_month_ahead_is_in_time() {
    let notice = |date: &str| {
        with(early(), |case| {
            case.today = day("2026-12-15");
            case.form.notice_date = date.into();
        })
    };
    // For 2027-02: three months ahead is November.
    assert_eq!(notice("2026-11-30"), none());
    assert_eq!(notice("2026-12-01"), ["! notice_date notice_too_late"]);
    let mut told = early();
    told.today = day("2026-12-15");
    told.form.notice_date = "2026-12-15".into();
    assert_eq!(told.arguments("notice_too_late"), [("deadline", "2026-11-30".to_owned())]);
    // A notice of today is given.
    assert_eq!(with(early(), |case| case.form.notice_date = "2026-11-24".into()), none());
}

#[test]
fn an_agreement_is_in_time_until_the_month_before_the_statutory_one() {
    let agreed = |date: &str| with(late(), |case| case.form.notice_date = date.into());
    assert_eq!(agreed("2026-07-31"), none());
    assert_eq!(agreed("2026-08-01"), ["? notice_date agreement_late"]);
}

#[test]
fn the_first_and_the_last_month_of_a_choice_can_be_chosen() {
    let early = |month: &str| {
        with(early(), |case| {
            case.form.chosen_month = month.into();
            case.form.notice_date = "2026-01-05".into();
        })
    };
    assert_eq!(early("2026-06"), none());
    assert_eq!(early("2027-02"), none());
    let late = |month: &str| with(late(), |case| case.form.chosen_month = month.into());
    assert_eq!(late("2026-09"), none());
    assert_eq!(late("2029-08"), none());
}

#[test]
fn contribution_counts_what_can_still_be_paid_until_retirement() {
    // 180 are needed, 3 months are left until 2027-02.
    let paid = |months| with(early(), |case| case.record.paid_months = months);
    assert_eq!(paid(180), none());
    assert_eq!(paid(177), ["? choice contribution_must_go_on"]);
    assert_eq!(paid(176), ["! choice contribution_short"]);
    let mut short = early();
    short.record.paid_months = 100;
    let expected = [("minimum", "180"), ("counted", "100"), ("missing", "80")];
    assert_eq!(short.arguments("contribution_short"), expected.map(|(name, value)| (name, value.to_owned())));
    // Deemed months count: 150 of the 180 of this man.
    let paid = |months| with(man(), |case| case.record.paid_months = months);
    assert_eq!(paid(30), none());
    assert_eq!(paid(24), ["! choice contribution_short"]);
}

#[test]
fn nothing_is_to_come_after_a_month_of_retirement_that_is_over() {
    let over = |paid| {
        with(man(), |case| {
            case.today = day("2027-06-01");
            case.record.paid_months = paid;
        })
    };
    assert_eq!(over(30), none());
    assert_eq!(over(29), ["! choice contribution_short"]);
}

#[test]
fn a_later_choice_can_mend_a_contribution_that_is_short() {
    // 25 months are lacking; three years later they are paid.
    let mut case = late();
    case.record.paid_months = 155;
    (case.form.choice, case.form.chosen_month) = ("statutory".into(), String::new());
    assert_eq!(case.findings(), ["! choice contribution_short"]);
    (case.form.choice, case.form.chosen_month) = ("flexible_late".into(), "2028-12".into());
    assert_eq!(case.findings(), ["? choice contribution_must_go_on"]);
}

#[test]
fn work_starts_in_the_month_of_the_sixteenth_birthday_at_the_earliest() {
    let start = |month: &str| with(man(), |case| case.form.work_start_month = month.into());
    assert_eq!(start("1982-10"), none());
    let early = start("1982-09");
    assert_eq!(early, ["! work_start_month period_before_working_age", "? deemed_periods deemed_gap"]);
}

#[test]
fn an_earlier_birth_date_of_the_archive_lets_work_start_earlier_and_changes_nothing_computed() {
    let mut case = man();
    let registered = (case.determine(), case.estimate());
    case.form.archive_birth_date = "1966-07-15".into();
    case.form.archive_birth_reason = "招工表第 2 页".into();
    assert_eq!((case.determine(), case.estimate()), registered);
    case.form.work_start_month = "1982-07".into();
    case.form.deemed_periods[0].from = "1982-07".into();
    assert_eq!(case.findings(), ["? archive_birth_date archive_birth_differs"]);
    case.form.work_start_month = "1982-06".into();
    assert!(case.findings().contains(&"! work_start_month period_before_working_age".to_owned()));
    // A later one takes nothing away: the registered date may prevail.
    let mut case = man();
    case.form.archive_birth_date = "1968-07-15".into();
    case.form.archive_birth_reason = "招工表第 2 页".into();
    assert_eq!(case.findings(), ["? archive_birth_date archive_birth_differs"]);
}

#[test]
fn as_many_pages_as_a_kind_takes_are_welcome() {
    assert_eq!(with(man(), |case| case.pages("personnel_archive", 60)), none());
    assert_eq!(
        with(man(), |case| case.pages("personnel_archive", 61)),
        ["! materials.personnel_archive material_pages"]
    );
    // Kinds that are not asked for any more stay where they are.
    assert_eq!(with(man(), |case| case.pages("a_kind_of_last_year", 900)), none());
    let endless = with(man(), |case| {
        case.materials.extend([("other".into(), u32::MAX), ("other".into(), u32::MAX)]);
    });
    assert_eq!(endless, ["! materials.other material_pages"]);
}

#[test]
fn an_interruption_leaves_at_least_a_month() {
    let interrupted =
        |months: &str| with(man(), |case| case.form.deemed_periods[0].interruption_months = months.into());
    assert_eq!(interrupted("152"), none());
    assert_eq!(interrupted("153"), ["! deemed_periods[0].interruption_months interruption_too_long"]);
}
