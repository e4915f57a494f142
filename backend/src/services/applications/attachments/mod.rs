//! 附件: documents of an application. Contents lie sealed in the blob store, what they are in the database.

mod all;
mod arrived;
mod attach;
mod change;
mod content;
mod detach;
mod keepable;
mod kept;
mod order;
mod row;

use shared::api::{AttachmentKindList, AttachmentKindOut, AttachmentList, AttachmentOut};
use shared::i18n::{Language, text};
use shared::retirement::Month;
use surrealdb::types::RecordId;

use super::row::{Viewer, find};
use crate::app::App;
use crate::services::ServiceResult;

pub use all::{Archive, archive, one_pdf};
pub use arrived::Arrived;
pub use attach::{NewAttachment, attach};
pub(crate) use attach::{attempt, ready_for};
pub(in crate::services) use content::thumbnails;
pub use content::{AttachmentContent, AttachmentFile, content, file, thumbnail};
pub use detach::detach;
pub(crate) use keepable::refused_photo;
pub(super) use kept::LET_GO;
pub(crate) use kept::sweep;
pub use order::order;
pub(super) use row::one;

/// Most files of one application, whatever their kinds.
const FILES_MAX: usize = 200;

/// The kinds asked for today, in the order of the form.
pub fn kinds(app: &App, language: Language) -> AttachmentKindList {
    let rules = app.policy.materials_in(Month::of(app.clock.today()));
    let items = rules
        .kinds
        .iter()
        .map(|kind| AttachmentKindOut {
            code: kind.code.clone(),
            name: kind_name(language, &kind.code),
            required: kind.required.code().to_owned(),
            most_pages: kind.most_pages,
            basis: kind.basis.clone(),
        })
        .collect();
    AttachmentKindList { items }
}

fn kind_name(language: Language, code: &str) -> String {
    text(language, &format!("material-{}", code.replace('_', "-")), &[])
}

/// The attachments of an application, in the order of their pages.
pub(in crate::services) async fn of(app: &App, application: &RecordId) -> ServiceResult<Vec<AttachmentOut>> {
    wire(app, &row::rows(app, application).await?)
}

fn wire(app: &App, rows: &[row::AttachmentRow]) -> ServiceResult<Vec<AttachmentOut>> {
    rows.iter().map(|row| row.to_wire(app)).collect()
}

/// The attachments of an application.
///
/// # Errors
/// `not_found`.
pub async fn list(app: &App, viewer: Viewer<'_>, id: &str) -> ServiceResult<AttachmentList> {
    let row = find(app, viewer, id).await?;
    Ok(AttachmentList { items: of(app, &row.id).await? })
}
