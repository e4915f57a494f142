//! The order of a kind's pages, as a person put them.

use std::collections::HashSet;

use shared::api::{AttachmentList, AttachmentOrder, AuditAction};
use shared::application::Action;
use shared::error::ProblemCode;
use surrealdb::types::{RecordId, SurrealValue};

use super::super::row::{Viewer, find};
use super::change::{Changer, change};
use super::of;
use super::row::{AttachmentRow, rows};
use crate::adapters::surreal::{Vars, key_of};
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;

#[derive(SurrealValue)]
struct Place {
    id: RecordId,
    sort_key: String,
}

/// Puts the documents of one kind into another order: they change places among themselves.
///
/// # Errors
/// `already_handled` where the ids are not just those of the kind, as after somebody else added or removed a page;
/// `action_not_allowed`; `not_found`.
pub async fn order(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    wanted: &AttachmentOrder,
    origin: &Origin,
) -> ServiceResult<AttachmentList> {
    let viewer = Viewer::Enterprise(acting);
    let row = find(app, viewer, id).await?;
    row.require(viewer, Action::Edit, row.revision())?;
    let present: Vec<AttachmentRow> =
        rows(app, &row.id).await?.into_iter().filter(|file| file.kind == wanted.kind).collect();
    let known: HashSet<&str> = present.iter().map(|file| key_of(&file.id)).collect();
    let asked: HashSet<&str> = wanted.ids.iter().map(String::as_str).collect();
    if known != asked || wanted.ids.len() != present.len() {
        return Err(ProblemCode::AlreadyHandled.into());
    }
    let places = wanted.ids.iter().zip(&present).filter_map(|(id, place)| {
        let file = present.iter().find(|file| key_of(&file.id) == id)?;
        Some(Place { id: file.id.clone(), sort_key: place.sort_key.clone() })
    });
    let vars = Vars::new()
        .set("places", places.collect::<Vec<_>>())
        .set("ids", present.iter().map(|file| file.id.clone()).collect::<Vec<_>>())
        .set("kind", wanted.kind.clone());
    let statements = "
        LET $files = (SELECT VALUE id FROM attachment WHERE application = $application AND sort_key > '' AND kind = $kind);
        IF array::len(array::difference($files, $ids)) > 0 { THROW 'already_handled' };
        FOR $place IN $places { UPDATE $place.id SET sort_key = $place.sort_key };";
    let by = Changer { who, acting, origin };
    change(app, &by, &row, AuditAction::AttachmentsReordered, vars, statements).await?;
    Ok(AttachmentList { items: of(app, &row.id).await? })
}
