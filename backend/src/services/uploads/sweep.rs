//! Removes uploads that nobody finished, and parts that no upload names: traces of requests that were cut short.

use std::collections::BTreeSet;

use surrealdb::types::SurrealValue;

use super::finish::settle;
use super::row::{over, parts, remove};
use crate::adapters::parts::folder_of;
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::ServiceResult;

/// Rows and parts that are looked at together.
const BATCH: usize = 500;

#[derive(SurrealValue)]
struct Folder {
    folder: Option<String>,
}

/// Removes what is over now; returns how many uploads and parts went.
///
/// # Errors
/// Where the database or the store fails.
pub async fn sweep(app: &App) -> ServiceResult<usize> {
    let mut removed = 0;
    for row in over(app, BATCH).await? {
        // One whose document was made is remembered as that.
        let row = settle(app, row).await?;
        if row.expires_at <= app.clock.now() {
            remove(app, &row).await?;
            removed += 1;
        }
    }
    let mut after: Option<String> = None;
    loop {
        let names = parts(app).all(after.as_deref(), BATCH).await?;
        let full = names.len() == BATCH;
        after = names.last().cloned();
        let strays = strays(app, names).await?;
        removed += strays.len();
        parts(app).delete(&strays).await;
        if !full {
            return Ok(removed);
        }
    }
}

/// Those of the parts whose upload is gone, or has become a document.
async fn strays(app: &App, mut names: Vec<String>) -> ServiceResult<Vec<String>> {
    let folders: BTreeSet<String> = names.iter().map(|name| folder_of(name).to_owned()).collect();
    let asked: Vec<String> = folders.into_iter().collect();
    let query = "SELECT folder FROM upload WHERE folder IN $folders";
    let rows: Vec<Folder> = app.db.read(query, Vars::new().set("folders", asked)).await?.take(0)?;
    let known: BTreeSet<String> = rows.into_iter().filter_map(|row| row.folder).collect();
    names.retain(|name| !known.contains(folder_of(name)));
    Ok(names)
}
