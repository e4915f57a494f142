//! Who is logged in, as the whole app sees it; and what the server tells before anybody logs in.

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::access::{Actor, Permission, Role};
use shared::api::{MeOut, MembershipOut, ServiceInfo, SessionOut};

use crate::api::{self, ApiError};
use crate::routes::{Next, Route};
use crate::{platform, proofs, uploads};

/// Drafts are kept under keys that start so.
pub(crate) const DRAFT_PREFIX: &str = "draft.";

/// The session in force.
pub(crate) static SESSION: GlobalSignal<Session> = Signal::global(|| Session::Unknown);

/// What the server told about itself; `None` until it did.
pub(crate) static SERVICE: GlobalSignal<Option<ServiceInfo>> = Signal::global(|| None);

/// Where logging in stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Session {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Nobody is logged in.
    LoggedOut,
    /// This person is.
    LoggedIn(Box<MeOut>),
    /// It could not be found out.
    Unreachable(ApiError),
}

impl Session {
    /// Who is logged in.
    pub(crate) fn me(&self) -> Option<&MeOut> {
        match self {
            Self::LoggedIn(me) => Some(me),
            _ => None,
        }
    }
}

/// Who is logged in; a component that calls it draws itself anew when that changes.
pub(crate) fn me() -> Option<MeOut> {
    SESSION.read().me().cloned()
}

/// The enterprise acted for.
pub(crate) fn current() -> Option<MembershipOut> {
    SESSION.read().me().and_then(|me| me.current.clone())
}

/// What the person is to the enterprise acted for, for `shared::access`.
pub(crate) fn actor() -> Option<Actor> {
    current().map(|membership| Actor { role: membership.role, permissions: membership.permissions })
}

/// Whether the person may manage agents of the enterprise acted for.
pub(crate) fn may_manage_agents() -> bool {
    actor().is_some_and(|actor| actor.holds(Permission::ManageAgents))
}

/// Whether the person may file retirement applications for the enterprise acted for.
pub(crate) fn may_file_applications() -> bool {
    actor().is_some_and(|actor| actor.holds(Permission::FileApplications))
}

/// Whether the person is the legal representative of the enterprise acted for.
pub(crate) fn is_legal_representative() -> bool {
    current().is_some_and(|membership| membership.role == Role::LegalRepresentative)
}

/// Today by the agency's calendar; by the device's clock until the server has said it.
pub(crate) fn today() -> NaiveDate {
    match SERVICE.peek().as_ref() {
        Some(service) => service.today,
        None => {
            let utc = chrono::DateTime::from_timestamp_millis(platform::now_ms()).unwrap_or_default();
            (utc + chrono::TimeDelta::hours(8)).date_naive()
        }
    }
}

/// Asks the server what it is.
pub(crate) async fn load_service() {
    if let Ok(service) = api::service_info().await {
        *SERVICE.write() = Some(service);
    }
}

/// Asks the server anew who is logged in, as after a change of one's own data.
pub(crate) async fn reload() {
    let session = match api::me().await {
        Ok(me) => Session::LoggedIn(Box::new(me)),
        Err(error) if error.is_logged_out() => Session::LoggedOut,
        Err(error) => Session::Unreachable(error),
    };
    *SESSION.write() = session;
}

/// Takes over who is logged in from an answer that says so.
pub(crate) fn update(me: MeOut) {
    *SESSION.write() = Session::LoggedIn(Box::new(me));
}

/// A session was opened: keeps it, and goes where the person wanted to, or to what has to be done first.
pub(crate) fn begin(opened: SessionOut, next: &Next) {
    platform::keep_bearer_token(opened.token.as_deref());
    let route = entrance(&opened.me, next);
    update(opened.me);
    navigator().replace(route);
}

/// The first page for a person who has just come in.
pub(crate) fn entrance(me: &MeOut, next: &Next) -> Route {
    if me.must_change_password {
        Route::SetPassword { next: next.clone() }
    } else if me.current.is_none() {
        Route::ChooseEnterprise { next: next.clone() }
    } else {
        next.route().unwrap_or(Route::Home {})
    }
}

/// Notes that the session is over. What was typed stays on the device; protected pages send the person to log in.
pub(crate) fn has_ended() {
    platform::keep_bearer_token(None);
    proofs::forget();
    if *SESSION.peek() != Session::LoggedOut {
        *SESSION.write() = Session::LoggedOut;
    }
}

/// Logs out and forgets what was typed: the next person at this device may be another.
///
/// # Errors
/// Where the server was not reached: the session would live on there, so the person is not told otherwise.
pub(crate) async fn log_out() -> Result<(), ApiError> {
    match api::log_out().await {
        Err(error) if !error.is_logged_out() => return Err(error),
        _ => {}
    }
    platform::forget_all(DRAFT_PREFIX);
    uploads::forget_all().await;
    navigator().replace(Route::Login { next: Next::default() });
    has_ended();
    Ok(())
}
