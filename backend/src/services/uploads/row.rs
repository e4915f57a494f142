//! The row of an upload: who sees it, where it stands, how it ends.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use shared::api::PhotoFault;
use shared::error::ProblemCode;
use surrealdb::types::{RecordId, SurrealValue};

use super::finish;
use crate::adapters::parts::Parts;
use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::services::accounts::MembershipRow;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

const COLUMNS: &str =
    "id, enterprise, user, application, kind, told_sealed, bytes, received, folder, parts, unfinished,
     attachment, expires_at";
const TOLD: &str = "upload";

/// An upload as it lies in the database.
#[derive(Debug, Clone, SurrealValue)]
pub(super) struct Row {
    pub(super) id: RecordId,
    pub(super) enterprise: RecordId,
    pub(super) user: RecordId,
    pub(super) application: RecordId,
    pub(super) kind: String,
    pub(super) told_sealed: String,
    pub(super) bytes: i64,
    pub(super) received: i64,
    pub(super) folder: Option<String>,
    pub(super) parts: Vec<Part>,
    pub(super) unfinished: bool,
    pub(super) attachment: Option<String>,
    pub(super) expires_at: DateTime<Utc>,
}

/// Bytes that have come, in one piece.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) bytes: i64,
}

/// What the device told of the file; personal data may stand in it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) file_name: String,
    #[serde(default)]
    pub(super) faults: Vec<PhotoFault>,
    #[serde(default)]
    pub(super) override_reason: String,
}

/// Where an upload stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadState {
    /// Id.
    pub id: String,
    /// Bytes of the whole file.
    pub bytes: u64,
    /// Bytes that have come.
    pub received: u64,
    /// When it is forgotten, if nobody goes on with it.
    pub expires_at: DateTime<Utc>,
    /// The document that it has become.
    pub attachment: Option<String>,
}

impl Row {
    pub(super) fn state(&self) -> UploadState {
        UploadState {
            id: key_of(&self.id).to_owned(),
            bytes: unsigned(self.bytes),
            received: unsigned(self.received),
            expires_at: self.expires_at,
            attachment: self.attachment.clone(),
        }
    }

    pub(super) fn told(&self, app: &App) -> ServiceResult<Told> {
        Ok(serde_json::from_str(&app.vault.open(TOLD, &self.told_sealed)?).unwrap_or_default())
    }
}

/// Seals what the device told.
pub(super) fn seal(app: &App, told: &Told) -> String {
    app.vault.seal(&*app.entropy, TOLD, &serde_json::to_string(told).unwrap_or_default())
}

/// Until when an upload stays that somebody has just gone on with.
pub(super) fn unfinished_until(app: &App) -> DateTime<Utc> {
    app.clock.now() + Duration::hours(i64::from(app.config.uploads.unfinished_hours))
}

pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// Names of parts.
pub(super) fn names(parts: &[Part]) -> Vec<String> {
    parts.iter().map(|part| part.name.clone()).collect()
}

pub(super) fn parts(app: &App) -> Parts<'_> {
    Parts::new(&app.blobs, &app.vault, &*app.entropy)
}

/// The upload of an id, whoever it belongs to.
pub(super) async fn read(app: &App, id: &RecordId) -> ServiceResult<Option<Row>> {
    let query = format!("SELECT {COLUMNS} FROM $id");
    let rows: Vec<Row> = app.db.read(&query, Vars::new().set("id", id.clone())).await?.take(0)?;
    Ok(rows.into_iter().next())
}

/// Uploads whose time is over.
pub(super) async fn over(app: &App, limit: usize) -> ServiceResult<Vec<Row>> {
    let query = format!("SELECT {COLUMNS} FROM upload WHERE expires_at <= $now LIMIT $limit");
    let vars = Vars::new().set("now", app.clock.now()).set("limit", limit);
    Ok(app.db.read(&query, vars).await?.take(0)?)
}

/// A person's own upload; anybody else's is not found. One that became a document without saying so – the server ended
/// between the two – says so from now on.
///
/// # Errors
/// `not_found`; `upload_ended`.
pub(super) async fn find(app: &App, who: &LoggedIn, acting: &MembershipRow, id: &str) -> ServiceResult<Row> {
    let row = read(app, &record("upload", id)).await?;
    let own = row.filter(|row| row.enterprise == acting.enterprise && row.user == who.user.id);
    let row = finish::settle(app, own.ok_or(ServiceError::Problem(ProblemCode::NotFound))?).await?;
    if row.expires_at <= app.clock.now() {
        return Err(ProblemCode::UploadEnded.into());
    }
    Ok(row)
}

/// Where an upload stands.
///
/// # Errors
/// `not_found`; `upload_ended`.
pub async fn status(app: &App, who: &LoggedIn, acting: &MembershipRow, id: &str) -> ServiceResult<UploadState> {
    Ok(find(app, who, acting, id).await?.state())
}

/// Ends an upload at once. A document that it has become stays.
///
/// # Errors
/// `not_found`; `upload_ended`.
pub async fn terminate(app: &App, who: &LoggedIn, acting: &MembershipRow, id: &str) -> ServiceResult<()> {
    let row = find(app, who, acting, id).await?;
    remove(app, &row).await
}

/// Removes an upload, and then its parts: what is left behind between the two belongs to nobody and is swept away.
pub(super) async fn remove(app: &App, row: &Row) -> ServiceResult<()> {
    // Another upload may have begun under the same id meanwhile: its folder is another one.
    let vars = Vars::new().set("upload", row.id.clone()).set("folder", row.folder.clone());
    app.db.write("DELETE $upload WHERE folder = $folder;", vars.essential()).await?;
    parts(app).delete(&names(&row.parts)).await;
    Ok(())
}
