//! How many applications of an enterprise stand where.

use shared::api::ApplicationCounts;
use surrealdb::types::SurrealValue;

use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;

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
