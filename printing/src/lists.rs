//! The parts of the form that are lists: columns with a head, rows that flow over the pages.

use serde_json::{Value, json};
use shared::application::Section;

use crate::form::Form;
use crate::ink::Ink;
use crate::sections::{named, section};
use crate::words;

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

/// The registered card, and the one given in its place where that is wrong or none is on record.
pub(crate) fn card(form: &Form, ink: &mut Ink) -> Value {
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

/// 视同缴费信息
pub(crate) fn deemed(form: &Form, ink: &mut Ink) -> Value {
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

/// 特殊工种工作经历
pub(crate) fn special(form: &Form, ink: &mut Ink) -> Value {
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
pub(crate) fn materials(form: &Form, ink: &mut Ink) -> Value {
    let mut kinds: Vec<(&str, u32, u32)> = Vec::new();
    for file in &form.application.attachments {
        match kinds.iter_mut().find(|(kind, ..)| *kind == file.kind) {
            Some((_, files, pages)) => (*files, *pages) = (*files + 1, pages.saturating_add(file.pages)),
            None => kinds.push((&file.kind, 1, file.pages)),
        }
    }
    let columns =
        [number(), ("材料名称".to_owned(), "wide"), ("份数".to_owned(), "count"), ("页数".to_owned(), "count")];
    let rows = kinds.iter().enumerate().map(|(index, (kind, files, pages))| {
        let name = words::code("material", kind);
        cells(ink, &columns, vec![(index + 1).to_string(), name, files.to_string(), pages.to_string()])
    });
    let pages = kinds.iter().fold(0_u32, |sum, (.., pages)| sum.saturating_add(*pages));
    let note = (pages > 0).then(|| format!("{} {pages} 页", words::message("application-total")));
    list(Section::Materials, &columns, rows.collect(), note)
}

/// What the reviewer wrote, at what it is about.
pub(crate) fn reasons(form: &Form, ink: &mut Ink) -> Value {
    let title = words::message("application-reasons");
    let columns = [number(), ("涉及内容".to_owned(), "part"), (title.clone(), "wide")];
    let rows: Vec<Vec<String>> = form
        .application
        .reasons
        .iter()
        .enumerate()
        .map(|(index, reason)| {
            let values = vec![
                (index + 1).to_string(),
                words::field(&reason.field_now(&form.application.attachments)),
                reason.text.clone(),
            ];
            cells(ink, &columns, values)
        })
        .collect();
    titled(&title, &columns, rows, None)
}
