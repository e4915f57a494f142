//! Lists: the enterprise's with filters, counts by status. Forward scans of an index, pages by key.

mod counts;
mod query;

use chrono::{DateTime, Utc};
use shared::api::{ApplicationFilter, ApplicationPage, ApplicationRow};
use shared::application::{Standing, Status, actions};
use shared::limits::PAGE_SIZE;
use shared::retirement::Category;
use surrealdb::types::{RecordId, SurrealValue};

pub use self::counts::counts;
pub(super) use self::query::list;
use super::row::{Hold, Viewer};
use crate::adapters::surreal::key_of;
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;
use crate::services::lists::{Listed, STEPS, after, cursor as cursor_of};

#[derive(Debug, Clone, SurrealValue)]
pub(super) struct ListRow {
    id: RecordId,
    enterprise_name: String,
    status: String,
    refiling: bool,
    revision: i64,
    reviewer: Option<RecordId>,
    claim_until: Option<DateTime<Utc>>,
    first_reviewer: Option<RecordId>,
    name: String,
    document_masked: String,
    category: Option<String>,
    retirement_month: Option<String>,
    submitted_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
    created_by_name: String,
    sort_key: String,
}

impl Listed for ListRow {
    fn key(&self) -> &str {
        &self.sort_key
    }
}

/// A page of the enterprise's applications. Where the filter asks for more than an index knows, it may have fewer rows
/// than a page, even none, and a cursor all the same: so far was looked, and from there it goes on.
///
/// # Errors
/// `cursor_invalid`.
pub async fn page(
    app: &App,
    acting: &MembershipRow,
    filter: &ApplicationFilter,
    cursor: Option<&str>,
) -> ServiceResult<ApplicationPage> {
    let found = list(app, acting, filter).look::<ListRow>(app, after(cursor)?, PAGE_SIZE, STEPS).await?;
    Ok(ApplicationPage {
        items: found.rows.into_iter().map(|row| to_row(app, row, Viewer::Enterprise(acting))).collect(),
        next_cursor: found.next.as_deref().map(cursor_of),
    })
}

pub(super) fn to_row(app: &App, row: ListRow, viewer: Viewer<'_>) -> ApplicationRow {
    let status = Status::from_code(&row.status).unwrap_or(Status::Draft);
    let hold = Hold {
        reviewer: row.reviewer.as_ref(),
        until: row.claim_until,
        undo: None,
        first: (row.first_reviewer.as_ref(), None),
        filers: &[],
        now: app.clock.now(),
    };
    let standing = Standing { status, refiling: row.refiling, claim: viewer.claim(&hold) };
    ApplicationRow {
        id: key_of(&row.id).to_owned(),
        enterprise_name: row.enterprise_name,
        status,
        refiling: row.refiling,
        revision: u64::try_from(row.revision).unwrap_or_default(),
        name: row.name,
        document_masked: row.document_masked,
        category: row.category.as_deref().and_then(Category::from_code),
        retirement_month: row.retirement_month.as_deref().and_then(|month| month.parse().ok()),
        submitted_at: row.submitted_at,
        updated_at: row.updated_at,
        created_by: row.created_by_name,
        actions: actions(viewer.party(), standing).to_vec(),
    }
}

/// How the database goes about a list; for whoever wants to see that an index serves it.
///
/// # Errors
/// Where the database fails.
pub async fn explain(app: &App, acting: &MembershipRow, filter: &ApplicationFilter) -> ServiceResult<String> {
    list(app, acting, filter).explain(app).await
}
