//! The queue of a stage and region: shelves, filters, search, counts, and how long each has waited.

mod export;
mod query;
mod rows;

use shared::api::{ReviewCounts, ReviewFilter, ReviewPage, ReviewRow, ReviewShelf};
use shared::limits::PAGE_SIZE;
use surrealdb::types::SurrealValue;

pub use self::export::export;
use self::query::{COUNTED, bind_counts, count_query, documents, list};
pub(super) use self::rows::place;
use self::rows::{ListRow, to_wire};
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::applications::{Looker, Row};
use crate::services::lists::{STEPS, after, cursor as cursor_of};
use crate::services::origin::Origin;
use crate::services::reviewers::Reviewer;

/// The person's other applications that are shown.
const OTHERS: usize = 10;

/// Enters in the log that a reviewer looks for a person by a document number.
async fn searched(app: &App, reviewer: &Reviewer, query: &ReviewFilter, origin: &Origin) -> ServiceResult<()> {
    // A number that fits no kind of document is nobody's.
    match documents(app, query).first() {
        Some(document) => Looker::of_agency(reviewer, origin).searched(app, document).await,
        None => Ok(()),
    }
}

/// A page of the queue of the reviewer's stage and region. Where the query asks for more than an index knows, it may have
/// fewer rows than a page, even none, and a cursor all the same: so far was looked, and from there it goes on.
///
/// # Errors
/// `cursor_invalid`.
pub async fn page(
    app: &App,
    reviewer: &Reviewer,
    query: &ReviewFilter,
    cursor: Option<&str>,
    origin: &Origin,
) -> ServiceResult<ReviewPage> {
    searched(app, reviewer, query, origin).await?;
    let found = list(app, reviewer, query).look::<ListRow>(app, after(cursor)?, PAGE_SIZE, STEPS).await?;
    Ok(ReviewPage {
        items: found.rows.into_iter().map(|row| to_wire(app, reviewer, row)).collect(),
        next_cursor: found.next.as_deref().map(cursor_of),
    })
}

#[derive(SurrealValue)]
struct Counted {
    count: u32,
}

/// How much lies on each shelf, counted up to a bound.
///
/// # Errors
/// Where the database fails.
pub async fn counts(app: &App, reviewer: &Reviewer) -> ServiceResult<ReviewCounts> {
    let shelves = [ReviewShelf::Open, ReviewShelf::Mine, ReviewShelf::Held, ReviewShelf::Overdue, ReviewShelf::All];
    // One round trip for all of them; each statement is bound to what it is of by its own names.
    let statements: Vec<String> = shelves.iter().map(|shelf| count_query(*shelf)).collect();
    let mut results = app.db.read(&statements.join(";\n"), bind_counts(app, reviewer)).await?;
    let mut count = |at: usize| -> ServiceResult<u32> {
        let rows: Vec<Counted> = results.take(at)?;
        Ok(rows.first().map_or(0, |row| row.count))
    };
    Ok(ReviewCounts {
        open: count(0)?,
        mine: count(1)?,
        held: count(2)?,
        overdue: count(3)?,
        all: count(4)?,
        most: u32::try_from(COUNTED).unwrap_or(u32::MAX),
    })
}

/// The person's other applications, of any enterprise and region, the newest first.
pub(super) async fn others(app: &App, reviewer: &Reviewer, row: &Row) -> ServiceResult<Vec<ReviewRow>> {
    let vars = Vars::new().set("document", row.document_index.clone()).set("limit", OTHERS + 1);
    let query = format!(
        "SELECT {}, newest AS sort_key FROM application WITH INDEX application_person
         WHERE document_index = $document AND newest > '' AND submissions > 0 ORDER BY newest LIMIT $limit",
        query::COLUMNS
    );
    let rows: Vec<ListRow> = app.db.read(&query, vars).await?.take(0)?;
    let others = rows.into_iter().map(|row| ReviewRow { actions: Vec::new(), ..to_wire(app, reviewer, row) });
    Ok(others.filter(|other| other.id != row.key()).take(OTHERS).collect())
}

/// How the database goes about a page of the queue; for whoever wants to see that an index serves it.
///
/// # Errors
/// Where the database fails.
pub async fn explain(app: &App, reviewer: &Reviewer, query: &ReviewFilter) -> ServiceResult<String> {
    list(app, reviewer, query).explain(app).await
}
