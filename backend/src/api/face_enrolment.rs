//! `face-enrolment`: 人脸验证 as one person finds it – consent, what is kept, enrolling, withdrawing.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use shared::api::{FaceConsentIn, FaceEnrolmentBegun, FaceEnrolmentIn, FaceEnrolmentOut};

use super::Tag;
use super::responses::{Created, Done};
use crate::app::App;
use crate::http::{ApiError, From, ManageAgents, Principal, StepUpProof};
use crate::services::faces;

pub(super) struct FaceEnrolmentApi;

#[OpenApi(tag = "Tag::Faces")]
impl FaceEnrolmentApi {
    /// How face verification stands for oneself
    #[oai(path = "/face-enrolment", method = "get", operation_id = "get_face_enrolment")]
    async fn get(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<ManageAgents>,
    ) -> Result<Json<FaceEnrolmentOut>, ApiError> {
        Ok(Json(faces::state(&app, &principal.who).await?))
    }

    /// Consent to the text in force
    #[oai(path = "/face-enrolment/consent", method = "put", operation_id = "consent_to_face_verification")]
    async fn consent(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        input: Json<FaceConsentIn>,
    ) -> Result<Json<FaceEnrolmentOut>, ApiError> {
        Ok(Json(faces::agree(&app, &principal.who, &input, &from.0).await?))
    }

    /// Begin an enrolment
    ///
    /// Takes `X-Step-Up` (purpose `enrol_face`). With a photo of the ID card its number has to be the account's, and the live
    /// face has to be the portrait's; without one two captures are wanted and the operator approves. The photo is not kept.
    #[oai(path = "/face-enrolment", method = "post", operation_id = "begin_face_enrolment")]
    async fn begin(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        proof: StepUpProof,
        input: Json<FaceEnrolmentIn>,
    ) -> Result<Created<FaceEnrolmentBegun>, ApiError> {
        let begun = faces::enrol(&app, &principal.who, &input, proof.value(), &from.0).await?;
        Ok(Created::Created(Json(begun)))
    }

    /// Withdraw consent; what is kept is deleted at once
    #[oai(path = "/face-enrolment", method = "delete", operation_id = "withdraw_face_consent")]
    async fn withdraw(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
    ) -> Result<Done, ApiError> {
        faces::withdraw(&app, &principal.who, &from.0).await?;
        Ok(Done::Done)
    }
}
