//! 企业职工正常退休申请表: what it is printed from, and the one call that prints it.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde_json::{Value, json};
use shared::api::ApplicationOut;
use shared::application::Status;
use typst::foundations::Bytes;

use crate::fonts::Fonts;
use crate::ink::Ink;
use crate::world::Desk;
use crate::{Digest, PrintError, Printed, digest, press, sections, words};

/// What a form is printed from. Everything on it is printed in full: it is the enterprise's own paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The application as the enterprise sees it.
    pub application: ApplicationOut,
    /// 受理编号; empty before the first submission.
    pub receipt_number: String,
    /// When it was approved or rejected.
    pub decided_at: Option<DateTime<Utc>>,
    /// The public page that says whether a paper is true, for the QR code; empty for a paper without one.
    pub verify_url: String,
    /// The day of printing, in China.
    pub printed_on: NaiveDate,
}

/// Prints the form: A4, as many pages as it takes, PDF/A-2b.
///
/// It is work for the processor: run it off the async threads.
///
/// # Errors
/// `Address` where the verification's address is longer than a QR code holds; the others are faults of the program.
pub fn form_pdf(form: &Form) -> Result<Printed, PrintError> {
    let (desk, missing) = set(form)?;
    let printed = press::pages(&desk).and_then(|document| {
        let pdf = press::pdf(&document, ident(form))?;
        Ok(Printed { pdf, pages: document.pages().len(), missing: missing.missing() })
    });
    press::forget();
    printed
}

/// What tells the papers of one application apart: what was filed, where it stood, the day of printing.
fn ident(form: &Form) -> String {
    format!("{} {:?} {}", digest(form), form.application.status, form.printed_on)
}

/// The desk with everything on it.
fn set(form: &Form) -> Result<(Desk, Ink), PrintError> {
    let mut ink = Ink::new(Fonts::get()?);
    let data = data(form, digest(form), &mut ink);
    let mut desk = Desk::new("form.typ")?;
    desk.lay("data.json", Bytes::from_string(data.to_string()))?;
    if !form.verify_url.is_empty() {
        desk.lay("qr.svg", Bytes::from_string(qr(&form.verify_url)?))?;
    }
    Ok((desk, ink))
}

/// What the template reads.
fn data(form: &Form, digest: Digest, ink: &mut Ink) -> Value {
    let application = &form.application;
    json!({
        "title": "企业职工正常退休申请表",
        "receipt": ink.text("受理编号", words::receipt(&form.receipt_number)),
        "name": ink.text(&words::field("name"), &application.name),
        "code": digest.code(),
        "draft": application.status == Status::Draft,
        "qr": !form.verify_url.is_empty(),
        "head": sections::head(form, ink),
        "sections": sections::all(form, ink),
        "printed": words::day(form.printed_on),
        "date": [form.printed_on.year(), form.printed_on.month(), form.printed_on.day()],
        "missing": ink.notes(),
    })
}

/// The picture of a QR code, without the white around it.
fn qr(address: &str) -> Result<String, PrintError> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(|_| PrintError::Address)?;
    Ok(code.render::<svg::Color<'_>>().quiet_zone(false).build())
}
