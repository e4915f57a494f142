//! The enterprise's list as a table file (.xlsx).

use shared::api::{ApplicationFilter, ApplicationRow};
use shared::i18n::Language;

use super::list::{ListRow, list, to_row};
use super::looker::Looker;
use super::row::Viewer;
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;
use crate::services::lists::{Cell, Head, category_name, moment, status_name, table_file};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;

const HEAD: Head = Head {
    title: "application-title",
    columns: &[
        ("application-field-name", 14.0),
        ("application-field-document-number", 24.0),
        ("application-field-status", 16.0),
        ("application-field-category", 18.0),
        ("application-field-retirement-month", 14.0),
        ("application-field-submitted-at", 20.0),
        ("application-field-updated-at", 20.0),
        ("application-field-agent", 14.0),
    ],
};

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
    let list = list(app, acting, filter);
    let to_cells = |row: ListRow| cells(to_row(app, row, Viewer::Enterprise(acting)), language);
    let (file, rows) = table_file(app, &list, HEAD, language, to_cells).await?;
    Looker::of_enterprise(who, acting, origin).took_list(app, rows).await?;
    Ok(file)
}

fn cells(row: ApplicationRow, language: Language) -> Vec<Cell> {
    vec![
        row.name.into(),
        row.document_masked.into(),
        status_name(language, row.status).into(),
        row.category.map(|category| category_name(language, category)).into(),
        row.retirement_month.map(|month| month.to_string()).into(),
        row.submitted_at.map(moment).into(),
        moment(row.updated_at).into(),
        row.created_by.into(),
    ]
}
