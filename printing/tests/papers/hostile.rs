//! Texts that try to be more than texts, and characters that no font has.

use printing::{Form, form_pdf};

use crate::eyes;
use crate::made_up::form;

/// What would do something if it were read as Typst, as a path, or as a PDF's own text.
const HOSTILE: [&str; 12] = [
    "#import \"x\"",
    "#read(\"/etc/passwd\")",
    "$ x^2 $",
    "\\",
    "*_粗_*",
    "= 标题",
    "] #panic() [",
    "\"}], \"title\": \"x\"",
    "<label> @label",
    "// 注释 /* */",
    "- + / ~ -- ... 'a'",
    "(endobj) >> \\n %",
];

/// The form with a text in every field that takes one.
fn with(text: &str) -> Form {
    let mut form = form();
    let application = &mut form.application;
    application.name = text.into();
    application.enterprise_name = text.into();
    application.created_by = text.into();
    application.record.bank = Some(text.into());
    application.attachments[0].kind = text.into();
    let typed = &mut application.form;
    for field in
        [&mut typed.post, &mut typed.remarks, &mut typed.category, &mut typed.work_start_month, &mut typed.bank]
    {
        *field = text.into();
    }
    typed.deemed_periods[0].employer = text.into();
    typed.special_periods[0].job_title = text.into();
    form
}

#[test]
fn a_text_is_a_text_whatever_it_says() {
    for text in HOSTILE {
        let printed = form_pdf(&with(text)).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(printed.missing, [], "{text}");
        let paper = eyes::texts(&printed.pdf).concat();
        let seen = paper.matches(text).count();
        assert!(seen >= 11, "{text} is seen {seen} times on\n{paper}");
    }
}

#[test]
fn a_rare_character_is_printed_and_one_that_no_font_has_is_told() {
    let mut form = form();
    form.application.name = "\u{4DB5}\u{9FA0}\u{20087}\u{2EBF0}".into();
    form.application.form.remarks = "\u{202E}到过来\u{1F600}".into();
    let printed = form_pdf(&form).expect("a paper");
    let missing: Vec<(&str, char)> = printed.missing.iter().map(|m| (m.field.as_str(), m.character)).collect();
    assert_eq!(missing, [("姓名", '\u{2EBF0}'), ("备注", '\u{202E}'), ("备注", '\u{1F600}')]);
    let paper = eyes::texts(&printed.pdf).concat();
    assert!(paper.contains("\u{4DB5}\u{9FA0}\u{20087}〓") && paper.contains("〓到过来〓"), "{paper}");
    assert!(paper.contains("姓名 U+2EBF0；备注 U+202E；备注 U+1F600"), "{paper}");
    eyes::compare(&eyes::pictures(&printed.pdf)[1], "missing-2");
}

#[test]
fn a_word_without_end_stays_in_its_cell() {
    let long = "W".repeat(100);
    let mut form = form();
    form.application.form.deemed_periods[0].employer.clone_from(&long);
    form.application.form.remarks = "备注".repeat(2000);
    let printed = form_pdf(&form).expect("a paper");
    let paper = eyes::texts(&printed.pdf).concat();
    assert_eq!(paper.matches('W').count(), 100);
    assert_eq!(paper.matches("备注").count(), 2001);
    eyes::compare(&eyes::pictures(&printed.pdf)[0], "word-1");
}

#[test]
fn an_address_that_no_code_holds_is_refused() {
    let mut form = form();
    form.verify_url = "https://example.cn/".repeat(300);
    assert!(matches!(form_pdf(&form), Err(printing::PrintError::Address)));
}
