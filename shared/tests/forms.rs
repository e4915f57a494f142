//! Laws of the form: what differs, putting two edits together, keeping what can be kept of whatever was typed.

use proptest::prelude::*;
use serde_json::{Map, Value};
use shared::application::{ApplicationForm, DeemedPeriodIn, ROWS_MAX, SpecialPeriodIn, differences, merge};

/// Texts of which most fields refuse some, and some fields take each.
fn text() -> impl Strategy<Value = String> {
    let known = [
        "",
        " ",
        "\u{200B}",
        "1995-07",
        "1995.13",
        "2026-02-30",
        "2026-02-28",
        "15400000001",
        "4539148803436467",
        "male",
        "statutory",
        "underground",
        "长春第一机械厂",
        "钳工",
        "12",
        "-1",
        "<b>",
        "'; DROP TABLE x; --",
        "👷",
    ];
    prop_oneof![
        4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        2 => any::<String>(),
        1 => Just("长".repeat(600)),
    ]
}

fn deemed() -> impl Strategy<Value = DeemedPeriodIn> {
    (text(), text(), text(), text()).prop_map(|(from, to, employer, interruption_months)| DeemedPeriodIn {
        from,
        to,
        employer,
        interruption_months,
    })
}

fn special() -> impl Strategy<Value = SpecialPeriodIn> {
    (text(), text(), text(), text(), text()).prop_map(|(from, to, employer, work_kind, job_title)| SpecialPeriodIn {
        from,
        to,
        employer,
        work_kind,
        job_title,
    })
}

/// Mostly a few rows, now and then more than are read.
fn form() -> impl Strategy<Value = ApplicationForm> {
    let texts = prop::collection::vec(text(), 12);
    let deemed = prop_oneof![
        9 => prop::collection::vec(deemed(), 0..4),
        1 => prop::collection::vec(deemed(), ROWS_MAX..ROWS_MAX + 3),
    ];
    (texts, any::<bool>(), deemed, prop::collection::vec(special(), 0..4)).prop_map(
        |(texts, card_wrong, deemed_periods, special_periods)| {
            let mut texts = texts.into_iter();
            let mut next = || texts.next().unwrap_or_default();
            ApplicationForm {
                mobile: next(),
                archive_birth_date: next(),
                archive_birth_reason: next(),
                category: next(),
                post: next(),
                work_start_month: next(),
                choice: next(),
                chosen_month: next(),
                notice_date: next(),
                card_wrong,
                bank: next(),
                card_number: next(),
                deemed_periods,
                special_periods,
                remarks: next(),
            }
        },
    )
}

/// A form that agrees with `base` in many fields.
fn edit_of(base: ApplicationForm) -> impl Strategy<Value = ApplicationForm> {
    (form(), prop::collection::vec(any::<bool>(), 15)).prop_map(move |(other, taken)| {
        let mut edited = fields(&base);
        for ((name, value), taken) in fields(&other).into_iter().zip(taken) {
            if taken {
                edited.insert(name, value);
            }
        }
        serde_json::from_value(Value::Object(edited)).expect("a form")
    })
}

fn two_edits() -> impl Strategy<Value = (ApplicationForm, ApplicationForm, ApplicationForm)> {
    form().prop_flat_map(|base| (Just(base.clone()), edit_of(base.clone()), edit_of(base)))
}

fn fields(form: &ApplicationForm) -> Map<String, Value> {
    match serde_json::to_value(form) {
        Ok(Value::Object(fields)) => fields,
        other => panic!("{other:?}"),
    }
}

/// Every field and cell with its path.
fn leaves(form: &ApplicationForm) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for (name, value) in fields(form) {
        match value {
            Value::Array(rows) => {
                for (index, row) in rows.iter().enumerate() {
                    let cells = row.as_object().expect("a row");
                    found.extend(cells.iter().map(|(cell, value)| (format!("{name}[{index}].{cell}"), value.clone())));
                }
            }
            value => found.push((name, value)),
        }
    }
    found
}

/// Rows compare place by place with nothing, so rows of nothing at the end make no difference.
fn without_empty_rows_at_the_end(mut form: ApplicationForm) -> ApplicationForm {
    while form.deemed_periods.last().is_some_and(|row| *row == DeemedPeriodIn::default()) {
        form.deemed_periods.pop();
    }
    while form.special_periods.last().is_some_and(|row| *row == SpecialPeriodIn::default()) {
        form.special_periods.pop();
    }
    form
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn forms_are_equal_if_and_only_if_nothing_differs((a, b, _) in two_edits()) {
        let (a, b) = (without_empty_rows_at_the_end(a), without_empty_rows_at_the_end(b));
        prop_assert_eq!(differences(&a, &a), vec![]);
        let found = differences(&a, &b);
        prop_assert_eq!(found.is_empty(), a == b);
        // The other way round the same fields differ, with their sides exchanged.
        let back = differences(&b, &a);
        prop_assert_eq!(found.len(), back.len());
        for difference in &found {
            prop_assert!(difference.before != difference.after);
            let turned = back.iter().find(|other| other.field == difference.field);
            let sides = turned.map(|other| (&other.after, &other.before));
            prop_assert_eq!(sides, Some((&difference.before, &difference.after)));
        }
    }

    #[test]
    fn an_edit_alone_is_the_merged_form((base, mine, _) in two_edits()) {
        prop_assert_eq!(&merge(&base, &mine, &base).0, &mine);
        prop_assert_eq!(&merge(&base, &base, &mine).0, &mine);
        prop_assert_eq!(merge(&base, &mine, &mine), (mine.clone(), vec![]));
        prop_assert!(merge(&base, &mine, &base).1.iter().all(|clash| !clash.both));
    }

    #[test]
    fn what_one_side_changed_alone_survives((base, mine, theirs) in two_edits()) {
        let (merged, clashes) = merge(&base, &mine, &theirs);
        let of = [&base, &mine, &theirs, &merged].map(fields);
        let [base, mine, theirs, merged] = of;
        for (name, was) in &base {
            let (i_changed, they_changed) = (mine[name] != *was, theirs[name] != *was);
            let expected = if they_changed && !i_changed { &theirs[name] } else { &mine[name] };
            prop_assert_eq!(&merged[name], expected, "{}", name);
            let clash = clashes.iter().find(|clash| clash.field == *name);
            prop_assert_eq!(clash.is_some(), mine[name] != theirs[name], "{}", name);
            if let Some(clash) = clash {
                prop_assert_eq!(clash.both, i_changed && they_changed, "{}", name);
            }
        }
    }

    #[test]
    fn a_draft_keeps_what_was_fine_and_drops_what_was_refused(form in form()) {
        let errors = form.read().errors;
        let kept = form.without(errors.0.iter().map(|(field, _)| field.as_ref()));
        prop_assert_eq!(kept.read().errors, Default::default());
        let after = leaves(&kept);
        for (path, value) in leaves(&form) {
            let now = after.iter().find(|(known, _)| *known == path).map(|(_, value)| value);
            if errors.of(&path).is_some() {
                prop_assert_eq!(now, Some(&Value::from("")), "{}", path);
            } else if let Some(now) = now {
                prop_assert_eq!(now, &value, "{}", path);
            } else {
                // Only rows beyond the most that a list has may vanish.
                prop_assert!(errors.of("deemed_periods").is_some() && form.deemed_periods.len() > ROWS_MAX, "{}", path);
            }
        }
        prop_assert_eq!(kept.deemed_periods.len(), form.deemed_periods.len().min(ROWS_MAX));
        prop_assert_eq!(kept.special_periods.len(), form.special_periods.len());
    }
}
