//! Consent to the processing of one's face: given apart from everything else, withdrawn at any time.

use shared::api::{AuditAction, FaceConsentIn, FaceEnrolmentOut};
use shared::legal::FACE_CONSENT;

use super::{contents, refusal, row, state};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::ports::SmsMessage;
use crate::services::audit;
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};
use shared::error::ProblemCode;

/// Statements that delete what is kept of the person bound by [`bind_let_go`], in the transaction of a withdrawal or of the
/// end of an account.
pub const LET_GO: &str = "
    LET $face_kept = array::flatten([
        (SELECT VALUE content FROM $face_template), (SELECT VALUE resembles FROM $face_enrolment)
    ]);
    FOR $one IN $face_kept { IF $one != NONE { UPDATE $one SET remove_at = $face_now } };
    DELETE $face_consent; DELETE $face_template; DELETE $face_enrolment;";

/// Binds a person for [`LET_GO`].
#[must_use]
pub fn bind_let_go(vars: Vars, app: &App, user: &str) -> Vars {
    vars.set("face_consent", record("face_consent", user))
        .set("face_template", record("face_template", user))
        .set("face_enrolment", record("face_enrolment", user))
        .set("face_now", app.clock.now())
}

/// Gives consent to the text in force.
///
/// # Errors
/// `consent_outdated` at `version`; `face_unavailable` where no faces are verified.
pub async fn agree(
    app: &App,
    who: &LoggedIn,
    input: &FaceConsentIn,
    origin: &Origin,
) -> ServiceResult<FaceEnrolmentOut> {
    input.parse()?;
    if app.faces.is_none() {
        return Err(ServiceError::Problem(ProblemCode::FaceUnavailable));
    }
    let vars = Vars::new()
        .set("id", record("face_consent", who.user.key()))
        .set("version", FACE_CONSENT.version)
        .set("now", app.clock.now());
    let entry = refusal::entry(AuditAction::FaceConsentGiven, who).saying(format!("consent={}", FACE_CONSENT.version));
    let statements = format!("UPSERT $id SET version = $version, given_at = $now; {}", audit::WRITE);
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    state(app, who).await
}

/// Withdraws consent and deletes what is kept, at once. Withdrawing what was never given is no error.
///
/// # Errors
/// Where the database fails.
pub async fn withdraw(app: &App, who: &LoggedIn, origin: &Origin) -> ServiceResult<()> {
    let (consent, template) = row::standing(app, who.user.key()).await?;
    let vars = bind_let_go(Vars::new().guard(&who.user.id), app, who.user.key());
    let entry = refusal::entry(AuditAction::FaceConsentWithdrawn, who);
    let statements = format!("{LET_GO} {}", audit::WRITE);
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    contents::remove_now(app).await;
    if consent.is_some() && template.is_some() {
        notify(app, who, &SmsMessage::FaceWithdrawn).await;
    }
    Ok(())
}

/// Tells the person by SMS; that it did not go out undoes nothing.
pub(super) async fn notify(app: &App, who: &LoggedIn, message: &SmsMessage) {
    let Ok(mobile) = who.user.mobile(app) else { return };
    if let Err(error) = app.sms.send(&mobile, message).await {
        tracing::warn!(%error, kind = message.kind(), "an SMS was not sent");
    }
}
