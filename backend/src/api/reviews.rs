//! `reviews`: one application at the agency, claims and decisions.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use shared::api::{DecisionIn, HistoryOut, ReviewOut, RevisionIn};
use shared::application::Action;

use super::Tag;
use super::documents::{FileContent, Wanted};
use super::responses::Done;
use crate::app::App;
use crate::http::{ApiError, From, ReviewerPrincipal, Typed};
use crate::services::applications::{self, Looker, Viewer};
use crate::services::reviews;

pub(super) struct ReviewsApi;

#[OpenApi(tag = "Tag::Reviews")]
impl ReviewsApi {
    /// One application of the region, with everything that a reviewer needs beside it
    #[oai(path = "/reviews/:id", method = "get", operation_id = "get_review")]
    async fn get(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
    ) -> Result<Json<ReviewOut>, ApiError> {
        Ok(Json(reviews::look(&app, principal.reviewer(), &id, &from.0).await?))
    }

    /// Still at it: the claim lasts anew
    #[oai(path = "/reviews/:id/keep", method = "post", operation_id = "keep_review")]
    async fn keep(
        &self,
        app: Data<&Arc<App>>,
        principal: ReviewerPrincipal,
        id: Path<String>,
    ) -> Result<Done, ApiError> {
        reviews::keep(&app, principal.reviewer(), &id).await?;
        Ok(Done::Done)
    }

    /// What happened so far
    #[oai(path = "/reviews/:id/history", method = "get", operation_id = "get_review_history")]
    async fn history(
        &self,
        app: Data<&Arc<App>>,
        principal: ReviewerPrincipal,
        id: Path<String>,
    ) -> Result<Json<HistoryOut>, ApiError> {
        Ok(Json(applications::history(&app, Viewer::Reviewer(principal.reviewer()), &id).await?))
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
        let by = Looker::of_agency(principal.reviewer(), &from.0);
        let file = applications::file(&app, by, &id, &attachment).await?;
        reviews::opened(&app, principal.reviewer(), &id, &attachment).await?;
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
        let by = Looker::of_agency(principal.reviewer(), &from.0);
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
    ) -> Result<Json<ReviewOut>, ApiError> {
        Ok(Json(reviews::claim(&app, principal.reviewer(), &id, Action::Claim, &input, &from.0).await?))
    }

    /// Give a claimed one back to the queue (退回待受理)
    #[oai(path = "/reviews/:id/release", method = "post", operation_id = "release_review")]
    async fn release(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
        input: Typed<RevisionIn>,
    ) -> Result<Json<ReviewOut>, ApiError> {
        Ok(Json(reviews::release(&app, principal.reviewer(), &id, &input, &from.0).await?))
    }

    /// Take over what another reviewer holds (转办); for those who lead
    #[oai(path = "/reviews/:id/take-over", method = "post", operation_id = "take_over_review")]
    async fn take_over(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
        input: Typed<RevisionIn>,
    ) -> Result<Json<ReviewOut>, ApiError> {
        Ok(Json(reviews::claim(&app, principal.reviewer(), &id, Action::TakeOver, &input, &from.0).await?))
    }

    /// Take one's own decision back, for a short time (撤回决定)
    #[oai(path = "/reviews/:id/undo", method = "post", operation_id = "undo_review")]
    async fn undo(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        id: Path<String>,
        input: Typed<RevisionIn>,
    ) -> Result<Json<ReviewOut>, ApiError> {
        Ok(Json(reviews::undo(&app, principal.reviewer(), &id, &input, &from.0).await?))
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
    ) -> Result<Json<ReviewOut>, ApiError> {
        Ok(Json(reviews::decide(&app, principal.reviewer(), &id, Action::Approve, &input, &from.0).await?))
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
    ) -> Result<Json<ReviewOut>, ApiError> {
        Ok(Json(reviews::decide(&app, principal.reviewer(), &id, Action::SendBack, &input, &from.0).await?))
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
    ) -> Result<Json<ReviewOut>, ApiError> {
        Ok(Json(reviews::decide(&app, principal.reviewer(), &id, Action::RequestCorrection, &input, &from.0).await?))
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
    ) -> Result<Json<ReviewOut>, ApiError> {
        Ok(Json(reviews::decide(&app, principal.reviewer(), &id, Action::Reject, &input, &from.0).await?))
    }
}
