//! `attachments` of an application, the kinds that are asked for, and the policy behind it all.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::types::Any;
use poem_openapi::{ApiResponse, OpenApi};
use shared::api::{AttachmentKindList, AttachmentList};
use shared::retirement::Policy;

use super::Tag;
use super::responses::Created;
use crate::app::App;
use crate::http::{ApiError, FileApplications, From, IdempotencyKey, Principal, RequestLanguage};
use crate::services::applications::{self, NewAttachment, Viewer};

pub(super) struct AttachmentsApi;

/// A file's content: shown by the browser, never run, never kept by anybody on the way.
#[derive(ApiResponse)]
pub(super) enum FileContent {
    /// The content.
    #[oai(status = 200)]
    Content(
        Binary<Vec<u8>>,
        /// What it is.
        #[oai(header = "Content-Type")]
        String,
        /// Nobody on the way keeps it.
        #[oai(header = "Cache-Control")]
        String,
        /// A PDF that holds a script runs none.
        #[oai(header = "Content-Security-Policy")]
        String,
    ),
}

impl FileContent {
    pub(super) fn new(file: applications::AttachmentContent) -> Self {
        Self::Content(
            Binary(file.content),
            file.media_type,
            "private, no-store".to_owned(),
            "default-src 'none'; style-src 'unsafe-inline'; sandbox".to_owned(),
        )
    }
}

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
        content: Binary<Vec<u8>>,
    ) -> Result<Created<AttachmentList>, ApiError> {
        let acting = principal.membership()?;
        let file =
            NewAttachment { kind: &kind, file_name: file_name.0.as_deref().unwrap_or_default(), content: &content.0 };
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

    /// A document's content
    #[oai(
        path = "/retirement-applications/:id/attachments/:attachment/content",
        method = "get",
        operation_id = "get_attachment_content"
    )]
    async fn content(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        id: Path<String>,
        attachment: Path<String>,
    ) -> Result<FileContent, ApiError> {
        let viewer = Viewer::Enterprise(principal.membership()?);
        Ok(FileContent::new(applications::content(&app, viewer, &id, &attachment).await?))
    }
}
