//! Lists: the enterprise's with filters, counts by status, the agency's queue. Forward scans of an index, pages by key.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use shared::api::{ApplicationCounts, ApplicationFilter, ApplicationPage, ApplicationRow, ApplicationSort};
use shared::application::{Party, Standing, Status, actions};
use shared::error::Invalid;
use shared::identity::{DocumentType, IdDocument};
use shared::limits::PAGE_SIZE;
use shared::retirement::Category;
use surrealdb::types::{RecordId, SurrealValue};

use super::row::Viewer;
use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::services::accounts::{MembershipRow, document_index};
use crate::services::reviewers::Reviewer;
use crate::services::{ServiceError, ServiceResult};

#[derive(Debug, Clone, SurrealValue)]
struct ListRow {
    id: RecordId,
    enterprise_name: String,
    status: String,
    refiling: bool,
    revision: i64,
    reviewer: Option<RecordId>,
    name: String,
    document_masked: String,
    category: Option<String>,
    retirement_month: Option<String>,
    submitted_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
    created_by_name: String,
    sort_key: String,
}

const COLUMNS: &str = "id, enterprise.name AS enterprise_name, status, refiling, revision, reviewer, name, \
     document_masked, category, retirement_month, submitted_at, updated_at, created_by_name";

/// The index that serves a query best, and the column that its pages go by.
fn plan(filter: &ApplicationFilter) -> (&'static str, &'static str) {
    match filter.sort {
        Some(ApplicationSort::Submitted) => ("application_submitted", "submitted_key"),
        Some(ApplicationSort::RetirementMonth) => ("application_month", "month_key"),
        Some(ApplicationSort::Updated) | None => {
            let index = if filter.document_number.is_some() {
                "application_document"
            } else if filter.status.is_some() {
                "application_status"
            } else if filter.agent.is_some() {
                "application_agent"
            } else if filter.category.is_some() {
                "application_category"
            } else {
                "application_newest"
            };
            (index, "newest")
        }
    }
}

/// The query of a page of an enterprise's list, for parameters bound by [`bind`].
pub(super) fn query(filter: &ApplicationFilter) -> String {
    let (index, key) = plan(filter);
    let mut conditions = vec!["enterprise = $enterprise".to_owned()];
    let mut add = |wanted: bool, condition: &str| {
        if wanted {
            conditions.push(condition.to_owned());
        }
    };
    add(filter.document_number.is_some(), "document_index = $document");
    add(filter.status.is_some(), "status = $status");
    add(filter.agent.is_some(), "created_by = $agent");
    add(filter.category.is_some(), "category = $category");
    add(true, &format!("{key} > $past"));
    add(filter.name.is_some(), "string::contains(name, $name)");
    add(filter.month_from.is_some(), "retirement_month >= $month_from");
    add(filter.month_to.is_some(), "retirement_month != NONE AND retirement_month <= $month_to");
    add(filter.submitted_from.is_some(), "submitted_at >= $submitted_from");
    add(filter.submitted_to.is_some(), "submitted_at != NONE AND submitted_at < $submitted_before");
    format!(
        "SELECT {COLUMNS}, {key} AS sort_key FROM application WITH INDEX {index} WHERE {} ORDER BY {key} LIMIT $limit",
        conditions.join(" AND ")
    )
}

fn bind(app: &App, acting: &MembershipRow, filter: &ApplicationFilter, past: String, limit: usize) -> Vars {
    // A number fits one kind of document, seldom two; what fits none is nobody's.
    let today = app.clock.today();
    let document = filter.document_number.as_deref().map(|number| {
        let read = DocumentType::ALL.into_iter().find_map(|kind| IdDocument::parse(kind, number, today).ok());
        read.map(|document| document_index(app, &document)).unwrap_or_default()
    });
    // Days are the agency's: eight hours ahead of UTC.
    let start = |day: chrono::NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc() - Duration::hours(8);
    Vars::new()
        .set("enterprise", acting.enterprise.clone())
        .set("past", past)
        .set("limit", limit)
        .set("document", document)
        .set("status", filter.status.map(|status| status.code().to_owned()))
        .set("agent", filter.agent.as_deref().map(|agent| record("user", agent)))
        .set("category", filter.category.map(|category| category.code().to_owned()))
        .set("name", filter.name.clone())
        .set("month_from", filter.month_from.map(|month| month.to_string()))
        .set("month_to", filter.month_to.map(|month| month.to_string()))
        .set("submitted_from", filter.submitted_from.map(start))
        .set("submitted_before", filter.submitted_to.map(|day| start(day) + Duration::days(1)))
}

/// A page of the enterprise's applications.
///
/// # Errors
/// `cursor_invalid`.
pub async fn page(
    app: &App,
    acting: &MembershipRow,
    filter: &ApplicationFilter,
    cursor: Option<&str>,
) -> ServiceResult<ApplicationPage> {
    let vars = bind(app, acting, filter, after(cursor)?, PAGE_SIZE + 1);
    let rows: Vec<ListRow> = app.db.read(&query(filter), vars).await?.take(0)?;
    Ok(to_page(rows, PAGE_SIZE, Viewer::Enterprise(acting)))
}

