//! What is said of one thing that was read: decided here, drawn in `suggestions`.

use chrono::NaiveDate;
use shared::api::{ComparedWith, InsuredRecord, ReadField, ReadFieldCode as Code, ReadingOut};
use shared::application::ApplicationForm;

/// Below this per cent the reader is not sure.
const SURE: u32 = 80;

/// What stands beside a value that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remark {
    /// The register has the same.
    Matches,
    /// The register has this.
    Differs(String),
    /// The form has this.
    DiffersFromForm(String),
    /// A number whose check digit does not fit.
    CheckFailed,
    /// The document was valid until a day that is over.
    Expired,
    /// The reader was not sure.
    Unsure,
}

/// Whether a value can be taken over, and whether it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Offer {
    /// It has no field of its own, or nothing would change.
    None,
    /// It can be taken over.
    Open,
    /// The form has it.
    Taken,
}

/// The field of the form that a value may go into.
pub(super) const fn target(code: Code) -> Option<&'static str> {
    match code {
        Code::Bank => Some("bank"),
        Code::CardNumber => Some("card_number"),
        _ => None,
    }
}

/// What the form holds there.
fn typed(form: &ApplicationForm, code: Code) -> &str {
    match code {
        Code::Bank => form.bank.trim(),
        Code::CardNumber => form.card_number.trim(),
        _ => "",
    }
}

fn registered(record: &InsuredRecord, code: Code) -> Option<&str> {
    match code {
        Code::Bank => record.bank.as_deref(),
        Code::CardNumber => record.card_number.as_deref(),
        _ => None,
    }
}

/// Without what is written in more ways than one.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

