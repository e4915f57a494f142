//! Which paths have a place in the form as it is shown: what is to be said of the others stands at the head of their part.

use std::collections::BTreeSet;

use shared::application::ApplicationForm;
use shared::retirement::Choice;

/// The paths of every field and row that is shown.
pub(super) fn places(form: &ApplicationForm) -> BTreeSet<String> {
    let mut shown: Vec<String> =
        ["mobile", "category", "post", "work_start_month", "choice", "remarks"].map(str::to_owned).to_vec();
    let mut show = |when: bool, paths: &[&str]| {
        if when {
            shown.extend(paths.iter().map(|path| (*path).to_owned()));
        }
    };
    show(!form.archive_birth_date.is_empty(), &["archive_birth_date", "archive_birth_reason"]);
    let flexible = matches!(Choice::from_code(&form.choice), Some(Choice::FlexibleEarly | Choice::FlexibleLate));
    show(flexible, &["chosen_month", "notice_date"]);
    show(form.card_wrong, &["card_wrong"]);
    show(!form.bank.is_empty() || !form.card_number.is_empty(), &["bank", "card_number"]);
    for (index, row) in form.deemed_periods.iter().enumerate() {
        shown.push(format!("deemed_periods[{index}]"));
        let more = (!row.interruption_months.is_empty()).then_some("interruption_months");
        let fields = ["from", "to", "employer"].into_iter().chain(more);
        shown.extend(fields.map(|field| format!("deemed_periods[{index}].{field}")));
    }
    for index in 0..form.special_periods.len() {
        shown.push(format!("special_periods[{index}]"));
        let fields = ["from", "to", "employer", "work_kind", "job_title"];
        shown.extend(fields.map(|field| format!("special_periods[{index}].{field}")));
    }
    shown.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown_has_no_place() {
        let empty = places(&ApplicationForm::default());
        assert!(empty.contains("post") && !empty.contains("chosen_month") && !empty.contains("card_number"));
        let form = ApplicationForm {
            choice: "flexible_early".into(),
            card_wrong: true,
            deemed_periods: vec![Default::default()],
            ..Default::default()
        };
        let full = places(&form);
        for path in ["chosen_month", "card_wrong", "deemed_periods[0]", "deemed_periods[0].to"] {
            assert!(full.contains(path), "{path}");
        }
        assert!(!full.contains("deemed_periods[1].to") && !full.contains("deemed_periods[0].interruption_months"));
    }
}
