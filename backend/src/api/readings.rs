//! `reading` of a document: what a photographed card says, as suggestions.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use shared::api::ReadingOut;

use super::Tag;
use crate::app::App;
use crate::http::{ApiError, FileApplications, Principal};
use crate::services::applications::{self, Viewer};

pub(super) struct ReadingsApi;

#[OpenApi(tag = "Tag::Applications")]
impl ReadingsApi {
    /// Read a photographed card
    ///
    /// What it looks like, its fields, and where they differ from the register and the form. Read once and kept; nothing is
    /// taken over into the application. `reading_unavailable` where the server has no models.
    #[oai(
        path = "/retirement-applications/:id/attachments/:attachment/reading",
        method = "post",
        operation_id = "read_attachment"
    )]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<FileApplications>,
        id: Path<String>,
        attachment: Path<String>,
    ) -> Result<Json<ReadingOut>, ApiError> {
        let viewer = Viewer::Enterprise(principal.membership()?);
        Ok(Json(applications::reading(&app, viewer, &id, &attachment).await?))
    }
}
