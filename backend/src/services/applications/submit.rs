//! 提交: what was checked is what is submitted, once, and kept as it was.

use serde::{Deserialize, Serialize};
use shared::api::{ApplicationOut, AttachmentOut, AuditAction, HistoryEvent, InsuredRecord, PrecheckOut, RevisionIn};
use shared::application::{Action, ApplicationForm, Context, Finding, Party, Severity, Status, after, precheck};
use shared::error::{FieldErrors, ProblemCode};
use shared::i18n::Language;

use super::life::side;
use super::row::{Row, Viewer, find, get, seal};
use super::transition::{Change, apply};
use crate::adapters::surreal::{Vars, oldest_key, record};
use crate::app::App;
use crate::services::ServiceResult;
use crate::services::accounts::MembershipRow;
use crate::services::idempotency::{self, Attempt};
use crate::services::origin::Origin;
use crate::services::papers::{self, receipt_number};
use crate::services::sessions::LoggedIn;

/// What a snapshot is sealed for.
pub(super) const SNAPSHOT: &str = "application_snapshot";

/// What was submitted, as it was then.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Snapshot {
    /// The form.
    pub(super) form: ApplicationForm,
    /// The insured record.
    pub(super) record: InsuredRecord,
    /// The attachments.
    pub(super) attachments: Vec<AttachmentOut>,
}

/// 提交前检查: everything that a reviewer could send back and that is knowable now.
///
/// # Errors
/// `not_found`.
pub async fn check(app: &App, viewer: Viewer<'_>, id: &str, language: Language) -> ServiceResult<PrecheckOut> {
    let row = find(app, viewer, id).await?;
    let attachments = super::attachments::of(app, &row.id).await?;
    let found = findings(app, &row, &attachments)?;
    let findings = found.iter().map(|finding| finding.to_wire(language)).collect();
    Ok(PrecheckOut { revision: row.revision(), findings })
}

pub(in crate::services) fn findings(
    app: &App,
    row: &Row,
    attachments: &[AttachmentOut],
) -> ServiceResult<Vec<Finding>> {
    let document = row.document(app)?;
    let insured = row.record(app)?;
    let materials: Vec<(String, u32)> =
        attachments.iter().map(|attachment| (attachment.kind.clone(), attachment.pages)).collect();
    let context = Context {
        policy: &app.policy,
        today: app.clock.today(),
        document: &document,
        record: &insured,
        materials: &materials,
    };
    Ok(precheck(&context, &row.form(app)?))
}

/// 提交. A repeat with the same key is the same submission.
///
/// # Errors
/// Every blocking finding by its field; `revision_conflict` where the application was changed since it was looked at, or an
/// attachment in this moment;
/// `already_handled` where somebody was faster; `action_not_allowed`; `not_found`.
pub async fn submit(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    input: &RevisionIn,
    key: Option<&str>,
    origin: &Origin,
) -> ServiceResult<ApplicationOut> {
    let viewer = Viewer::Enterprise(acting);
    let scope = format!("submit_application|{}|{}|{id}", acting.enterprise_id(), who.user.key());
    let attempt = Attempt::new(app, &scope, key, input);
    if Attempt::earlier(attempt.as_ref(), app).await?.is_some() {
        return get(app, viewer, id).await;
    }
    match once(app, who, acting, id, input, attempt.as_ref(), origin).await {
        Ok(()) => get(app, viewer, id).await,
        // A repeat that was under way at the same time is one event: the other of the two made it.
        Err(error) => match Attempt::earlier(attempt.as_ref(), app).await? {
            Some(_) => get(app, viewer, id).await,
            None => Err(error),
        },
    }
}

async fn once(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    input: &RevisionIn,
    attempt: Option<&Attempt>,
    origin: &Origin,
) -> ServiceResult<()> {
    let viewer = Viewer::Enterprise(acting);
    let row = find(app, viewer, id).await?;
    row.require(viewer, Action::Submit, input.revision)?;
    if row.revision() != input.revision {
        return Err(ProblemCode::RevisionConflict.into());
    }
    let attachments = super::attachments::of(app, &row.id).await?;
    let blocking: Vec<Finding> =
        findings(app, &row, &attachments)?.into_iter().filter(|found| found.severity == Severity::Blocking).collect();
    if !blocking.is_empty() {
        let errors = blocking.into_iter().map(|finding| (finding.field.into(), finding.what)).collect();
        return Err(FieldErrors(errors).into());
    }
    let receipt =
        row.receipt_number.clone().unwrap_or_else(|| receipt_number(&row.region, app.clock.today(), &*app.entropy));
    let paper_code = paper_code(app, viewer, &row, &attachments, &receipt)?;
    let (vars, change) = bind(app, &row, attachments)?;
    let vars = vars.set("receipt", receipt).set("paper_code", paper_code);
    let vars = Attempt::bind(attempt, vars, app, id).set("submitted_by", who.user.id.clone());
    // The application was read before its attachments: where these are not the ones that were judged, it shows here.
    let vars = vars.set("judged_attachments", row.attachments_revision);
    let extra = format!(
        "IF ((SELECT VALUE attachments_revision FROM ONLY $application) ?? 0) != $judged_attachments {{
             THROW 'revision_conflict'
         }};
         UPDATE $application SET submissions = $number, submitted_at = $now, submitted_key = $newest,
             submitted_by = $submitted_by, queue_key = $queue_key, receipt_number = $receipt, paper_code = $paper_code
             RETURN NONE;
         CREATE $submission SET application = $application, number = $number, snapshot_sealed = $snapshot,
             submitted_at = $now RETURN NONE;
         {}",
        idempotency::REMEMBER
    );
    apply(app, &row, side(who, origin), &change, vars, &extra).await
}

/// 校验码 of what is submitted now: what a paper of it will bear.
fn paper_code(
    app: &App,
    viewer: Viewer<'_>,
    row: &Row,
    attachments: &[AttachmentOut],
    receipt: &str,
) -> ServiceResult<String> {
    let now = row.to_wire(app, viewer, attachments.to_vec())?;
    Ok(papers::code(&ApplicationOut {
        receipt_number: Some(receipt.to_owned()),
        submissions: now.submissions.saturating_add(1),
        ..now
    }))
}

fn bind(app: &App, row: &Row, attachments: Vec<AttachmentOut>) -> ServiceResult<(Vars, Change)> {
    let number = u32::try_from(row.submissions).unwrap_or_default().saturating_add(1);
    let snapshot = Snapshot { form: row.form(app)?, record: row.record(app)?, attachments };
    let change = Change {
        submission: Some(number),
        ..Change::new(
            HistoryEvent::Submitted,
            AuditAction::ApplicationSubmitted,
            after(Party::Enterprise, row.status(), Action::Submit, app.config.policy.review_stages),
        )
    };
    debug_assert_eq!(change.to, Status::Submitted, "the table says so");
    let vars = Vars::new()
        .set("number", number)
        .set("snapshot", seal(app, SNAPSHOT, &snapshot)?)
        .set("queue_key", oldest_key(app.clock.now(), &*app.entropy))
        .set("submission", record("application_submission", &format!("{}_{number}", row.key())));
    Ok((vars, change))
}
