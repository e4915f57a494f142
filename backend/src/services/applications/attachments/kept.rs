//! Contents in the store, and the rows that see to it that none is lost and none stays behind.
//!
//! A row is written before its content and removed after it, so that wherever a server ends in between, the row is there to
//! tell. A content that no document names is *unneeded*; after the time of grace the sweeper marks it as *going*, removes it,
//! and then its row. Whoever wants to name one that is going has to come back a moment later.

use chrono::{DateTime, Duration, Utc};
use surrealdb::types::{RecordId, SurrealValue};

use crate::adapters::surreal::{Vars, key_of, last, record};
use crate::app::App;
use crate::services::{ServiceResult, backup};

/// Contents that one sweep looks at.
const BATCH: usize = 200;

/// Before contents are written: their rows say that they may be there and that nothing names them.
const HOLD: &str = "
    FOR $one IN $blobs {
        IF (SELECT VALUE going FROM ONLY $one) = true { THROW 'busy:2' };
        UPSERT $one SET application = $application, unneeded_since = $now, going = false;
    };";

/// Within the transaction that names contents: they are there, and needed.
pub(super) const NEED: &str = "
    FOR $one IN $blobs {
        IF (SELECT VALUE going FROM ONLY $one) != false { THROW 'busy:2' };
        UPDATE $one SET unneeded_since = NONE;
    };";

/// Within the transaction that ends an application: nothing names its contents any more.
pub(in crate::services::applications) const LET_GO: &str =
    "UPDATE blob SET unneeded_since = $now WHERE application = $application RETURN NONE;";

/// A content's row by its name.
pub(super) fn blob(name: &str) -> RecordId {
    record("blob", name)
}

/// Writes contents of an application, so that a document can name them; gives their names.
///
/// # Errors
/// `busy` where one of them is just being removed.
pub(super) async fn keep(app: &App, application: &RecordId, contents: &[&[u8]]) -> ServiceResult<Vec<String>> {
    let owner = key_of(application);
    let names: Vec<String> = contents.iter().map(|content| app.vault.content_name(owner, content)).collect();
    let vars = Vars::new()
        .set("blobs", names.iter().map(|name| blob(name)).collect::<Vec<_>>())
        .set("application", application.clone())
        .set("now", app.clock.now());
    app.db.write(HOLD, vars).await?;
    for (name, content) in names.iter().zip(contents) {
        app.blobs.put(&app.vault, &*app.entropy, name, content).await?;
    }
    Ok(names)
}

#[derive(SurrealValue)]
struct Unneeded {
    id: RecordId,
    application: RecordId,
    unneeded_since: DateTime<Utc>,
}

/// Removes contents that nothing has named for longer than the time of grace; gives how many.
///
/// # Errors
/// Where database or store fail.
pub(crate) async fn sweep(app: &App) -> ServiceResult<usize> {
    // A content that goes now was unneeded before the backup began, or the backup is not done with it.
    if backup::is_held(app).await? {
        return Ok(0);
    }
    let before = app.clock.now() - Duration::hours(i64::from(app.config.blobs.grace_hours));
    let vars = Vars::new().set("ever", DateTime::UNIX_EPOCH).set("before", before).set("limit", BATCH);
    let query = "SELECT id, application, unneeded_since FROM blob WITH INDEX blob_unneeded
         WHERE unneeded_since > $ever AND unneeded_since <= $before LIMIT $limit";
    let found: Vec<Unneeded> = app.db.read(query, vars).await?.take(0)?;
    let mut removed = 0;
    for one in found {
        if mark(app, &one).await? {
            app.blobs.delete(key_of(&one.id)).await?;
            let vars = Vars::new().set("blob", one.id);
            app.db.write("DELETE $blob WHERE going = true;", vars.essential()).await?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Marks a content as going, unless something names it after all; `true` for the one sweeper that did. The mark counts anew from
/// now: of two servers that sweep at once one removes the content, and one that ended in the middle is made up for later.
async fn mark(app: &App, one: &Unneeded) -> ServiceResult<bool> {
    let vars = Vars::new()
        .set("blob", one.id.clone())
        .set("name", key_of(&one.id).to_owned())
        .set("application", one.application.clone())
        .set("seen", one.unneeded_since)
        .set("now", app.clock.now());
    let statements = "
        LET $named = array::len((SELECT VALUE id FROM attachment WHERE application = $application AND sort_key > ''
            AND (blob = $name OR thumbnail = $name) LIMIT 1)) > 0;
        LET $marked = (UPDATE $blob SET going = !$named, unneeded_since = IF $named { NONE } ELSE { $now }
            WHERE unneeded_since = $seen RETURN VALUE going);
        RETURN $marked[0] = true;";
    Ok(last::<Option<bool>>(&mut app.db.write(statements, vars.essential()).await?)? == Some(true))
}
