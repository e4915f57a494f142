//! One's own password: changing it, and setting a forgotten one anew.

use shared::api::{AuditAction, PasswordChangeIn, PasswordResetIn};
use shared::error::ProblemCode;

use super::accounts::{Identifier, find_user, memberships_in_force};
use super::audit::{self, Entry};
use super::login::verify_password;
use super::origin::Origin;
use super::sessions::LoggedIn;
use super::{ServiceError, ServiceResult, sms_codes};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::ports::CodePurpose;

/// Changes the password of the one logged in; their other sessions end.
///
/// # Errors
/// The refusals by field; `wrong_credentials` at `current_password`; `locked_out`.
pub async fn change(app: &App, who: &LoggedIn, input: &PasswordChangeIn, origin: &Origin) -> ServiceResult<()> {
    let mobile = who.user.mobile(app)?;
    let account_name = who.user.account_name.as_deref().unwrap_or_default();
    let password = input.parse(&[mobile.as_str(), account_name])?;
    let hash = who.user.password_hash.clone();
    if !verify_password(app, who.user.key(), hash, &input.current_password).await? {
        return Err(ServiceError::field("current_password", ProblemCode::WrongCredentials.as_str()));
    }
    let vars = Vars::new()
        .guard(&who.user.id)
        .set("user", who.user.id.clone())
        .set("verified_hash", who.user.password_hash.clone())
        .set("current", record("session", &who.session_key))
        .set("hash", app.passwords.hash(&*app.entropy, &password).await?);
    let enterprise = who.membership.as_ref().map(|membership| membership.enterprise_id().to_owned());
    let actor = Some((who.user.key(), who.user.name.as_str()));
    let entry = Entry::new(AuditAction::PasswordChanged, enterprise.as_deref(), actor);
    let statements = format!(
        "IF (SELECT VALUE password_hash FROM ONLY $user) != $verified_hash {{ THROW 'wrong_credentials' }};
         UPDATE $user SET password_hash = $hash, must_change_password = false RETURN NONE;
         DELETE session WHERE user = $user AND id != $current;
         {}",
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    Ok(())
}

/// Sets a forgotten password anew by a code sent to the account's number; every session ends and the lock opens.
///
/// # Errors
/// `sms_code_rejected`; `no_account` where the number, proven to be theirs, has none.
pub async fn reset(app: &App, input: &PasswordResetIn, origin: &Origin) -> ServiceResult<()> {
    let (mobile, code, password) = input.parse()?;
    sms_codes::check(app, CodePurpose::ResetPassword, &mobile, &code).await?;
    let vars = sms_codes::bind_use(Vars::new(), app, CodePurpose::ResetPassword, &mobile, &code);
    let user = find_user(app, &Identifier::Mobile(mobile)).await?.filter(|user| user.password_hash.is_some());
    let Some(user) = user else {
        return Err(ProblemCode::NoAccount.into());
    };
    let vars = vars
        .guard(&user.id)
        .set("user", user.id.clone())
        .set("login_guard", record("login_guard", user.key()))
        .set("hash", app.passwords.hash(&*app.entropy, &password).await?);
    let memberships = memberships_in_force(app, user.key()).await?;
    let enterprise = match memberships.as_slice() {
        [only] => Some(only.enterprise_id()),
        _ => None,
    };
    let entry = Entry::new(AuditAction::PasswordReset, enterprise, Some((user.key(), &user.name)));
    let statements = format!(
        "{}
         UPDATE $user SET password_hash = $hash, must_change_password = false RETURN NONE;
         DELETE session WHERE user = $user;
         DELETE $login_guard;
         {}",
        sms_codes::USE,
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    Ok(())
}
