//! `insured-persons`: 获取社保信息.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use shared::api::{InsuredPersonIn, InsuredRecord};

use super::Tag;
use crate::app::App;
use crate::http::{ApiError, FileApplications, From, Principal};
use crate::services::insured_persons;

pub(super) struct InsuredPersonsApi;

#[OpenApi(tag = "Tag::Applications")]
impl InsuredPersonsApi {
    /// Look a person up in the insured-person register
    ///
    /// A POST, so that name and number stand in no address and no log. Every look-up is entered in the enterprise's log,
    /// found or not. Refused at `document_number` with `insured_person_not_found` where nobody of that document is known, or
    /// by another name.
    #[oai(path = "/insured-persons/search", method = "post", operation_id = "find_insured_person")]
    async fn find(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<FileApplications>,
        input: Json<InsuredPersonIn>,
    ) -> Result<Json<InsuredRecord>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(insured_persons::find(&app, &principal.who, acting, &input, &from.0).await?))
    }
}
