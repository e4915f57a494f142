//! Sessions: opening, recognising, listing, ending.

use chrono::{DateTime, Duration, Utc};
use shared::api::{ClientKind, MeOut, SessionInfo, SessionList, SessionOut};
use shared::error::ProblemCode;
use surrealdb::types::{RecordId, SurrealValue};

use super::accounts::{MEMBERSHIP_COLUMNS, MembershipRow, USER_COLUMNS, UserRow, memberships_in_force};
use super::audit::{self, Entry};
use super::origin::Origin;
use super::{ServiceError, ServiceResult};
use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::crypto::Token;
use crate::ports::random_id;

/// Statement that opens the session bound by [`NewSession::bind`].
pub const OPEN: &str = "CREATE $login CONTENT $session_row;
    UPDATE $session_user SET last_login_at = $session_row.created_at RETURN NONE;";

/// Sessions of one person that are listed; the oldest are out of sight, not out of force.
const LISTED: usize = 100;
/// How stale `last_used_at` may be: one write a minute, not one a request.
const TOUCH_AFTER: Duration = Duration::seconds(60);

#[derive(Debug, Clone, SurrealValue)]
struct SessionRow {
    id: RecordId,
    public_id: String,
    user: RecordId,
    membership: Option<RecordId>,
    client: String,
    device: String,
    ip: String,
    created_at: DateTime<Utc>,
    last_used_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

#[derive(SurrealValue)]
struct NewRow {
    public_id: String,
    user: RecordId,
    membership: Option<RecordId>,
    client: String,
    device: String,
    ip: String,
    created_at: DateTime<Utc>,
    last_used_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

/// A session about to be opened; the token exists here and at its owner's, nowhere else.
#[derive(Debug)]
pub struct NewSession {
    token: Token,
}

impl NewSession {
    /// Draws a token.
    pub fn draw(app: &App) -> Self {
        Self { token: Token::generate(&*app.entropy) }
    }

    /// Binds the row for [`OPEN`].
    #[must_use]
    pub fn bind(
        &self,
        vars: Vars,
        app: &App,
        user: &str,
        membership: Option<&str>,
        client: ClientKind,
        origin: &Origin,
    ) -> Vars {
        let now = app.clock.now();
        let row = NewRow {
            public_id: random_id(&*app.entropy),
            user: record("user", user),
            membership: membership.map(|key| record("membership", key)),
            client: client_name(client).to_owned(),
            device: origin.device.clone(),
            ip: origin.ip.clone(),
            created_at: now,
            last_used_at: now,
            expires_at: now + Duration::hours(i64::from(app.config.policy.session_absolute_hours)),
        };
        // Guarded by the person: whatever ends all of their sessions ends this one, too, or is seen by its statements.
        let user = record("user", user);
        vars.guard(&user)
            .set("login", record("session", &self.token.hash()))
            .set("session_row", row)
            .set("session_user", user)
    }

