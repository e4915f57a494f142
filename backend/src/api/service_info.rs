//! `service-info`: what a client needs to know before anybody logs in.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use shared::api::ServiceInfo;
use shared::{legal, limits};

use super::Tag;
use crate::app::App;

pub(super) struct ServiceInfoApi;

#[OpenApi(tag = "Tag::Service")]
impl ServiceInfoApi {
    /// What a client needs to know before anybody logs in
    #[oai(path = "/service-info", method = "get", operation_id = "get_service_info")]
    async fn get(&self, app: Data<&Arc<App>>) -> Json<ServiceInfo> {
        Json(ServiceInfo {
            demo: app.config.shows_outbox(),
            terms_version: legal::TERMS.version.to_owned(),
            privacy_version: legal::PRIVACY.version.to_owned(),
            helpline: limits::HELPLINE.to_owned(),
            today: app.clock.today(),
            reading: app.recogniser.is_some(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }
}
