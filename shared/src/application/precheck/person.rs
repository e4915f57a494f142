//! The person and the card: the register against the document, the archive and what is typed.

use super::super::form::ApplicationForm;
use super::super::reading::Reading;
use super::{Context, Findings};
use crate::error::Invalid;

/// Holds the register against the document and the archive. The archive's date changes nothing that is computed: which
/// date counts is the reviewer's decision.
pub(super) fn check(found: &mut Findings, context: &Context<'_>, reading: &Reading) {
    found.need(reading, "mobile");
    let record = context.record;
    if context.document.birth_date().is_some_and(|birth| birth != record.birth_date) {
        found.advise("birth_date", Invalid::new("record_birth_differs").with("record", record.birth_date));
    }
    if context.document.sex().is_some_and(|sex| sex != record.sex) {
        found.advise("sex", Invalid::new("record_sex_differs"));
    }
    let Some(archive) = reading.archive_birth_date else {
        // A reason without a date says that something differs, but not what.
        if reading.archive_birth_reason.is_some() {
            found.need(reading, "archive_birth_date");
        }
        return;
    };
    found.need(reading, "archive_birth_reason");
    if archive > context.today {
        found.block("archive_birth_date", Invalid::new("date_in_future"));
    } else if archive == record.birth_date {
        found.block("archive_birth_date", Invalid::new("archive_birth_same"));
    } else {
        found.advise("archive_birth_date", Invalid::new("archive_birth_differs"));
    }
}

/// The card is needed where the register has none or a wrong one.
pub(super) fn check_card(found: &mut Findings, context: &Context<'_>, form: &ApplicationForm, reading: &Reading) {
    let on_record = context.record.bank.is_some() && context.record.card_number.is_some();
    if on_record && !form.card_wrong {
        return;
    }
    found.need(reading, "bank");
    found.need(reading, "card_number");
    let typed = reading.card_number.as_ref().map(|card| card.as_str());
    if form.card_wrong && typed.is_some() && typed == context.record.card_number.as_deref() {
        // It may be the bank alone that is wrong.
        found.advise("card_number", Invalid::new("card_same"));
    }
}
