//! Requests of the agency's reviewers: a token or cookie of their own, which no enterprise's session opens.

use std::sync::Arc;

use poem::http::header::AUTHORIZATION;
use poem::{Request, RequestBody, Result};
use poem_openapi::registry::{MetaSecurityScheme, Registry};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use shared::error::ProblemCode;

use super::csrf;
use super::problem::ApiError;
use crate::app::App;
use crate::crypto::Token;
use crate::services::reviewers::{self, Reviewer, ReviewerLogin};

/// Name of a reviewer's session cookie.
pub const REVIEWER_COOKIE: &str = "reviewer_session";

/// The reviewer that a request comes from.
pub struct ReviewerPrincipal {
    /// Who is logged in.
    pub login: ReviewerLogin,
    /// The token that the request came with.
    pub token: Token,
}

impl ReviewerPrincipal {
    /// The reviewer.
    pub const fn reviewer(&self) -> &Reviewer {
        &self.login.reviewer
    }

    async fn authenticate(request: &Request) -> Result<Self, ApiError> {
        let app = request.data::<Arc<App>>().ok_or(ProblemCode::Internal)?;
        let (token, by_cookie) = token(request).ok_or(ProblemCode::NotLoggedIn)?;
        let login = reviewers::recognise(app, &token).await?.ok_or(ProblemCode::NotLoggedIn)?;
        if by_cookie && !csrf::passes(request, &login.csrf_token) {
            return Err(ProblemCode::CsrfRejected.into());
        }
        Ok(Self { login, token })
    }
}

/// The session's token and whether it came by cookie. A bearer token goes first: a native shell has no cookies.
fn token(request: &Request) -> Option<(Token, bool)> {
    if let Some(value) = request.headers().get(AUTHORIZATION) {
        let bearer = value.to_str().ok()?.strip_prefix("Bearer ")?;
        return Token::parse(bearer).map(|token| (token, false));
    }
    let cookie = request.cookie().get(REVIEWER_COOKIE)?;
    Token::parse(cookie.value_str()).map(|token| (token, true))
}

const SCHEME: &str = "reviewer_bearer";
const COOKIE_SCHEME: &str = "reviewer_cookie";

impl<'a> ApiExtractor<'a> for ReviewerPrincipal {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        let scheme = MetaSecurityScheme {
            ty: "http",
            description: Some("A reviewer's session token."),
            name: None,
            key_in: None,
            scheme: Some("bearer"),
            bearer_format: None,
            flows: None,
            openid_connect_url: None,
        };
        registry.create_security_scheme(SCHEME, scheme);
        let cookie = MetaSecurityScheme {
            ty: "apiKey",
            description: Some("A reviewer's browser; every change carries `X-CSRF-Token` besides."),
            name: Some(REVIEWER_COOKIE),
            key_in: Some("cookie"),
            scheme: None,
            bearer_format: None,
            flows: None,
            openid_connect_url: None,
        };
        registry.create_security_scheme(COOKIE_SCHEME, cookie);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![SCHEME, COOKIE_SCHEME]
    }

    async fn from_request(
        request: &'a Request,
        _body: &mut RequestBody,
        _options: ExtractParamOptions<Self::ParamType>,
    ) -> Result<Self> {
        Ok(Self::authenticate(request).await?)
    }
}
