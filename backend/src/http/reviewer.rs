//! Requests of the agency's reviewers: a bearer token of their own, which no enterprise's session opens.

use std::sync::Arc;

use poem::http::header::AUTHORIZATION;
use poem::{Request, RequestBody, Result};
use poem_openapi::registry::{MetaSecurityScheme, Registry};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use shared::error::ProblemCode;

use super::problem::ApiError;
use crate::app::App;
use crate::crypto::Token;
use crate::services::reviewers::{self, Reviewer};

/// The reviewer that a request comes from.
pub struct ReviewerPrincipal {
    /// The reviewer.
    pub reviewer: Reviewer,
    /// The token that the request came with.
    pub token: Token,
}

impl ReviewerPrincipal {
    async fn authenticate(request: &Request) -> Result<Self, ApiError> {
        let app = request.data::<Arc<App>>().ok_or(ProblemCode::Internal)?;
        let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer ")).and_then(Token::parse);
        let token = token.ok_or(ProblemCode::NotLoggedIn)?;
        let reviewer = reviewers::recognise(app, &token).await?.ok_or(ProblemCode::NotLoggedIn)?;
        Ok(Self { reviewer, token })
    }
}

const SCHEME: &str = "reviewer_bearer";

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
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![SCHEME]
    }

    async fn from_request(
        request: &'a Request,
        _body: &mut RequestBody,
        _options: ExtractParamOptions<Self::ParamType>,
    ) -> Result<Self> {
        Ok(Self::authenticate(request).await?)
    }
}
