//! The list as a table file (.xlsx), for people who work on in a spreadsheet.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use shared::api::{ApplicationFilter, ApplicationRow};
use shared::error::Invalid;
use shared::i18n::{Language, text};

use super::list;
use super::looker::Looker;
use crate::app::App;
use crate::services::accounts::MembershipRow;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

/// Most rows of one file; more are narrowed by filters first.
const ROWS_MAX: usize = 5000;

/// Names of the columns and their widths, characters.
const COLUMNS: [(&str, f64); 8] = [
    ("application-field-name", 14.0),
    ("application-field-document-number", 24.0),
    ("application-field-status", 16.0),
    ("application-field-category", 18.0),
    ("application-field-retirement-month", 14.0),
    ("application-field-submitted-at", 20.0),
    ("application-field-updated-at", 20.0),
    ("application-field-agent", 14.0),
];

/// The list that a filter leaves, as a file.
///
/// # Errors
/// `export_too_many` at `submitted_from` where the filter leaves more than 5,000 rows.
pub async fn export(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    filter: &ApplicationFilter,
    origin: &Origin,
    language: Language,
) -> ServiceResult<Vec<u8>> {
    let (rows, more) = list::all(app, acting, filter, ROWS_MAX).await?;
    if more {
        let invalid = Invalid::new("export_too_many").with("max", ROWS_MAX);
        return Err(ServiceError::Fields(("submitted_from", invalid).into()));
    }
    Looker::of_enterprise(who, acting, origin).took_list(app, acting.enterprise_id(), rows.len()).await?;
    let written = tokio::task::spawn_blocking(move || write(&rows, language)).await;
    match written {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => {
            tracing::error!(%error, "a table file could not be written");
            Err(shared::error::ProblemCode::Internal.into())
        }
        Err(_) => Err(shared::error::ProblemCode::Internal.into()),
    }
}

fn write(rows: &[ApplicationRow], language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(text(language, "application-title", &[]).chars().take(31).collect::<String>())?;
    let head = Format::new().set_bold();
    for (column, (id, width)) in (0_u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, text(language, id, &[]), &head)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (line, row) in (1_u32..).zip(rows) {
        write_row(sheet, line, row, language)?;
    }
    book.save_to_buffer()
}

/// Every cell is text: a name that begins with an equals sign is never a formula.
fn write_row(sheet: &mut Worksheet, line: u32, row: &ApplicationRow, language: Language) -> Result<(), XlsxError> {
    let named = |kind: &str, code: &str| text(language, &format!("application-{kind}-{}", code.replace('_', "-")), &[]);
    let moment =
        |at: chrono::DateTime<chrono::Utc>| (at + chrono::TimeDelta::hours(8)).format("%Y-%m-%d %H:%M").to_string();
    let cells = [
        row.name.clone(),
        row.document_masked.clone(),
        named("status", row.status.code()),
        row.category.map(|category| named("category-short", category.code())).unwrap_or_default(),
        row.retirement_month.map(|month| month.to_string()).unwrap_or_default(),
        row.submitted_at.map(moment).unwrap_or_default(),
        moment(row.updated_at),
        row.created_by.clone(),
    ];
    for (column, cell) in (0_u16..).zip(cells) {
        sheet.write_string(line, column, cell)?;
    }
    Ok(())
}
