//! The form as a whole: empty, overfull, and in what order things are said.

use shared::application::{ApplicationForm, DeemedPeriodIn, ROWS_MAX, SpecialPeriodIn};

use super::case::{early, man, special};

#[test]
fn an_empty_form_is_told_what_it_needs_from_top_to_bottom() {
    let mut case = early();
    case.form = ApplicationForm::default();
    case.materials.clear();
    let expected = [
        "! mobile required",
        "! category required",
        "! post required",
        "! work_start_month required",
        "! choice required",
        "! bank required",
        "! card_number required",
        "! materials.id_card_front material_missing",
        "! materials.id_card_back material_missing",
        "! materials.personnel_archive material_missing",
        "! materials.approval_form material_missing",
        "! materials.social_security_card_front material_missing",
    ];
    assert_eq!(case.findings(), expected);
}

#[test]
fn an_empty_row_asks_for_its_cells_or_to_be_removed() {
    let mut case = special();
    case.form.deemed_periods.push(DeemedPeriodIn::default());
    case.form.special_periods.push(SpecialPeriodIn::default());
    let expected = [
        "! deemed_periods[1].from required",
        "! deemed_periods[1].to required",
        "! deemed_periods[1].employer required",
        "! special_periods[1].from required",
        "! special_periods[1].to required",
        "! special_periods[1].employer required",
        "! special_periods[1].work_kind required",
        "! special_periods[1].job_title required",
    ];
    assert_eq!(case.findings(), expected);
    case.form.deemed_periods.pop();
    case.form.special_periods.pop();
    assert_eq!(case.findings(), Vec::<String>::new());
}

#[test]
fn rows_beyond_the_most_that_are_read_are_refused_as_one() {
    let mut case = man();
    case.form.deemed_periods.resize(ROWS_MAX + 500, DeemedPeriodIn::default());
    let found = case.findings();
    assert_eq!(found[0], "! deemed_periods too_many_rows");
    assert_eq!(found.len(), 1 + (ROWS_MAX - 1) * 3);
}

#[test]
fn findings_follow_the_form_whatever_kind_they_are() {
    let mut case = special();
    case.form.remarks = "<b>".into();
    case.form.mobile = "1".into();
    case.form.post = String::new();
    case.form.work_start_month = "1990-7月初".into();
    case.form.deemed_periods[0].to = "1995-07".into();
    case.form.deemed_periods[0].from = "199".into();
    case.form.special_periods[0].job_title = String::new();
    case.form.special_periods.push(SpecialPeriodIn { from: "x".into(), ..case.form.special_periods[0].clone() });
    case.record.sex = shared::identity::Sex::Female;
    case.pages("id_card_back", 3);
    let expected = [
        "? sex record_sex_differs",
        "! mobile phone_format",
        "! post required",
        "! work_start_month month_format",
        "! deemed_periods[0].from month_format",
        "! special_periods[0].job_title required",
        "! special_periods[1].from month_format",
        "! special_periods[1].job_title required",
        "! materials.id_card_back material_pages",
        "! remarks text_characters",
    ];
    assert_eq!(case.findings(), expected);
}

#[test]
fn a_field_is_told_one_blocking_thing_at_a_time() {
    let mut case = man();
    // Before working age, and overlapping the first row.
    let mut row = case.form.deemed_periods[0].clone();
    row.from = "1980-01".into();
    case.form.deemed_periods.push(row);
    let at_from = case.findings().iter().filter(|finding| finding.contains("[1].from")).count();
    assert_eq!(at_from, 1);
}
