//! `enterprises`: registration.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use shared::api::RegisterIn;

use super::Tag;
use super::responses::SessionOpened;
use crate::app::App;
use crate::http::{ApiError, From, IdempotencyKey};
use crate::services::registration;

pub(super) struct EnterprisesApi;

#[OpenApi(tag = "Tag::Accounts")]
impl EnterprisesApi {
    /// Register an enterprise (法人注册)
    ///
    /// Makes enterprise, legal representative and account, and logs the legal representative in. Takes
    /// `Idempotency-Key`.
    #[oai(path = "/enterprises", method = "post", operation_id = "register_enterprise")]
    async fn register(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        key: IdempotencyKey,
        input: Json<RegisterIn>,
    ) -> Result<SessionOpened, ApiError> {
        let opened = registration::register(&app, &input, key.value(), &from.0).await?;
        Ok(SessionOpened::new(&app, opened))
    }
}
