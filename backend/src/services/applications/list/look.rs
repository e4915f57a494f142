//! Looking for the rows of a page: at once where the index leaves no others, else in portions of bounded size.

use shared::api::ApplicationFilter;
use surrealdb::types::SurrealValue;

use super::ListRow;
use super::query::{Reading, bind, ends, reading};
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;

/// How many rows a request looks at, portion by portion: where many are wanted, the first ones fill the page; where none
/// is, the request ends all the same.
pub(super) const STEPS: [usize; 3] = [100, 400, 1500];

/// What was found.
pub(super) struct Found {
    pub(super) rows: Vec<ListRow>,
    /// The key behind which to go on; `None` where the end was reached.
    pub(super) next: Option<String>,
}

/// A page of rows of which one more was asked for than it holds.
pub(super) fn whole(mut rows: Vec<ListRow>, size: usize) -> Found {
    let more = rows.len() > size;
    rows.truncate(size);
    let next = if more { rows.last().map(|row| row.sort_key.clone()) } else { None };
    Found { rows, next }
}

#[derive(Debug, SurrealValue)]
struct Portion {
    rows: Vec<ListRow>,
    read: usize,
    last: Option<String>,
}

/// Looks for up to `size` rows behind a key, at so many rows of the index at a time.
pub(super) async fn look(
    app: &App,
    acting: &MembershipRow,
    filter: &ApplicationFilter,
    mut past: String,
    size: usize,
    steps: impl IntoIterator<Item = usize>,
) -> ServiceResult<Found> {
    let (_, end) = ends(filter);
    let before_end = |key: &String| end.as_ref().is_none_or(|end| key < end);
    let portion = match reading(filter) {
        Reading::Straight(query) => {
            let vars = bind(app, acting, filter, past, [size + 1, 0]);
            let mut rows: Vec<ListRow> = app.db.read(&query, vars).await?.take(0)?;
            rows.retain(|row| before_end(&row.sort_key));
            return Ok(whole(rows, size));
        }
        Reading::Portions { portion, .. } => portion,
    };
    let mut rows = Vec::new();
    for step in steps {
        let vars = bind(app, acting, filter, past.clone(), [size + 1 - rows.len(), step]);
        let found: Option<Portion> = app.db.read(&portion, vars).await?.take(0)?;
        let Some(found) = found else { break };
        rows.extend(found.rows.into_iter().filter(|row| before_end(&row.sort_key)));
        if rows.len() > size {
            return Ok(whole(rows, size));
        }
        match found.last.filter(|last| found.read == step && before_end(last)) {
            Some(last) => past = last,
            None => return Ok(Found { rows, next: None }),
        }
    }
    Ok(Found { rows, next: Some(past) })
}
