//! Reading a document: by those who may see the application, its content or a small picture of it; never without a trace.

use shared::error::ProblemCode;

use super::super::looker::Looker;
use super::super::row::{Row, find};
use super::row::{AttachmentRow, COLUMNS, one, rows};
use crate::adapters::surreal::key_of;
use crate::app::App;
use crate::services::{ServiceError, ServiceResult};

/// A file that may be read, before its content is.
#[derive(Debug, Clone)]
pub struct AttachmentFile {
    /// By the content, not by the name.
    pub media_type: String,
    /// The name that it had on the device.
    pub file_name: String,
    /// Names this very content: another content has another.
    pub tag: String,
    blob: String,
}

/// A file that was read.
#[derive(Debug, Clone)]
pub struct AttachmentContent {
    /// What it is.
    pub file: AttachmentFile,
    /// The content.
    pub content: Vec<u8>,
}

async fn row_of(app: &App, by: Looker<'_>, id: &str, attachment: &str) -> ServiceResult<(Row, AttachmentRow)> {
    let application = find(app, by.viewer, id).await?;
    let row = one(app, &application.id, attachment, COLUMNS).await?;
    Ok((application, row))
}

fn described(app: &App, row: &AttachmentRow, media_type: &str, blob: &str) -> ServiceResult<AttachmentFile> {
    Ok(AttachmentFile {
        media_type: media_type.to_owned(),
        file_name: row.file_name(app)?,
        tag: blob.chars().take(32).collect(),
        blob: blob.to_owned(),
    })
}

/// A file of an application.
///
/// # Errors
/// `not_found`.
pub async fn file(app: &App, by: Looker<'_>, id: &str, attachment: &str) -> ServiceResult<AttachmentFile> {
    let (application, row) = row_of(app, by, id, attachment).await?;
    by.saw(app, &application, &format!("kind={} document={}", row.kind, key_of(&row.id))).await?;
    described(app, &row, &row.media_type, &row.blob)
}

/// The small picture of a photo.
///
/// # Errors
/// `not_found`, also for a document that has none.
pub async fn thumbnail(app: &App, by: Looker<'_>, id: &str, attachment: &str) -> ServiceResult<AttachmentFile> {
    let (application, row) = row_of(app, by, id, attachment).await?;
    let blob = row.thumbnail.as_deref().ok_or(ServiceError::Problem(ProblemCode::NotFound))?;
    by.saw(app, &application, "small_pictures=all").await?;
    described(app, &row, "image/jpeg", blob)
}

/// The small pictures of all photos of an application, by the ids of the documents.
///
/// # Errors
/// Where the database or the store fails.
pub(in crate::services) async fn thumbnails(app: &App, row: &Row) -> ServiceResult<Vec<(String, Vec<u8>)>> {
    let mut small = Vec::new();
    for one in rows(app, &row.id).await? {
        if let Some(blob) = &one.thumbnail {
            small.push((key_of(&one.id).to_owned(), app.blobs.get(&app.vault, blob).await?));
        }
    }
    Ok(small)
}

/// The content of a file.
///
/// # Errors
/// Where the store fails or the content is not what was kept.
pub async fn content(app: &App, file: AttachmentFile) -> ServiceResult<AttachmentContent> {
    let content = app.blobs.get(&app.vault, &file.blob).await?;
    Ok(AttachmentContent { file, content })
}
