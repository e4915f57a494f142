//! 撤销 and 材料补正重新填报.

use shared::api::{ApplicationOut, AuditAction, HistoryEvent, RevisionIn};
use shared::application::{Action, Party, Status};

use super::row::{Viewer, find, get};
use super::transition::{Change, Side, apply};
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;

/// The enterprise's side, for [`apply`].
pub(super) fn side<'a>(who: &'a LoggedIn, origin: &'a Origin) -> Side<'a> {
    Side { party: Party::Enterprise, user: Some(who.user.key()), reviewer: None, name: &who.user.name, origin }
}

/// 撤销: takes a submitted application back before a reviewer has claimed it.
///
/// # Errors
/// `already_handled` where a reviewer was faster; `action_not_allowed` in another status; `not_found`.
pub async fn withdraw(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    input: &RevisionIn,
    origin: &Origin,
) -> ServiceResult<ApplicationOut> {
    let viewer = Viewer::Enterprise(acting);
    let row = find(app, viewer, id).await?;
    row.require(viewer, Action::Withdraw, input.revision)?;
    let change = Change::new(HistoryEvent::Withdrawn, AuditAction::ApplicationWithdrawn, Status::Draft);
    apply(app, &row, side(who, origin), &change, Vars::new(), "UPDATE $application SET queue_key = NONE RETURN NONE;")
        .await?;
    get(app, viewer, id).await
}

/// 材料补正重新填报: opens an application that was sent back for mending. The reviewer's reasons stay in sight.
///
/// # Errors
/// `action_not_allowed`; `application_open` where another application for the person was begun since a rejection;
/// `not_found`.
pub async fn refile(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    input: &RevisionIn,
    origin: &Origin,
) -> ServiceResult<ApplicationOut> {
    let viewer = Viewer::Enterprise(acting);
    let row = find(app, viewer, id).await?;
    row.require(viewer, Action::Refile, input.revision)?;
    let change =
        Change { refiling: true, ..Change::new(HistoryEvent::Refiled, AuditAction::ApplicationRefiled, row.status()) };
    // A rejection gave the person free: somebody may have begun another application since.
    let vars = Vars::new().set("claim", row.person_claim.clone()).set("kept_reasons", row.reasons_sealed.clone());
    let claim = "LET $holder = (SELECT VALUE application FROM ONLY $claim);
         IF $holder != NONE AND $holder != $application { THROW 'application_open' };
         UPSERT $claim SET application = $application RETURN NONE;
         UPDATE $application SET reasons_sealed = $kept_reasons RETURN NONE;";
    apply(app, &row, side(who, origin), &change, vars, claim).await?;
    get(app, viewer, id).await
}
