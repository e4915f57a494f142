//! 受理: an application is one reviewer's at a time, and nobody's again when they leave it alone.

use chrono::{DateTime, Duration, Utc};
use shared::api::{AuditAction, HistoryEvent, ReviewFilter, ReviewOut, ReviewShelf, RevisionIn};
use shared::application::{Action, Party, Status};
use shared::error::ProblemCode;
use surrealdb::types::{RecordId, SurrealValue};

use super::queue::page;
use super::side;
use super::work::get;
use crate::adapters::surreal::{Vars, key_of};
use crate::app::App;
use crate::services::applications::{Change, Row, Side, Viewer, apply, row};
use crate::services::origin::Origin;
use crate::services::reviewers::Reviewer;
use crate::services::{ServiceError, ServiceResult};

/// Claims that are ended in one round of the sweeper.
const BATCH: usize = 100;
/// How often `next` goes on to another one where somebody else was faster.
const TRIES: usize = 5;

/// Until when a claim made now lasts.
pub(super) fn end_of_claim(app: &App) -> DateTime<Utc> {
    app.clock.now() + Duration::minutes(i64::from(app.config.policy.claim_idle_minutes))
}

/// 受理 or 转办, as `action` says: takes an application that nobody holds, or, for who leads, one that another reviewer does.
///
/// # Errors
/// `already_handled` where it was taken back or claimed meanwhile; `action_not_allowed`; `not_found`.
pub async fn claim(
    app: &App,
    reviewer: &Reviewer,
    id: &str,
    action: Action,
    input: &RevisionIn,
    origin: &Origin,
) -> ServiceResult<ReviewOut> {
    hold(app, reviewer, id, action, input, origin).await?;
    get(app, reviewer, id).await
}

async fn hold(
    app: &App,
    reviewer: &Reviewer,
    id: &str,
    action: Action,
    input: &RevisionIn,
    origin: &Origin,
) -> ServiceResult<()> {
    let viewer = Viewer::Reviewer(reviewer);
    let found = row(app, viewer, id).await?;
    found.require(viewer, action, input.revision)?;
    if found.revision() != input.revision {
        return Err(ProblemCode::AlreadyHandled.into());
    }
    let (event, audit) = match action {
        Action::TakeOver => (HistoryEvent::TakenOver, AuditAction::ApplicationTakenOver),
        _ => (HistoryEvent::Claimed, AuditAction::ApplicationClaimed),
    };
    let change = Change {
        held: Some((reviewer.id.clone(), end_of_claim(app))),
        first_reviewer: found.first_reviewer.clone(),
        ..Change::new(event, audit, found.status())
    };
    apply(app, &found, side(reviewer, origin), &change, Vars::new(), "").await
}

/// Takes the one that waits longest of those that nobody holds.
///
/// # Errors
/// `nothing_waits`.
pub async fn next(app: &App, reviewer: &Reviewer, origin: &Origin) -> ServiceResult<ReviewOut> {
    // What others left alone waits again.
    expire(app).await?;
    let query = ReviewFilter { shelf: ReviewShelf::Open, ..ReviewFilter::default() };
    for _ in 0..TRIES {
        let waiting = page(app, reviewer, &query, None, origin).await?;
        let Some(first) = waiting.items.iter().find(|row| row.actions.contains(&Action::Claim)) else { break };
        match hold(app, reviewer, &first.id, Action::Claim, &RevisionIn { revision: first.revision }, origin).await {
            Ok(()) => return get(app, reviewer, &first.id).await,
            // Somebody was faster: the next one is looked for.
            Err(ServiceError::Problem(
                ProblemCode::AlreadyHandled | ProblemCode::ActionNotAllowed | ProblemCode::NotFound,
            )) => {}
            Err(error) => return Err(error),
        }
    }
    Err(ProblemCode::NothingWaits.into())
}

