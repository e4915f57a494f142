//! Beginning an upload: refused early where the file could not become a document anyhow.

use shared::api::PhotoFault;
use shared::error::{Invalid, ProblemCode};
use shared::identity::PlainText;
use surrealdb::types::{RecordId, SurrealValue};

use super::row::{Part, Row, Told, UploadState, read, remove, seal};
use super::{finish, row};
use crate::adapters::surreal::{DbError, Vars, key_of, record};
use crate::app::App;
use crate::ports::random_id;
use crate::services::accounts::MembershipRow;
use crate::services::applications;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

/// Longest key and file name that are read.
const TEXT_MAX: usize = 256;
/// Longest reason for sending a photo with faults, characters.
const REASON_MAX: usize = 200;

/// A file that is announced.
#[derive(Debug, Clone, Default)]
pub struct NewUpload {
    /// Id of the application.
    pub application: String,
    /// A code of the kinds of material.
    pub kind: String,
    /// The name on the device.
    pub file_name: String,
    /// What the device calls this very file: the same key is the same document, however often it is sent.
    pub key: Option<String>,
    /// Codes of what the device found wrong with the photo.
    pub faults: Vec<String>,
    /// Why it was sent all the same.
    pub override_reason: Option<String>,
    /// Bytes of the whole file.
    pub bytes: u64,
}

#[derive(SurrealValue)]
struct NewRow {
    enterprise: RecordId,
    user: RecordId,
    application: RecordId,
    kind: String,
    told_sealed: String,
    bytes: i64,
    received: i64,
    folder: Option<String>,
    parts: Vec<Part>,
    unfinished: bool,
    attachment: Option<String>,
    expires_at: chrono::DateTime<chrono::Utc>,
}

/// Begins an upload, or finds the one that began with the same key: how far it has come, or what it has become.
///
/// # Errors
/// `body_too_large` with the limit at `file`; `invalid_input` with the refusals of the kind, the pages and the file;
/// `uploads_too_many`; `quota_exceeded`; `storage_full`; `action_not_allowed`; `idempotency_mismatch` where the key stands for another file;
/// `not_found` without such an application.
pub async fn create(app: &App, who: &LoggedIn, acting: &MembershipRow, new: &NewUpload) -> ServiceResult<UploadState> {
    let most = app.config.server.max_upload_bytes as u64;
    if new.bytes > most {
        let invalid = Invalid::new("file_too_large").with("most", most / (1024 * 1024));
        return Err(ServiceError::FieldsAs(ProblemCode::BodyTooLarge, ("file", invalid).into()));
    }
    if new.bytes == 0 {
        return Err(ServiceError::field("file", "required"));
    }
    let key = new.key.as_deref().filter(|key| !key.is_empty());
    let long = |text: &str| text.len() > TEXT_MAX;
    if key.is_some_and(long) || new.faults.len() > PhotoFault::ALL.len() {
        return Err(ProblemCode::MalformedRequest.into());
    }
    let told = told(new)?;
    let id = record("upload", &upload_id(app, who, acting, &new.application, key));
    if let Some(known) = known(app, &id, new).await? {
        return Ok(known.state());
    }
    let application = applications::ready_for(app, acting, &new.application, &new.kind, new.bytes).await?;
    // Refused here rather than at the last byte.
    app.blobs.check_space()?;
    let row = NewRow {
        enterprise: acting.enterprise.clone(),
        user: who.user.id.clone(),
        application: application.clone(),
        kind: new.kind.clone(),
        told_sealed: seal(app, &told),
        bytes: i64::try_from(new.bytes).unwrap_or(i64::MAX),
        received: 0,
        folder: Some(random_id(&*app.entropy)),
        parts: Vec::new(),
        unfinished: true,
        attachment: None,
        expires_at: row::unfinished_until(app),
    };
    let vars = Vars::new()
        .guard(&application)
        .set("upload", id.clone())
        .set("row", row)
        .set("application", application)
        .set("most", app.config.uploads.per_application)
        .set("now", app.clock.now());
    let statements = "
        IF !record::exists($application) { THROW 'not_found' };
        LET $others = (SELECT VALUE expires_at FROM upload WHERE application = $application AND unfinished = true
            AND expires_at > $now LIMIT $most);
        IF array::len($others) >= $most { THROW 'uploads_too_many' };
        CREATE $upload CONTENT $row RETURN NONE;";
    match app.db.write(statements, vars).await {
        // Another device sent the same one at the same instant.
        Ok(_) | Err(DbError::Duplicate) => {}
        Err(error) => return Err(error.into()),
    }
    let made = known(app, &id, new).await?;
    made.map(|row| row.state()).ok_or(ServiceError::Problem(ProblemCode::NotFound))
}

/// What the device told, as it is kept.
fn told(new: &NewUpload) -> ServiceResult<Told> {
    let faults = new.faults.iter().map(|code| PhotoFault::from_code(code)).collect::<Option<Vec<_>>>();
    let faults = faults.ok_or(ServiceError::Problem(ProblemCode::MalformedRequest))?;
    let reason = match new.override_reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) => {
            let parsed = PlainText::<1, REASON_MAX>::parse(reason);
            let parsed = parsed.map_err(|invalid| ServiceError::Fields(("override_reason", invalid).into()))?;
            parsed.as_str().to_owned()
        }
        None => String::new(),
    };
    let file_name = new.file_name.chars().take(TEXT_MAX).collect();
    Ok(Told { file_name, faults, override_reason: reason })
}

/// The same for the same person, application and key; nobody can guess it, and nobody else may use it.
fn upload_id(app: &App, who: &LoggedIn, acting: &MembershipRow, application: &str, key: Option<&str>) -> String {
    match key {
        None => random_id(&*app.entropy),
        Some(key) => {
            let scope = format!("{}|{}|{application}|{key}", acting.enterprise_id(), who.user.key());
            app.vault.index("upload", &scope)
        }
    }
}

/// The upload that began with the same key, if it still counts.
async fn known(app: &App, id: &RecordId, new: &NewUpload) -> ServiceResult<Option<Row>> {
    let Some(row) = read(app, id).await? else { return Ok(None) };
    let row = finish::settle(app, row).await?;
    if row.expires_at <= app.clock.now() {
        remove(app, &row).await?;
        return Ok(None);
    }
    if key_of(&row.application) != new.application || row.kind != new.kind || row::unsigned(row.bytes) != new.bytes {
        return Err(ProblemCode::IdempotencyMismatch.into());
    }
    Ok(Some(row))
}