fn same(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

/// Whether the value can be taken over into the form as it is now.
pub(super) fn offer(read: &ReadField, record: &InsuredRecord, form: &ApplicationForm) -> Offer {
    if target(read.field).is_none() || read.check_failed {
        return Offer::None;
    }
    let typed = typed(form, read.field);
    // Without the tick, or a card on record at all, what is typed does not count.
    let counts = form.card_wrong || record.bank.is_none() || record.card_number.is_none();
    if counts && same(typed, &read.value) {
        return Offer::Taken;
    }
    let on_record = !counts && registered(record, read.field).is_some_and(|value| same(value, &read.value));
    if on_record { Offer::None } else { Offer::Open }
}

/// What is to be said of it.
pub(super) fn remark(
    read: &ReadField,
    reading: &ReadingOut,
    record: &InsuredRecord,
    form: &ApplicationForm,
    today: NaiveDate,
) -> Option<Remark> {
    if read.check_failed {
        return Some(Remark::CheckFailed);
    }
    let by_register = |difference: &&shared::api::ReadDifference| {
        difference.field == read.field && difference.source == ComparedWith::Register
    };
    if let Some(difference) = reading.differences.iter().find(by_register) {
        return Some(Remark::Differs(difference.expected.clone()));
    }
    match read.field {
        Code::Name | Code::Sex | Code::BirthDate | Code::DocumentNumber => Some(Remark::Matches),
        Code::ValidUntil if read.value.parse::<NaiveDate>().is_ok_and(|day| day < today) => Some(Remark::Expired),
        Code::Bank | Code::CardNumber => {
            let (typed, registered) = (typed(form, read.field), registered(record, read.field));
            match (typed.is_empty(), registered) {
                (false, _) if !same(typed, &read.value) => Some(Remark::DiffersFromForm(typed.to_owned())),
                (true, Some(value)) if same(value, &read.value) => Some(Remark::Matches),
                (true, Some(value)) => Some(Remark::Differs(value.to_owned())),
                _ => unsure(read),
            }
        }
        _ => unsure(read),
    }
}

fn unsure(read: &ReadField) -> Option<Remark> {
    (read.confidence < SURE).then_some(Remark::Unsure)
}

#[cfg(test)]
mod tests {
    use shared::api::ReadDifference;

    use super::*;

    const NUMBER: &str = "4111111111111111";

    fn record(card: Option<(&str, &str)>) -> InsuredRecord {
        let record = serde_json::json!({
            "name": "孙德福", "sex": "male", "birth_date": "1966-01-01", "personal_number": "P1",
            "first_insured_month": "1990-01", "account_opened_month": "1995-07", "paid_months": 300,
            "bank": card.map(|(bank, _)| bank), "card_number": card.map(|(_, number)| number),
            "fetched_at": "2026-11-24T00:00:00Z",
        });
        serde_json::from_value(record).expect("a record")
    }

    fn read(field: Code, value: &str) -> ReadField {
        ReadField { field, value: value.to_owned(), confidence: 97, check_failed: false }
    }

    fn form(card_wrong: bool, card_number: &str) -> ApplicationForm {
        ApplicationForm { card_wrong, card_number: card_number.to_owned(), ..ApplicationForm::default() }
    }

    fn said(read: &ReadField, record: &InsuredRecord, form: &ApplicationForm) -> Option<Remark> {
        let difference =
            ReadDifference { field: Code::Name, expected: "孙德富".to_owned(), source: ComparedWith::Register };
        let reading = ReadingOut { differences: vec![difference], ..ReadingOut::default() };
        remark(read, &reading, record, form, NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"))
    }

    #[test]
    fn a_card_is_offered_until_the_form_has_it() {
        let number = read(Code::CardNumber, NUMBER);
        let (none, other, same) =
            (record(None), record(Some(("吉林银行", "6200"))), record(Some(("吉林银行", NUMBER))));
        assert_eq!(offer(&number, &none, &form(false, "")), Offer::Open);
        assert_eq!(offer(&number, &none, &form(false, "4111 1111 1111 1111")), Offer::Taken);
        assert_eq!(offer(&number, &other, &form(false, "")), Offer::Open);
        // Typed earlier, but the register's counts again.
        assert_eq!(offer(&number, &other, &form(false, NUMBER)), Offer::Open);
        assert_eq!(offer(&number, &other, &form(true, NUMBER)), Offer::Taken);
        assert_eq!(offer(&number, &same, &form(false, "")), Offer::None);
        assert_eq!(offer(&ReadField { check_failed: true, ..number }, &none, &form(false, "")), Offer::None);
        assert_eq!(offer(&read(Code::Name, "孙德福"), &none, &form(false, "")), Offer::None);
    }

    #[test]
    fn what_differs_is_said() {
        let (none, blank) = (record(None), form(false, ""));
        let differs = |text: &str| Some(Remark::Differs(text.to_owned()));
        assert_eq!(said(&read(Code::Name, "孙德福"), &none, &blank), differs("孙德富"));
        assert_eq!(said(&read(Code::Sex, "male"), &none, &blank), Some(Remark::Matches));
        let number = read(Code::CardNumber, NUMBER);
        assert_eq!(said(&number, &record(Some(("吉林银行", "6200"))), &blank), differs("6200"));
        assert_eq!(said(&number, &record(Some(("吉林银行", NUMBER))), &blank), Some(Remark::Matches));
        assert_eq!(said(&number, &none, &form(false, "6200")), Some(Remark::DiffersFromForm("6200".to_owned())));
        assert_eq!(said(&number, &none, &blank), None);
        assert_eq!(said(&ReadField { check_failed: true, ..number }, &none, &blank), Some(Remark::CheckFailed));
        assert_eq!(said(&read(Code::ValidUntil, "2026-11-23"), &none, &blank), Some(Remark::Expired));
        assert_eq!(said(&read(Code::ValidUntil, "long_term"), &none, &blank), None);
        assert_eq!(
            said(&ReadField { confidence: 60, ..read(Code::Issuer, "公安局") }, &none, &blank),
            Some(Remark::Unsure)
        );
    }
}