/// 退回待受理: gives a claimed one back to the queue.
///
/// # Errors
/// `already_handled` where the claim ran out or was taken over; `action_not_allowed`; `not_found`.
pub async fn release(
    app: &App,
    reviewer: &Reviewer,
    id: &str,
    input: &RevisionIn,
    origin: &Origin,
) -> ServiceResult<ReviewOut> {
    let viewer = Viewer::Reviewer(reviewer);
    let found = row(app, viewer, id).await?;
    found.require(viewer, Action::Release, input.revision)?;
    apply(app, &found, side(reviewer, origin), &given_back(&found, false), Vars::new(), "").await?;
    get(app, reviewer, id).await
}

fn given_back(found: &Row, ran_out: bool) -> Change {
    let (event, audit) = if ran_out {
        (HistoryEvent::ClaimExpired, AuditAction::ApplicationClaimExpired)
    } else {
        (HistoryEvent::Released, AuditAction::ApplicationReleased)
    };
    Change { first_reviewer: found.first_reviewer.clone(), ..Change::new(event, audit, found.status()) }
}

/// The reviewer is still at it: the claim lasts anew.
///
/// # Errors
/// `already_handled` where it is not theirs any more; `not_found`.
pub async fn keep(app: &App, reviewer: &Reviewer, id: &str) -> ServiceResult<()> {
    let found = row(app, Viewer::Reviewer(reviewer), id).await?;
    if found.hold().holder() != Some(&reviewer.id) {
        return Err(ProblemCode::AlreadyHandled.into());
    }
    let vars = Vars::new()
        .set("application", found.id.clone())
        .set("reviewer", reviewer.id.clone())
        .set("now", app.clock.now())
        .set("until", end_of_claim(app));
    // No revision: nothing of the application changes. Whoever lost it meanwhile does not get it back.
    let keep = "LET $kept = (UPDATE $application SET claim_until = $until
             WHERE reviewer = $reviewer AND claim_until > $now RETURN VALUE reviewer);
         IF array::len($kept) = 0 { THROW 'already_handled' };";
    app.db.write(keep, vars).await?;
    Ok(())
}

#[derive(SurrealValue)]
struct RunOut {
    id: RecordId,
    reviewer: Option<RecordId>,
    reviewer_name: Option<String>,
    region: String,
}

/// Ends claims that have run out; returns how many. Nothing depends on it being in time: a claim that has run out holds
/// nothing.
///
/// # Errors
/// Where the database fails.
pub async fn expire(app: &App) -> ServiceResult<usize> {
    // NONE is less than any time: the lower end keeps what nobody holds out.
    let query = "SELECT id, reviewer, reviewer.name AS reviewer_name, region FROM application
         WITH INDEX application_claim_end WHERE claim_until > $never AND claim_until <= $now LIMIT $limit";
    let vars = Vars::new().set("never", DateTime::UNIX_EPOCH).set("now", app.clock.now()).set("limit", BATCH);
    let rows: Vec<RunOut> = app.db.read(query, vars).await?.take(0)?;
    let mut ended = 0;
    for one in rows {
        let Some(id) = one.reviewer else { continue };
        // As the one who held it sees it: it is in their region, whatever their account is by now.
        let holder = Reviewer {
            id,
            name: one.reviewer_name.unwrap_or_default(),
            region: one.region,
            party: Party::FirstReviewer,
            leads: false,
            person_index: None,
        };
        let found = row(app, Viewer::Reviewer(&holder), key_of(&one.id)).await?;
        if found.hold().holder().is_some() {
            continue;
        }
        let party = if found.status() == Status::InSecondReview { Party::SecondReviewer } else { Party::FirstReviewer };
        let origin = Origin::default();
        let side = Side { party, user: None, reviewer: Some(&holder.id), name: &holder.name, origin: &origin };
        match apply(app, &found, side, &given_back(&found, true), Vars::new(), "").await {
            Ok(()) => ended += 1,
            // Claimed or decided in this moment.
            Err(ServiceError::Problem(ProblemCode::AlreadyHandled | ProblemCode::NotFound)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(ended)
}
