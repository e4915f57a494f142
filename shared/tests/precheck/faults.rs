//! One thing broken in a complete application: exactly that is found, at its field, with its severity. Mending it is
//! going back, and a complete application has no findings.

use std::collections::BTreeSet;

use super::case::{Case, day, deemed, early, late, man, month, special};

type Fault = (fn() -> Case, fn(&mut Case), &'static [&'static str]);

const PERSON: &[Fault] = &[
    (man, |c| c.form.mobile = " ".into(), &["! mobile required"]),
    (man, |c| c.form.mobile = "\u{200B}".into(), &["! mobile required"]),
    (man, |c| c.form.mobile = "12345678901".into(), &["! mobile phone_format"]),
    (man, |c| c.record.birth_date = day("1966-10-09"), &["? birth_date record_birth_differs"]),
    (man, |c| c.document = early().document, &["? birth_date record_birth_differs", "? sex record_sex_differs"]),
    (man, |c| archive(c, "1966-08-01", "招工表"), &["? archive_birth_date archive_birth_differs"]),
    (man, |c| archive(c, "1967-08-01", "招工表"), &["? archive_birth_date archive_birth_differs"]),
    (
        man,
        |c| archive(c, "1966-08-01", ""),
        &["? archive_birth_date archive_birth_differs", "! archive_birth_reason required"],
    ),
    (man, |c| archive(c, "1966-10-08", "招工表"), &["! archive_birth_date archive_birth_same"]),
    (man, |c| archive(c, "2026-11-25", "招工表"), &["! archive_birth_date date_in_future"]),
    (man, |c| archive(c, "", "招工表"), &["! archive_birth_date required"]),
    (man, |c| archive(c, "1966-02-30", "招工表"), &["! archive_birth_date date_format"]),
];

fn archive(case: &mut Case, date: &str, reason: &str) {
    (case.form.archive_birth_date, case.form.archive_birth_reason) = (date.into(), reason.into());
}

const DETERMINATION: &[Fault] = &[
    (man, |c| c.form.category = String::new(), &["! category required"]),
    (man, |c| c.form.category = "women".into(), &["! category choose_one"]),
    (man, |c| c.form.category = "female_50".into(), &["! category category_sex"]),
    (early, |c| c.form.category = "male".into(), &["! category category_sex"]),
    (man, |c| c.form.post = "\t".into(), &["! post required"]),
    (early, |c| c.form.work_start_month = String::new(), &["! work_start_month required"]),
    (early, |c| c.form.work_start_month = "95-07".into(), &["! work_start_month month_format"]),
    (early, |c| c.form.work_start_month = "2026-12".into(), &["! work_start_month period_in_future"]),
    (
        early,
        |c| c.form.work_start_month = "1992-05".into(),
        &["! work_start_month period_before_working_age", "? deemed_periods deemed_gap"],
    ),
    (man, |c| c.form.choice = String::new(), &["! choice required"]),
    (special, |c| c.form.choice = "flexible_early".into(), &["! choice choice_not_open"]),
    (special, |c| c.form.choice = "flexible_late".into(), &["! choice choice_not_open"]),
    (man, |c| c.form.choice = "flexible_late".into(), &["! chosen_month required", "! notice_date required"]),
    (early, |c| c.form.chosen_month = "2026-05".into(), &["! chosen_month chosen_month_too_early"]),
    (early, |c| c.form.chosen_month = "2027-03".into(), &["! chosen_month chosen_month_too_late"]),
    (late, |c| c.form.chosen_month = "2026-08".into(), &["! chosen_month chosen_month_too_early"]),
    (late, |c| c.form.chosen_month = "2029-09".into(), &["! chosen_month chosen_month_too_late"]),
    (early, |c| c.form.chosen_month = "2027".into(), &["! chosen_month month_format"]),
    (early, |c| c.form.notice_date = "2026-11-25".into(), &["! notice_date date_in_future"]),
    (late, |c| c.form.notice_date = "2026-11-25".into(), &["! notice_date date_in_future"]),
    (late, |c| c.form.notice_date = "2026-08-01".into(), &["? notice_date agreement_late"]),
    (
        early,
        |c| (c.form.chosen_month, c.form.notice_date) = (String::new(), "2026-11-25".into()),
        &["! chosen_month required", "! notice_date date_in_future"],
    ),
    (early, |c| c.form.chosen_month = "2027-01".into(), &["! notice_date notice_too_late"]),
    (early, |c| c.record.paid_months = 179, &["? choice contribution_must_go_on"]),
    (early, |c| c.record.paid_months = 176, &["! choice contribution_short"]),
];

const CARD: &[Fault] = &[
    (early, |c| c.form.bank = String::new(), &["! bank required"]),
    (early, |c| c.form.card_number = String::new(), &["! card_number required"]),
    (early, |c| c.form.card_number = "4539148803436468".into(), &["! card_number bank_card_check"]),
    (man, |c| c.form.card_wrong = true, &["! bank required", "! card_number required"]),
    (man, |c| c.record.bank = None, &["! bank required", "! card_number required"]),
    (man, |c| c.record.card_number = None, &["! bank required", "! card_number required"]),
    (
        man,
        |c| {
            c.form.card_wrong = true;
            (c.form.bank, c.form.card_number) = ("农业银行".into(), "4539-1488-0343-6467".into());
        },
        &["? card_number card_same"],
    ),
];