/// Everything that a filter leaves, up to `most` rows and whether there are more, for the export.
pub(super) async fn all(
    app: &App,
    acting: &MembershipRow,
    filter: &ApplicationFilter,
    most: usize,
) -> ServiceResult<(Vec<ApplicationRow>, bool)> {
    let vars = bind(app, acting, filter, String::new(), most + 1);
    let rows: Vec<ListRow> = app.db.read(&query(filter), vars).await?.take(0)?;
    let page = to_page(rows, most, Viewer::Enterprise(acting));
    let more = page.next_cursor.is_some();
    Ok((page.items, more))
}

/// The query of a page of the agency's queue, for parameters bound by [`bind_queue`].
fn queue_query() -> String {
    format!(
        "SELECT {COLUMNS}, queue_key AS sort_key FROM application WITH INDEX application_queue
         WHERE region = $region AND status = $status AND queue_key > $past ORDER BY queue_key LIMIT $limit"
    )
}

fn bind_queue(reviewer: &Reviewer, past: String) -> Vars {
    let status = match reviewer.party {
        Party::SecondReviewer => Status::InSecondReview,
        Party::FirstReviewer | Party::Enterprise => Status::Submitted,
    };
    Vars::new()
        .set("region", reviewer.region.clone())
        .set("status", status.code())
        .set("past", past)
        .set("limit", PAGE_SIZE + 1)
}

/// The agency's queue of a status in the reviewer's region, who waits longest first.
///
/// # Errors
/// `cursor_invalid`.
pub async fn queue(app: &App, reviewer: &Reviewer, cursor: Option<&str>) -> ServiceResult<ApplicationPage> {
    let vars = bind_queue(reviewer, after(cursor)?);
    let rows: Vec<ListRow> = app.db.read(&queue_query(), vars).await?.take(0)?;
    Ok(to_page(rows, PAGE_SIZE, Viewer::Reviewer(reviewer)))
}

fn after(cursor: Option<&str>) -> ServiceResult<String> {
    let Some(cursor) = cursor else { return Ok(String::new()) };
    let text = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| ServiceError::Fields(("cursor", Invalid::new("cursor_invalid")).into()))
}

fn to_page(mut rows: Vec<ListRow>, size: usize, viewer: Viewer<'_>) -> ApplicationPage {
    let more = rows.len() > size;
    rows.truncate(size);
    let next_cursor = if more { rows.last().map(|row| URL_SAFE_NO_PAD.encode(&row.sort_key)) } else { None };
    ApplicationPage { items: rows.into_iter().map(|row| to_row(row, viewer)).collect(), next_cursor }
}

fn to_row(row: ListRow, viewer: Viewer<'_>) -> ApplicationRow {
    let status = Status::from_code(&row.status).unwrap_or(Status::Draft);
    let standing = Standing { status, refiling: row.refiling, claim: viewer.claim(row.reviewer.as_ref()) };
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
    plan_of(app, &query(filter), bind(app, acting, filter, String::new(), PAGE_SIZE + 1)).await
}

/// The same for the agency's queue.
///
/// # Errors
/// Where the database fails.
pub async fn explain_queue(app: &App, reviewer: &Reviewer) -> ServiceResult<String> {
    plan_of(app, &queue_query(), bind_queue(reviewer, String::new())).await
}

async fn plan_of(app: &App, query: &str, vars: Vars) -> ServiceResult<String> {
    let plan: surrealdb::types::Value = app.db.read(&format!("EXPLAIN {query}"), vars).await?.take(0)?;
    Ok(match plan {
        surrealdb::types::Value::String(plan) => plan.to_string(),
        other => format!("{other:?}"),
    })
}

#[derive(SurrealValue)]
struct CountRow {
    draft: i64,
    submitted: i64,
    in_second_review: i64,
    correction_requested: i64,
    rejected: i64,
    approved: i64,
}

/// How many applications of the enterprise stand where: kept counters, nothing is counted.
///
/// # Errors
/// Where the database fails.
pub async fn counts(app: &App, acting: &MembershipRow) -> ServiceResult<ApplicationCounts> {
    let vars = Vars::new().set("id", record("application_count", acting.enterprise_id()));
    let query = "SELECT draft, submitted, in_second_review, correction_requested, rejected, approved FROM $id";
    let rows: Vec<CountRow> = app.db.read(query, vars).await?.take(0)?;
    let number = |count: i64| u64::try_from(count).unwrap_or_default();
    Ok(rows.into_iter().next().map_or_else(ApplicationCounts::default, |row| ApplicationCounts {
        draft: number(row.draft),
        submitted: number(row.submitted),
        in_second_review: number(row.in_second_review),
        correction_requested: number(row.correction_requested),
        rejected: number(row.rejected),
        approved: number(row.approved),
    }))
}
