//! `demo`: what only a demonstration offers.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use shared::api::Outbox;
use shared::error::{FieldErrors, ProblemCode};
use shared::identity::Mobile;

use super::Tag;
use crate::adapters::sms_outbox;
use crate::app::App;
use crate::http::ApiError;
use crate::services::{ServiceError, reviewers};

pub(super) struct DemoApi;

#[OpenApi(tag = "Tag::Demo")]
impl DemoApi {
    /// The demonstration's SMS, the newest first; not found outside a demonstration
    #[oai(path = "/demo/sms-outbox", method = "get", operation_id = "list_demo_sms")]
    async fn outbox(
        &self,
        app: Data<&Arc<App>>,
        /// Only messages to this number.
        mobile: Query<Option<String>>,
    ) -> Result<Json<Outbox>, ApiError> {
        if !app.config.shows_outbox() {
            return Err(ProblemCode::NotFound.into());
        }
        let mobile = match mobile.0.as_deref().filter(|raw| !raw.is_empty()) {
            Some(raw) => Some(Mobile::parse(raw).map_err(|invalid| FieldErrors::from(("mobile", invalid)))?),
            None => None,
        };
        let items = sms_outbox::newest(&app.db, mobile.as_ref()).await.map_err(ServiceError::from)?;
        Ok(Json(Outbox { items, reviewer_code: reviewers::demo_code(&app)? }))
    }
}
