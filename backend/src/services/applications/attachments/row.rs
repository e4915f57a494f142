//! The row of a document: what is kept of it in the database.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::api::{AttachmentOut, PhotoFault};
use shared::error::ProblemCode;
use surrealdb::types::{RecordId, SurrealValue};

use super::FILES_MAX;
use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::services::{ServiceError, ServiceResult};

/// What names of files are sealed for.
pub(super) const FILE_NAME: &str = "file_name";
/// What the device's words are sealed for.
pub(super) const TOLD: &str = "photo_told";

/// A document as it lies in the database.
#[derive(Debug, Clone, SurrealValue)]
pub(super) struct AttachmentRow {
    pub(super) id: RecordId,
    pub(super) kind: String,
    pub(super) file_name_sealed: String,
    pub(super) media_type: String,
    pub(super) bytes: i64,
    pub(super) pages: i64,
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) told_sealed: Option<String>,
    pub(super) blob: String,
    pub(super) thumbnail: Option<String>,
    pub(super) sort_key: String,
    pub(super) uploaded_at: DateTime<Utc>,
    pub(super) uploaded_by_name: String,
}

/// What the device told of a photo; the reason may name a person.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) faults: Vec<PhotoFault>,
    pub(super) override_reason: String,
}

impl AttachmentRow {
    /// The names of its contents.
    pub(super) fn blobs(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.blob.as_str()).chain(self.thumbnail.as_deref())
    }

    /// Its size, bytes.
    pub(super) fn size(&self) -> u64 {
        u64::try_from(self.bytes).unwrap_or_default()
    }

    /// Its pages.
    pub(super) fn page_count(&self) -> u32 {
        u32::try_from(self.pages).unwrap_or(u32::MAX)
    }

    /// The name that it had on the device.
    pub(super) fn file_name(&self, app: &App) -> ServiceResult<String> {
        Ok(app.vault.open(FILE_NAME, &self.file_name_sealed)?)
    }

    /// As the wire tells of it.
    pub(super) fn to_wire(&self, app: &App) -> ServiceResult<AttachmentOut> {
        let told = match &self.told_sealed {
            Some(sealed) => serde_json::from_str(&app.vault.open(TOLD, sealed)?).unwrap_or_default(),
            None => Told::default(),
        };
        let pixels = |side: i64| u32::try_from(side).unwrap_or_default();
        Ok(AttachmentOut {
            id: key_of(&self.id).to_owned(),
            kind: self.kind.clone(),
            file_name: self.file_name(app)?,
            media_type: self.media_type.clone(),
            bytes: self.size(),
            pages: self.page_count(),
            width: pixels(self.width),
            height: pixels(self.height),
            faults: told.faults,
            override_reason: told.override_reason,
            uploaded_at: self.uploaded_at,
            uploaded_by: self.uploaded_by_name.clone(),
        })
    }
}

/// What an [`AttachmentRow`] is read by.
pub(super) const COLUMNS: &str =
    "id, kind, file_name_sealed, media_type, bytes, pages, width, height, told_sealed, blob,
    thumbnail, sort_key, uploaded_at, uploaded_by_name";

/// The documents of an application, in the order of their pages.
pub(super) async fn rows(app: &App, application: &RecordId) -> ServiceResult<Vec<AttachmentRow>> {
    let vars = Vars::new().set("application", application.clone()).set("limit", FILES_MAX);
    let query = format!(
        "SELECT {COLUMNS} FROM attachment WHERE application = $application AND sort_key > '' ORDER BY sort_key LIMIT $limit"
    );
    Ok(app.db.read(&query, vars).await?.take(0)?)
}

/// One document of an application, looked up by its id; `columns` are those that `R` is made of.
///
/// # Errors
/// `not_found`, also where it is another application's.
pub(in super::super) async fn one<R: SurrealValue>(
    app: &App,
    application: &RecordId,
    attachment: &str,
    columns: &str,
) -> ServiceResult<R> {
    let vars = Vars::new().set("id", record("attachment", attachment)).set("application", application.clone());
    let query = format!("SELECT {columns} FROM $id WHERE application = $application");
    let rows: Vec<R> = app.db.read(&query, vars).await?.take(0)?;
    rows.into_iter().next().ok_or(ServiceError::Problem(ProblemCode::NotFound))
}
