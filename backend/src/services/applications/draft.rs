//! Keeping a draft, fetching the insured record anew, deleting.

use shared::api::{ApplicationEdit, ApplicationOut, AuditAction, HistoryEvent, InsuredPersonIn};
use shared::application::{Action, Context, Status, determine};
use shared::error::ProblemCode;

use super::attachments::LET_GO;
use super::life::side;
use super::row::{FORM, RECORD, Row, Viewer, find, get, seal};
use super::transition::{Change, EVENT, bind_event, count};
use crate::adapters::surreal::{Vars, newest_key, record};
use crate::app::App;
use crate::services::accounts::MembershipRow;
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceResult, insured_persons};

/// Statement that sets the columns a form decides, over the revision bound as `$seen`.
const SAVE: &str = "
    LET $at = (SELECT revision, status FROM ONLY $application);
    IF $at = NONE { THROW 'not_found' };
    IF $at.revision != $seen { THROW 'revision_conflict' };
    UPDATE $application SET form_sealed = $form_sealed, record_sealed = $record_sealed, category = $category,
        retirement_month = $month, month_key = $month_key, revision += 1, updated_at = $now,
        updated_by_name = $actor_name, newest = $newest RETURN NONE;";

/// Keeps a form over the revision that it was based on. The same form once more changes nothing: a save whose answer was
/// lost may be repeated.
///
/// # Errors
/// The refusals by field; `revision_conflict` where somebody saved meanwhile; `action_not_allowed`; `not_found`.
pub async fn save(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    input: &ApplicationEdit,
) -> ServiceResult<ApplicationOut> {
    let viewer = Viewer::Enterprise(acting);
    let row = find(app, viewer, id).await?;
    row.require(viewer, Action::Edit, input.revision)?;
    let errors = input.form.read().errors;
    if !errors.0.is_empty() {
        return Err(errors.into());
    }
    if row.form(app)? == input.form {
        return get(app, viewer, id).await;
    }
    if row.revision() != input.revision {
        return Err(ProblemCode::RevisionConflict.into());
    }
    let vars = bind(app, &row, who, &row.record(app)?, &input.form)?;
    app.db.write(SAVE, vars).await?;
    get(app, viewer, id).await
}

fn bind(
    app: &App,
    row: &Row,
    who: &LoggedIn,
    insured: &shared::api::InsuredRecord,
    form: &shared::application::ApplicationForm,
) -> ServiceResult<Vars> {
    let now = app.clock.now();
    let document = row.document(app)?;
    let context =
        Context { policy: &app.policy, today: app.clock.today(), document: &document, record: insured, materials: &[] };
    let reading = form.read();
    let month = determine(&context, &reading).and_then(|determined| determined.month).map(|month| month.to_string());
    Ok(Vars::new()
        .set("application", row.id.clone())
        .set("seen", row.revision)
        .set("form_sealed", seal(app, FORM, form)?)
        .set("record_sealed", seal(app, RECORD, insured)?)
        .set("category", reading.category.map(|category| category.code().to_owned()))
        // The id behind the month: no two rows share a key, so pages neither skip nor repeat.
        .set("month_key", month.as_ref().map(|month| format!("{month}{}", row.key())))
        .set("month", month)
        .set("now", now)
        .set("newest", newest_key(now, &*app.entropy))
        .set("actor_name", who.user.name.as_str()))
}

/// 重新获取社保信息: fetches the person's insured record anew, as after the agency mended it.
///
/// # Errors
/// `insured_person_not_found`; `register_unavailable`; `action_not_allowed`; `not_found`.
pub async fn refresh_record(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    origin: &Origin,
) -> ServiceResult<ApplicationOut> {
    let viewer = Viewer::Enterprise(acting);
    let row = find(app, viewer, id).await?;
    row.require(viewer, Action::Edit, row.revision())?;
    let document = row.document(app)?;
    let input = InsuredPersonIn {
        name: row.name.clone(),
        document_type: document.kind().code().to_owned(),
        document_number: document.as_str().to_owned(),
    };
    let found = insured_persons::find(app, who, acting, &input, origin).await?;
    let change = Change {
        refiling: row.refiling,
        ..Change::new(HistoryEvent::RecordRefreshed, AuditAction::InsuredPersonLookedUp, row.status())
    };
    let vars = bind(app, &row, who, &found, &row.form(app)?)?;
    let vars = bind_event(vars, app, (&row.id, &row.name), row.revision, side(who, origin), &change)?;
    app.db.write(&format!("{SAVE} {EVENT}"), vars).await?;
    get(app, viewer, id).await
}

/// 删除: only what is not submitted. Its attachments go with it.
///
/// # Errors
/// `action_not_allowed`; `already_handled` where it was submitted meanwhile; `not_found`.
pub async fn delete(app: &App, who: &LoggedIn, acting: &MembershipRow, id: &str, origin: &Origin) -> ServiceResult<()> {
    let viewer = Viewer::Enterprise(acting);
    let row = find(app, viewer, id).await?;
    row.require(viewer, Action::Delete, row.revision())?;
    let vars = Vars::new()
        .set("application", row.id.clone())
        .set("seen", row.revision)
        .set("claim", row.person_claim.clone())
        .set("counts", record("application_count", row.enterprise_id()))
        .set("use", record("document_use", row.enterprise_id()))
        .set("now", app.clock.now());
    let entry = Entry::new(
        AuditAction::ApplicationDeleted,
        Some(acting.enterprise_id()),
        Some((who.user.key(), &who.user.name)),
    )
    .about(id, &row.name);
    let statements = format!(
        "LET $at = (SELECT VALUE revision FROM ONLY $application);
         IF $at = NONE {{ THROW 'not_found' }};
         IF $at != $seen {{ THROW 'already_handled' }};
         DELETE application_submission WHERE application = $application;
         DELETE application_event WHERE application = $application;
         LET $bytes = math::sum((SELECT VALUE bytes FROM attachment WHERE application = $application AND sort_key > ''));
         UPDATE $use SET bytes -= $bytes RETURN NONE;
         DELETE attachment WHERE application = $application;
         {LET_GO}
         DELETE $claim WHERE application = $application;
         DELETE review_reading WHERE application = $application;
         DELETE notice WHERE application = $application;
         DELETE outgoing_sms WHERE application = $application;
         DELETE $application;
         {}
         {}",
        count(Some(Status::Draft), None),
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    Ok(())
}
