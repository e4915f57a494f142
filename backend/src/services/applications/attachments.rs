//! 附件: documents of an application. Contents lie sealed in the blob store, what they are in the database.

use chrono::{DateTime, Utc};
use photos::Refusal;
use shared::api::{AttachmentKindList, AttachmentKindOut, AttachmentList, AttachmentOut, AuditAction};
use shared::application::Action;
use shared::error::{Invalid, ProblemCode};
use shared::i18n::{Language, text};
use shared::identity::PlainText;
use shared::retirement::Month;
use surrealdb::types::{RecordId, SurrealValue};

use super::row::{Row, Viewer, find};
use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::ports::random_id;
use crate::services::accounts::MembershipRow;
use crate::services::audit::{self, Entry};
use crate::services::idempotency::{self, Attempt};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

/// Most files of one application, whatever their kinds.
const FILES_MAX: usize = 200;
const FILE_NAME: &str = "file_name";

#[derive(SurrealValue)]
struct AttachmentRow {
    id: RecordId,
    kind: String,
    file_name_sealed: String,
    media_type: String,
    bytes: i64,
    blob: String,
    uploaded_at: DateTime<Utc>,
    uploaded_by_name: String,
}

#[derive(SurrealValue)]
struct NewRow {
    application: RecordId,
    kind: String,
    file_name_sealed: String,
    media_type: String,
    bytes: i64,
    blob: String,
    sort_key: String,
    uploaded_at: DateTime<Utc>,
    uploaded_by_name: String,
}

/// A file that arrives.
#[derive(Debug, Clone)]
pub struct NewAttachment<'a> {
    /// A code of the policy.
    pub kind: &'a str,
    /// The name on the device.
    pub file_name: &'a str,
    /// The content.
    pub content: &'a [u8],
}

/// A file that is read.
#[derive(Debug, Clone)]
pub struct AttachmentContent {
    /// By the content, not by the name.
    pub media_type: String,
    /// The content.
    pub content: Vec<u8>,
}

/// The kinds asked for today, in the order of the form.
pub fn kinds(app: &App, language: Language) -> AttachmentKindList {
    let rules = app.policy.materials_in(Month::of(app.clock.today()));
    let items = rules
        .kinds
        .iter()
        .map(|kind| AttachmentKindOut {
            code: kind.code.clone(),
            name: text(language, &format!("material-{}", kind.code.replace('_', "-")), &[]),
            required: kind.required.code().to_owned(),
            most_pages: kind.most_pages,
            basis: kind.basis.clone(),
        })
        .collect();
    AttachmentKindList { items }
}

async fn rows(app: &App, application: &RecordId) -> ServiceResult<Vec<AttachmentRow>> {
    let vars = Vars::new().set("application", application.clone()).set("limit", FILES_MAX);
    let query = "SELECT id, kind, file_name_sealed, media_type, bytes, blob, uploaded_at, uploaded_by_name, sort_key
         FROM attachment WHERE application = $application AND sort_key > '' ORDER BY sort_key LIMIT $limit";
    Ok(app.db.read(query, vars).await?.take(0)?)
}

/// The attachments of an application, in the order of upload.
pub(super) async fn of(app: &App, application: &RecordId) -> ServiceResult<Vec<AttachmentOut>> {
    rows(app, application).await?.into_iter().map(|row| to_wire(app, row)).collect()
}

fn to_wire(app: &App, row: AttachmentRow) -> ServiceResult<AttachmentOut> {
    Ok(AttachmentOut {
        id: key_of(&row.id).to_owned(),
        kind: row.kind,
        file_name: app.vault.open(FILE_NAME, &row.file_name_sealed)?,
        media_type: row.media_type,
        bytes: u64::try_from(row.bytes).unwrap_or_default(),
        pages: 1,
        width: 0,
        height: 0,
        faults: Vec::new(),
        override_reason: String::new(),
        uploaded_at: row.uploaded_at,
        uploaded_by: row.uploaded_by_name,
    })
}

/// The attachments of an application.
///
/// # Errors
/// `not_found`.
pub async fn list(app: &App, viewer: Viewer<'_>, id: &str) -> ServiceResult<AttachmentList> {
    let row = find(app, viewer, id).await?;
    Ok(AttachmentList { items: of(app, &row.id).await? })
}

