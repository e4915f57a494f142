//! Templates in the store, and the rows that see to it that none stays behind.
//!
//! A row is written before its content, saying when to remove it, and that is taken back in the transaction that names the
//! content. Whatever lets go of a content says in its own transaction that it goes now: wherever a server ends in between, the
//! sweeper finds it.

use chrono::{DateTime, Duration, Utc};
use surrealdb::types::{RecordId, SurrealValue};

use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::ports::{FaceTemplate, random_id};
use crate::services::ServiceResult;

/// Contents that one sweep removes.
const BATCH: usize = 200;
/// A content that nothing names is removed after so long: longer than an enrolment takes.
const UNNAMED: Duration = Duration::minutes(25);

/// Writes a template of a person; until a transaction names it, it is to be removed soon.
pub(super) async fn keep(app: &App, user: &str, template: &FaceTemplate) -> ServiceResult<RecordId> {
    let name = random_id(&*app.entropy);
    let id = record("face_content", &name);
    let vars = Vars::new().set("id", id.clone()).set("remove_at", app.clock.now() + UNNAMED);
    app.db.write("CREATE $id SET remove_at = $remove_at;", vars).await?;
    app.face_contents.put(&*app.entropy, user, &name, template).await?;
    Ok(id)
}

/// Reads a template of a person.
pub(super) async fn read(app: &App, user: &str, content: &RecordId) -> ServiceResult<FaceTemplate> {
    Ok(app.face_contents.get(user, key_of(content)).await?)
}

#[derive(SurrealValue)]
struct Due {
    id: RecordId,
    remove_at: Option<DateTime<Utc>>,
}

/// Removes what is due, from the store first and then its row; tells how many.
///
/// # Errors
/// Where the database or the store fails.
pub(super) async fn remove_due(app: &App) -> ServiceResult<usize> {
    // Nothing is less than every time: without the lower bound, what templates name would be due.
    let vars = Vars::new().set("first", DateTime::UNIX_EPOCH).set("now", app.clock.now()).set("limit", BATCH);
    let query = "SELECT id, remove_at FROM face_content WHERE remove_at > $first AND remove_at <= $now LIMIT $limit";
    let due: Vec<Due> = app.db.read(query, vars).await?.take(0)?;
    for one in &due {
        app.face_contents.delete(key_of(&one.id)).await?;
        let vars = Vars::new().set("id", one.id.clone()).set("remove_at", one.remove_at);
        app.db.write("DELETE $id WHERE remove_at = $remove_at;", vars).await?;
    }
    Ok(due.len())
}

/// Removes what a transaction has just let go; what fails now is the sweeper's.
pub async fn remove_now(app: &App) {
    if let Err(error) = remove_due(app).await {
        tracing::warn!(%error, "what was kept of a face is not removed yet");
    }
}
