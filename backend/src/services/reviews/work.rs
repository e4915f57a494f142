//! The working page: an application with everything that a reviewer needs beside it.

use shared::api::{HistoryEvent, ReviewOut, UndoOut};
use shared::i18n::Language;

use super::opened::unread_of;
use super::queue::{others, place};
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::applications::{Viewer, attachments_of, findings, last_changes, row};
use crate::services::reviewers::Reviewer;

/// An application of the reviewer's region, as they work on it.
///
/// # Errors
/// `not_found`.
pub async fn get(app: &App, reviewer: &Reviewer, id: &str) -> ServiceResult<ReviewOut> {
    let viewer = Viewer::Reviewer(reviewer);
    let found = row(app, viewer, id).await?;
    let attachments = attachments_of(app, &found.id).await?;
    let unread = unread_of(app, reviewer, id, &attachments).await?;
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
        application: found.to_wire(app, viewer, attachments)?,
    })
}
