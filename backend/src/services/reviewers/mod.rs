//! Reviewers of the agency: their accounts, logging in by password and second factor, and recognising them.

mod accounts;
mod login;
mod second_factor;

use chrono::{DateTime, Duration, Utc};
use shared::api::{ClientKind, ReviewerOut};
use shared::application::Party;
use surrealdb::types::{RecordId, SurrealValue};

pub use accounts::{Account, DEMO, Made, add_demo, create, demo_code, disable, exists, reset};
pub use login::{Opened, log_in};

use super::ServiceResult;
use super::sessions::{self, csrf_token};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::crypto::Token;

/// How stale `last_used_at` may be: one write a minute, not one a request.
const TOUCH_AFTER: Duration = Duration::seconds(60);

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
    /// Whether they may take over what another reviewer holds.
    pub leads: bool,
    /// Blind index of the person's document: nobody reviews what they filed.
    pub person_index: Option<String>,
}

impl Reviewer {
    /// Whether applications of a region are this reviewer's affair.
    pub fn covers(&self, region: &str) -> bool {
        self.region == region
    }
}

/// A reviewer who is logged in.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewerLogin {
    /// Who.
    pub reviewer: Reviewer,
    /// What a browser has to send with every change.
    pub csrf_token: String,
    /// How the token travels.
    pub client: ClientKind,
    recovery_codes_left: u32,
}

impl ReviewerLogin {
    /// For the wire.
    pub fn to_wire(&self) -> ReviewerOut {
        let Reviewer { name, region, party, leads, .. } = self.reviewer.clone();
        let (csrf_token, recovery_codes_left) = (self.csrf_token.clone(), self.recovery_codes_left);
        ReviewerOut { name, party, region, leads, recovery_codes_left, csrf_token }
    }
}

const COLUMNS: &str =
    "id, name, region, stage, password_hash, leads, disabled, person_index, totp_sealed, totp_used, recovery";

#[derive(SurrealValue)]
struct ReviewerRow {
    id: RecordId,
    name: String,
    region: String,
    stage: String,
    password_hash: String,
    leads: bool,
    disabled: bool,
    person_index: Option<String>,
    totp_sealed: Option<String>,
    totp_used: Option<i64>,
    recovery: Vec<String>,
}

impl ReviewerRow {
    fn to_login(&self, app: &App, session: &str, client: ClientKind) -> ReviewerLogin {
        let party = if self.stage == "second" { Party::SecondReviewer } else { Party::FirstReviewer };
        ReviewerLogin {
            reviewer: Reviewer {
                id: self.id.clone(),
                name: self.name.clone(),
                region: self.region.clone(),
                party,
                leads: self.leads,
                person_index: self.person_index.clone(),
            },
            csrf_token: csrf_token(app, session),
            client,
            recovery_codes_left: u32::try_from(self.recovery.len()).unwrap_or(u32::MAX),
        }
    }
}

#[derive(SurrealValue)]
struct SessionRow {
    last_used_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    client: String,
}

/// Who a token belongs to; `None` where it is unknown, idle for too long, or over, and for whoever was shut out.
///
/// # Errors
/// Where the database fails.
pub async fn recognise(app: &App, token: &Token) -> ServiceResult<Option<ReviewerLogin>> {
    let key = token.hash();
    let id = record("reviewer_session", &key);
    let query = format!(
        "LET $login = (SELECT * FROM ONLY $id);
         SELECT last_used_at, expires_at, client FROM $id;
         SELECT {COLUMNS} FROM [$login.reviewer].filter(|$v| $v != NONE);"
    );
    let mut results = app.db.read(&query, Vars::new().set("id", id.clone())).await?;
    let sessions: Vec<SessionRow> = results.take(1)?;
    let reviewers: Vec<ReviewerRow> = results.take(2)?;
    let (Some(session), Some(row)) = (sessions.first(), reviewers.first()) else { return Ok(None) };
    let now = app.clock.now();
    let idle = Duration::minutes(i64::from(app.config.policy.session_idle_minutes));
    if row.disabled || session.expires_at <= now || session.last_used_at + idle <= now {
        return Ok(None);
    }
    if session.last_used_at + TOUCH_AFTER <= now {
        sessions::touch(app, &id).await;
    }
    let client = if session.client == "browser" { ClientKind::Browser } else { ClientKind::Native };
    Ok(Some(row.to_login(app, &key, client)))
}

/// Ends the session of a token.
///
/// # Errors
/// Where the database fails.
pub async fn log_out(app: &App, token: &Token) -> ServiceResult<()> {
    let vars = Vars::new().set("id", record("reviewer_session", &token.hash()));
    app.db.write("DELETE $id;", vars.essential()).await?;
    Ok(())
}
