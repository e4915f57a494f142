//! The parts of the form as the template takes them: those that are pairs of name and value, and the order of all.

use serde_json::{Value, json};
use shared::application::{Section, Status};

use crate::form::Form;
use crate::ink::Ink;
use crate::{lists, words};

/// A name and its value; `wide` takes a whole line.
struct Pair {
    name: String,
    value: String,
    wide: bool,
}

/// Pairs on their way into a section.
struct Pairs<'a> {
    ink: &'a mut Ink,
    pairs: Vec<Pair>,
}

impl<'a> Pairs<'a> {
    const fn new(ink: &'a mut Ink) -> Self {
        Self { ink, pairs: Vec::new() }
    }

    fn add(&mut self, name: String, value: &str, wide: bool) {
        let value = self.ink.text(&name, value);
        self.pairs.push(Pair { name, value, wide });
    }

    /// A field by its path, two a line.
    fn half(&mut self, path: &str, value: &str) {
        self.add(words::field(path), value, false);
    }

    /// A field by its path, over the whole line.
    fn wide(&mut self, path: &str, value: &str) {
        self.add(words::field(path), value, true);
    }

    /// The lines: two pairs in each, one where it is wide or has no other beside it.
    fn lines(self) -> Value {
        let mut lines: Vec<Vec<Pair>> = Vec::new();
        for pair in self.pairs {
            match lines.last_mut() {
                Some(line) if !pair.wide && line.len() == 1 && line.iter().all(|first| !first.wide) => line.push(pair),
                _ => lines.push(vec![pair]),
            }
        }
        lines
            .iter()
            .map(|line| line.iter().map(|pair| json!({"name": pair.name, "value": pair.value})).collect::<Value>())
            .collect()
    }
}

pub(crate) fn section(section: Section) -> String {
    words::code("application-section", section.code())
}

/// What stands above the form: whose it is and where it stands.
pub(crate) fn head(form: &Form, ink: &mut Ink) -> Value {
    let application = &form.application;
    let mut pairs = Pairs::new(ink);
    pairs.wide("enterprise", &application.enterprise_name);
    pairs.add("统一社会信用代码".to_owned(), &application.enterprise_id, true);
    pairs.add("受理编号".to_owned(), words::receipt(&form.receipt_number), true);
    pairs.wide("status", &status(form));
    pairs.lines()
}

fn status(form: &Form) -> String {
    let status = words::code("application-status", form.application.status.code());
    match (form.application.status, form.decided_at) {
        (Status::Approved | Status::Rejected, Some(at)) => format!("{status}（{}）", words::day_of(at)),
        _ => status,
    }
}

/// Every part, in the order of the form.
pub(crate) fn all(form: &Form, ink: &mut Ink) -> Value {
    let mut parts = vec![person(form, ink), determination(form, ink), lists::card(form, ink), lists::deemed(form, ink)];
    parts.extend([lists::special(form, ink), lists::materials(form, ink), handling(form, ink)]);
    if !form.application.reasons.is_empty() {
        parts.push(lists::reasons(form, ink));
    }
    parts.into()
}

fn person(form: &Form, ink: &mut Ink) -> Value {
    let (application, record) = (&form.application, &form.application.record);
    let mut pairs = Pairs::new(ink);
    pairs.half("name", &application.name);
    pairs.half("sex", &words::sex(record.sex));
    pairs.half("document_type", &words::code("document-type", application.document_type.code()));
    pairs.half("document_number", &application.document_number);
    pairs.half("birth_date", &words::day(record.birth_date));
    pairs.half("mobile", &application.form.mobile);
    pairs.half("personal_number", &record.personal_number);
    pairs.half("first_insured_month", &words::month(record.first_insured_month));
    pairs.half("account_opened_month", &words::month(record.account_opened_month));
    pairs.half("paid_months", &words::months(record.paid_months));
    if !application.form.archive_birth_date.is_empty() {
        pairs.wide("archive_birth_date", &words::typed_day(&application.form.archive_birth_date));
    }
    if !application.form.archive_birth_reason.is_empty() {
        pairs.wide("archive_birth_reason", &application.form.archive_birth_reason);
    }
    json!({"title": section(Section::Person), "lines": pairs.lines()})
}

fn determination(form: &Form, ink: &mut Ink) -> Value {
    let typed = &form.application.form;
    let mut pairs = Pairs::new(ink);
    pairs.wide("category", &named("application-category", &typed.category));
    pairs.half("post", &typed.post);
    pairs.half("work_start_month", &words::typed_month(&typed.work_start_month));
    pairs.half("choice", &named("application-choice", &typed.choice));
    pairs.half("retirement_month", &form.application.retirement_month.map(words::month).unwrap_or_default());
    if !typed.chosen_month.is_empty() || !typed.notice_date.is_empty() {
        pairs.half("chosen_month", &words::typed_month(&typed.chosen_month));
        pairs.half("notice_date", &words::typed_day(&typed.notice_date));
    }
    json!({"title": section(Section::Determination), "lines": pairs.lines()})
}

/// The name of a code as typed; nothing for nothing.
pub(crate) fn named(prefix: &str, code: &str) -> String {
    if code.is_empty() { String::new() } else { words::code(prefix, code) }
}

/// 备注 and 办理信息
fn handling(form: &Form, ink: &mut Ink) -> Value {
    let application = &form.application;
    let submitted = application.submitted_at.map(words::moment).unwrap_or_default();
    let mut pairs = Pairs::new(ink);
    pairs.half("agent", &application.created_by);
    match application.submissions {
        0 => {}
        1 => pairs.half("submitted_at", &submitted),
        count => pairs.wide("submitted_at", &format!("{submitted}（{}）", words::submission(count))),
    }
    let remarks = application.form.remarks.trim();
    let none = words::message("application-none");
    pairs.wide("remarks", if remarks.is_empty() { &none } else { remarks });
    json!({"title": words::message("application-dates"), "lines": pairs.lines()})
}
