//! 初审 and 复审: claiming an application and deciding on it.

use shared::api::{ApplicationOut, AuditAction, DecisionIn, HistoryEvent, ReviewReason, RevisionIn};
use shared::application::{Action, Party, Status, after};
use shared::error::ProblemCode;

use super::ServiceResult;
use super::applications::{Change, Row, Side, Viewer, apply, get, row};
use super::origin::Origin;
use super::reviewers::Reviewer;
use crate::adapters::surreal::Vars;
use crate::app::App;

/// 受理: takes an application that nobody has claimed.
///
/// # Errors
/// `already_handled` where it was taken back or claimed meanwhile; `action_not_allowed`; `not_found`.
pub async fn claim(
    app: &App,
    reviewer: &Reviewer,
    id: &str,
    input: &RevisionIn,
    origin: &Origin,
) -> ServiceResult<ApplicationOut> {
    act(app, reviewer, id, Action::Claim, input.revision, Vec::new(), origin).await
}

/// Decides on an application: approve, send back to the first review, request a correction, reject.
///
/// # Errors
/// The refusals at `reasons`; `revision_conflict`, `already_handled`, `action_not_allowed`, `not_found`.
pub async fn decide(
    app: &App,
    reviewer: &Reviewer,
    id: &str,
    action: Action,
    input: &DecisionIn,
    origin: &Origin,
) -> ServiceResult<ApplicationOut> {
    let reasons = input.parse(!matches!(action, Action::Approve))?;
    act(app, reviewer, id, action, input.revision, reasons, origin).await
}

async fn act(
    app: &App,
    reviewer: &Reviewer,
    id: &str,
    action: Action,
    seen: u64,
    reasons: Vec<ReviewReason>,
    origin: &Origin,
) -> ServiceResult<ApplicationOut> {
    let viewer = Viewer::Reviewer(reviewer);
    let found = row(app, viewer, id).await?;
    found.require(viewer, action, seen)?;
    // Whoever decides has to have seen what is decided on.
    if found.revision() != seen {
        return Err(ProblemCode::RevisionConflict.into());
    }
    let stages = app.config.policy.review_stages;
    let to = after(reviewer.party, found.status(), action, stages);
    let (event, audit) = names(action, to);
    let change = Change {
        event,
        audit,
        to,
        refiling: false,
        reviewer: holder(&found, reviewer, action),
        reasons,
        submission: None,
    };
    let side = Side { party: reviewer.party, user: None, name: &reviewer.name, origin };
    let vars = Vars::new().set("claim", found.person_claim.clone());
    // A rejected person is free for another application; whoever refiles claims the person anew.
    let extra = if to == Status::Rejected { "DELETE $claim WHERE application = $application RETURN NONE;" } else { "" };
    apply(app, &found, side, &change, vars, extra).await?;
    get(app, viewer, id).await
}

/// Whose it is afterwards: the first reviewer's until it goes back to the enterprise or is decided for good.
fn holder(row: &Row, reviewer: &Reviewer, action: Action) -> Option<surrealdb::types::RecordId> {
    match (action, reviewer.party) {
        (Action::Claim, _) => Some(reviewer.id.clone()),
        (Action::Approve, Party::FirstReviewer) | (Action::SendBack, _) => row.reviewer.clone(),
        _ => None,
    }
}

fn names(action: Action, to: Status) -> (HistoryEvent, AuditAction) {
    match (action, to) {
        (Action::Approve, Status::Approved) => (HistoryEvent::Approved, AuditAction::ApplicationApproved),
        (Action::Approve, _) => (HistoryEvent::PassedFirstReview, AuditAction::ApplicationPassedFirstReview),
        (Action::SendBack, _) => (HistoryEvent::SentBack, AuditAction::ApplicationSentBack),
        (Action::RequestCorrection, _) => {
            (HistoryEvent::CorrectionRequested, AuditAction::ApplicationCorrectionRequested)
        }
        (Action::Reject, _) => (HistoryEvent::Rejected, AuditAction::ApplicationRejected),
        _ => (HistoryEvent::Claimed, AuditAction::ApplicationClaimed),
    }
}
