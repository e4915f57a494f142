//! `reviews`: the agency's queue as a whole.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use poem_openapi::payload::{Attachment, AttachmentType, Json};
use shared::api::{ReviewCounts, ReviewOut, ReviewPage, ReviewQuery};

use super::Tag;
use crate::app::App;
use crate::http::{ApiError, From, RequestLanguage, ReviewerPrincipal};
use crate::services::reviews;

pub(super) struct ReviewQueueApi;

#[OpenApi(tag = "Tag::Reviews")]
impl ReviewQueueApi {
    /// The queue of the reviewer's stage and region
    ///
    /// Empty parameters do not narrow. `number` is searched for whole, `name` in part. A page may hold fewer rows than fit,
    /// even none, and a cursor all the same: so far was looked, and from there it goes on.
    #[oai(path = "/reviews", method = "get", operation_id = "list_reviews")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the address")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        /// A part of the queue: `open`, `mine`, `held`, `overdue`, `all`; `all` where it is absent.
        shelf: Query<Option<String>>,
        /// `oldest` for who waits longest first, `newest`; `oldest` where it is absent.
        sort: Query<Option<String>>,
        /// A whole document number: whatever of the region is the person's, in any status, on any shelf.
        number: Query<Option<String>>,
        /// A part of the name.
        name: Query<Option<String>>,
        /// A code of `Category`.
        category: Query<Option<String>>,
        /// First day of submission, `YYYY-MM-DD`.
        submitted_from: Query<Option<String>>,
        /// Last day of submission, `YYYY-MM-DD`.
        submitted_to: Query<Option<String>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<ReviewPage>, ApiError> {
        let query = query!(ReviewQuery: shelf, sort, number, name, category, submitted_from, submitted_to).parse()?;
        Ok(Json(reviews::page(&app, principal.reviewer(), &query, cursor.0.as_deref(), &from.0).await?))
    }

    /// How much lies on each shelf
    #[oai(path = "/reviews/counts", method = "get", operation_id = "count_reviews")]
    async fn counts(&self, app: Data<&Arc<App>>, principal: ReviewerPrincipal) -> Result<Json<ReviewCounts>, ApiError> {
        Ok(Json(reviews::counts(&app, principal.reviewer()).await?))
    }

    /// The queue as a table file (.xlsx)
    ///
    /// Takes the parameters of the list.
    #[oai(path = "/reviews/export", method = "get", operation_id = "export_reviews")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the address")]
    async fn export(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
        language: RequestLanguage,
        /// A part of the queue: `open`, `mine`, `held`, `overdue`, `all`; `all` where it is absent.
        shelf: Query<Option<String>>,
        /// `oldest` for who waits longest first, `newest`; `oldest` where it is absent.
        sort: Query<Option<String>>,
        /// A whole document number: whatever of the region is the person's, in any status, on any shelf.
        number: Query<Option<String>>,
        /// A part of the name.
        name: Query<Option<String>>,
        /// A code of `Category`.
        category: Query<Option<String>>,
        /// First day of submission, `YYYY-MM-DD`.
        submitted_from: Query<Option<String>>,
        /// Last day of submission, `YYYY-MM-DD`.
        submitted_to: Query<Option<String>>,
        /// Language of the words, `zh-CN` or `en`, for links, which send the browser's; absent, that of the request.
        #[oai(name = "language")]
        wanted: Query<Option<String>>,
    ) -> Result<Attachment<Vec<u8>>, ApiError> {
        let query = query!(ReviewQuery: shelf, sort, number, name, category, submitted_from, submitted_to).parse()?;
        let file = reviews::export(&app, principal.reviewer(), &query, &from.0, language.or(wanted.0)).await?;
        Ok(Attachment::new(file).attachment_type(AttachmentType::Attachment).filename("reviews.xlsx"))
    }

    /// Claim the one that waits longest
    #[oai(path = "/reviews/next", method = "post", operation_id = "claim_next_review")]
    async fn next(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: ReviewerPrincipal,
    ) -> Result<Json<ReviewOut>, ApiError> {
        Ok(Json(reviews::next(&app, principal.reviewer(), &from.0).await?))
    }
}
