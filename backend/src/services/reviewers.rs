//! Reviewers of the agency: logging in, and recognising them.

use chrono::{DateTime, Duration, Utc};
use shared::api::{AuditAction, ReviewerLoginIn, ReviewerSessionOut};
use shared::application::Party;
use shared::error::{FieldErrors, Invalid, ProblemCode};
use shared::identity::AccountName;
use surrealdb::types::{RecordId, SurrealValue};

use super::ServiceResult;
use super::audit::{self, Entry};
use super::login::verify_password;
use super::origin::Origin;
use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::crypto::Token;

/// How stale `last_used_at` may be: one write a minute, not one a request.
const TOUCH_AFTER: Duration = Duration::seconds(60);
/// Longest password that is looked at.
const PASSWORD_MAX_BYTES: usize = 512;

/// A reviewer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewer {
    /// Record id.
    pub id: RecordId,
    /// Name.
    pub name: String,
    /// Division code of the region reviewed for.
    pub region: String,
    /// First or second review.
    pub party: Party,
}

impl Reviewer {
    /// Whether applications of a region are this reviewer's affair.
    pub fn covers(&self, region: &str) -> bool {
        self.region == region
    }
}

#[derive(SurrealValue)]
struct ReviewerRow {
    id: RecordId,
    name: String,
    region: String,
    stage: String,
    password_hash: String,
}

#[derive(SurrealValue)]
struct SessionRow {
    last_used_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

fn reviewer(row: &ReviewerRow) -> Reviewer {
    let party = if row.stage == "second" { Party::SecondReviewer } else { Party::FirstReviewer };
    Reviewer { id: row.id.clone(), name: row.name.clone(), region: row.region.clone(), party }
}

/// Logs a reviewer in. Unknown names and wrong passwords take the same path and the same time.
///
/// # Errors
/// `wrong_credentials`; `locked_out` with its seconds; `required` for an empty field.
pub async fn log_in(app: &App, input: &ReviewerLoginIn, origin: &Origin) -> ServiceResult<ReviewerSessionOut> {
    let mut errors = FieldErrors::default();
    if input.login.trim().is_empty() {
        errors.add("login", Invalid::new("required"));
    }
    if input.password.is_empty() {
        errors.add("password", Invalid::new("required"));
    } else if input.password.len() > PASSWORD_MAX_BYTES {
        errors.add("password", Invalid::new("too_long").with("max", PASSWORD_MAX_BYTES));
    }
    if !errors.0.is_empty() {
        return Err(errors.into());
    }
    let found = match AccountName::parse(&input.login) {
        Ok(login) => find(app, login.as_str()).await?,
        Err(_) => None,
    };
    let guard = app.vault.index("reviewer_login_guard", &input.login.trim().to_lowercase());
    let hash = found.as_ref().map(|row| row.password_hash.clone());
    let right = verify_password(app, &guard, hash, &input.password).await?;
    let Some(row) = found.filter(|_| right) else {
        Entry::new(AuditAction::LoginFailed, None, None).write(app, origin).await?;
        return Err(ProblemCode::WrongCredentials.into());
    };
    let token = Token::generate(&*app.entropy);
    let now = app.clock.now();
    let expires_at = now + Duration::hours(i64::from(app.config.policy.session_absolute_hours));
    let vars = Vars::new()
        .set("opened", record("reviewer_session", &token.hash()))
        .set("reviewer", row.id.clone())
        .set("now", now)
        .set("expires", expires_at);
    let entry = Entry::new(AuditAction::LoggedIn, None, None).about(key_of(&row.id), &row.name).by_name(&row.name);
    let statements = format!(
        "CREATE $opened SET reviewer = $reviewer, last_used_at = $now, expires_at = $expires RETURN NONE; {}",
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    let reviewer = reviewer(&row);
    Ok(ReviewerSessionOut {
        token: token.expose().to_owned(),
        name: reviewer.name,
        party: reviewer.party,
        region: reviewer.region,
        expires_at,
    })
}

async fn find(app: &App, login: &str) -> ServiceResult<Option<ReviewerRow>> {
    let vars = Vars::new().set("id", record("reviewer", login));
    let rows: Vec<ReviewerRow> =
        app.db.read("SELECT id, name, region, stage, password_hash FROM $id", vars).await?.take(0)?;
    Ok(rows.into_iter().next())
}

/// Who a token belongs to; `None` where it is unknown, idle for too long, or over.
///
/// # Errors
/// Where the database fails.
pub async fn recognise(app: &App, token: &Token) -> ServiceResult<Option<Reviewer>> {
    let id = record("reviewer_session", &token.hash());
    let query = "LET $login = (SELECT * FROM ONLY $id);
         SELECT last_used_at, expires_at FROM $id;
         SELECT id, name, region, stage, password_hash FROM [$login.reviewer].filter(|$v| $v != NONE);";
    let mut results = app.db.read(query, Vars::new().set("id", id.clone())).await?;
    let sessions: Vec<SessionRow> = results.take(1)?;
    let reviewers: Vec<ReviewerRow> = results.take(2)?;
    let (Some(session), Some(row)) = (sessions.first(), reviewers.first()) else { return Ok(None) };
    let now = app.clock.now();
    let idle = Duration::minutes(i64::from(app.config.policy.session_idle_minutes));
    if session.expires_at <= now || session.last_used_at + idle <= now {
        return Ok(None);
    }
    if session.last_used_at + TOUCH_AFTER <= now {
        let vars = Vars::new().set("id", id).set("now", now);
        app.db.write("UPDATE $id SET last_used_at = $now RETURN NONE;", vars).await?;
    }
    Ok(Some(reviewer(row)))
}

/// Ends the session of a token.
///
/// # Errors
/// Where the database fails.
pub async fn log_out(app: &App, token: &Token) -> ServiceResult<()> {
    let vars = Vars::new().set("id", record("reviewer_session", &token.hash()));
    app.db.write("DELETE $id;", vars).await?;
    Ok(())
}
