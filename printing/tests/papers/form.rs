//! The form: every field of it is on the paper, a long one flows over its pages, and it looks as it did.

use printing::{digest, form_pdf};
use shared::application::Status;
use shared::i18n::{Language, text};

use crate::eyes;
use crate::made_up::{form, long_form, moment};

#[test]
fn it_looks_as_it_did() {
    let printed = form_pdf(&form()).expect("a paper");
    let pictures = eyes::pictures(&printed.pdf);
    assert_eq!((pictures.len(), printed.pages), (2, 2));
    for (number, picture) in (1..).zip(&pictures) {
        eyes::compare(picture, &format!("form-{number}"));
    }
}

#[test]
fn a_phone_reads_the_address_off_it() {
    let form = form();
    let printed = form_pdf(&form).expect("a paper");
    assert_eq!(eyes::scanned(&printed.pdf), [form.verify_url]);
}

#[test]
fn every_field_stands_on_it() {
    let form = form();
    let printed = form_pdf(&form).expect("a paper");
    assert_eq!(printed.missing, []);
    let paper = eyes::texts(&printed.pdf).concat();
    let application = &form.application;
    let record = &application.record;
    let mut values = vec![
        form.receipt_number.clone(),
        digest(&form).code(),
        application.enterprise_id.clone(),
        application.enterprise_name.clone(),
        application.name.clone(),
        application.document_number.clone(),
        application.created_by.clone(),
        record.personal_number.clone(),
        record.bank.clone().unwrap_or_default(),
        record.card_number.clone().unwrap_or_default(),
    ];
    // Whatever the form has: texts as they are, codes and dates in words.
    let typed = serde_json::to_value(&application.form).expect("a form");
    collect(&typed, &mut values);
    for value in values {
        for line in value.lines() {
            assert!(paper.contains(line), "{line} is not on\n{paper}");
        }
    }
    for said in ["提交待初审", "2026 年 11 月 2 日 14:45", "376 个月", "合计 150 个月", "合计 21 页", "1986 年 3 月"]
    {
        assert!(paper.contains(said), "{said}");
    }
    for file in &application.attachments {
        let name = text(Language::ZhCn, &format!("material-{}", file.kind.replace('_', "-")), &[]);
        assert!(paper.contains(&name), "{name}");
    }
}

fn collect(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => into.push(in_words(text)),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| collect(field, into)),
        _ => {}
    }
}

fn in_words(value: &str) -> String {
    let known =
        [("male", "男职工（原退休年龄 60 岁）"), ("flexible_late", "弹性延迟退休"), ("high_temperature", "高温作业")];
    if let Some((_, words)) = known.iter().find(|(code, _)| *code == value) {
        return (*words).to_owned();
    }
    let parts: Vec<u32> = value.split('-').filter_map(|part| part.parse().ok()).collect();
    match (value.contains('-'), parts.as_slice()) {
        (true, [year, month]) => format!("{year} 年 {month} 月"),
        (true, [year, month, day]) => format!("{year} 年 {month} 月 {day} 日"),
        _ => value.to_owned(),
    }
}

#[test]
fn sixty_rows_flow_over_the_pages_under_their_heads() {
    let form = long_form();
    let printed = form_pdf(&form).expect("a paper");
    let pages = eyes::texts(&printed.pdf);
    assert_eq!(pages.len(), printed.pages);
    let all = pages.concat();
    let typed = &form.application.form;
    for employer in typed.deemed_periods.iter().map(|row| &row.employer) {
        assert_eq!(all.matches(employer.as_str()).count(), 1, "{employer}");
    }
    for (number, page) in (1..).zip(&pages) {
        assert!(page.contains(&format!("第 {number} 页 共 {} 页", pages.len())), "{page}");
        assert!(page.contains(&form.receipt_number), "{page}");
        if page.contains("机械厂") {
            assert!(page.contains("序号起始年月终止年月工作单位中断月数月数"), "{page}");
        }
    }
    assert!(pages[1].contains("视同缴费信息（续）") && !pages[0].contains("（续）"));
    assert!(all.contains("第 2 次提交") && all.contains("视同缴费信息 第 4 条 终止年月"));
    eyes::compare(&eyes::pictures(&printed.pdf)[2], "long-3");
}

#[test]
fn a_draft_is_seen_to_be_one_and_has_no_code_to_scan() {
    let mut form = form();
    form.application.status = Status::Draft;
    form.application.submissions = 0;
    form.application.submitted_at = None;
    form.application.attachments.clear();
    form.application.form = Default::default();
    form.receipt_number.clear();
    form.verify_url.clear();
    let printed = form_pdf(&form).expect("a paper");
    let paper = eyes::texts(&printed.pdf).concat();
    assert!(paper.contains("未提交") && paper.contains("（提交后生成）") && !paper.contains("扫描"), "{paper}");
    eyes::compare(&eyes::pictures(&printed.pdf)[0], "draft-1");
}

#[test]
fn a_decision_stands_beside_the_status() {
    let mut form = form();
    form.application.status = Status::Approved;
    form.decided_at = Some(moment("2026-11-20T16:30:00Z"));
    let paper = eyes::texts(&form_pdf(&form).expect("a paper").pdf).concat();
    assert!(paper.contains("审核通过（2026 年 11 月 21 日）"), "{paper}");
}

#[test]
fn same_input_same_bytes_and_other_input_other_ones() {
    let print = |form| form_pdf(&form).expect("a paper").pdf;
    assert_eq!(print(form()), print(form()));
    let mut other = form();
    other.application.form.remarks.push('。');
    assert_ne!(print(form()), print(other));
}

#[test]
fn the_digest_is_of_what_was_filed() {
    let of = |change: fn(&mut printing::Form)| {
        let mut form = form();
        change(&mut form);
        digest(&form)
    };
    let filed = of(|_| {});
    // The very number: papers in drawers bear it, so a change of the form may add to it and not change it.
    assert_eq!(filed.code(), "5F47-6CEF-CBBD-87FC-5632");
    for same in [
        of(|form| form.application.status = Status::Approved),
        of(|form| form.decided_at = Some(moment("2026-11-20T16:30:00Z"))),
        of(|form| form.printed_on = crate::made_up::day("2027-01-01")),
        of(|form| form.verify_url.clear()),
        of(|form| form.application.revision += 1),
    ] {
        assert_eq!(same, filed);
    }
    for other in [
        of(|form| form.application.name.push('华')),
        of(|form| form.application.form.deemed_periods[1].to = "1995-05".into()),
        of(|form| form.application.attachments[0].pages += 1),
        of(|form| form.application.submissions += 1),
        of(|form| form.receipt_number.push('X')),
    ] {
        assert_ne!(other, filed);
    }
}
