//! `me`: who is logged in, and their password.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use shared::api::{MeOut, PasswordChangeIn};

use super::Tag;
use super::responses::Done;
use crate::app::App;
use crate::http::{Anyone, ApiError, From, Principal};
use crate::services::{passwords, sessions};

pub(super) struct MeApi;

#[OpenApi(tag = "Tag::Accounts")]
impl MeApi {
    /// Who is logged in
    #[oai(path = "/me", method = "get", operation_id = "get_me")]
    async fn get(&self, app: Data<&Arc<App>>, principal: Principal<Anyone>) -> Result<Json<MeOut>, ApiError> {
        Ok(Json(sessions::me(&app, &principal.who).await?))
    }

    /// Change one's password; other sessions end
    #[oai(path = "/me/password", method = "put", operation_id = "change_password")]
    async fn change_password(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<Anyone>,
        input: Json<PasswordChangeIn>,
    ) -> Result<Done, ApiError> {
        passwords::change(&app, &principal.who, &input, &from.0).await?;
        Ok(Done::Done)
    }
}
