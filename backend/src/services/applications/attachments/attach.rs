//! Taking a file into an application: judged, made ready, kept, named – each step safe to repeat.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use shared::api::{AttachmentList, AuditAction, PhotoFault};
use shared::application::Action;
use shared::error::Invalid;
use shared::identity::PlainText;
use shared::retirement::{MaterialKind, Month};
use surrealdb::types::{RecordId, SurrealValue};

use super::super::row::{Row, Viewer, find};
use super::arrived::{Arrived, END_UPLOAD};
use super::change::{Changer, change};
use super::keepable::{Keepable, keepable, no_room};
use super::kept::{NEED, blob, keep};
use super::row::{AttachmentRow, FILE_NAME, TOLD, Told, rows};
use super::{FILES_MAX, of, wire};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::ports::random_id;
use crate::services::accounts::MembershipRow;
use crate::services::idempotency::{self, Attempt};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

#[derive(Clone, SurrealValue)]
struct NewRow {
    application: RecordId,
    kind: String,
    file_name_sealed: String,
    media_type: String,
    bytes: i64,
    pages: i64,
    width: i64,
    height: i64,
    told_sealed: Option<String>,
    blob: String,
    thumbnail: Option<String>,
    sort_key: String,
    uploaded_at: DateTime<Utc>,
    uploaded_by_name: String,
}

impl NewRow {
    /// As it will be read.
    fn into_row(self, id: RecordId) -> AttachmentRow {
        AttachmentRow {
            id,
            kind: self.kind,
            file_name_sealed: self.file_name_sealed,
            media_type: self.media_type,
            bytes: self.bytes,
            pages: self.pages,
            width: self.width,
            height: self.height,
            told_sealed: self.told_sealed,
            blob: self.blob,
            thumbnail: self.thumbnail,
            sort_key: self.sort_key,
            uploaded_at: self.uploaded_at,
            uploaded_by_name: self.uploaded_by_name,
        }
    }
}

/// A file that arrives.
#[derive(Debug, Clone, Default)]
pub struct NewAttachment<'a> {
    /// A code of the policy.
    pub kind: &'a str,
    /// The name on the device.
    pub file_name: &'a str,
    /// What the device found wrong with the photo.
    pub faults: &'a [PhotoFault],
    /// Why it was sent all the same.
    pub override_reason: &'a str,
    /// The content, which is not copied on its way.
    pub content: Bytes,
    /// The upload that it came by, which ends in the transaction that names the content.
    pub upload: Option<Arrived>,
}

/// A file that a person takes into an application, by which a repeat with the same key is known: its kind, its name, its
/// bytes.
pub(crate) fn attempt(
    app: &App,
    enterprise: &str,
    user: &str,
    id: &str,
    file: (&str, &str, usize),
    key: Option<&str>,
) -> Option<Attempt> {
    Attempt::new(app, &format!("attach|{enterprise}|{user}|{id}"), key, &file)
}

/// Whether a file of a kind could be taken into an application now, as an upload asks before its bytes are sent. Gives the
/// application.
///
/// # Errors
/// `choose_one` at `kind`; `material_pages` at `file`; `quota_exceeded`; `action_not_allowed`; `not_found`.
pub(crate) async fn ready_for(
    app: &App,
    acting: &MembershipRow,
    id: &str,
    kind: &str,
    bytes: u64,
) -> ServiceResult<RecordId> {
    let viewer = Viewer::Enterprise(acting);
    let row = find(app, viewer, id).await?;
    row.require(viewer, Action::Edit, row.revision())?;
    room(app, wanted(app, kind)?, &rows(app, &row.id).await?, 1, bytes)?;
    Ok(row.id)
}

/// Takes a file into an application that may be edited. A repeat with the same key is one file.
///
/// # Errors
/// `choose_one` at `kind`; the refusals of photos and PDFs, `required` and `material_pages` at `file`; `quota_exceeded`;
/// `action_not_allowed`; `not_found`.
pub async fn attach(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    file: &NewAttachment<'_>,
    key: Option<&str>,
    origin: &Origin,
) -> ServiceResult<AttachmentList> {
    let viewer = Viewer::Enterprise(acting);
    let row = find(app, viewer, id).await?;
    row.require(viewer, Action::Edit, row.revision())?;
    let arriving = (file.kind, file.file_name, file.content.len());
    let attempt = attempt(app, acting.enterprise_id(), who.user.key(), id, arriving, key);
    if Attempt::earlier(attempt.as_ref(), app).await?.is_some() {
        return Ok(AttachmentList { items: of(app, &row.id).await? });
    }
    let kind = wanted(app, file.kind)?;
    if file.content.is_empty() {
        return Err(ServiceError::field("file", "required"));
    }
    let mut present = rows(app, &row.id).await?;
    room(app, kind, &present, 1, file.content.len() as u64)?;
    let ready = keepable(app, file.content.clone()).await?;
    room(app, kind, &present, ready.pages, ready.content.len() as u64)?;
    let by = Changer { who, acting, origin };
    let last = present.last().map(|last| last.sort_key.as_str());
    match take_in(app, &by, &row, kind, (file, last), &ready, attempt.as_ref()).await {
        Ok(new) => {
            let place = present.partition_point(|other| other.sort_key < new.sort_key);
            present.insert(place, new);
        }
        Err(error) => {
            present = rows(app, &row.id).await?;
            if Attempt::earlier(attempt.as_ref(), app).await?.is_none() {
                // Another of the same kind may have taken the last place meanwhile: say which bound it is.
                room(app, kind, &present, ready.pages, ready.content.len() as u64)?;
                return Err(error);
            }
        }
    }
    Ok(AttachmentList { items: wire(app, &present)? })
}

