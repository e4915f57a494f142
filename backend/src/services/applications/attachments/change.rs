//! One transaction for every change of an application's documents: it may still be edited, and the log tells of it.

use shared::api::AuditAction;

use super::super::row::Row;
use crate::adapters::surreal::Vars;
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;

/// Who changes, acting for whom, from where.
pub(super) struct Changer<'a> {
    pub(super) who: &'a LoggedIn,
    pub(super) acting: &'a MembershipRow,
    pub(super) origin: &'a Origin,
}

/// Runs a change of the attachments, if the application can still be edited. It raises the revision of the attachments, which a
/// submission compares, and not that of the application: who types while documents arrive is told of no conflict. The
/// statements find the application as `$at`.
///
/// # Errors
/// `already_handled` where it was submitted meanwhile; what the statements throw.
pub(super) async fn change(
    app: &App,
    by: &Changer<'_>,
    row: &Row,
    action: AuditAction,
    vars: Vars,
    statements: &str,
) -> ServiceResult<()> {
    let vars = vars
        .guard(&row.id)
        .set("application", row.id.clone())
        .set("status", row.status.clone())
        .set("refiling", row.refiling)
        .set("now", app.clock.now());
    let entry = Entry::new(action, Some(by.acting.enterprise_id()), Some((by.who.user.key(), &by.who.user.name)))
        .about(row.key(), &row.name);
    let statements = format!(
        "LET $at = (SELECT status, refiling, submissions FROM ONLY $application);
         IF $at = NONE {{ THROW 'not_found' }};
         IF $at.status != $status OR $at.refiling != $refiling {{ THROW 'already_handled' }};
         UPDATE $application SET updated_at = $now, attachments_revision = (attachments_revision ?? 0) + 1 RETURN NONE;
         {statements}
         {}",
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, by.origin)).await?;
    Ok(())
}