    /// The session as opened: the answer, and the token for cookie or bearer.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn opened(self, app: &App, client: ClientKind) -> ServiceResult<OpenedSession> {
        let logged_in = recognise(app, &self.token).await?.ok_or(ServiceError::Problem(ProblemCode::NotLoggedIn))?;
        let me = me(app, &logged_in).await?;
        let token = (client == ClientKind::Native).then(|| self.token.expose().to_owned());
        Ok(OpenedSession { out: SessionOut { token, me }, token: self.token, client })
    }
}

/// A session that was just opened.
#[derive(Debug)]
pub struct OpenedSession {
    /// The answer.
    pub out: SessionOut,
    /// The token, for the cookie.
    pub token: Token,
    /// How the token travels.
    pub client: ClientKind,
}

/// Who a request comes from.
#[derive(Debug, Clone)]
pub struct LoggedIn {
    /// Hash of the token: the session's record id.
    pub session_key: String,
    /// Id by which the owner knows the session.
    pub session_id: String,
    /// The person.
    pub user: UserRow,
    /// The membership acted under, in force today.
    pub membership: Option<MembershipRow>,
    /// What a browser has to send with every change.
    pub csrf_token: String,
    /// How the token travels.
    pub client: ClientKind,
}

/// Who a token belongs to; `None` where it is unknown, idle for too long, or over.
///
/// # Errors
/// Where the database fails.
pub async fn recognise(app: &App, token: &Token) -> ServiceResult<Option<LoggedIn>> {
    let key = token.hash();
    let query = format!(
        "LET $login = (SELECT * FROM ONLY $id);
         SELECT * FROM $id;
         SELECT {USER_COLUMNS} FROM [$login.user].filter(|$v| $v != NONE);
         SELECT {MEMBERSHIP_COLUMNS} FROM [$login.membership].filter(|$v| $v != NONE);"
    );
    let mut results = app.db.read(&query, Vars::new().set("id", record("session", &key))).await?;
    let sessions: Vec<SessionRow> = results.take(1)?;
    let users: Vec<UserRow> = results.take(2)?;
    let memberships: Vec<MembershipRow> = results.take(3)?;
    let (Some(session), Some(user)) = (sessions.into_iter().next(), users.into_iter().next()) else {
        return Ok(None);
    };
    let now = app.clock.now();
    let idle = Duration::minutes(i64::from(app.config.policy.session_idle_minutes));
    if session.expires_at <= now || session.last_used_at + idle <= now {
        return Ok(None);
    }
    if session.last_used_at + TOUCH_AFTER <= now {
        touch(app, &session.id).await;
    }
    let today = app.clock.today();
    Ok(Some(LoggedIn {
        csrf_token: csrf_token(app, &key),
        session_key: key,
        session_id: session.public_id,
        user,
        membership: memberships.into_iter().find(|membership| membership.is_in_force(today)),
        client: if session.client == "native" { ClientKind::Native } else { ClientKind::Browser },
    }))
}

/// Notes that a session of either side is in use. A request goes on where this cannot be written: the session ends a little
/// earlier then, which is all that depends on it.
pub(in crate::services) async fn touch(app: &App, session: &RecordId) {
    let vars = Vars::new().set("id", session.clone()).set("now", app.clock.now()).essential();
    if let Err(error) = app.db.write("UPDATE $id SET last_used_at = $now RETURN NONE;", vars).await {
        tracing::debug!(%error, "a session's last use could not be noted");
    }
}

/// Statement that finds a session as long as it is open and its person acts for the enterprise: for connections that last,
/// together with what they read. For parameters by [`bind_still_open`].
pub const STILL_OPEN: &str = "SELECT VALUE id FROM $session_id WHERE expires_at > $now
     AND ($membership = NONE OR (membership = $membership AND membership.state = 'active'))";

/// Binds a session for [`STILL_OPEN`].
pub fn bind_still_open(vars: Vars, app: &App, who: &LoggedIn) -> Vars {
    let membership = who.membership.as_ref().map(|membership| membership.id.clone());
    vars.set("session_id", record("session", &who.session_key))
        .set("membership", membership)
        .set("now", app.clock.now())
}

/// What a browser has to send with every change: bound to the session, so there is nothing to store.
pub(super) fn csrf_token(app: &App, session_key: &str) -> String {
    app.vault.index("csrf", session_key)
}

const fn client_name(client: ClientKind) -> &'static str {
    match client {
        ClientKind::Browser => "browser",
        ClientKind::Native => "native",
    }
}

