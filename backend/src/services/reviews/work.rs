//! The working page: an application with everything that a reviewer needs beside it.

use shared::api::{HistoryEvent, ReviewOut, UndoOut};
use shared::i18n::Language;

use super::opened::unread_of;
use super::queue::{others, place};
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::applications::{Looker, Row, Viewer, attachments_of, findings, last_changes, row};
use crate::services::origin::Origin;
use crate::services::reviewers::Reviewer;

/// Opens an application of the reviewer's region, which is entered in the log first.
///
/// # Errors
/// `not_found`.
pub async fn look(app: &App, reviewer: &Reviewer, id: &str, origin: &Origin) -> ServiceResult<ReviewOut> {
    let found = row(app, Viewer::Reviewer(reviewer), id).await?;
    Looker::of_agency(reviewer, origin).opened(app, &found).await?;
    shown(app, reviewer, found).await
}

/// An application of the reviewer's region, as they work on it: after a change, which has an entry of its own.
///
/// # Errors
/// `not_found`.
pub async fn get(app: &App, reviewer: &Reviewer, id: &str) -> ServiceResult<ReviewOut> {
    let found = row(app, Viewer::Reviewer(reviewer), id).await?;
    shown(app, reviewer, found).await
}

async fn shown(app: &App, reviewer: &Reviewer, found: Row) -> ServiceResult<ReviewOut> {
    let attachments = attachments_of(app, &found.id).await?;
    let unread = unread_of(app, reviewer, found.key(), &attachments).await?;
    // Reviewers read Chinese; the app says a finding in the language of the device by its code.
    let findings = findings(app, &found, &attachments)?.iter().map(|one| one.to_wire(Language::ZhCn)).collect();
    let undo = found
        .undo_by
        .as_ref()
        .zip(found.undo_until)
        .filter(|(by, until)| **by == reviewer.id && *until > found.read_at);
    let decision = found.undo_event.as_deref().and_then(HistoryEvent::from_code);
    Ok(ReviewOut {
        place: place(app, reviewer, &found),
        findings,
        differences: last_changes(app, &found).await?,
        others: others(app, reviewer, &found).await?,
        unread,
        undo: undo.zip(decision).map(|((_, until), decision)| UndoOut { decision, until }),
        application: found.to_wire(app, Viewer::Reviewer(reviewer), attachments)?,
    })
}
