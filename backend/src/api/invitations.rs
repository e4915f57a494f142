//! `invitations`: a new agent sets a password.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use shared::api::{AcceptInvitationIn, InvitationOut};

use super::Tag;
use super::responses::SessionOpened;
use crate::app::App;
use crate::http::{ApiError, From};
use crate::services::invitations;

pub(super) struct InvitationsApi;

#[OpenApi(tag = "Tag::Agents")]
impl InvitationsApi {
    /// What an invitation says
    #[oai(path = "/invitations/:token", method = "get", operation_id = "get_invitation")]
    async fn get(&self, app: Data<&Arc<App>>, token: Path<String>) -> Result<Json<InvitationOut>, ApiError> {
        Ok(Json(invitations::read(&app, &token).await?))
    }

    /// Accept an invitation by setting a password
    #[oai(path = "/invitations/:token/accept", method = "post", operation_id = "accept_invitation")]
    async fn accept(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        token: Path<String>,
        input: Json<AcceptInvitationIn>,
    ) -> Result<SessionOpened, ApiError> {
        let opened = invitations::accept(&app, &token, &input, &from.0).await?;
        Ok(SessionOpened::new(&app, opened))
    }
}
