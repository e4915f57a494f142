//! One row of the file: from what stands in its columns to a person of the register, or to what is wrong with each.

use chrono::{DateTime, NaiveDate, Utc};
use shared::api::InsuredRecord;
use shared::error::Invalid;
use shared::i18n::Language;
use shared::identity::{DocumentType, FreeText, IdDocument, PersonName, Sex};
use shared::retirement::Month;

use super::file::COLUMNS;

/// Nobody has paid for longer than seventy years; more is a slip.
const MOST_PAID_MONTHS: u32 = 70 * 12;
/// The index is at most 3 by rule; a generous bound against slips.
const GREATEST_INDEX: f64 = 10.0;
const GREATEST_BALANCE: f64 = 100_000_000.0;

/// A person of the file.
pub(super) struct Person {
    pub(super) document: IdDocument,
    pub(super) known: InsuredRecord,
}

/// When the file is read: nothing in it is later.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReadAt {
    pub(super) now: DateTime<Utc>,
    pub(super) today: NaiveDate,
}

/// What is wrong in which column.
pub(super) type Faults = Vec<(&'static str, String)>;

struct Columns<'a> {
    values: &'a [&'a str; COLUMNS.len()],
    faults: Faults,
}

impl<'a> Columns<'a> {
    /// Reads a column, noting what is wrong with it.
    fn read<T>(&mut self, column: &'static str, parse: impl FnOnce(&'a str) -> Result<T, String>) -> Option<T> {
        let place = COLUMNS.iter().position(|name| *name == column)?;
        match parse(self.values[place].trim()) {
            Ok(value) => Some(value),
            Err(words) => {
                self.faults.push((column, words));
                None
            }
        }
    }

    /// The same for a column that may be empty.
    fn read_optional<T>(
        &mut self,
        column: &'static str,
        parse: impl FnOnce(&'a str) -> Result<T, String>,
    ) -> Option<Option<T>> {
        self.read(column, |text| if text.is_empty() { Ok(None) } else { parse(text).map(Some) })
    }

    fn expect(&mut self, fine: bool, column: &'static str, words: &str) {
        if !fine {
            self.faults.push((column, words.to_owned()));
        }
    }
}

/// The document of a row alone.
pub(super) fn document(values: &[&str; COLUMNS.len()], at: ReadAt) -> Option<IdDocument> {
    read_document(&mut Columns { values, faults: Faults::new() }, at)
}

/// Reads a row.
///
/// # Errors
/// Everything that is wrong with it, by column.
pub(super) fn parse(values: &[&str; COLUMNS.len()], at: ReadAt) -> Result<Person, Faults> {
    let mut columns = Columns { values, faults: Faults::new() };
    let document = read_document(&mut columns, at);
    let name = columns.read("name", |text| PersonName::parse(text).map_err(words));
    let sex = columns.read("sex", sex);
    let birth_date = columns.read("birth_date", |text| birth_date(text, at.today));
    let personal_number = columns.read("personal_number", personal_number);
    let first_insured_month = columns.read("first_insured_month", |text| month(text, at.today));
    let account_opened_month = columns.read("account_opened_month", |text| month(text, at.today));
    let paid_months = columns.read("paid_months", paid_months);
    let bank = columns.read_optional("bank", |text| FreeText::<2, 60>::parse(text).map_err(words));
    let card_number = columns.read_optional("card_number", |text| digits(text, 12, 30));
    let region = columns.read_optional("region", |text| digits(text, 6, 6));
    let average_index = columns.read_optional("average_index", |text| decimal(text, GREATEST_INDEX));
    let account_balance = columns.read_optional("account_balance", |text| decimal(text, GREATEST_BALANCE));
    if let Some(document) = &document {
        let told = "it is not what the document number says. Compare both with the document";
        columns.expect(sex.is_none_or(|sex| document.sex().is_none_or(|told| told == sex)), "sex", told);
        let same = birth_date.is_none_or(|date| document.birth_date().is_none_or(|told| told == date));
        columns.expect(same, "birth_date", told);
    }
    if let Some(born) = birth_date.map(Month::of) {
        let late = "it is before the birth date";
        columns.expect(first_insured_month.is_none_or(|month| month >= born), "first_insured_month", late);
        columns.expect(account_opened_month.is_none_or(|month| month >= born), "account_opened_month", late);
    }
    if !columns.faults.is_empty() {
        return Err(columns.faults);
    }
    let person = || {
        let known = InsuredRecord {
            name: name?.as_str().to_owned(),
            sex: sex?,
            birth_date: birth_date?,
            personal_number: personal_number?,
            first_insured_month: first_insured_month?,
            account_opened_month: account_opened_month?,
            paid_months: paid_months?,
            bank: bank?.map(|bank| bank.as_str().to_owned()),
            card_number: card_number?,
            region: region?,
            average_index: average_index?,
            account_balance: account_balance?,
            fetched_at: at.now,
        };
        Some(Person { document: document?, known })
    };
    // Every column that gave nothing left a fault, so that a person is there.
    person().ok_or_else(Faults::new)
}

