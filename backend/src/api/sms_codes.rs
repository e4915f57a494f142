//! `sms-codes`: codes for those who are not logged in.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use shared::api::{SmsCodeIn, SmsCodeOut};
use shared::error::FieldErrors;
use shared::identity::Mobile;

use super::Tag;
use super::responses::Accepted;
use crate::app::App;
use crate::http::{ApiError, From};
use crate::services::sms_codes;

pub(super) struct SmsCodesApi;

#[OpenApi(tag = "Tag::Accounts")]
impl SmsCodesApi {
    /// Send an SMS code
    ///
    /// The answer does not tell whether the number has an account.
    #[oai(path = "/sms-codes", method = "post", operation_id = "send_sms_code")]
    async fn send(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        input: Json<SmsCodeIn>,
    ) -> Result<Accepted<SmsCodeOut>, ApiError> {
        let mobile = Mobile::parse(&input.mobile).map_err(|invalid| FieldErrors::from(("mobile", invalid)))?;
        let sent = sms_codes::send(&app, input.purpose.into(), &mobile, &from.0).await?;
        Ok(Accepted::Accepted(Json(sent)))
    }
}
