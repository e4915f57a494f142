//! Reading the whole log in bounded memory: along a chain by its numbers, or everything there is by id.

use std::ops::Bound;

use surrealdb::types::{RecordId, RecordIdKey, RecordIdKeyRange, Value};

use super::chain::{Found, Head, head_id};
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::ServiceResult;

/// Numbers of a chain, or rows, that are read at a time.
pub(super) const STEP: i64 = 500;

/// The entries of a chain with a number behind `past`, [`STEP`] numbers on. Two for one number are no more than a few: what
/// lies behind them is read with the next step.
pub(super) async fn along(app: &App, lane: &str, past: i64) -> ServiceResult<Vec<Found>> {
    let query = "SELECT * FROM audit WITH INDEX audit_chain WHERE lane = $lane AND number > $past AND number <= $until
         ORDER BY number LIMIT $limit";
    let vars = Vars::new().set("lane", lane).set("past", past).set("until", past + STEP).set("limit", STEP * 2);
    let rows: Vec<Value> = app.db.read(query, vars).await?.take(0)?;
    Ok(rows.iter().map(Found::read).collect())
}

/// The last link of a chain; none where its row is gone or not of its shape.
pub(super) async fn head(app: &App, lane: &str) -> ServiceResult<Option<Head>> {
    let vars = Vars::new().set("id", head_id(lane));
    let rows: Vec<Value> = app.db.read("SELECT number, hash FROM $id", vars).await?.take(0)?;
    Ok(rows.into_iter().next().and_then(|row| surrealdb::types::SurrealValue::from_value(row).ok()))
}

/// Everything that lies in the table, by id.
#[derive(Debug, Default)]
pub(super) struct Everything {
    past: Option<RecordIdKey>,
    done: bool,
}

impl Everything {
    /// The next rows; none at the end.
    pub(super) async fn next(&mut self, app: &App) -> ServiceResult<Option<Vec<Found>>> {
        if self.done {
            return Ok(None);
        }
        let start = self.past.take().map_or(Bound::Unbounded, Bound::Excluded);
        let range = RecordIdKey::Range(Box::new(RecordIdKeyRange { start, end: Bound::Unbounded }));
        let vars = Vars::new().set("range", RecordId { table: "audit".into(), key: range }).set("limit", STEP);
        let rows: Vec<Value> = app.db.read("SELECT * FROM $range LIMIT $limit", vars).await?.take(0)?;
        let rows: Vec<Found> = rows.iter().map(Found::read).collect();
        self.past = rows.last().and_then(|found| found.id.clone()).map(|id| id.key);
        self.done = self.past.is_none();
        Ok(if rows.is_empty() { None } else { Some(rows) })
    }
}
