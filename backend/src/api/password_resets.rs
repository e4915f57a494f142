//! `password-resets`: a forgotten password.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use shared::api::PasswordResetIn;

use super::Tag;
use super::responses::Done;
use crate::app::App;
use crate::http::{ApiError, From};
use crate::services::passwords;

pub(super) struct PasswordResetsApi;

#[OpenApi(tag = "Tag::Accounts")]
impl PasswordResetsApi {
    /// Set a forgotten password anew (忘记密码)
    #[oai(path = "/password-resets", method = "post", operation_id = "reset_password")]
    async fn reset(&self, app: Data<&Arc<App>>, from: From, input: Json<PasswordResetIn>) -> Result<Done, ApiError> {
        passwords::reset(&app, &input, &from.0).await?;
        Ok(Done::Done)
    }
}
