//! `reviews`: the agency's queue and decisions.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use shared::api::{
    ApplicationOut, ApplicationPage, DecisionIn, HistoryOut, ReviewerLoginIn, ReviewerSessionOut, RevisionIn,
};
use shared::application::Action;

use super::Tag;
use super::documents::{FileContent, Wanted};
use super::responses::{Created, Done};
use crate::app::App;
use crate::http::{ApiError, From, ReviewerPrincipal, Typed};
use crate::services::applications::{self, Looker, Viewer};
use crate::services::{reviewers, reviews};

pub(super) struct ReviewsApi;

#[OpenApi(tag = "Tag::Reviews")]
impl ReviewsApi {
    /// Log in as a reviewer of the agency
    #[oai(path = "/reviewer-sessions", method = "post", operation_id = "log_in_reviewer")]
    async fn log_in(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        input: Typed<ReviewerLoginIn>,
    ) -> Result<Created<ReviewerSessionOut>, ApiError> {
        Ok(Created::Created(Json(reviewers::log_in(&app, &input, &from.0).await?)))
    }

    /// Log out as a reviewer
    #[oai(path = "/reviewer-sessions/current", method = "delete", operation_id = "log_out_reviewer")]
    async fn log_out(&self, app: Data<&Arc<App>>, principal: ReviewerPrincipal) -> Result<Done, ApiError> {
        reviewers::log_out(&app, &principal.token).await?;
        Ok(Done::Done)
    }

    /// The queue of the reviewer's stage and region, who waits longest first
    #[oai(path = "/reviews", method = "get", operation_id = "list_reviews")]
    async fn queue(
        &self,
        app: Data<&Arc<App>>,
        principal: ReviewerPrincipal,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<ApplicationPage>, ApiError> {
        Ok(Json(applications::queue(&app, &principal.reviewer, cursor.0.as_deref()).await?))
    }

    /// One application of the region
    #[oai(path = "/reviews/:id", method = "get", operation_id = "get_review")]
    async fn get(
        &self,
        app: Data<&Arc<App>>,
        principal: ReviewerPrincipal,
        id: Path<String>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        Ok(Json(applications::get(&app, Viewer::Reviewer(&principal.reviewer), &id).await?))
    }

    /// What happened so far
    #[oai(path = "/reviews/:id/history", method = "get", operation_id = "get_review_history")]
    async fn history(
        &self,
        app: Data<&Arc<App>>,
        principal: ReviewerPrincipal,
        id: Path<String>,
    ) -> Result<Json<HistoryOut>, ApiError> {
        Ok(Json(applications::history(&app, Viewer::Reviewer(&principal.reviewer), &id).await?))
    }

    /// A document's content
    #[oai(
        path = "/reviews/:id/attachments/:attachment/content",
        method = "get",
        operation_id = "get_review_attachment"
    )]
    #[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
    async fn content(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
        attachment: Path<String>,
        /// `bytes=FROM-TO`: one part of it.
        #[oai(name = "Range")]
        range: Header<Option<String>>,
        /// `ETag`s of what is known already.
        #[oai(name = "If-None-Match")]
        known: Header<Option<String>>,
    ) -> Result<FileContent, ApiError> {
        let by = Looker::of_agency(&principal.reviewer, &from.0);
        let file = applications::file(&app, by, &id, &attachment).await?;
        FileContent::of(&app, file, &Wanted { range: range.0, known: known.0 }).await
    }

    /// A small picture of a photo
    #[oai(
        path = "/reviews/:id/attachments/:attachment/thumbnail",
        method = "get",
        operation_id = "get_review_attachment_thumbnail"
    )]
    async fn thumbnail(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
        attachment: Path<String>,
        /// `ETag`s of what is known already.
        #[oai(name = "If-None-Match")]
        known: Header<Option<String>>,
    ) -> Result<FileContent, ApiError> {
        let by = Looker::of_agency(&principal.reviewer, &from.0);
        let file = applications::thumbnail(&app, by, &id, &attachment).await?;
        FileContent::of(&app, file, &Wanted { range: None, known: known.0 }).await
    }

    /// Take an application that nobody has claimed (受理)
    #[oai(path = "/reviews/:id/claim", method = "post", operation_id = "claim_review")]
    async fn claim(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
        input: Typed<RevisionIn>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        Ok(Json(reviews::claim(&app, &principal.reviewer, &id, &input, &from.0).await?))
    }

    /// Approve: on to the second review, or for good (审核通过)
    #[oai(path = "/reviews/:id/approve", method = "post", operation_id = "approve_review")]
    async fn approve(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
        input: Typed<DecisionIn>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        Ok(Json(reviews::decide(&app, &principal.reviewer, &id, Action::Approve, &input, &from.0).await?))
    }

    /// Send back to the first review (退回初审)
    #[oai(path = "/reviews/:id/send-back", method = "post", operation_id = "send_back_review")]
    async fn send_back(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
        input: Typed<DecisionIn>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        Ok(Json(reviews::decide(&app, &principal.reviewer, &id, Action::SendBack, &input, &from.0).await?))
    }

    /// Send back to the enterprise with reasons (材料补正)
    #[oai(path = "/reviews/:id/request-correction", method = "post", operation_id = "request_correction")]
    async fn request_correction(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
        input: Typed<DecisionIn>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        Ok(Json(reviews::decide(&app, &principal.reviewer, &id, Action::RequestCorrection, &input, &from.0).await?))
    }

    /// Reject with reasons (审核不通过)
    #[oai(path = "/reviews/:id/reject", method = "post", operation_id = "reject_review")]
    async fn reject(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
        input: Typed<DecisionIn>,
    ) -> Result<Json<ApplicationOut>, ApiError> {
        Ok(Json(reviews::decide(&app, &principal.reviewer, &id, Action::Reject, &input, &from.0).await?))
    }
}
