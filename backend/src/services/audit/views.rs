//! Views of papers: an entry for each, but leafing through the same ones for a while is one.

use chrono::Duration;

use super::{Entry, WRITE};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::origin::Origin;

/// So long a view of the same thing by the same person is the same view.
const SAME: Duration = Duration::minutes(10);

/// Writes the entry of a view, unless the same person saw the same thing a moment ago.
///
/// # Errors
/// Where the database fails: what cannot be entered is not to be shown.
pub async fn seen(app: &App, by: &str, what: &str, entry: Entry<'_>, origin: &Origin) -> ServiceResult<()> {
    let now = app.clock.now();
    let view = record("audit_view", &app.vault.index("audit_view", &format!("{by}|{what}")));
    let vars = Vars::new().set("view", view).set("now", now).set("until", now + SAME);
    // Most views are such: they cost a look and no write.
    let known: Option<bool> = app
        .db
        .read("RETURN array::len(SELECT id FROM $view WHERE expires_at > $now) > 0", vars.clone())
        .await?
        .take(0)?;
    if known == Some(true) {
        return Ok(());
    }
    let statements = format!(
        "IF array::len(SELECT id FROM $view WHERE expires_at > $now) = 0 {{
             UPSERT $view SET expires_at = $until RETURN NONE;
             {WRITE}
         }};"
    );
    app.db.write(&statements, entry.bind(vars, app, origin).essential()).await?;
    Ok(())
}
