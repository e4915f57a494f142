//! Special work: how much of which kind is enough.

use super::case::{Case, man, special, special_period};

/// An application with these periods: kind, first and last month.
fn worked(periods: &[(&str, &str, &str)]) -> Case {
    let mut case = special();
    case.form.special_periods = periods.iter().map(|(kind, from, to)| special_period(from, to, kind)).collect();
    case
}

#[test]
fn each_kind_has_its_years() {
    for (kind, years) in [
        ("high_altitude", 10),
        ("very_heavy_labour", 10),
        ("underground", 9),
        ("high_temperature", 9),
        ("other_harmful", 8),
    ] {
        let last_year = format!("{}-12", 1995 + years);
        assert_eq!(worked(&[(kind, "1996-01", &last_year)]).findings(), Vec::<String>::new(), "{kind}");
        let short = worked(&[(kind, "1996-02", &last_year)]);
        assert_eq!(short.findings(), ["! special_periods special_months_short"], "{kind}");
        let expected = [("needed", (years * 12).to_string()), ("done", (years * 12 - 1).to_string())];
        assert_eq!(short.arguments("special_months_short"), expected, "{kind}");
    }
}

#[test]
fn kinds_that_the_rule_names_together_count_together() {
    for (one, other, last) in
        [("high_altitude", "very_heavy_labour", "2005-12"), ("underground", "high_temperature", "2004-12")]
    {
        assert_eq!(worked(&[(one, "1996-01", "2000-12"), (other, "2001-01", last)]).findings(), Vec::<String>::new());
        let short = worked(&[(one, "1996-02", "2000-12"), (other, "2001-01", last)]);
        assert_eq!(short.findings(), ["! special_periods special_months_short"], "{one}");
    }
}

#[test]
fn whether_other_kinds_add_up_is_the_agencys_to_decide() {
    // 6 years underground, which asks for 9, and 4 at heights, which ask for 10: together 10.
    let enough = worked(&[("underground", "1996-01", "2001-12"), ("high_altitude", "2002-01", "2005-12")]);
    assert_eq!(enough.findings(), ["? special_periods special_kinds_mixed"]);
    assert_eq!(enough.arguments("special_kinds_mixed"), [("done", "120".to_owned())]);
    // A month less is not enough by any reading; the kind that lacks least is named.
    let short = worked(&[("underground", "1996-01", "2001-12"), ("high_altitude", "2002-01", "2005-11")]);
    assert_eq!(short.findings(), ["! special_periods special_months_short"]);
    assert_eq!(short.arguments("special_months_short"), [("needed", "108".to_owned()), ("done", "72".to_owned())]);
}

#[test]
fn the_category_and_the_list_belong_together() {
    let mut none = special();
    none.form.special_periods.clear();
    assert_eq!(none.findings(), ["! special_periods special_periods_required"]);
    // A man may have worked underground and still retire at the ordinary age; the approval is asked for all the same.
    let mut unused = man();
    unused.form.special_periods.push(special_period("1995-07", "1999-12", "underground"));
    let expected = ["? special_periods special_periods_unused", "! materials.special_work_approval material_missing"];
    assert_eq!(unused.findings(), expected);
    // Without a category nothing is said of the list as a whole.
    unused.form.category = String::new();
    assert_eq!(unused.findings(), ["! category required", "! materials.special_work_approval material_missing"]);
}

#[test]
fn each_row_is_complete_and_in_its_place() {
    type Fault = (fn(&mut Case), &'static [&'static str]);
    let faults: &[Fault] = &[
        (|c| c.form.special_periods[0].job_title = String::new(), &["! special_periods[0].job_title required"]),
        (|c| c.form.special_periods[0].employer = "\u{200B}".into(), &["! special_periods[0].employer required"]),
        (|c| c.form.special_periods[0].work_kind = String::new(), &["! special_periods[0].work_kind required"]),
        (|c| c.form.special_periods[0].work_kind = "deep_sea".into(), &["! special_periods[0].work_kind choose_one"]),
        (
            |c| c.form.special_periods[0].from = "1990-06".into(),
            &["! special_periods[0].from period_before_work_start"],
        ),
        (
            |c| c.form.special_periods[0].from = "1987-11".into(),
            &["! special_periods[0].from period_before_working_age"],
        ),
        (|c| c.form.special_periods[0].to = "2026-12".into(), &["! special_periods[0].to period_in_future"]),
        (
            |c| c.form.special_periods.push(special_period("2005-06", "2008-01", "high_temperature")),
            &["! special_periods[1].from period_overlaps"],
        ),
    ];
    for (at, (fault, expected)) in faults.iter().enumerate() {
        let mut case = special();
        fault(&mut case);
        assert_eq!(case.findings(), *expected, "{at}");
    }
    // It is not bound to the account's opening, and may overlap a deemed period.
    assert_eq!(worked(&[("underground", "1990-07", "1999-12")]).findings(), Vec::<String>::new());
}
