//! Answers that several operations share: created, accepted, nothing, and a fresh session with its cookie.

use poem_openapi::ApiResponse;
use poem_openapi::payload::Json;
use poem_openapi::types::{ParseFromJSON, ToJSON, Type};
use shared::api::{ClientKind, ReviewerSessionOut, SessionOut};

use crate::app::App;
use crate::http::{COOKIE, REVIEWER_COOKIE};
use crate::services::reviewers::Opened as OpenedReviewer;
use crate::services::sessions::OpenedSession;

/// 201 with what was made.
#[derive(ApiResponse)]
pub(crate) enum Created<T: Type + ToJSON + ParseFromJSON + Send + Sync> {
    /// Made.
    #[oai(status = 201)]
    Created(Json<T>),
}

/// 202: on its way.
#[derive(ApiResponse)]
pub(crate) enum Accepted<T: Type + ToJSON + ParseFromJSON + Send + Sync> {
    /// On its way.
    #[oai(status = 202)]
    Accepted(Json<T>),
}

/// 204: done, nothing to say.
#[derive(ApiResponse)]
pub(crate) enum Done {
    /// Done.
    #[oai(status = 204)]
    Done,
}

/// 204 that also takes the cookie away.
#[derive(ApiResponse)]
pub(crate) enum LoggedOut {
    /// Logged out.
    #[oai(status = 204)]
    Done(
        /// The cookie, emptied.
        #[oai(header = "Set-Cookie")]
        String,
    ),
}

/// 201 with a session: as a cookie for a browser, as a token for a native client.
#[derive(ApiResponse)]
pub(crate) enum SessionOpened {
    /// Logged in.
    #[oai(status = 201)]
    Opened(
        Json<SessionOut>,
        /// The session, for browsers.
        #[oai(header = "Set-Cookie")]
        Option<String>,
    ),
}

impl SessionOpened {
    /// The answer to an opened session.
    pub(crate) fn new(app: &App, opened: OpenedSession) -> Self {
        let cookie = match opened.client {
            ClientKind::Native => None,
            ClientKind::Browser => {
                let seconds = u64::from(app.config.policy.session_absolute_hours) * 3600;
                Some(cookie(app, COOKIE, opened.token.expose(), seconds))
            }
        };
        Self::Opened(Json(opened.out), cookie)
    }
}

/// 201 with a reviewer's session.
#[derive(ApiResponse)]
pub(crate) enum ReviewerSessionOpened {
    /// Logged in.
    #[oai(status = 201)]
    Opened(
        Json<ReviewerSessionOut>,
        /// The session, for browsers.
        #[oai(header = "Set-Cookie")]
        Option<String>,
    ),
}

impl ReviewerSessionOpened {
    /// The answer to an opened session.
    pub(crate) fn new(app: &App, opened: &OpenedReviewer) -> Self {
        let seconds = u64::from(app.config.policy.session_absolute_hours) * 3600;
        let token = opened.token.expose();
        let (token, cookie) = match opened.login.client {
            ClientKind::Native => (Some(token.to_owned()), None),
            ClientKind::Browser => (None, Some(cookie(app, REVIEWER_COOKIE, token, seconds))),
        };
        let out = ReviewerSessionOut { token, reviewer: opened.login.to_wire(), expires_at: opened.expires_at };
        Self::Opened(Json(out), cookie)
    }
}

/// The cookie that takes itself away.
pub(crate) fn emptied_cookie(app: &App) -> String {
    cookie(app, COOKIE, "", 0)
}

/// The same of a reviewer.
pub(crate) fn emptied_reviewer_cookie(app: &App) -> String {
    cookie(app, REVIEWER_COOKIE, "", 0)
}

/// A cookie that scripts cannot read and other sites' pages do not send.
fn cookie(app: &App, name: &str, value: &str, seconds: u64) -> String {
    let secure = if app.config.server.cookie_secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}")
}