/// Who is logged in, for the wire.
///
/// # Errors
/// Where the database fails.
pub async fn me(app: &App, who: &LoggedIn) -> ServiceResult<MeOut> {
    let memberships = memberships_in_force(app, who.user.key()).await?;
    Ok(MeOut {
        user_id: who.user.key().to_owned(),
        name: who.user.name.clone(),
        document_type: who.user.document_type.clone(),
        document_masked: who.user.document_masked.clone(),
        mobile_masked: who.user.mobile_masked.clone(),
        account_name: who.user.account_name.clone(),
        current: who.membership.as_ref().map(MembershipRow::to_wire),
        memberships: memberships.iter().map(MembershipRow::to_wire).collect(),
        must_change_password: who.user.must_change_password,
        csrf_token: who.csrf_token.clone(),
    })
}

/// Chooses or switches the enterprise that the session acts for.
///
/// # Errors
/// `not_found` for an enterprise that the person does not act for today.
pub async fn choose_enterprise(app: &App, who: &LoggedIn, enterprise: &str) -> ServiceResult<MeOut> {
    let memberships = memberships_in_force(app, who.user.key()).await?;
    let chosen = memberships
        .into_iter()
        .find(|membership| membership.enterprise_id() == enterprise)
        .ok_or(ServiceError::Problem(ProblemCode::NotFound))?;
    // A proof given for one enterprise is not good for another.
    let vars = Vars::new().set("id", record("session", &who.session_key)).set("membership", chosen.id.clone());
    app.db
        .write(
            "UPDATE $id SET membership = $membership RETURN NONE; DELETE step_up WHERE session = $id;",
            vars.essential(),
        )
        .await?;
    me(app, &LoggedIn { membership: Some(chosen), ..who.clone() }).await
}

/// One's sessions, the newest first.
///
/// # Errors
/// Where the database fails.
pub async fn list(app: &App, who: &LoggedIn) -> ServiceResult<SessionList> {
    let vars = Vars::new().set("user", who.user.id.clone());
    let mut rows: Vec<SessionRow> =
        app.db.read("SELECT * FROM session WHERE user = $user LIMIT 500", vars).await?.take(0)?;
    let now = app.clock.now();
    let idle = Duration::minutes(i64::from(app.config.policy.session_idle_minutes));
    rows.retain(|row| row.expires_at > now && row.last_used_at + idle > now);
    rows.sort_by_key(|row| std::cmp::Reverse(row.last_used_at));
    rows.truncate(LISTED);
    let items = rows
        .into_iter()
        .map(|row| SessionInfo {
            current: key_of(&row.id) == who.session_key,
            id: row.public_id,
            device: row.device,
            ip: row.ip,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            expires_at: row.expires_at,
        })
        .collect();
    Ok(SessionList { items })
}

/// Which of one's sessions to end.
#[derive(Debug, Clone, Copy)]
pub enum End<'a> {
    /// The one that asks.
    Current,
    /// One by its public id.
    One(&'a str),
    /// All but the one that asks.
    Others,
}

/// Ends sessions of one's own.
///
/// # Errors
/// `not_found` where the id is none of one's own.
pub async fn end(app: &App, who: &LoggedIn, which: End<'_>, origin: &Origin) -> ServiceResult<()> {
    let condition = match which {
        End::Current => "id = $current",
        End::One(_) => "public_id = $public_id",
        End::Others => "id != $current",
    };
    let public_id = if let End::One(id) = which { id } else { "" };
    let vars = Vars::new()
        .set("user", who.user.id.clone())
        .set("current", record("session", &who.session_key))
        .set("public_id", public_id)
        .set("must_exist", matches!(which, End::One(_)));
    let enterprise = who.membership.as_ref().map(|membership| membership.enterprise_id().to_owned());
    let entry = Entry::new(
        shared::api::AuditAction::SessionEnded,
        enterprise.as_deref(),
        Some((who.user.key(), &who.user.name)),
    );
    let statements = format!(
        "LET $ended = (DELETE session WHERE user = $user AND {condition} RETURN BEFORE);
         IF $must_exist AND array::len($ended) = 0 {{ THROW 'not_found' }};
         {}",
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin).essential()).await?;
    Ok(())
}
