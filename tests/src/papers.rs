//! What stands on a printed paper.

use chrono::NaiveDate;
use shared::api::ApplicationOut;

/// The code that a paper of an application bears: the way to it stands in the paper's own QR code.
pub fn code(application: &ApplicationOut) -> String {
    let form = printing::Form {
        application: application.clone(),
        receipt_number: application.receipt_number.clone().unwrap_or_default(),
        decided_at: None,
        verify_url: String::new(),
        // The day of printing is no part of what is on record.
        printed_on: NaiveDate::default(),
    };
    printing::digest(&form).code()
}
