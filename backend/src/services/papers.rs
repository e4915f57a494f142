//! Papers: an application's form and a sheet of its photos as PDF, and whether a paper is what is on record.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use printing::{Form, Picture, PrintError, Printed, Sheet, Thumbnail, contact_sheet, form_pdf};
use shared::api::{ApplicationOut, PaperCheckOut};
use shared::application::Status;
use shared::error::ProblemCode;
use subtle::ConstantTimeEq as _;
use surrealdb::types::SurrealValue;

use super::applications::{Looker, Row, attachments_of, row, thumbnails};
use super::{ServiceError, ServiceResult};
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::ports::Entropy;

/// Digits behind region and day.
const SERIAL_DIGITS: usize = 8;

/// The day in China.
fn day(at: DateTime<Utc>) -> NaiveDate {
    (at + Duration::hours(8)).date_naive()
}

/// A new 受理编号: region, day, eight drawn digits.
pub(super) fn receipt_number(region: &str, today: NaiveDate, entropy: &dyn Entropy) -> String {
    let mut drawn = [0_u8; 8];
    entropy.fill(&mut drawn);
    let serial = u64::from_be_bytes(drawn) % 10_u64.pow(8);
    format!("{region}{}{serial:0width$}", today.format("%Y%m%d"), width = SERIAL_DIGITS)
}

/// What a form is printed from.
fn form(app: &App, application: ApplicationOut) -> Form {
    let receipt_number = application.receipt_number.clone().unwrap_or_default();
    let is_decided = matches!(application.status, Status::Approved | Status::Rejected) && !application.refiling;
    let decided_at = is_decided.then_some(application.updated_at);
    // A paper of what was never submitted has nothing to be compared with.
    let verify_url = if receipt_number.is_empty() {
        String::new()
    } else {
        let code = code(&application);
        app.config.server.link(&format!("/verify/{receipt_number}/{code}"))
    };
    Form { application, receipt_number, decided_at, verify_url, printed_on: app.clock.today() }
}

/// 校验码 of an application as it is.
pub(super) fn code(application: &ApplicationOut) -> String {
    let receipt_number = application.receipt_number.clone().unwrap_or_default();
    let form = Form {
        application: application.clone(),
        receipt_number,
        decided_at: None,
        verify_url: String::new(),
        printed_on: NaiveDate::default(),
    };
    printing::digest(&form).code()
}

fn title(application: &ApplicationOut, what: &str) -> String {
    format!("{}-{what}-{}.pdf", application.name, application.id.chars().take(8).collect::<String>())
}

/// The application that is printed, as stored and as it is seen.
async fn read(app: &App, by: Looker<'_>, id: &str) -> ServiceResult<(Row, ApplicationOut)> {
    let found = row(app, by.viewer, id).await?;
    let attachments = attachments_of(app, &found.id).await?;
    let application = found.to_wire(app, by.viewer, attachments)?;
    Ok((found, application))
}

/// 企业职工正常退休申请表 with its file name.
///
/// # Errors
/// `not_found`; `busy`.
pub async fn application_form(app: &App, by: Looker<'_>, id: &str) -> ServiceResult<(String, Vec<u8>)> {
    let (found, application) = read(app, by, id).await?;
    let name = title(&application, "申请表");
    let form = form(app, application);
    let printed = app.papers.run(move || form_pdf(&form)).await?;
    by.took(app, &found, "application_form").await?;
    Ok((name, pdf(printed)?))
}

/// A sheet of the photos with its file name.
///
/// # Errors
/// `not_found`, also where there is no document; `busy`.
pub async fn photo_sheet(app: &App, by: Looker<'_>, id: &str) -> ServiceResult<(String, Vec<u8>)> {
    let (found, application) = read(app, by, id).await?;
    if application.attachments.is_empty() {
        return Err(ProblemCode::NotFound.into());
    }
    let small = thumbnails(app, &found).await?;
    let mut numbers = std::collections::BTreeMap::<&str, u32>::new();
    let mut photos = Vec::with_capacity(application.attachments.len());
    for attachment in &application.attachments {
        let number = numbers.entry(attachment.kind.as_str()).or_default();
        *number += 1;
        let picture = match small.iter().find(|(known, _)| *known == attachment.id) {
            Some((_, jpeg)) => Picture::Jpeg(jpeg.clone()),
            None if attachment.media_type == "application/pdf" => Picture::Pdf { pages: attachment.pages },
            None => Picture::Jpeg(Vec::new()),
        };
        photos.push(Thumbnail { kind: attachment.kind.clone(), number: *number, picture });
    }
    let name = title(&application, "附件目录");
    let receipt_number = application.receipt_number.unwrap_or_default();
    let sheet = Sheet { receipt_number, name: application.name, printed_on: app.clock.today() };
    let printed = app.papers.run(move || contact_sheet(&sheet, photos.into_iter())).await?;
    by.took(app, &found, "photo_sheet").await?;
    Ok((name, pdf(printed)?))
}

fn pdf(printed: Result<Printed, PrintError>) -> ServiceResult<Vec<u8>> {
    match printed {
        Ok(printed) => Ok(printed.pdf),
        Err(error) => {
            tracing::error!(%error, "a paper could not be printed");
            Err(ServiceError::Problem(ProblemCode::Internal))
        }
    }
}

#[derive(SurrealValue)]
struct Recorded {
    paper_code: Option<String>,
    status: String,
    submitted_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
}

/// Whether a paper of this number and code is what was submitted last. Nobody learns from it which numbers there are: a code
/// has eighty bits, and without the right one nothing is told.
///
/// # Errors
/// Where the database fails.
pub async fn check(app: &App, receipt_number: &str, code: &str) -> ServiceResult<PaperCheckOut> {
    let none = PaperCheckOut { matches: false, status: None, submitted_on: None, changed_on: None };
    if receipt_number.len() > 40 || code.len() > 40 {
        return Ok(none);
    }
    let query = "SELECT paper_code, status, submitted_at, updated_at FROM application WITH INDEX application_receipt
         WHERE receipt_number = $number LIMIT 1";
    let rows: Vec<Recorded> = app.db.read(query, Vars::new().set("number", receipt_number)).await?.take(0)?;
    let Some(row) = rows.into_iter().next() else { return Ok(none) };
    let right = row.paper_code.unwrap_or_default();
    let given = code.to_uppercase();
    if right.is_empty() || !bool::from(right.as_bytes().ct_eq(given.as_bytes())) {
        return Ok(none);
    }
    Ok(PaperCheckOut {
        matches: true,
        status: Status::from_code(&row.status),
        submitted_on: row.submitted_at.map(day),
        changed_on: Some(day(row.updated_at)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SeededEntropy;

    #[test]
    fn a_receipt_number_says_where_and_when() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).expect("a day");
        let number = receipt_number("220100", today, &SeededEntropy::new(1));
        assert!(number.starts_with("22010020261127") && number.len() == 22, "{number}");
        assert!(number.bytes().all(|byte| byte.is_ascii_digit()));
    }
}
