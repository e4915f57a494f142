//! The insured-person register as a port: who knows what an insured person has paid in.

use async_trait::async_trait;
use chrono::NaiveDate;
use shared::api::InsuredRecord;
use shared::identity::{IdDocument, PersonName, Sex};

/// Why the register gave no answer. Nothing here names the person who was asked for.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// It was not reached in time, or failed.
    #[error("the insured-person register could not be reached: {0}")]
    Unavailable(String),
    /// It failed so often of late that it is not asked for a while.
    #[error("the insured-person register is not asked for another {seconds} s")]
    Resting {
        /// That while.
        seconds: u64,
    },
    /// It does not take requests from this service: address or key are wrong.
    #[error("the insured-person register refused the request: HTTP status {status}")]
    Refused {
        /// HTTP status.
        status: u16,
    },
    /// It gave an answer that cannot be used.
    #[error("the insured-person register gave an answer that cannot be used: {0}")]
    Unusable(String),
}

/// Knows insured persons.
#[async_trait]
pub trait InsuredRegister: Send + Sync + 'static {
    /// What is known of the person of that name and document; `None` where there is no such person, or the document is
    /// somebody else's: which of the two is not said.
    async fn find(&self, name: &PersonName, document: &IdDocument) -> Result<Option<InsuredRecord>, RegisterError>;
}

/// Whether a record is that of the person named. Capital and small letters do not count: passports print capitals alone.
pub fn is_named(record_name: &str, name: &PersonName) -> bool {
    record_name == name.as_str() || record_name.to_lowercase() == name.as_str().to_lowercase()
}

/// Whether sex and birth date are those that the document's number tells, as far as it does.
pub fn fits_document(sex: Sex, birth_date: NaiveDate, document: &IdDocument) -> bool {
    document.sex().is_none_or(|told| told == sex) && document.birth_date().is_none_or(|told| told == birth_date)
}

#[cfg(test)]
mod tests {
    use shared::identity::DocumentType;

    use super::*;

    #[test]
    fn names_match_whatever_their_capitals() {
        let name = PersonName::parse("Mary-Jane O'Neill").expect("a name");
        assert!(is_named("MARY-JANE O'NEILL", &name) && is_named("Mary-Jane O'Neill", &name));
        assert!(!is_named("MARY JANE O'NEILL", &name));
        let name = PersonName::parse("买买提·吐尔逊").expect("a name");
        assert!(is_named("买买提·吐尔逊", &name) && !is_named("买买提", &name));
    }

    #[test]
    fn a_number_tells_sex_and_birth_or_nothing() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let today = day("2026-11-24");
        let card = IdDocument::parse(DocumentType::ResidentId, "22010219650101001X", today).expect("valid");
        assert!(fits_document(Sex::Male, day("1965-01-01"), &card));
        assert!(!fits_document(Sex::Female, day("1965-01-01"), &card));
        assert!(!fits_document(Sex::Male, day("1965-01-02"), &card));
        let passport = IdDocument::parse(DocumentType::Passport, "E12345678", today).expect("valid");
        assert!(fits_document(Sex::Female, day("1970-05-05"), &passport));
    }
}
