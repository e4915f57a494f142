//! Permission as a parameter type: a handler that takes `Principal<ManageAgents>` cannot run for anybody else.

use std::marker::PhantomData;
use std::sync::Arc;

use poem::http::header::AUTHORIZATION;
use poem::{Request, RequestBody, Result};
use poem_openapi::registry::{MetaSecurityScheme, Registry};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use shared::access::{Actor, Permission};
use shared::error::ProblemCode;

use super::csrf;
use super::problem::ApiError;
use crate::app::App;
use crate::crypto::Token;
use crate::services::accounts::MembershipRow;
use crate::services::sessions::{self, LoggedIn};

/// Name of the session cookie.
pub const COOKIE: &str = "session";

/// What a principal has to be able to do.
pub trait Capability: Send + Sync + 'static {
    /// Whether an enterprise has to be chosen.
    const NEEDS_ENTERPRISE: bool = true;
    /// Whether the operation is open while the password has to be changed.
    const BEFORE_PASSWORD_CHANGE: bool = false;
    /// Whether the actor may.
    fn allows(actor: &Actor) -> bool;
}

/// Logged in, whatever else: reading who one is, changing the password, logging out.
pub struct Anyone;

impl Capability for Anyone {
    const NEEDS_ENTERPRISE: bool = false;
    const BEFORE_PASSWORD_CHANGE: bool = true;
    fn allows(_: &Actor) -> bool {
        true
    }
}

/// Logged in with a password of one's own; an enterprise may still have to be chosen.
pub struct Choosing;

impl Capability for Choosing {
    const NEEDS_ENTERPRISE: bool = false;
    fn allows(_: &Actor) -> bool {
        true
    }
}

/// May manage the agents of the current enterprise.
pub struct ManageAgents;

impl Capability for ManageAgents {
    fn allows(actor: &Actor) -> bool {
        actor.holds(Permission::ManageAgents)
    }
}

/// May file retirement applications for the current enterprise.
pub struct FileApplications;

impl Capability for FileApplications {
    fn allows(actor: &Actor) -> bool {
        actor.holds(Permission::FileApplications)
    }
}

/// May read the log of the current enterprise.
pub struct ReadAuditLog;

impl Capability for ReadAuditLog {
    fn allows(actor: &Actor) -> bool {
        actor.may_read_audit_log()
    }
}

/// Who the request comes from, proven to hold the capability.
pub struct Principal<C> {
    /// The person and session.
    pub who: LoggedIn,
    capability: PhantomData<C>,
}

impl<C: Capability> Principal<C> {
    /// The membership acted under.
    ///
    /// # Errors
    /// `enterprise_not_chosen`; for capabilities that need an enterprise the extractor refused already.
    pub fn membership(&self) -> Result<&MembershipRow, ApiError> {
        self.who.membership.as_ref().ok_or_else(|| ProblemCode::EnterpriseNotChosen.into())
    }

    async fn authenticate(request: &Request) -> Result<Self, ApiError> {
        let app = request.data::<Arc<App>>().ok_or(ProblemCode::Internal)?;
        let (token, by_cookie) = token(request).ok_or(ProblemCode::NotLoggedIn)?;
        let who = sessions::recognise(app, &token).await?.ok_or(ProblemCode::NotLoggedIn)?;
        if by_cookie && !csrf::passes(request, &who.csrf_token) {
            return Err(ProblemCode::CsrfRejected.into());
        }
        if who.user.must_change_password && !C::BEFORE_PASSWORD_CHANGE {
            return Err(ProblemCode::PasswordChangeRequired.into());
        }
        if C::NEEDS_ENTERPRISE {
            let membership = who.membership.as_ref().ok_or(ProblemCode::EnterpriseNotChosen)?;
            if !C::allows(&membership.actor()) {
                return Err(ProblemCode::NotPermitted.into());
            }
        }
        Ok(Self { who, capability: PhantomData })
    }
}

/// The session's token and whether it came by cookie. A bearer token goes first: a native shell has no cookies.
fn token(request: &Request) -> Option<(Token, bool)> {
    if let Some(value) = request.headers().get(AUTHORIZATION) {
        let bearer = value.to_str().ok()?.strip_prefix("Bearer ")?;
        return Token::parse(bearer).map(|token| (token, false));
    }
    let cookie = request.cookie().get(COOKIE)?;
    Token::parse(cookie.value_str()).map(|token| (token, true))
}

const BEARER: &str = "bearer";
const SESSION_COOKIE: &str = "session_cookie";

impl<'a, C: Capability> ApiExtractor<'a> for Principal<C> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        let scheme = |ty, key_name: Option<&'static str>, key_in, scheme, description| MetaSecurityScheme {
            ty,
            description: Some(description),
            name: key_name,
            key_in,
            scheme,
            bearer_format: None,
            flows: None,
            openid_connect_url: None,
        };
        registry.create_security_scheme(
            BEARER,
            scheme("http", None, None, Some("bearer"), "A native client's session token."),
        );
        registry.create_security_scheme(
            SESSION_COOKIE,
            scheme(
                "apiKey",
                Some(COOKIE),
                Some("cookie"),
                None,
                "A browser's session; every change carries `X-CSRF-Token` besides.",
            ),
        );
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![BEARER, SESSION_COOKIE]
    }

    async fn from_request(
        request: &'a Request,
        _body: &mut RequestBody,
        _options: ExtractParamOptions<Self::ParamType>,
    ) -> Result<Self> {
        Ok(Self::authenticate(request).await?)
    }
}
