//! Logging in by password and by SMS code, with the lock that stops guessing.

use chrono::Duration;
use shared::api::{AuditAction, ClientKind, PasswordLoginIn, SmsLoginIn};
use shared::error::ProblemCode;

use super::accounts::{Identifier, MembershipRow, UserRow, find_user, memberships_in_force};
use super::audit::{self, Entry};
use super::origin::Origin;
use super::sessions::{self, NewSession, OpenedSession};
use super::sms_codes;
use super::{ServiceError, ServiceResult};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::ports::CodePurpose;

/// Logs in by password. Unknown account and wrong password take the same path and the same time.
///
/// # Errors
/// `wrong_credentials`; `locked_out` with its seconds; `no_membership` after the right password.
pub async fn by_password(app: &App, input: &PasswordLoginIn, origin: &Origin) -> ServiceResult<OpenedSession> {
    input.check()?;
    let identifier = Identifier::parse(&input.identifier);
    let user = find_user(app, &identifier).await?;
    let guard = match &user {
        Some(user) => user.key().to_owned(),
        None => app.vault.index("login_guard", &input.identifier.trim().to_lowercase()),
    };
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    if !verify_password(app, &guard, hash, &input.password).await? {
        if let Some(user) = &user {
            refused(app, user, origin).await?;
        }
        return Err(ProblemCode::WrongCredentials.into());
    }
    let Some(user) = user else { return Err(ProblemCode::WrongCredentials.into()) };
    let preferred = match &identifier {
        Identifier::CreditCode(code) => Some(code.as_str()),
        _ => None,
    };
    let vars = Vars::new().set("verified_hash", user.password_hash.clone());
    open(app, &user, preferred, input.client, origin, vars, STILL_RIGHT).await
}

/// Statement that refuses a password that was right when it was checked and has been changed since: what was opened by it would
/// outlive the sessions that the change ended.
const STILL_RIGHT: &str =
    "IF (SELECT VALUE password_hash FROM ONLY $session_user) != $verified_hash { THROW 'wrong_credentials' };";

/// Logs in by SMS code.
///
/// # Errors
/// `sms_code_rejected`; `no_account` where the number, proven to be theirs, has none.
pub async fn by_sms_code(app: &App, input: &SmsLoginIn, origin: &Origin) -> ServiceResult<OpenedSession> {
    let (mobile, code) = input.parse()?;
    sms_codes::check(app, CodePurpose::Login, &mobile, &code).await?;
    let vars = sms_codes::bind_use(Vars::new(), app, CodePurpose::Login, &mobile, &code);
    let user = find_user(app, &Identifier::Mobile(mobile)).await?.filter(|user| user.password_hash.is_some());
    let Some(user) = user else {
        return Err(ProblemCode::NoAccount.into());
    };
    open(app, &user, None, input.client, origin, vars, sms_codes::USE).await
}

/// Checks a password under the lock: every try is counted before it is checked, so that many at once gain nothing.
///
/// # Errors
/// `locked_out` with its seconds; `busy`.
pub async fn verify_password(app: &App, guard: &str, hash: Option<String>, attempt: &str) -> ServiceResult<bool> {
    let vars = count_try(app, guard).await?;
    let right = app.passwords.verify(hash, attempt.to_owned()).await?;
    if right {
        app.db.write("DELETE $id;", vars.essential()).await?;
    }
    Ok(right)
}

/// Counts a try whose outcome is known, under the same lock; gives the outcome back.
///
/// # Errors
/// `locked_out` with its seconds.
pub async fn counted(app: &App, guard: &str, right: bool) -> ServiceResult<bool> {
    let vars = count_try(app, guard).await?;
    if right {
        app.db.write("DELETE $id;", vars.essential()).await?;
    }
    Ok(right)
}

async fn count_try(app: &App, guard: &str) -> ServiceResult<Vars> {
    let policy = &app.config.policy;
    let now = app.clock.now();
    let locked_until = now + Duration::minutes(i64::from(policy.lockout_minutes));
    let vars = Vars::new()
        .set("id", record("login_guard", guard))
        .set("now", now)
        .set("locked_until", locked_until)
        .set("limit", policy.login_failures)
        .set("expires", locked_until + Duration::days(1));
    let statements = "
        LET $row = (SELECT * FROM ONLY $id);
        IF $row.locked_until != NONE AND $row.locked_until > $now {
            THROW string::concat('locked_out:', <string> math::max([1, time::unix($row.locked_until) - time::unix($now)]));
        };
        LET $failures = IF $row = NONE OR $row.locked_until != NONE { 1 } ELSE { $row.failures + 1 };
        UPSERT $id SET failures = $failures, expires_at = $expires,
            locked_until = IF $failures >= $limit { $locked_until } ELSE { NONE };";
    app.db.write(statements, vars.clone().essential()).await?;
    Ok(vars)
}

/// Opens a session for someone who proved who they are; `extra` runs in the same transaction, before it.
pub(super) async fn open(
    app: &App,
    user: &UserRow,
    preferred: Option<&str>,
    client: ClientKind,
    origin: &Origin,
    vars: Vars,
    extra: &str,
) -> ServiceResult<OpenedSession> {
    let memberships = memberships_in_force(app, user.key()).await?;
    if memberships.is_empty() {
        return Err(ServiceError::Problem(ProblemCode::NoMembership));
    }
    let chosen = choose(&memberships, preferred);
    let session = NewSession::draw(app);
    let vars = session.bind(vars, app, user.key(), chosen.map(MembershipRow::key), client, origin);
    let enterprise = chosen.map(MembershipRow::enterprise_id);
    let entry = Entry::new(AuditAction::LoggedIn, enterprise, Some((user.key(), &user.name)));
    let statements = format!("{extra}\n{}\n{}", sessions::OPEN, audit::WRITE);
    app.db.write(&statements, entry.bind(vars, app, origin).essential()).await?;
    session.opened(app, client).await
}

/// The enterprise to start in: the one named, or the only one.
fn choose<'a>(memberships: &'a [MembershipRow], preferred: Option<&str>) -> Option<&'a MembershipRow> {
    if let Some(wanted) = preferred
        && let Some(found) = memberships.iter().find(|membership| membership.enterprise_id() == wanted)
    {
        return Some(found);
    }
    match memberships {
        [only] => Some(only),
        _ => None,
    }
}

async fn refused(app: &App, user: &UserRow, origin: &Origin) -> ServiceResult<()> {
    let memberships = memberships_in_force(app, user.key()).await?;
    let enterprise = match memberships.as_slice() {
        [only] => Some(only.enterprise_id()),
        _ => None,
    };
    Entry::new(AuditAction::LoginFailed, enterprise, Some((user.key(), &user.name))).write(app, origin).await
}
