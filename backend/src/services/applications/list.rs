//! Lists: the enterprise's with filters, counts by status. Forward scans of an index, pages by key.

mod counts;
mod look;
mod query;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use shared::api::{ApplicationFilter, ApplicationPage, ApplicationRow};
use shared::application::{Standing, Status, actions};
use shared::error::Invalid;
use shared::limits::PAGE_SIZE;
use shared::retirement::Category;
use surrealdb::types::{RecordId, SurrealValue};

pub use self::counts::counts;
use self::look::{Found, STEPS, look};
pub(in crate::services) use self::query::start;
use self::query::{Reading, bind, reading};
use super::row::{Hold, Viewer};
use crate::adapters::surreal::{Vars, key_of};
use crate::app::App;
use crate::services::accounts::MembershipRow;
use crate::services::{ServiceError, ServiceResult};

#[derive(Debug, Clone, SurrealValue)]
struct ListRow {
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
    let found = look(app, acting, filter, after(cursor)?, PAGE_SIZE, STEPS).await?;
    Ok(to_page(app, found, Viewer::Enterprise(acting)))
}

/// Everything that a filter leaves, up to `most` rows and whether there are more, for the export.
pub(super) async fn all(
    app: &App,
    acting: &MembershipRow,
    filter: &ApplicationFilter,
    most: usize,
) -> ServiceResult<(Vec<ApplicationRow>, bool)> {
    // To the end, however far: portion by portion, so that whoever hangs up ends it, and the time of a request does.
    let steps = std::iter::repeat(STEPS.iter().sum());
    let found = look(app, acting, filter, String::new(), most, steps).await?;
    let page = to_page(app, found, Viewer::Enterprise(acting));
    let more = page.next_cursor.is_some();
    Ok((page.items, more))
}

pub(in crate::services) fn after(cursor: Option<&str>) -> ServiceResult<String> {
    let Some(cursor) = cursor else { return Ok(String::new()) };
    let text = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| ServiceError::Fields(("cursor", Invalid::new("cursor_invalid")).into()))
}

fn to_page(app: &App, found: Found, viewer: Viewer<'_>) -> ApplicationPage {
    ApplicationPage {
        items: found.rows.into_iter().map(|row| to_row(app, row, viewer)).collect(),
        next_cursor: found.next.map(|key| URL_SAFE_NO_PAD.encode(key)),
    }
}

fn to_row(app: &App, row: ListRow, viewer: Viewer<'_>) -> ApplicationRow {
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
    let (Reading::Straight(scan) | Reading::Portions { scan, .. }) = reading(filter);
    plan_of(app, &scan, bind(app, acting, filter, String::new(), [PAGE_SIZE + 1, STEPS[0]])).await
}

pub(in crate::services) async fn plan_of(app: &App, query: &str, vars: Vars) -> ServiceResult<String> {
    let plan: surrealdb::types::Value = app.db.read(&format!("EXPLAIN {query}"), vars).await?.take(0)?;
    Ok(match plan {
        surrealdb::types::Value::String(plan) => plan.to_string(),
        other => format!("{other:?}"),
    })
}
