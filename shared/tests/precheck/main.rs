//! 提交前检查: complete applications pass, every fault is found at its field, and nothing else is.

mod boundaries;
mod case;
mod faults;
mod forms;
mod special_work;

use case::{Case, early, late, man, special};

#[test]
fn complete_applications_have_no_findings() {
    for (name, case) in [("man", man()), ("early", early()), ("late", late()), ("special work", special())] {
        assert_eq!(case.findings(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn complete_applications_come_to_their_months() {
    for (case, statutory, month, minimum, counted, to_come) in [
        (man(), "2027-04", "2027-04", 180, 520, 5),
        (early(), "2027-03", "2027-02", 180, 350, 3),
        (late(), "2026-08", "2029-08", 180, 400, 33),
        (special(), "2026-12", "2026-12", 180, 430, 1),
    ] {
        let determined = case.determine().expect("complete");
        assert_eq!(determined.statutory.month.to_string(), statutory);
        let got = (determined.month.map(|month| month.to_string()), determined.minimum);
        assert_eq!(got, (Some(month.to_owned()), Some(minimum)), "{statutory}");
        assert_eq!((determined.counted, determined.to_come), (counted, to_come), "{statutory}");
    }
}

#[test]
fn which_choices_are_open_is_said_before_one_is_made() {
    let mut undecided = man();
    undecided.form.choice = String::new();
    let determined = undecided.determine().expect("the category is enough");
    assert_eq!((determined.choice, determined.month, determined.minimum), (None, None, None));
    assert!(determined.early.is_some() && determined.late.is_some());
    let after_special_work = special().determine().expect("complete");
    assert_eq!((after_special_work.early, after_special_work.late), (None, None));
    undecided.form.category = "female_55".into();
    assert_eq!(undecided.determine(), None, "a man in a women's category");
}

#[test]
fn an_estimate_needs_the_registers_figures() {
    let estimate = man().estimate().expect("every input");
    assert_eq!((estimate.base_year, estimate.age_months), (2025, 60 * 12 + 6));
    assert_eq!((estimate.inputs.paid_months, estimate.inputs.deemed_months), (375.0, 150.0));
    // 139 at 60, 132 at 61.
    assert_eq!(estimate.inputs.divisor, 135.5);
    let lacking: [fn(&mut Case); 6] = [
        |case| case.record.region = None,
        |case| case.record.region = Some("110100".into()),
        |case| case.record.average_index = None,
        |case| case.record.account_balance = None,
        |case| case.form.choice = String::new(),
        |case| case.form.category = String::new(),
    ];
    for (at, lack) in lacking.into_iter().enumerate() {
        let mut case = man();
        lack(&mut case);
        assert_eq!(case.estimate(), None, "{at}");
    }
    // However wrong a register is, nothing overflows.
    let mut endless = man();
    endless.record.paid_months = u32::MAX;
    assert_eq!(endless.estimate().map(|estimate| estimate.inputs.paid_months), Some(f64::from(u32::MAX)));
}
