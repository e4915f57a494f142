//! `step-ups`: a fresh proof of identity.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use shared::api::{SmsCodeOut, StepUpCodeIn, StepUpIn, StepUpOut};

use super::Tag;
use super::responses::{Accepted, Created};
use crate::app::App;
use crate::http::{ApiError, From, ManageAgents, Principal};
use crate::services::step_ups;

pub(super) struct StepUpsApi;

#[OpenApi(tag = "Tag::Agents")]
impl StepUpsApi {
    /// Send the code of a step-up to one's own number
    #[oai(path = "/step-ups/sms-code", method = "post", operation_id = "send_step_up_code")]
    async fn send_code(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        input: Json<StepUpCodeIn>,
    ) -> Result<Accepted<SmsCodeOut>, ApiError> {
        let sent = step_ups::send_code(&app, &principal.who, input.purpose, &from.0).await?;
        Ok(Accepted::Accepted(Json(sent)))
    }

    /// Prove by password and SMS code that it is really oneself
    #[oai(path = "/step-ups", method = "post", operation_id = "create_step_up")]
    async fn prove(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        input: Json<StepUpIn>,
    ) -> Result<Created<StepUpOut>, ApiError> {
        Ok(Created::Created(Json(step_ups::prove(&app, &principal.who, &input, &from.0).await?)))
    }
}
