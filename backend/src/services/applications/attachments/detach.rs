//! Taking a document out of an application.

use shared::api::{AttachmentList, AuditAction};
use shared::application::Action;

use super::super::row::{Viewer, find};
use super::change::{Changer, change};
use super::kept::blob;
use super::of;
use super::row::{AttachmentRow, COLUMNS, one};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;

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
    let file: AttachmentRow = one(app, &row.id, attachment, COLUMNS).await?;
    let vars = Vars::new()
        .set("attachment", file.id.clone())
        .set("blobs", file.blobs().map(blob).collect::<Vec<_>>())
        .set("use", record("document_use", acting.enterprise_id()))
        .set("bytes", file.bytes);
    // A submitted snapshot still names the file: its content stays as long as the application.
    let statements = "
        IF (SELECT VALUE id FROM ONLY $attachment) = NONE { THROW 'not_found' };
        DELETE $attachment;
        UPDATE $use SET bytes -= $bytes RETURN NONE;
        IF $at.submissions = 0 { UPDATE $blobs SET unneeded_since = $now RETURN NONE };";
    let by = Changer { who, acting, origin };
    change(app, &by, &row, AuditAction::AttachmentDeleted, vars, statements).await?;
    Ok(AttachmentList { items: of(app, &row.id).await? })
}
