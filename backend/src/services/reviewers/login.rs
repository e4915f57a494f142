//! Logging a reviewer in: name, password and second factor, refused with one word for all three.

use chrono::{DateTime, Duration, Utc};
use shared::api::{AuditAction, ClientKind, ReviewerLoginIn};
use shared::error::{FieldErrors, Invalid, ProblemCode};
use shared::identity::AccountName;

use super::second_factor::{Proof, prove};
use super::{COLUMNS, ReviewerLogin, ReviewerRow};
use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::crypto::Token;
use crate::services::ServiceResult;
use crate::services::audit::{self, Entry};
use crate::services::login::verify_password;
use crate::services::origin::Origin;

/// Longest password or code that is looked at.
const MAX_BYTES: usize = 512;

/// A session that was opened.
#[derive(Debug)]
pub struct Opened {
    /// Its token.
    pub token: Token,
    /// Whose.
    pub login: ReviewerLogin,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

fn check(input: &ReviewerLoginIn) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    for (field, text) in [("login", &input.login), ("password", &input.password), ("code", &input.code)] {
        if text.trim().is_empty() {
            errors.add(field, Invalid::new("required"));
        } else if text.len() > MAX_BYTES {
            errors.add(field, Invalid::new("too_long").with("max", MAX_BYTES));
        }
    }
    if errors.0.is_empty() { Ok(()) } else { Err(errors) }
}

/// Logs a reviewer in. Unknown names, wrong passwords and wrong codes take the same path and are not told apart; each counts
/// as a failure, and after some the account is locked for a while.
///
/// # Errors
/// `wrong_credentials`; `locked_out` with its seconds; `required` for an empty field.
pub async fn log_in(app: &App, input: &ReviewerLoginIn, origin: &Origin) -> ServiceResult<Opened> {
    check(input)?;
    let found = match AccountName::parse(&input.login) {
        Ok(login) => find(app, login.as_str()).await?.filter(|row| !row.disabled),
        Err(_) => None,
    };
    // Of the password and of the code each: a right password does not take the count of wrong codes away.
    let guard = |of: &str| app.vault.index(of, &input.login.trim().to_lowercase());
    let hash = found.as_ref().map(|row| row.password_hash.clone());
    let right = verify_password(app, &guard("reviewer_login_guard"), hash, &input.password).await?;
    let Some(row) = found.filter(|_| right) else { return refused(app, origin).await };
    let proof = prove(app, &row, &input.code)?;
    if !crate::services::login::counted(app, &guard("reviewer_code_guard"), proof.is_some()).await? {
        return refused(app, origin).await;
    }
    let Some(proof) = proof else { return refused(app, origin).await };
    open(app, &row, &proof, input.client, origin).await
}

async fn refused(app: &App, origin: &Origin) -> ServiceResult<Opened> {
    Entry::new(AuditAction::LoginFailed, None, None).write(app, origin).await?;
    Err(ProblemCode::WrongCredentials.into())
}

async fn open(
    app: &App,
    row: &ReviewerRow,
    proof: &Proof,
    client: ClientKind,
    origin: &Origin,
) -> ServiceResult<Opened> {
    let token = Token::generate(&*app.entropy);
    let now = app.clock.now();
    let expires_at = now + Duration::hours(i64::from(app.config.policy.session_absolute_hours));
    let vars = proof
        .bind(Vars::new())
        .set("opened", record("reviewer_session", &token.hash()))
        .set("reviewer", row.id.clone())
        .set("verified_hash", row.password_hash.clone())
        .set("client", if client == ClientKind::Browser { "browser" } else { "native" })
        .set("now", now)
        .set("expires", expires_at);
    let entry =
        Entry::new(AuditAction::LoggedIn, None, None).about(key_of(&row.id), &row.name).by_reviewer(&row.id, &row.name);
    // What proved it is used up in the same transaction: it opens no second session.
    let statements = format!(
        "IF (SELECT VALUE password_hash FROM ONLY $reviewer) != $verified_hash {{ THROW 'wrong_credentials' }};
         {}
         CREATE $opened SET reviewer = $reviewer, client = $client, last_used_at = $now, expires_at = $expires RETURN NONE;
         {}",
        proof.statement(),
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin).essential()).await?;
    let mut login = row.to_login(app, &token.hash(), client);
    if matches!(proof, Proof::Recovery(_)) {
        login.recovery_codes_left = login.recovery_codes_left.saturating_sub(1);
    }
    Ok(Opened { token, login, expires_at })
}

async fn find(app: &App, login: &str) -> ServiceResult<Option<ReviewerRow>> {
    let vars = Vars::new().set("id", record("reviewer", login));
    let rows: Vec<ReviewerRow> = app.db.read(&format!("SELECT {COLUMNS} FROM $id"), vars).await?.take(0)?;
    Ok(rows.into_iter().next())
}
