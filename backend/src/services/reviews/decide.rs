//! Deciding on a claimed application: what was read is what is decided on.

use chrono::Duration;
use shared::api::{AttachmentOut, AuditAction, DecisionIn, HistoryEvent, ReviewOut, ReviewReason};
use shared::application::{Action, Party, Status, after};
use shared::error::{FieldErrors, Invalid, ProblemCode};

use super::opened::unread_of;
use super::side;
use super::work::get;
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::applications::{Change, Row, Undo, Viewer, apply, attachments_of, row};
use crate::services::origin::Origin;
use crate::services::reviewers::Reviewer;
use crate::services::{ServiceError, ServiceResult};

/// Decides on an application: approve, send back to the first review, request a correction, reject.
///
/// # Errors
/// The refusals at `reasons`; `pages_unread` at `attachments`; `revision_conflict`, `already_handled`,
/// `action_not_allowed`, `not_found`.
pub async fn decide(
    app: &App,
    reviewer: &Reviewer,
    id: &str,
    action: Action,
    input: &DecisionIn,
    origin: &Origin,
) -> ServiceResult<ReviewOut> {
    let reasons = input.parse(!matches!(action, Action::Approve))?;
    let viewer = Viewer::Reviewer(reviewer);
    let found = row(app, viewer, id).await?;
    found.require(viewer, action, input.revision)?;
    // Whoever decides has to have seen what is decided on.
    if found.revision() != input.revision {
        return Err(ProblemCode::RevisionConflict.into());
    }
    let attachments = attachments_of(app, &found.id).await?;
    if !may_leave_unread(action, input) {
        let left = unread_of(app, reviewer, id, &attachments).await?.len();
        if left > 0 {
            let blame = Invalid::new("pages_unread").with("count", left);
            return Err(ServiceError::FieldsAs(ProblemCode::PagesUnread, FieldErrors::from(("attachments", blame))));
        }
    }
    let to = after(reviewer.party, found.status(), action, app.config.policy.review_stages);
    let (event, audit) = names(action, to);
    let change = Change {
        first_reviewer: first_reviewer(&found, reviewer, to),
        undo: Some(Undo {
            by: reviewer.id.clone(),
            until: app.clock.now() + Duration::minutes(i64::from(app.config.policy.undo_minutes)),
            status: found.status(),
        }),
        reasons: at_documents(reasons, &attachments),
        ..Change::new(event, audit, to)
    };
    let vars = Vars::new().set("claim", found.person_claim.clone());
    // A rejected person is free for another application; whoever refiles claims the person anew.
    let extra = if to == Status::Rejected { "DELETE $claim WHERE application = $application RETURN NONE;" } else { "" };
    apply(app, &found, side(reviewer, origin), &change, vars, extra).await?;
    get(app, reviewer, id).await
}

/// The reasons with the documents that they are about, by the application's own: they stay at those, wherever the enterprise puts
/// them.
fn at_documents(reasons: Vec<ReviewReason>, attachments: &[AttachmentOut]) -> Vec<ReviewReason> {
    let bound = reasons.into_iter().map(|reason| {
        let attachment = reason.document(attachments).map(|file| file.id.clone());
        ReviewReason { attachment, ..reason }
    });
    bound.collect()
}

/// An approval needs every required page to have been opened. Who sends something back may have seen enough, and says so.
const fn may_leave_unread(action: Action, input: &DecisionIn) -> bool {
    match action {
        Action::Approve => false,
        Action::SendBack => true,
        _ => input.unread_confirmed,
    }
}

/// Who passed it on: kept for as long as somebody else has to decide after them, and for an undoing.
fn first_reviewer(found: &Row, reviewer: &Reviewer, to: Status) -> Option<surrealdb::types::RecordId> {
    match (reviewer.party, to) {
        (Party::FirstReviewer, Status::InSecondReview) => Some(reviewer.id.clone()),
        (Party::SecondReviewer, _) => found.first_reviewer.clone(),
        _ => None,
    }
}

fn names(action: Action, to: Status) -> (HistoryEvent, AuditAction) {
    match (action, to) {
        (Action::Approve, Status::Approved) => (HistoryEvent::Approved, AuditAction::ApplicationApproved),
        (Action::Approve, _) => (HistoryEvent::PassedFirstReview, AuditAction::ApplicationPassedFirstReview),
        (Action::SendBack, _) => (HistoryEvent::SentBack, AuditAction::ApplicationSentBack),
        (Action::Reject, _) => (HistoryEvent::Rejected, AuditAction::ApplicationRejected),
        _ => (HistoryEvent::CorrectionRequested, AuditAction::ApplicationCorrectionRequested),
    }
}
