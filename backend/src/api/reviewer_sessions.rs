//! `reviewer-sessions`: the agency's reviewers log in and out.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use shared::api::{ReviewerLoginIn, ReviewerOut};

use super::Tag;
use super::responses::{LoggedOut, ReviewerSessionOpened, emptied_reviewer_cookie};
use crate::app::App;
use crate::http::{ApiError, From, ReviewerPrincipal, Typed};
use crate::services::reviewers;

pub(super) struct ReviewerSessionsApi;

#[OpenApi(tag = "Tag::Reviews")]
impl ReviewerSessionsApi {
    /// Log in as a reviewer of the agency
    #[oai(path = "/reviewer-sessions", method = "post", operation_id = "log_in_reviewer")]
    async fn log_in(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        input: Typed<ReviewerLoginIn>,
    ) -> Result<ReviewerSessionOpened, ApiError> {
        let opened = reviewers::log_in(&app, &input, &from.0).await?;
        Ok(ReviewerSessionOpened::new(&app, &opened))
    }

    /// Who is logged in as a reviewer
    #[oai(path = "/reviewer-sessions/current", method = "get", operation_id = "get_reviewer_session")]
    async fn current(&self, principal: ReviewerPrincipal) -> Result<Json<ReviewerOut>, ApiError> {
        Ok(Json(principal.login.to_wire()))
    }

    /// Log out as a reviewer
    #[oai(path = "/reviewer-sessions/current", method = "delete", operation_id = "log_out_reviewer")]
    async fn log_out(&self, app: Data<&Arc<App>>, principal: ReviewerPrincipal) -> Result<LoggedOut, ApiError> {
        reviewers::log_out(&app, &principal.token).await?;
        Ok(LoggedOut::Done(emptied_reviewer_cookie(&app)))
    }
}
