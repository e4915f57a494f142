//! The parts of the form as the template takes them: pairs of name and value, and lists with a head.

use serde_json::{Value, json};
use shared::application::{Section, Status};

use crate::form::Form;
use crate::ink::Ink;
use crate::words;

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

fn section(section: Section) -> String {
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
    let mut parts = vec![person(form, ink), determination(form, ink), card(form, ink), deemed(form, ink)];
    parts.extend([special(form, ink), materials(form, ink), handling(form, ink)]);
    if !form.application.reasons.is_empty() {
        parts.push(reasons(form, ink));
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

/// The registered card, and the one given in its place where that is wrong or none is on record.
fn card(form: &Form, ink: &mut Ink) -> Value {
    let (typed, record) = (&form.application.form, &form.application.record);
    let columns = [("社保卡".to_owned(), "kind"), column("bank", "wide"), column("card_number", "digits")];
    let registered = match (&record.bank, &record.card_number) {
        (None, None) => [words::message("application-record-none"), String::new()],
        (bank, number) => [bank, number].map(|value| value.clone().unwrap_or_default()),
    };
    let mut rows = vec![("application-card-of-register", registered)];
    if !typed.bank.is_empty() || !typed.card_number.is_empty() {
        rows.push(("application-card-given", [typed.bank.clone(), typed.card_number.clone()]));
    }
    let rows =
        rows.into_iter().map(|(which, [bank, number])| cells(ink, &columns, vec![words::message(which), bank, number]));
    let note = typed.card_wrong.then(|| format!("{}：{}", words::field("card_wrong"), words::message("value-yes")));
    list(Section::Card, &columns, rows.collect(), note)
}

/// The name of a code as typed; nothing for nothing.
fn named(prefix: &str, code: &str) -> String {
    if code.is_empty() { String::new() } else { words::code(prefix, code) }
}

/// A list: names and widths of its columns, its rows, and what is to be said of the whole beside the title, where it cannot
/// be parted from the rows by the end of a page.
fn list(title: Section, columns: &[(String, &str)], rows: Vec<Vec<String>>, note: Option<String>) -> Value {
    titled(&section(title), columns, rows, note)
}

fn titled(title: &str, columns: &[(String, &str)], rows: Vec<Vec<String>>, note: Option<String>) -> Value {
    let (names, widths): (Vec<&String>, Vec<&str>) = columns.iter().map(|(name, width)| (name, *width)).unzip();
    json!({"title": title, "columns": names, "widths": widths, "rows": rows, "note": note})
}

fn number() -> (String, &'static str) {
    ("序号".to_owned(), "number")
}

fn column(path: &str, width: &'static str) -> (String, &'static str) {
    (words::field(path), width)
}

/// What stands in a row's cells; each is known by its column's name.
fn cells(ink: &mut Ink, columns: &[(String, &str)], values: Vec<String>) -> Vec<String> {
    columns.iter().zip(values).map(|((name, _), value)| ink.text(name, &value)).collect()
}

/// How many rows, and their months; rows that are not complete count none.
fn total(months: &[Option<u32>]) -> Option<String> {
    let sum = months.iter().flatten().fold(0_u32, |sum, months| sum.saturating_add(*months));
    (!months.is_empty()).then(|| words::total(months.len(), sum))
}

fn deemed(form: &Form, ink: &mut Ink) -> Value {
    let read = form.application.form.read();
    let months: Vec<Option<u32>> = read.deemed.iter().map(|row| row.as_ref().map(|row| row.period.months())).collect();
    let columns = [
        number(),
        column("from", "month"),
        column("to", "month"),
        column("employer", "wide"),
        column("interruption_months", "count"),
        ("月数".to_owned(), "count"),
    ];
    let rows = form.application.form.deemed_periods.iter().enumerate().map(|(index, row)| {
        let counted = months.get(index).copied().flatten().map(|months| months.to_string()).unwrap_or_default();
        let (from, to) = (words::typed_month(&row.from), words::typed_month(&row.to));
        let values =
            vec![(index + 1).to_string(), from, to, row.employer.clone(), row.interruption_months.clone(), counted];
        cells(ink, &columns, values)
    });
    list(Section::DeemedPeriods, &columns, rows.collect(), total(&months))
}

fn special(form: &Form, ink: &mut Ink) -> Value {
    let read = form.application.form.read();
    let months: Vec<Option<u32>> = read.special.iter().map(|row| row.as_ref().map(|row| row.period.months())).collect();
    let columns = [
        number(),
        column("from", "month"),
        column("to", "month"),
        column("employer", "wide"),
        column("work_kind", "kind"),
        column("job_title", "kind"),
    ];
    let rows = form.application.form.special_periods.iter().enumerate().map(|(index, row)| {
        let (from, to) = (words::typed_month(&row.from), words::typed_month(&row.to));
        let kind = named("work-kind", &row.work_kind);
        cells(ink, &columns, vec![(index + 1).to_string(), from, to, row.employer.clone(), kind, row.job_title.clone()])
    });
    list(Section::SpecialWork, &columns, rows.collect(), total(&months))
}

/// Each kind once, in the order of its first file.
fn materials(form: &Form, ink: &mut Ink) -> Value {
    let mut kinds: Vec<(&str, u32, u32)> = Vec::new();
    for file in &form.application.attachments {
        match kinds.iter_mut().find(|(kind, ..)| *kind == file.kind) {
            Some((_, files, pages)) => (*files, *pages) = (*files + 1, *pages + file.pages),
            None => kinds.push((&file.kind, 1, file.pages)),
        }
    }
    let columns =
        [number(), ("材料名称".to_owned(), "wide"), ("份数".to_owned(), "count"), ("页数".to_owned(), "count")];
    let rows = kinds.iter().enumerate().map(|(index, (kind, files, pages))| {
        let name = words::code("material", kind);
        cells(ink, &columns, vec![(index + 1).to_string(), name, files.to_string(), pages.to_string()])
    });
    let pages: u32 = kinds.iter().map(|(.., pages)| pages).sum();
    let note = (pages > 0).then(|| format!("{} {pages} 页", words::message("application-total")));
    list(Section::Materials, &columns, rows.collect(), note)
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

fn reasons(form: &Form, ink: &mut Ink) -> Value {
    let title = words::message("application-reasons");
    let columns = [number(), ("涉及内容".to_owned(), "part"), (title.clone(), "wide")];
    let rows: Vec<Vec<String>> = form
        .application
        .reasons
        .iter()
        .enumerate()
        .map(|(index, reason)| {
            let values = vec![(index + 1).to_string(), words::field(&reason.field), reason.text.clone()];
            cells(ink, &columns, values)
        })
        .collect();
    titled(&title, &columns, rows, None)
}