fn read_document(columns: &mut Columns<'_>, at: ReadAt) -> Option<IdDocument> {
    let kind = columns.read("document_type", |text| match DocumentType::parse(text) {
        Err(invalid) if invalid.code == "document_type_unknown" => {
            Err(format!("there is no such kind; there are {}", DocumentType::ALL.map(DocumentType::code).join(", ")))
        }
        other => other.map_err(words),
    })?;
    columns.read("document_number", |text| IdDocument::parse(kind, text, at.today).map_err(words))
}

fn words(invalid: Invalid) -> String {
    invalid.message(Language::En)
}

fn required() -> String {
    words(Invalid::new("required"))
}

fn sex(text: &str) -> Result<Sex, String> {
    match text {
        "male" | "男" => Ok(Sex::Male),
        "female" | "女" => Ok(Sex::Female),
        "" => Err(required()),
        _ => Err("write male or female (男, 女)".to_owned()),
    }
}

fn birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    if text.is_empty() {
        return Err(required());
    }
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
    let date = date.ok_or_else(|| words(Invalid::new("date_format")))?;
    if date > today { Err("it is in the future".to_owned()) } else { Ok(date) }
}

fn month(text: &str, today: NaiveDate) -> Result<Month, String> {
    let month = Month::parse(text).map_err(words)?;
    if month > Month::of(today) { Err("it is in the future".to_owned()) } else { Ok(month) }
}

fn paid_months(text: &str) -> Result<u32, String> {
    let months = (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten();
    match months {
        Some(months) if months <= MOST_PAID_MONTHS => Ok(months),
        _ if text.is_empty() => Err(required()),
        _ => Err(format!("write a number of months from 0 to {MOST_PAID_MONTHS}")),
    }
}

fn personal_number(text: &str) -> Result<String, String> {
    let fits = (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
    match text {
        "" => Err(required()),
        _ if fits => Ok(text.to_owned()),
        _ => Err("write up to 32 letters and digits".to_owned()),
    }
}

fn digits(text: &str, least: usize, most: usize) -> Result<String, String> {
    if (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(text.to_owned());
    }
    // What a spreadsheet makes of a long number that it was not told to leave alone.
    if text.contains(['E', 'e', '.']) {
        return Err(
            "a spreadsheet made a rounded number of it. Format the column as text and fill it in again".to_owned()
        );
    }
    Err(if least == most { format!("it has {least} digits") } else { format!("it has {least} to {most} digits") })
}

fn decimal(text: &str, most: f64) -> Result<f64, String> {
    let plain = text.len() <= 16 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match text.parse::<f64>().ok().filter(|number| plain && (0.0..=most).contains(number)) {
        Some(number) => Ok(number),
        None => Err(format!("write a number from 0 to {most}, without separators, such as 1234.56")),
    }
}
