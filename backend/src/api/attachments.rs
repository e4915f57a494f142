//! `attachments` of an application, the kinds that are asked for, and the policy behind it all.

use std::sync::Arc;

use bytes::Bytes;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::types::Any;
use shared::api::{AttachmentKindList, AttachmentList, AttachmentOrder};
use shared::retirement::Policy;

use super::Tag;
use super::documents::{AllFiles, FileContent, Wanted};
use super::responses::Created;
use crate::app::App;
use crate::http::{ApiError, FileApplications, From, IdempotencyKey, Principal, RequestLanguage, Typed};
use crate::services::applications::{self, Looker, NewAttachment, Viewer};

pub(super) struct AttachmentsApi;

#[OpenApi(tag = "Tag::Applications")]
impl AttachmentsApi {
    /// The kinds of material asked for today
    #[oai(path = "/attachment-kinds", method = "get", operation_id = "list_attachment_kinds")]
    async fn kinds(
        &self,
        app: Data<&Arc<App>>,
        _principal: Principal<FileApplications>,
        language: RequestLanguage,
    ) -> Result<Json<AttachmentKindList>, ApiError> {
        Ok(Json(applications::kinds(&app, language.0)))
    }

    /// The policy in force: ages, contribution, materials, pension bases
    ///
    /// The app works out the same answers from it, offline too; the server's count.
    #[oai(path = "/policy", method = "get", operation_id = "get_policy")]
    async fn policy(
        &self,
        app: Data<&Arc<App>>,
        _principal: Principal<FileApplications>,
    ) -> Result<Json<Any<Policy>>, ApiError> {
        Ok(Json(Any(app.policy.clone())))
    }

    /// The attachments of an application
    #[oai(path = "/retirement-applications/:id/attachments", method = "get", operation_id = "list_attachments")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        id: Path<String>,
    ) -> Result<Json<AttachmentList>, ApiError> {
        Ok(Json(applications::attachments(&app, Viewer::Enterprise(principal.membership()?), &id).await?))
    }

    /// Upload a document
    ///
    /// The body is the file itself: JPEG, PNG, WebP or PDF, whatever its name says. A photo is kept upright, at most 2560
    /// pixels long, as JPEG without metadata. Takes `Idempotency-Key`.
    #[oai(path = "/retirement-applications/:id/attachments", method = "post", operation_id = "add_attachment")]
    #[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
    async fn add(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        key: IdempotencyKey,
        id: Path<String>,
        /// 附件种类: a code of the kinds.
        kind: Query<String>,
        /// The file's name on the device.
        file_name: Query<Option<String>>,
        content: Binary<Bytes>,
    ) -> Result<Created<AttachmentList>, ApiError> {
        let acting = principal.membership()?;
        let file_name = file_name.0.as_deref().unwrap_or_default();
        let file = NewAttachment { kind: &kind, file_name, content: content.0, ..NewAttachment::default() };
        let list = applications::attach(&app, &principal.who, acting, &id, &file, key.value(), &from.0).await?;
        Ok(Created::Created(Json(list)))
    }

    /// Remove a document
    #[oai(
        path = "/retirement-applications/:id/attachments/:attachment",
        method = "delete",
        operation_id = "delete_attachment"
    )]
    async fn remove(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
        attachment: Path<String>,
    ) -> Result<Json<AttachmentList>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(applications::detach(&app, &principal.who, acting, &id, &attachment, &from.0).await?))
    }

    /// Put the pages of one kind into another order
    ///
    /// `ids` names all documents of the kind; where somebody else added or removed one meanwhile, nothing changes.
    #[oai(path = "/retirement-applications/:id/attachments/order", method = "put", operation_id = "order_attachments")]
    async fn order(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
        input: Typed<AttachmentOrder>,
    ) -> Result<Json<AttachmentList>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(applications::order(&app, &principal.who, acting, &id, &input, &from.0).await?))
    }

    /// All documents as a zip file
    #[oai(
        path = "/retirement-applications/:id/attachments/archive",
        method = "get",
        operation_id = "get_attachments_archive"
    )]
    async fn archive(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        language: RequestLanguage,
        id: Path<String>,
    ) -> Result<AllFiles, ApiError> {
        let by = Looker::of_enterprise(&principal.who, principal.membership()?, &from.0);
        Ok(AllFiles::zip(applications::archive(&app, by, &id, language.0).await?))
    }

    /// All documents as one PDF
    #[oai(path = "/retirement-applications/:id/attachments/pdf", method = "get", operation_id = "get_attachments_pdf")]
    async fn one_pdf(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
    ) -> Result<AllFiles, ApiError> {
        let by = Looker::of_enterprise(&principal.who, principal.membership()?, &from.0);
        Ok(AllFiles::pdf(applications::one_pdf(&app, by, &id).await?))
    }

    /// A document's content
    ///
    /// Whole, or the one part that `Range` asks for.
    #[oai(
        path = "/retirement-applications/:id/attachments/:attachment/content",
        method = "get",
        operation_id = "get_attachment_content"
    )]
    #[expect(clippy::too_many_arguments, reason = "each is a part of the request")]
    async fn content(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
        attachment: Path<String>,
        /// `bytes=FROM-TO`: one part of it.
        #[oai(name = "Range")]
        range: Header<Option<String>>,
        /// `ETag`s of what is known already.
        #[oai(name = "If-None-Match")]
        known: Header<Option<String>>,
    ) -> Result<FileContent, ApiError> {
        let by = Looker::of_enterprise(&principal.who, principal.membership()?, &from.0);
        let file = applications::file(&app, by, &id, &attachment).await?;
        FileContent::of(&app, file, &Wanted { range: range.0, known: known.0 }).await
    }

    /// A small picture of a photo
    ///
    /// JPEG, at most 320 pixels long. A PDF has none.
    #[oai(
        path = "/retirement-applications/:id/attachments/:attachment/thumbnail",
        method = "get",
        operation_id = "get_attachment_thumbnail"
    )]
    async fn thumbnail(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        id: Path<String>,
        attachment: Path<String>,
        /// `ETag`s of what is known already.
        #[oai(name = "If-None-Match")]
        known: Header<Option<String>>,
    ) -> Result<FileContent, ApiError> {
        let by = Looker::of_enterprise(&principal.who, principal.membership()?, &from.0);
        let file = applications::thumbnail(&app, by, &id, &attachment).await?;
        FileContent::of(&app, file, &Wanted { range: None, known: known.0 }).await
    }
}
