//! The wire: what app and server say to each other, and how each form is read.
//!
//! An `…In` carries what was typed, as typed; its `parse` gives the domain's values or every refusal by field.
//! The app calls `parse` while one types, the server before it does anything.

mod agents;
mod appeals;
mod application_history;
mod application_query;
mod applications;
mod attachments;
mod audit;
mod faces;
mod insured_persons;
mod notices;
mod papers;
mod passwords;
mod qr_logins;
mod readings;
mod registration;
mod review_reason;
mod reviews;
mod service;
mod sessions;
mod sms_codes;
mod step_ups;

pub use agents::*;
pub use appeals::*;
pub use application_history::*;
pub use application_query::*;
pub use applications::*;
pub use attachments::*;
pub use audit::*;
pub use faces::*;
pub use insured_persons::*;
pub use notices::*;
pub use papers::*;
pub use passwords::*;
pub use qr_logins::*;
pub use readings::*;
pub use registration::*;
pub use review_reason::*;
pub use reviews::*;
pub use service::*;
pub use sessions::*;
pub use sms_codes::*;
pub use step_ups::*;

/// Codes that forms add to those of [`crate::identity`]; each has a sentence in both languages.
pub const FORM_CODES: &[&str] = &[
    "consent_required",
    "consent_outdated",
    "passwords_differ",
    "permission_required",
    "permission_not_held",
    "date_format",
    "date_in_past",
    "month_format",
    "months_format",
    "date_in_future",
    "too_many_rows",
    "period_ends_before_start",
    "period_before_working_age",
    "period_before_work_start",
    "period_in_future",
    "period_past_account",
    "period_overlaps",
    "interruption_too_long",
    "choice_not_open",
    "chosen_month_too_early",
    "chosen_month_too_late",
    "notice_too_late",
    "agreement_late",
    "contribution_short",
    "contribution_must_go_on",
    "category_sex",
    "record_birth_differs",
    "record_sex_differs",
    "archive_birth_same",
    "archive_birth_differs",
    "card_same",
    "deemed_gap",
    "special_kinds_mixed",
    "special_months_short",
    "special_periods_required",
    "special_periods_unused",
    "material_missing",
    "material_pages",
    "file_type",
    "pdf_broken",
    "pdf_encrypted",
    "pdf_active",
    "photo_broken",
    "photo_animated",
    "photo_pixels",
    "file_too_large",
    "file_longer_than_said",
    "quota_application",
    "export_too_many",
    "wrong_type",
    "document_type_unknown",
    "taken_in_enterprise",
    "taken",
    "mobile_of_another_person",
    "document_of_another_person",
    "existing_password_wrong",
    "existing_document_differs",
    "password_unchanged",
    "choose_one",
    "search_too_long",
    "cursor_invalid",
    "insured_person_not_found",
];

/// A `YYYY-MM-DD` date as typed.
pub(crate) fn parse_date(raw: &str) -> Result<chrono::NaiveDate, crate::error::Invalid> {
    chrono::NaiveDate::parse_from_str(raw.trim(), "%Y-%m-%d").map_err(|_| crate::error::Invalid::new("date_format"))
}
