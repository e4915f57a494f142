//! Reading a whole table in bounded memory: by id, a page at a time.

use std::ops::Bound;

use surrealdb::types::{RecordId, RecordIdKey, RecordIdKeyRange, SurrealValue, Value};

use crate::adapters::surreal::{Database, DbError, Vars};

/// Rows of a page.
const PAGE: usize = 500;

/// The rows of a table by id.
#[derive(Debug)]
pub(in crate::services) struct TableScan {
    table: String,
    query: String,
    past: Option<RecordIdKey>,
    done: bool,
}

impl TableScan {
    /// Reads these columns; the id is one of them, whether it is named or not.
    pub(in crate::services) fn new(table: &str, columns: &str) -> Self {
        let query = format!("SELECT {columns} FROM $range LIMIT $limit");
        Self { table: table.to_owned(), query, past: None, done: false }
    }

    /// The next rows; empty at the end.
    ///
    /// # Errors
    /// Where the database fails, or a row is not of the shape that is asked for.
    pub(in crate::services) async fn next<T: SurrealValue>(&mut self, db: &Database) -> Result<Vec<T>, DbError> {
        if self.done {
            return Ok(Vec::new());
        }
        let start = self.past.take().map_or(Bound::Unbounded, Bound::Excluded);
        let range = RecordIdKey::Range(Box::new(RecordIdKeyRange { start, end: Bound::Unbounded }));
        let range = RecordId { table: self.table.as_str().into(), key: range };
        let vars = Vars::new().set("range", range).set("limit", PAGE);
        let rows: Vec<Value> = db.read(&self.query, vars).await?.take(0)?;
        let id = rows.last().and_then(|row| match row {
            Value::Object(fields) => fields.get("id").cloned().and_then(|id| RecordId::from_value(id).ok()),
            _ => None,
        });
        self.done = rows.len() < PAGE || id.is_none();
        self.past = id.map(|id| id.key);
        rows.into_iter().map(|row| T::from_value(row).map_err(|error| self.shape(&error))).collect()
    }

    fn shape(&self, error: &surrealdb::types::Error) -> DbError {
        DbError::Shape { table: "a table read by id", reason: format!("{}: {error}", self.table) }
    }
}
