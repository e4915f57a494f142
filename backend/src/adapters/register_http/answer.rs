//! What the province's interface answers, and whether it can be believed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use shared::api::InsuredRecord;
use shared::identity::{IdDocument, PersonName, Sex};
use shared::retirement::Month;

use crate::ports::{RegisterError, fits_document, is_named};

/// Characters that a text of the answer may have at most.
const MAX_TEXT_CHARS: usize = 64;

/// The body of an answer. Fields beyond these are let pass, so that the province may add some.
#[derive(Deserialize)]
struct Answer {
    found: bool,
    person: Option<Person>,
}

#[derive(Deserialize)]
struct Person {
    document_type: String,
    document_number: String,
    name: String,
    sex: Sex,
    birth_date: NaiveDate,
    personal_number: String,
    first_insured_month: Month,
    account_opened_month: Month,
    paid_months: u32,
    bank: Option<String>,
    card_number: Option<String>,
    region: Option<String>,
    average_index: Option<f64>,
    account_balance: Option<f64>,
}

impl Person {
    fn texts_are_short(&self) -> bool {
        let optional = [&self.bank, &self.card_number, &self.region];
        optional.into_iter().flatten().chain([&self.personal_number]).all(|text| text.chars().count() <= MAX_TEXT_CHARS)
    }

    fn numbers_are_sound(&self) -> bool {
        [self.average_index, self.account_balance]
            .into_iter()
            .flatten()
            .all(|number| number.is_finite() && number >= 0.0)
    }
}

/// Reads an answer to a question after a person.
///
/// # Errors
/// [`RegisterError::Unusable`] where it is no such answer, or tells of somebody else's document.
pub(super) fn read(
    body: &[u8],
    name: &PersonName,
    document: &IdDocument,
    now: DateTime<Utc>,
) -> Result<Option<InsuredRecord>, RegisterError> {
    // What serde says may quote the answer, which holds a person's data.
    let answer: Answer = serde_json::from_slice(body).map_err(|_| unusable("it is not of the documented shape"))?;
    let Some(person) = answer.person.filter(|_| answer.found) else {
        return if answer.found { Err(unusable("found, and no person in it")) } else { Ok(None) };
    };
    if person.document_type != document.kind().code() || person.document_number != document.as_str() {
        return Err(unusable("it tells of another document than was asked for"));
    }
    let known_name = PersonName::parse(&person.name).map_err(|_| unusable("the name is none"))?;
    if !fits_document(person.sex, person.birth_date, document) {
        return Err(unusable("sex or birth date are not those of the document"));
    }
    if !person.texts_are_short() || !person.numbers_are_sound() {
        return Err(unusable("a value is out of bounds"));
    }
    // The document is somebody else's: for the one who asks there is no such person.
    if !is_named(known_name.as_str(), name) {
        return Ok(None);
    }
    Ok(Some(InsuredRecord {
        name: known_name.as_str().to_owned(),
        sex: person.sex,
        birth_date: person.birth_date,
        personal_number: person.personal_number,
        first_insured_month: person.first_insured_month,
        account_opened_month: person.account_opened_month,
        paid_months: person.paid_months,
        bank: person.bank,
        card_number: person.card_number,
        region: person.region,
        average_index: person.average_index,
        account_balance: person.account_balance,
        fetched_at: now,
    }))
}

fn unusable(reason: &str) -> RegisterError {
    RegisterError::Unusable(reason.to_owned())
}