/// A photo's refusal, at the field of the file.
pub(crate) fn refused_photo(refusal: &Refusal) -> ServiceError {
    let invalid = match refusal {
        Refusal::Type => Invalid::new("file_type"),
        Refusal::Broken => Invalid::new("photo_broken"),
        Refusal::Animated => Invalid::new("photo_animated"),
        Refusal::TooManyPixels { width, height } => {
            let most = photos::PIXELS_MAX / 1_000_000;
            Invalid::new("photo_pixels").with("width", width).with("height", height).with("most", most)
        }
    };
    ServiceError::Fields(("file", invalid).into())
}

/// What is kept of a file: a photo upright, in measure and without metadata, a PDF as it is. The media type, and the bytes.
async fn keepable(app: &App, file: &[u8]) -> ServiceResult<(&'static str, Vec<u8>)> {
    if file.starts_with(b"%PDF-") {
        return Ok(("application/pdf", file.to_vec()));
    }
    let file = file.to_vec();
    match app.photos.run(move || photos::prepare(&file)).await? {
        Ok(photo) => Ok(("image/jpeg", photo.content)),
        Err(refusal) => Err(refused_photo(&refusal)),
    }
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
    // Of the content nothing is known yet but that there will be some.
    parse(app, &row, &NewAttachment { kind, file_name: "", content: b"?" }, bytes).await?;
    Ok(row.id)
}

/// Takes a file into an application that may be edited. A repeat with the same key is one file.
///
/// # Errors
/// `choose_one` at `kind`; `file_type`, `photo_broken`, `photo_animated`, `photo_pixels`, `required` and `material_pages` at `file`; `quota_exceeded`; `action_not_allowed`; `not_found`.
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
    let name = parse(app, &row, file, file.content.len() as u64).await?;
    let (media_type, content) = keepable(app, file.content).await?;
    let blob = random_id(&*app.entropy);
    app.blobs.put(&app.vault, &*app.entropy, &blob, &content).await?;
    let now = app.clock.now();
    let attachment = random_id(&*app.entropy);
    let new = NewRow {
        application: row.id.clone(),
        kind: file.kind.to_owned(),
        file_name_sealed: app.vault.seal(&*app.entropy, FILE_NAME, &name),
        media_type: media_type.to_owned(),
        bytes: i64::try_from(content.len()).unwrap_or(i64::MAX),
        blob: blob.clone(),
        sort_key: format!("{:016x}{attachment}", now.timestamp_nanos_opt().unwrap_or_default()),
        uploaded_at: now,
        uploaded_by_name: who.user.name.clone(),
    };
    let vars = Vars::new().set("attachment", record("attachment", &attachment)).set("attachment_row", new);
    let statements = format!("CREATE $attachment CONTENT $attachment_row RETURN NONE; {}", idempotency::REMEMBER);
    let vars = Attempt::bind(attempt.as_ref(), vars, app, &attachment);
    if let Err(error) = change(app, who, acting, &row, AuditAction::AttachmentAdded, vars, &statements, origin).await {
        drop_blobs(app, &[blob]).await;
        if Attempt::earlier(attempt.as_ref(), app).await?.is_none() {
            return Err(error);
        }
    }
    Ok(AttachmentList { items: of(app, &row.id).await? })
}

