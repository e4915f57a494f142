//! `face-challenges`: what to do before the camera, and the answers.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use shared::api::{
    FaceChallengeIn, FaceChallengeOut, FaceFramesIn, FaceGuidanceIn, FaceGuidanceOut, FacePassed, FaceResultIn,
};

use super::Tag;
use super::responses::Created;
use crate::app::App;
use crate::http::{ApiError, From, ManageAgents, Principal};
use crate::services::faces;

pub(super) struct FaceChallengesApi;

#[OpenApi(tag = "Tag::Faces")]
impl FaceChallengesApi {
    /// Ask for a challenge
    ///
    /// Good once, for this session and purpose, until `expires_at`.
    #[oai(path = "/face-challenges", method = "post", operation_id = "create_face_challenge")]
    async fn create(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<ManageAgents>,
        input: Json<FaceChallengeIn>,
    ) -> Result<Created<FaceChallengeOut>, ApiError> {
        Ok(Created::Created(Json(faces::challenge(&app, &principal.who, &input).await?)))
    }

    /// Answer a challenge with frames
    ///
    /// The frames are looked at in memory and dropped. `busy` with `Retry-After` leaves the challenge as it was.
    #[oai(path = "/face-challenges/:id/frames", method = "post", operation_id = "answer_face_challenge")]
    async fn frames(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        id: Path<String>,
        input: Json<FaceFramesIn>,
    ) -> Result<Json<FacePassed>, ApiError> {
        Ok(Json(faces::answer(&app, &principal.who, &id, &input, &from.0).await?))
    }

    /// Have the server ask the vendor for the result of a challenge
    #[oai(path = "/face-challenges/:id/result", method = "post", operation_id = "settle_face_challenge")]
    async fn result(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        id: Path<String>,
        input: Json<FaceResultIn>,
    ) -> Result<Json<FacePassed>, ApiError> {
        Ok(Json(faces::vendor_result(&app, &principal.who, &id, &input.nonce, &from.0).await?))
    }

    /// How one frame is, before a challenge, where the device cannot tell itself
    #[oai(path = "/face-guidance", method = "post", operation_id = "guide_face_capture")]
    async fn guidance(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<ManageAgents>,
        input: Json<FaceGuidanceIn>,
    ) -> Result<Json<FaceGuidanceOut>, ApiError> {
        Ok(Json(faces::hint(&app, &principal.who, &input).await?))
    }
}
