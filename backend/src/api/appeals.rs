//! `appeals`: for those who can no longer get in by themselves.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use shared::api::{AppealIn, AppealOut};

use super::Tag;
use super::responses::Created;
use crate::app::App;
use crate::http::{ApiError, From};
use crate::services::appeals;

pub(super) struct AppealsApi;

#[OpenApi(tag = "Tag::Accounts")]
impl AppealsApi {
    /// Make an account appeal (账号申诉)
    #[oai(path = "/appeals", method = "post", operation_id = "make_appeal")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        input: Json<AppealIn>,
    ) -> Result<Created<AppealOut>, ApiError> {
        Ok(Created::Created(Json(appeals::make(&app, &input, &from.0).await?)))
    }
}
