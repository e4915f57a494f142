//! The queue as a table file (.xlsx).

use shared::api::{ReviewFilter, ReviewRow};
use shared::i18n::Language;

use super::query::list;
use super::rows::{ListRow, to_wire};
use super::searched;
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::applications::Looker;
use crate::services::lists::{Cell, Head, category_name, moment, status_name, table_file};
use crate::services::origin::Origin;
use crate::services::reviewers::Reviewer;

const HEAD: Head = Head {
    title: "agency-queue",
    columns: &[
        ("application-field-name", 14.0),
        ("application-field-document-number", 24.0),
        ("application-field-enterprise", 32.0),
        ("application-field-category", 18.0),
        ("application-field-retirement-month", 14.0),
        ("application-field-status", 16.0),
        ("application-field-submitted-at", 20.0),
        ("agency-due", 14.0),
        ("agency-days", 14.0),
        ("agency-holder", 14.0),
    ],
};

/// What a query leaves of the queue of the reviewer's stage and region, as a file.
///
/// # Errors
/// `export_too_many` at `submitted_from` where it leaves more than 5,000 rows.
pub async fn export(
    app: &App,
    reviewer: &Reviewer,
    query: &ReviewFilter,
    origin: &Origin,
    language: Language,
) -> ServiceResult<Vec<u8>> {
    searched(app, reviewer, query, origin).await?;
    let to_cells = |row: ListRow| cells(to_wire(app, reviewer, row), language);
    let (file, rows) = table_file(app, &list(app, reviewer, query), HEAD, language, to_cells).await?;
    Looker::of_agency(reviewer, origin).took_list(app, rows).await?;
    Ok(file)
}

fn cells(row: ReviewRow, language: Language) -> Vec<Cell> {
    vec![
        row.name.into(),
        row.document_masked.into(),
        row.enterprise_name.into(),
        row.category.map(|category| category_name(language, category)).into(),
        row.retirement_month.map(|month| month.to_string()).into(),
        status_name(language, row.status).into(),
        row.submitted_at.map(moment).into(),
        row.due_on.map(|day| day.to_string()).into(),
        row.days_left.into(),
        row.holder.into(),
    ]
}
