//! 撤回决定: for a short time a decision can be taken back by who took it – by a further entry, never by erasing one.

use shared::api::{AuditAction, HistoryEvent, ReviewOut, RevisionIn};
use shared::application::{Action, Status};
use shared::error::ProblemCode;

use super::claim::end_of_claim;
use super::side;
use super::work::get;
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::applications::{Change, Viewer, apply, row};
use crate::services::notices::TAKE_BACK;
use crate::services::origin::Origin;
use crate::services::reviewers::Reviewer;

/// Takes one's decision back: the application is where it was, and claimed by the one who decided.
///
/// # Errors
/// `already_handled` where the enterprise or another reviewer went on with it, `application_open` where another application
/// was begun for the person since a rejection; `action_not_allowed` where the time is over; `not_found`.
pub async fn undo(
    app: &App,
    reviewer: &Reviewer,
    id: &str,
    input: &RevisionIn,
    origin: &Origin,
) -> ServiceResult<ReviewOut> {
    let viewer = Viewer::Reviewer(reviewer);
    let found = row(app, viewer, id).await?;
    found.require(viewer, Action::Undo, input.revision)?;
    let back = found.undo_status.as_deref().and_then(Status::from_code).ok_or(ProblemCode::ActionNotAllowed)?;
    let change = Change {
        held: Some((reviewer.id.clone(), end_of_claim(app))),
        // Where the first review is open again, nobody has passed it on.
        first_reviewer: found.first_reviewer.clone().filter(|_| back == Status::InSecondReview),
        ..Change::new(HistoryEvent::DecisionUndone, AuditAction::ApplicationDecisionUndone, back)
    };
    let vars = Vars::new().set("claim", found.person_claim.clone());
    // A rejection gave the person free: somebody may have begun another application since.
    let free = if found.status() == Status::Rejected {
        "LET $holder = (SELECT VALUE application FROM ONLY $claim);
         IF $holder != NONE AND $holder != $application { THROW 'application_open' };
         UPSERT $claim SET application = $application RETURN NONE;"
    } else {
        ""
    };
    let extra = format!("{free} {TAKE_BACK}");
    apply(app, &found, side(reviewer, origin), &change, vars, &extra).await?;
    get(app, reviewer, id).await
}
