//! Accepting an invitation: a new agent sets a password and is logged in.

use chrono::{DateTime, Utc};
use shared::api::{AcceptInvitationIn, AuditAction, InvitationOut};
use shared::error::ProblemCode;
use shared::legal;
use surrealdb::types::{RecordId, SurrealValue};

use super::ServiceResult;
use super::accounts::{self, UserRow};
use super::audit::{self, Entry};
use super::origin::Origin;
use super::sessions::{self, NewSession, OpenedSession};
use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::crypto::Token;

#[derive(SurrealValue)]
struct Row {
    membership: RecordId,
    expires_at: DateTime<Utc>,
    user: RecordId,
    enterprise: RecordId,
    enterprise_name: String,
    state: String,
}

/// What an invitation says.
///
/// # Errors
/// `invitation_ended` where it is unknown, used, replaced, or over.
pub async fn read(app: &App, token: &str) -> ServiceResult<InvitationOut> {
    let (_, row, user) = find(app, token).await?;
    Ok(InvitationOut {
        enterprise_name: row.enterprise_name,
        name: user.name,
        account_name: user.account_name.unwrap_or_default(),
        mobile_masked: user.mobile_masked,
        expires_at: row.expires_at,
    })
}

/// Accepts an invitation.
///
/// # Errors
/// The refusals by field; `invitation_ended`.
pub async fn accept(
    app: &App,
    token: &str,
    input: &AcceptInvitationIn,
    origin: &Origin,
) -> ServiceResult<OpenedSession> {
    let (id, row, user) = find(app, token).await?;
    let mobile = user.mobile(app)?;
    let password = input.parse(&[mobile.as_str(), user.account_name.as_deref().unwrap_or_default()])?;
    let session = NewSession::draw(app);
    let vars = Vars::new()
        .set("invitation", id)
        .set("membership", row.membership.clone())
        .set("user", user.id.clone())
        .set("hash", app.passwords.hash(&*app.entropy, &password).await?)
        .set("terms", legal::TERMS.version)
        .set("privacy", legal::PRIVACY.version)
        .set("now", app.clock.now());
    let vars = session.bind(vars, app, user.key(), Some(key_of(&row.membership)), input.client, origin);
    let entry =
        Entry::new(AuditAction::InvitationAccepted, Some(key_of(&row.enterprise)), Some((user.key(), &user.name)));
    let statements = format!(
        "LET $used = (DELETE $invitation WHERE expires_at > $now RETURN BEFORE);
         IF array::len($used) = 0 OR (SELECT VALUE state FROM ONLY $membership) != 'invited' {{
             THROW 'invitation_ended'
         }};
         UPDATE $user SET password_hash = $hash, must_change_password = false, terms_version = $terms,
             privacy_version = $privacy, consented_at = $now RETURN NONE;
         LET $invited = (SELECT VALUE id FROM membership WHERE user = $user AND state = 'invited');
         UPDATE $invited SET state = 'active', revision += 1, updated_at = $now RETURN NONE;
         {}
         {}",
        sessions::OPEN,
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    session.opened(app, input.client).await
}

async fn find(app: &App, token: &str) -> ServiceResult<(RecordId, Row, UserRow)> {
    let token = Token::parse(token).ok_or(ProblemCode::InvitationEnded)?;
    let id = record("invitation", &token.hash());
    let query = "SELECT membership, expires_at, membership.user AS user, membership.enterprise AS enterprise,
         membership.enterprise.name AS enterprise_name, membership.state AS state FROM $id";
    let rows: Vec<Row> = app.db.read(query, Vars::new().set("id", id.clone())).await?.take(0)?;
    let row = rows.into_iter().next().ok_or(ProblemCode::InvitationEnded)?;
    if row.expires_at <= app.clock.now() || row.state != "invited" {
        return Err(ProblemCode::InvitationEnded.into());
    }
    let user = accounts::user(app, key_of(&row.user)).await?;
    Ok((id, row, user))
}
