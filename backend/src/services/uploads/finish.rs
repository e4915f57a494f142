//! The end of an upload: the whole file becomes a document, once.

use bytes::Bytes;
use chrono::{DateTime, Duration, Utc};
use object_store::Error as StoreError;
use shared::error::ProblemCode;

use super::row::{Row, names, parts, read, remove, unsigned};
use crate::adapters::blobs::BlobError;
use crate::adapters::surreal::{Vars, key_of};
use crate::app::App;
use crate::services::accounts::MembershipRow;
use crate::services::applications::{self, Arrived, NewAttachment};
use crate::services::idempotency::Attempt;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

/// Makes a document of the row's parts and the last bytes. These are in no part: should the server end before it is done,
/// the upload is short of its last bytes, and whoever sends them again finds the document that was made.
pub(super) async fn finish(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    origin: &Origin,
    row: Row,
    last: Vec<u8>,
) -> ServiceResult<Row> {
    // Whole files are in memory from here on, a few at a time.
    let _turn = app.finishing.turn().await?;
    let mut content = Vec::with_capacity(usize::try_from(row.bytes).unwrap_or_default());
    for part in &row.parts {
        content.extend_from_slice(&fetch(app, &row, &part.name).await?);
    }
    content.extend_from_slice(&last);
    drop(last);
    let content = Bytes::from(content);
    if content.len() as u64 != unsigned(row.bytes) {
        tracing::error!("the parts of an upload are not as long as its row says");
        remove(app, &row).await?;
        return Err(ProblemCode::UploadEnded.into());
    }
    let told = row.told(app)?;
    let file = NewAttachment {
        kind: &row.kind,
        file_name: &told.file_name,
        faults: &told.faults,
        override_reason: &told.override_reason,
        content,
        upload: Some(Arrived {
            upload: row.id.clone(),
            folder: row.folder.clone(),
            remembered_until: remembered_until(app),
        }),
    };
    let key = Some(key_of(&row.id));
    let made = applications::attach(app, who, acting, key_of(&row.application), &file, key, origin).await;
    match made {
        Ok(_) => {
            parts(app).delete(&names(&row.parts)).await;
            let made = read(app, &row.id).await?.ok_or(ServiceError::Problem(ProblemCode::UploadEnded))?;
            settle(app, made).await
        }
        Err(error) => {
            if is_final(&error) {
                remove(app, &row).await?;
            }
            Err(error)
        }
    }
}

/// Refusals that come back whoever tries again: what has come of the file is of no use any more. After any other one – a
/// full disk, a busy server – the upload waits.
const FINAL: [ProblemCode; 5] = [
    ProblemCode::NotFound,
    ProblemCode::ActionNotAllowed,
    ProblemCode::AlreadyHandled,
    ProblemCode::QuotaExceeded,
    ProblemCode::UploadEnded,
];

/// Whether trying again would end in the same way.
pub(super) fn is_final(error: &ServiceError) -> bool {
    match error {
        ServiceError::Fields(_) | ServiceError::FieldsAs(..) => true,
        ServiceError::Problem(code) => FINAL.contains(code),
        _ => false,
    }
}

/// Until when an upload that becomes a document now is remembered as that.
fn remembered_until(app: &App) -> DateTime<Utc> {
    app.clock.now() + Duration::days(i64::from(app.config.uploads.remembered_days))
}

/// The upload as what it is: where its document was made, it is over. Since an upload ends in the transaction of its document,
/// this is for those of earlier versions.
pub(super) async fn settle(app: &App, mut row: Row) -> ServiceResult<Row> {
    if !row.unfinished {
        return Ok(row);
    }
    let told = row.told(app)?;
    let file = (row.kind.as_str(), told.file_name.as_str(), usize::try_from(row.bytes).unwrap_or_default());
    let (enterprise, user) = (key_of(&row.enterprise), key_of(&row.user));
    let attempt = applications::attempt(app, enterprise, user, key_of(&row.application), file, Some(key_of(&row.id)));
    let Some(attachment) = Attempt::earlier(attempt.as_ref(), app).await? else { return Ok(row) };
    let expires_at = remembered_until(app);
    let vars = Vars::new()
        .set("upload", row.id.clone())
        .set("folder", row.folder.clone())
        .set("attachment", attachment.clone())
        .set("expires_at", expires_at);
    let statements = "UPDATE $upload SET received = bytes, folder = NONE, parts = [], unfinished = false,
             attachment = $attachment, expires_at = $expires_at WHERE folder = $folder RETURN NONE;";
    app.db.write(statements, vars).await?;
    parts(app).delete(&names(&row.parts)).await;
    row.parts.clear();
    (row.received, row.folder, row.unfinished) = (row.bytes, None, false);
    (row.attachment, row.expires_at) = (Some(attachment), expires_at);
    Ok(row)
}

/// The content of a part that the row names. Where it is gone, another request was faster – or the store has lost it, and
/// the file has to be sent anew.
pub(super) async fn fetch(app: &App, row: &Row, name: &str) -> ServiceResult<Vec<u8>> {
    let error = match parts(app).get(name).await {
        Ok(content) => return Ok(content),
        Err(error) => error,
    };
    if !matches!(error, BlobError::Vault(_) | BlobError::Store(StoreError::NotFound { .. })) {
        return Err(error.into());
    }
    match read(app, &row.id).await? {
        Some(now) if now.folder == row.folder && now.received == row.received => {
            tracing::error!(%error, "a part of an upload is lost");
            remove(app, &now).await?;
            Err(ProblemCode::UploadEnded.into())
        }
        _ => Err(ProblemCode::UploadOffset.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upload_waits_after_a_refusal_that_passes() {
        for code in ProblemCode::ALL.iter().filter(|code| code.status() >= 500 || code.status() == 429) {
            assert!(!is_final(&ServiceError::Problem(*code)), "{}", code.as_str());
        }
        assert!(is_final(&ServiceError::Problem(ProblemCode::QuotaExceeded)));
        assert!(is_final(&ServiceError::field("file", "required")));
    }
}
