//! QR login: a page shows a code, a phone that is logged in approves it, the page gets a session.

use chrono::{DateTime, Duration, Utc};
use shared::api::{AuditAction, QrLoginOut, QrLoginRequest, QrLoginState, QrLoginStatus, QrSessionIn};
use shared::error::ProblemCode;
use surrealdb::types::{RecordId, SurrealValue};

use super::ServiceResult;
use super::accounts::{self, memberships_in_force};
use super::allowance::{self, Window};
use super::audit::{self, Entry};
use super::login;
use super::origin::Origin;
use super::sessions::{LoggedIn, OpenedSession};
use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::crypto::Token;
use crate::ports::random_id;

/// Codes that one address may ask for in an hour: a page renews one every two minutes.
const PER_IP_PER_HOUR: u32 = 240;

#[derive(SurrealValue)]
struct Row {
    id: RecordId,
    secret_hash: String,
    state: String,
    device: String,
    ip: String,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    user: Option<RecordId>,
    membership: Option<RecordId>,
}

impl Row {
    fn state(&self, now: DateTime<Utc>) -> QrLoginState {
        match self.state.as_str() {
            "refused" => QrLoginState::Refused,
            "ended" => QrLoginState::Ended,
            _ if self.expires_at <= now => QrLoginState::Ended,
            "scanned" => QrLoginState::Scanned,
            "approved" => QrLoginState::Approved,
            _ => QrLoginState::Waiting,
        }
    }
}

/// Makes a code for a page.
///
/// # Errors
/// `too_many_requests` from one address.
pub async fn create(app: &App, origin: &Origin) -> ServiceResult<QrLoginOut> {
    let window = [Window::minutes(PER_IP_PER_HOUR, 60)];
    allowance::take(app, "qr_login", &origin.ip, &window, ProblemCode::TooManyRequests).await?;
    let id = random_id(&*app.entropy);
    let secret = Token::generate(&*app.entropy);
    let now = app.clock.now();
    let lives = i64::from(app.config.policy.qr_login_seconds);
    let expires_at = now + Duration::seconds(lives);
    let vars = Vars::new()
        .set("id", record("qr_login", &id))
        .set("secret_hash", secret.hash())
        .set("device", origin.device.clone())
        .set("ip", origin.ip.clone())
        .set("now", now)
        .set("expires", expires_at);
    let statement = "CREATE $id SET secret_hash = $secret_hash, state = 'waiting', device = $device, ip = $ip,
         created_at = $now, expires_at = $expires;";
    app.db.write(statement, vars.essential()).await?;
    Ok(QrLoginOut {
        path: format!("/qr/{id}"),
        id,
        secret: secret.expose().to_owned(),
        expires_at,
        expires_in_seconds: u64::from(app.config.policy.qr_login_seconds),
    })
}

/// Where a login stands, for the page that holds its secret.
///
/// # Errors
/// `not_found` without the secret.
pub async fn status(app: &App, id: &str, secret: &str) -> ServiceResult<QrLoginStatus> {
    let row = find_with_secret(app, id, secret).await?;
    Ok(QrLoginStatus { state: row.state(app.clock.now()) })
}

/// A phone opened the code: what it is asked to approve.
///
/// # Errors
/// `qr_login_ended` where it is over or decided.
pub async fn scan(app: &App, who: &LoggedIn, id: &str) -> ServiceResult<QrLoginRequest> {
    let vars = by_phone(app, who, id);
    let statements = "
        IF !record::exists($id) { THROW 'qr_login_ended' };
        LET $row = (SELECT * FROM ONLY $id);
        IF $row.expires_at <= $now OR $row.state NOT IN ['waiting', 'scanned'] { THROW 'qr_login_ended' };
        IF $row.user != NONE AND $row.user != $user { THROW 'qr_login_ended' };
        UPDATE $id SET state = 'scanned', user = $user;";
    app.db.write(statements, vars.essential()).await?;
    let row = find(app, id).await?;
    Ok(QrLoginRequest {
        id: key_of(&row.id).to_owned(),
        state: row.state(app.clock.now()),
        device: row.device,
        ip: row.ip,
        requested_at: row.created_at,
        expires_at: row.expires_at,
    })
}

/// The phone approves or refuses. Only the person who scanned may; once.
///
/// # Errors
/// `qr_login_ended` where it is over, decided, or was scanned by somebody else.
pub async fn decide(app: &App, who: &LoggedIn, id: &str, approve: bool, origin: &Origin) -> ServiceResult<()> {
    let membership = who.membership.as_ref();
    let vars = by_phone(app, who, id)
        .set("state", if approve { "approved" } else { "refused" })
        .set("approve", approve)
        .set("membership", membership.map(|membership| membership.id.clone()));
    let entry = Entry::new(
        AuditAction::QrLoginApproved,
        membership.map(accounts::MembershipRow::enterprise_id),
        Some((who.user.key(), &who.user.name)),
    );
    let statements = format!(
        "IF !record::exists($id) {{ THROW 'qr_login_ended' }};
         LET $row = (SELECT * FROM ONLY $id);
         IF $row.expires_at <= $now OR $row.state != 'scanned' OR $row.user != $user {{ THROW 'qr_login_ended' }};
         UPDATE $id SET state = $state, membership = $membership;
         IF $approve {{ {} }};",
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin).essential()).await?;
    Ok(())
}

/// The page fetches its session, once.
///
/// # Errors
/// `qr_login_ended` where it is not approved, over, or was fetched.
pub async fn open_session(app: &App, input: &QrSessionIn, origin: &Origin) -> ServiceResult<OpenedSession> {
    let row = find_with_secret(app, &input.qr_login_id, &input.secret).await?;
    let (QrLoginState::Approved, Some(user)) = (row.state(app.clock.now()), &row.user) else {
        return Err(ProblemCode::QrLoginEnded.into());
    };
    let user = accounts::user(app, key_of(user)).await?;
    let memberships = memberships_in_force(app, user.key()).await?;
    let preferred = row
        .membership
        .as_ref()
        .and_then(|wanted| memberships.iter().find(|membership| &membership.id == wanted))
        .map(|membership| membership.enterprise_id().to_owned());
    let vars = Vars::new().set("qr_login", row.id.clone());
    let once = "LET $fetched = (UPDATE $qr_login SET state = 'ended' WHERE state = 'approved' RETURN AFTER);
         IF array::len($fetched) = 0 { THROW 'qr_login_ended' };";
    login::open(app, &user, preferred.as_deref(), input.client, origin, vars, once).await
}

fn by_phone(app: &App, who: &LoggedIn, id: &str) -> Vars {
    Vars::new().set("id", record("qr_login", id)).set("now", app.clock.now()).set("user", who.user.id.clone())
}

async fn find(app: &App, id: &str) -> ServiceResult<Row> {
    let rows: Vec<Row> =
        app.db.read("SELECT * FROM $id", Vars::new().set("id", record("qr_login", id))).await?.take(0)?;
    rows.into_iter().next().ok_or(ProblemCode::QrLoginEnded.into())
}

async fn find_with_secret(app: &App, id: &str, secret: &str) -> ServiceResult<Row> {
    let row = find(app, id).await.map_err(|_| ProblemCode::NotFound)?;
    match Token::parse(secret) {
        Some(secret) if secret.hash() == row.secret_hash => Ok(row),
        _ => Err(ProblemCode::NotFound.into()),
    }
}
