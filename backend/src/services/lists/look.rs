//! Looking for the rows of a page: at once where the index leaves no others, else in portions of bounded size.

use surrealdb::types::SurrealValue;

use super::scan::{Ends, Reading};
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::ServiceResult;

/// How many rows a request looks at, portion by portion: where many are wanted, the first ones fill the page; where none
/// is, the request ends all the same.
pub(in crate::services) const STEPS: [usize; 3] = [100, 400, 1500];

/// A row of a list.
pub(in crate::services) trait Listed: SurrealValue {
    /// Where it stands: its key in the list's order.
    fn key(&self) -> &str;
}

/// What was found.
#[derive(Debug)]
pub(in crate::services) struct Found<R> {
    pub(in crate::services) rows: Vec<R>,
    /// The key behind which to go on; `None` where the end was reached.
    pub(in crate::services) next: Option<String>,
}

impl<R: Listed> Found<R> {
    /// A page of rows of which one more was asked for than it holds.
    fn whole(mut rows: Vec<R>, size: usize) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let next = rows.last().filter(|_| more).map(|row| row.key().to_owned());
        Self { rows, next }
    }
}

#[derive(Debug, SurrealValue)]
struct Portion<R: SurrealValue> {
    rows: Vec<R>,
    read: usize,
    last: Option<String>,
}

/// A list that is ready to be read.
#[derive(Debug, Clone)]
pub(in crate::services) struct List {
    /// How.
    pub(in crate::services) reading: Reading,
    /// What its conditions are bound to.
    pub(in crate::services) vars: Vars,
    /// Which part of the index.
    pub(in crate::services) ends: Ends,
}

impl List {
    /// Looks for up to `size` rows behind a key, at so many rows of the index at a time.
    ///
    /// # Errors
    /// Where the database fails.
    pub(in crate::services) async fn look<R: Listed>(
        &self,
        app: &App,
        mut past: String,
        size: usize,
        steps: impl IntoIterator<Item = usize>,
    ) -> ServiceResult<Found<R>> {
        let portion = match &self.reading {
            Reading::Straight(query) => {
                let mut rows: Vec<R> = app.db.read(query, self.bind(past, size + 1, 0)).await?.take(0)?;
                rows.retain(|row| self.ends.hold(row.key()));
                return Ok(Found::whole(rows, size));
            }
            Reading::Portions { portion, .. } => portion,
        };
        let mut rows: Vec<R> = Vec::new();
        for step in steps {
            let vars = self.bind(past.clone(), size + 1 - rows.len(), step);
            let found: Option<Portion<R>> = app.db.read(portion, vars).await?.take(0)?;
            let Some(found) = found else { break };
            rows.extend(found.rows.into_iter().filter(|row| self.ends.hold(row.key())));
            if rows.len() > size {
                return Ok(Found::whole(rows, size));
            }
            match found.last.filter(|last| found.read == step && self.ends.hold(last)) {
                Some(last) => past = last,
                None => return Ok(Found { rows, next: None }),
            }
        }
        Ok(Found { rows, next: Some(past) })
    }

    /// How the database goes about it.
    ///
    /// # Errors
    /// Where the database fails.
    pub(in crate::services) async fn explain(&self, app: &App) -> ServiceResult<String> {
        let (Reading::Straight(scan) | Reading::Portions { scan, .. }) = &self.reading;
        let vars = self.bind(String::new(), shared::limits::PAGE_SIZE + 1, STEPS[0]);
        let plan: surrealdb::types::Value = app.db.read(&format!("EXPLAIN {scan}"), vars).await?.take(0)?;
        Ok(match plan {
            surrealdb::types::Value::String(plan) => plan.to_string(),
            other => format!("{other:?}"),
        })
    }

    fn bind(&self, past: String, limit: usize, step: usize) -> Vars {
        let past = self.ends.low.clone().unwrap_or_default().max(past);
        self.vars.clone().set("past", past).set("limit", limit).set("step", step)
    }
}