const DEEMED: &[Fault] = &[
    (
        man,
        |c| c.form.deemed_periods[0].from = String::new(),
        &["? deemed_periods deemed_gap", "! deemed_periods[0].from required"],
    ),
    (
        man,
        |c| c.form.deemed_periods[0].employer = String::new(),
        &["? deemed_periods deemed_gap", "! deemed_periods[0].employer required"],
    ),
    (
        man,
        |c| c.form.deemed_periods[0].to = "1995-13".into(),
        &["? deemed_periods deemed_gap", "! deemed_periods[0].to month_format"],
    ),
    (
        man,
        |c| c.form.deemed_periods[0].interruption_months = "three".into(),
        &["? deemed_periods deemed_gap", "! deemed_periods[0].interruption_months months_format"],
    ),
    (
        man,
        |c| c.form.deemed_periods[0].interruption_months = "153".into(),
        &["! deemed_periods[0].interruption_months interruption_too_long"],
    ),
    (man, |c| c.form.deemed_periods[0].from = "1982-11".into(), &["? deemed_periods deemed_gap"]),
    (man, |c| c.form.deemed_periods[0].to = "1995-07".into(), &["! deemed_periods[0].to period_past_account"]),
    (man, |c| c.form.deemed_periods[0].to = "2026-12".into(), &["! deemed_periods[0].to period_in_future"]),
    (
        man,
        |c| c.form.deemed_periods[0].from = "1982-09".into(),
        &["! deemed_periods[0].from period_before_working_age"],
    ),
    (
        special,
        |c| c.form.deemed_periods[0].from = "1990-06".into(),
        &["! deemed_periods[0].from period_before_work_start"],
    ),
    (
        man,
        |c| c.form.deemed_periods.push(deemed("1995-06", "1995-06", "")),
        &["! deemed_periods[1].from period_overlaps"],
    ),
    (
        man,
        |c| c.form.deemed_periods[0] = deemed("1995-06", "1982-10", ""),
        &["? deemed_periods deemed_gap", "! deemed_periods[0].to period_ends_before_start"],
    ),
    (man, |c| c.record.account_opened_month = month("1998-01"), &["? deemed_periods deemed_gap"]),
    (
        early,
        |c| c.form.deemed_periods.push(deemed("1995-01", "1995-06", "")),
        &[
            "! deemed_periods[0].from period_before_work_start",
            "! materials.deemed_contribution_proof material_missing",
        ],
    ),
];

const REST: &[Fault] = &[
    (man, |c| c.pages("id_card_back", 0), &["! materials.id_card_back material_missing"]),
    (man, |c| c.materials.retain(|(kind, _)| kind != "approval_form"), &["! materials.approval_form material_missing"]),
    (man, |c| c.pages("id_card_front", 2), &["! materials.id_card_front material_pages"]),
    (man, |c| c.materials.push(("id_card_front".into(), 1)), &["! materials.id_card_front material_pages"]),
    (man, |c| c.pages("veteran_certificate", 7), &["! materials.veteran_certificate material_pages"]),
    (man, |c| c.pages("deemed_contribution_proof", 0), &["! materials.deemed_contribution_proof material_missing"]),
    (special, |c| c.pages("special_work_approval", 0), &["! materials.special_work_approval material_missing"]),
    (man, |c| c.form.remarks = "好".repeat(501), &["! remarks too_long"]),
    (man, |c| c.form.remarks = "<script>".into(), &["! remarks text_characters"]),
];

#[test]
fn each_fault_is_found_and_nothing_else() {
    for faults in [PERSON, DETERMINATION, CARD, DEEMED, REST] {
        for (at, (complete, fault, expected)) in faults.iter().enumerate() {
            let mut case = complete();
            fault(&mut case);
            assert_eq!(case.findings(), *expected, "{at}");
        }
    }
}

/// What a province's rule or a person's judgement decides must never turn into a refusal in passing.
#[test]
fn what_advises_and_what_blocks_are_different_codes() {
    let (mut blocking, mut advisory) = (BTreeSet::new(), BTreeSet::new());
    for (_, _, expected) in [PERSON, DETERMINATION, CARD, DEEMED, REST].into_iter().flatten() {
        for finding in *expected {
            let code = finding.rsplit(' ').next().unwrap_or_default();
            if finding.starts_with('!') {
                blocking.insert(code)
            } else {
                advisory.insert(code)
            };
        }
    }
    assert!(blocking.is_disjoint(&advisory));
    let expected = BTreeSet::from([
        "agreement_late",
        "archive_birth_differs",
        "card_same",
        "contribution_must_go_on",
        "deemed_gap",
        "record_birth_differs",
        "record_sex_differs",
    ]);
    assert_eq!(advisory, expected);
}
