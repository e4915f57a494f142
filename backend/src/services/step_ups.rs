//! Step-up: a fresh, single-use proof that it is really them, bound to session, purpose and minutes.

use chrono::{DateTime, Duration, Utc};
use shared::access::StepUpPurpose;
use shared::api::{AuditAction, SmsCodeOut, StepUpIn, StepUpOut};
use shared::error::ProblemCode;

use super::audit::{self, Entry};
use super::login::verify_password;
use super::origin::Origin;
use super::sessions::LoggedIn;
use super::{ServiceError, ServiceResult, sms_codes};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::crypto::Token;
use crate::ports::CodePurpose;

/// Statement that uses up the proof bound by [`bind_use`], inside the transaction of the action that it allows.
pub const USE: &str = "
    LET $used_proof = (DELETE $step_up WHERE session = $step_up_session AND purpose = $step_up_purpose
        AND expires_at > $step_up_now RETURN BEFORE);
    IF array::len($used_proof) = 0 { THROW 'step_up_required' };";

/// Statement that gives the proof bound by [`NewProof::bind`].
pub const GIVE: &str = "CREATE $step_up SET session = $login, purpose = $purpose, expires_at = $step_up_expires;";

/// A proof about to be given.
#[derive(Debug)]
pub struct NewProof {
    token: Token,
    expires_at: DateTime<Utc>,
}

impl NewProof {
    /// Draws a token.
    pub fn draw(app: &App) -> Self {
        let expires_at = app.clock.now() + Duration::minutes(i64::from(app.config.policy.step_up_minutes));
        Self { token: Token::generate(&*app.entropy), expires_at }
    }

    /// Binds it for [`GIVE`].
    #[must_use]
    pub fn bind(&self, vars: Vars, who: &LoggedIn, purpose: StepUpPurpose) -> Vars {
        vars.set("step_up", record("step_up", &self.token.hash()))
            .set("login", record("session", &who.session_key))
            .set("purpose", purpose.code())
            .set("step_up_expires", self.expires_at)
    }

    /// The answer.
    pub fn into_wire(self) -> StepUpOut {
        StepUpOut { token: self.token.expose().to_owned(), expires_at: self.expires_at }
    }
}

/// Sends the code of a step-up to one's own number.
///
/// # Errors
/// As [`sms_codes::send`].
pub async fn send_code(
    app: &App,
    who: &LoggedIn,
    purpose: StepUpPurpose,
    origin: &Origin,
) -> ServiceResult<SmsCodeOut> {
    let mobile = who.user.mobile(app)?;
    sms_codes::send(app, CodePurpose::StepUp(purpose), &mobile, origin).await
}

/// Proves by password and SMS code that it is really them.
///
/// # Errors
/// `wrong_credentials` at `password`, `sms_code_rejected` at `sms_code`, `locked_out`.
pub async fn prove(app: &App, who: &LoggedIn, input: &StepUpIn, origin: &Origin) -> ServiceResult<StepUpOut> {
    let code = input.parse()?;
    let enterprise = who.membership.as_ref().map(|membership| membership.enterprise_id().to_owned());
    let actor = Some((who.user.key(), who.user.name.as_str()));
    let failed = || Entry::new(AuditAction::StepUpFailed, enterprise.as_deref(), actor);
    if !verify_password(app, who.user.key(), who.user.password_hash.clone(), &input.password).await? {
        failed().write(app, origin).await?;
        return Err(ServiceError::field("password", ProblemCode::WrongCredentials.as_str()));
    }
    let mobile = who.user.mobile(app)?;
    let purpose = CodePurpose::StepUp(input.purpose);
    if let Err(refused) = sms_codes::check(app, purpose, &mobile, &code).await {
        failed().write(app, origin).await?;
        return Err(refused);
    }
    let proof = NewProof::draw(app);
    let vars = sms_codes::bind_use(Vars::new(), app, purpose, &mobile, &code);
    let vars = proof.bind(vars, who, input.purpose);
    let entry = Entry::new(AuditAction::StepUpPassed, enterprise.as_deref(), actor);
    let statements = format!("{} {GIVE} {}", sms_codes::USE, audit::WRITE);
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    Ok(proof.into_wire())
}

/// Binds a proof for [`USE`]. A missing or malformed token is bound as one that never exists.
#[must_use]
pub fn bind_use(vars: Vars, app: &App, who: &LoggedIn, token: Option<&str>, purpose: StepUpPurpose) -> Vars {
    let key = token.and_then(Token::parse).map_or_else(|| "none".to_owned(), |token| token.hash());
    vars.set("step_up", record("step_up", &key))
        .set("step_up_session", record("session", &who.session_key))
        .set("step_up_purpose", purpose.code())
        .set("step_up_now", app.clock.now())
}