/// Keeps the contents and names them by a row behind the last one, which it gives. What was kept and not named is the sweeper's.
async fn take_in(
    app: &App,
    by: &Changer<'_>,
    row: &Row,
    kind: &MaterialKind,
    (file, last): (&NewAttachment<'_>, Option<&str>),
    ready: &Keepable,
    attempt: Option<&Attempt>,
) -> ServiceResult<AttachmentRow> {
    let contents: Vec<&[u8]> = std::iter::once(&*ready.content).chain(ready.thumbnail.as_deref()).collect();
    let names = keep(app, &row.id, &contents).await?;
    let id = random_id(&*app.entropy);
    let name = record("attachment", &id);
    let blobs: Vec<RecordId> = names.iter().map(|name| blob(name)).collect();
    let new = new_row(app, by, row, (file, last), ready, names, &id);
    let uploads = &app.config.uploads;
    let most = |bytes: u64| i64::try_from(bytes).unwrap_or(i64::MAX);
    let vars = Vars::new()
        .set("attachment", name.clone())
        .set("blobs", blobs)
        .set("kind", kind.code.clone())
        .set("most_pages", i64::from(kind.most_pages))
        .set("most_files", i64::try_from(FILES_MAX).unwrap_or(i64::MAX))
        .set("most_bytes", most(uploads.application_bytes))
        .set("most_of_enterprise", most(uploads.enterprise_bytes))
        .set("use", record("document_use", by.acting.enterprise_id()))
        .set("row", new.clone());
    let vars = Arrived::bind(file.upload.as_ref(), vars);
    let statements = format!(
        "LET $files = (SELECT kind, pages, bytes FROM attachment WHERE application = $application AND sort_key > '');
         IF array::len($files) >= $most_files
             OR math::sum($files[WHERE kind = $kind].pages) + $row.pages > $most_pages
             OR math::sum($files.bytes) + $row.bytes > $most_bytes {{ THROW 'quota_exceeded' }};
         UPSERT $use SET bytes += $row.bytes RETURN NONE;
         IF (SELECT VALUE bytes FROM ONLY $use) > $most_of_enterprise {{ THROW 'quota_exceeded' }};
         {NEED}
         CREATE $attachment CONTENT $row RETURN NONE;
         {END_UPLOAD}
         {}",
        idempotency::REMEMBER
    );
    let vars = Attempt::bind(attempt, vars, app, &id);
    change(app, by, row, AuditAction::AttachmentAdded, vars, &statements).await?;
    Ok(new.into_row(name))
}

fn new_row(
    app: &App,
    by: &Changer<'_>,
    row: &Row,
    (file, last): (&NewAttachment<'_>, Option<&str>),
    ready: &Keepable,
    names: Vec<String>,
    id: &str,
) -> NewRow {
    let now = app.clock.now();
    // Names come from cameras and scanners: one that cannot be shown is not worth a refusal.
    let name =
        PlainText::<1, 120>::parse(file.file_name).map_or_else(|_| file.kind.to_owned(), |name| name.as_str().into());
    let told = Told { faults: file.faults.to_vec(), override_reason: file.override_reason.to_owned() };
    let told =
        serde_json::to_string(&told).ok().filter(|_| !file.faults.is_empty() || !file.override_reason.is_empty());
    let mut names = names.into_iter();
    NewRow {
        application: row.id.clone(),
        kind: file.kind.to_owned(),
        file_name_sealed: app.vault.seal(&*app.entropy, FILE_NAME, &name),
        media_type: ready.media_type.to_owned(),
        bytes: i64::try_from(ready.content.len()).unwrap_or(i64::MAX),
        pages: i64::from(ready.pages),
        width: i64::from(ready.width),
        height: i64::from(ready.height),
        told_sealed: told.map(|told| app.vault.seal(&*app.entropy, TOLD, &told)),
        blob: names.next().unwrap_or_default(),
        thumbnail: names.next(),
        sort_key: sort_key(now, last, id),
        uploaded_at: now,
        uploaded_by_name: by.who.user.name.clone(),
    }
}

/// A key behind the last one: files stay in the order in which they came, also where the clock was set back meanwhile.
fn sort_key(now: DateTime<Utc>, last: Option<&str>, id: &str) -> String {
    let behind = last.and_then(|key| i64::from_str_radix(key.get(..16)?, 16).ok()).map_or(0, |nanos| nanos + 1);
    format!("{:016x}{id}", now.timestamp_nanos_opt().unwrap_or_default().max(behind))
}

fn wanted<'a>(app: &'a App, kind: &str) -> ServiceResult<&'a MaterialKind> {
    let rules = app.policy.materials_in(Month::of(app.clock.today()));
    rules.kinds.iter().find(|known| known.code == kind).ok_or_else(|| ServiceError::field("kind", "choose_one"))
}

/// Whether so many pages of a kind, and so many bytes, find room beside what is there. The transaction looks again.
fn room(app: &App, kind: &MaterialKind, present: &[AttachmentRow], pages: u32, bytes: u64) -> ServiceResult<()> {
    let taken: u32 = present.iter().filter(|other| other.kind == kind.code).map(AttachmentRow::page_count).sum();
    if taken.saturating_add(pages) > kind.most_pages || present.len() >= FILES_MAX {
        let invalid =
            Invalid::new("material_pages").with("most", kind.most_pages).with("pages", taken.saturating_add(pages));
        return Err(ServiceError::Fields(("file", invalid).into()));
    }
    let used: u64 = present.iter().map(AttachmentRow::size).sum();
    let most = app.config.uploads.application_bytes;
    if used + bytes > most { Err(no_room("quota_application", most, used)) } else { Ok(()) }
}