async fn parse(app: &App, row: &Row, file: &NewAttachment<'_>, bytes: u64) -> ServiceResult<String> {
    let refuse = |field: &'static str, invalid: Invalid| ServiceError::Fields((field, invalid).into());
    let rules = app.policy.materials_in(Month::of(app.clock.today()));
    let Some(kind) = rules.kinds.iter().find(|kind| kind.code == file.kind) else {
        return Err(refuse("kind", Invalid::new("choose_one")));
    };
    if file.content.is_empty() {
        return Err(refuse("file", Invalid::new("required")));
    }
    let present = rows(app, &row.id).await?;
    let pages = u32::try_from(present.iter().filter(|other| other.kind == file.kind).count()).unwrap_or(u32::MAX);
    if pages >= kind.most_pages || present.len() >= FILES_MAX {
        let invalid =
            Invalid::new("material_pages").with("most", kind.most_pages).with("pages", pages.saturating_add(1));
        return Err(refuse("file", invalid));
    }
    let used: u64 = present.iter().map(|other| u64::try_from(other.bytes).unwrap_or_default()).sum();
    let most = app.config.uploads.application_bytes;
    if used + bytes > most {
        let mega = |bytes: u64| bytes.div_ceil(1024 * 1024);
        let invalid = Invalid::new("quota_application").with("most", mega(most)).with("used", mega(used));
        return Err(ServiceError::FieldsAs(ProblemCode::QuotaExceeded, ("file", invalid).into()));
    }
    // Names come from cameras and scanners: one that cannot be shown is not worth a refusal.
    let name =
        PlainText::<1, 120>::parse(file.file_name).map_or_else(|_| kind.code.clone(), |name| name.as_str().into());
    Ok(name)
}

/// Removes a file from an application that may be edited.
///
/// # Errors
/// `action_not_allowed`; `not_found`.
pub async fn detach(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    attachment: &str,
    origin: &Origin,
) -> ServiceResult<AttachmentList> {
    let viewer = Viewer::Enterprise(acting);
    let row = find(app, viewer, id).await?;
    row.require(viewer, Action::Edit, row.revision())?;
    let present = rows(app, &row.id).await?;
    let Some(file) = present.into_iter().find(|file| key_of(&file.id) == attachment) else {
        return Err(ProblemCode::NotFound.into());
    };
    let vars = Vars::new().set("attachment", file.id.clone());
    change(app, who, acting, &row, AuditAction::AttachmentDeleted, vars, "DELETE $attachment;", origin).await?;
    // A submitted snapshot still names the file: its content stays as long as the application.
    if row.submissions == 0 {
        drop_blobs(app, &[file.blob]).await;
    }
    Ok(AttachmentList { items: of(app, &row.id).await? })
}

/// Runs a change of the attachments, if the application can still be edited.
#[expect(clippy::too_many_arguments, reason = "who, where, what: each is one thing")]
async fn change(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    row: &Row,
    action: AuditAction,
    vars: Vars,
    statements: &str,
    origin: &Origin,
) -> ServiceResult<()> {
    let vars = vars
        .set("application", row.id.clone())
        .set("status", row.status.clone())
        .set("refiling", row.refiling)
        .set("now", app.clock.now());
    let entry = Entry::new(action, Some(acting.enterprise_id()), Some((who.user.key(), &who.user.name)))
        .about(row.key(), &row.name);
    let statements = format!(
        "LET $at = (SELECT status, refiling FROM ONLY $application);
         IF $at = NONE {{ THROW 'not_found' }};
         IF $at.status != $status OR $at.refiling != $refiling {{ THROW 'already_handled' }};
         UPDATE $application SET updated_at = $now RETURN NONE;
         {statements}
         {}",
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    Ok(())
}

/// The content of a file.
///
/// # Errors
/// `not_found`.
pub async fn content(app: &App, viewer: Viewer<'_>, id: &str, attachment: &str) -> ServiceResult<AttachmentContent> {
    let row = find(app, viewer, id).await?;
    let file = rows(app, &row.id).await?.into_iter().find(|file| key_of(&file.id) == attachment);
    let file = file.ok_or(ServiceError::Problem(ProblemCode::NotFound))?;
    let content = app.blobs.get(&app.vault, &file.blob).await?;
    Ok(AttachmentContent { media_type: file.media_type, content })
}

/// The blobs of an application.
pub(super) async fn blobs_of(app: &App, application: &RecordId) -> ServiceResult<Vec<String>> {
    Ok(rows(app, application).await?.into_iter().map(|row| row.blob).collect())
}

/// Removes blobs that no row names any more. One that stays behind costs space, nothing else.
pub(super) async fn drop_blobs(app: &App, blobs: &[String]) {
    for blob in blobs {
        if let Err(error) = app.blobs.delete(blob).await {
            tracing::warn!(%error, "a blob could not be removed");
        }
    }
}
