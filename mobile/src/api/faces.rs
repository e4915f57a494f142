//! Face verification: consent, enrolment, the challenge and its answer.

use shared::access::StepUpPurpose;
use shared::api::{
    FaceChallengeIn, FaceChallengeOut, FaceConsentIn, FaceEnrolmentBegun, FaceEnrolmentIn, FaceEnrolmentOut,
    FaceFramesIn, FaceGuidanceIn, FaceGuidanceOut, FacePassed, FaceResultIn,
};

use super::client::Call;
use super::{Answer, segment};

/// Face verification as one finds it.
pub(crate) async fn face_enrolment() -> Answer<FaceEnrolmentOut> {
    Call::get("/face-enrolment").json().await
}

/// Consents to the text of this version.
pub(crate) async fn consent_to_face(version: &str) -> Answer<FaceEnrolmentOut> {
    Call::put("/face-enrolment/consent").body(&FaceConsentIn { version: version.to_owned() }).json().await
}

/// Withdraws the consent; what is kept of the face is deleted at once.
pub(crate) async fn withdraw_face() -> Answer<()> {
    Call::delete("/face-enrolment").done().await
}

/// Begins an enrolment, with the photo of the ID card (a JPEG in base64) or without.
pub(crate) async fn begin_face_enrolment(portrait: Option<String>, proof: &str) -> Answer<FaceEnrolmentBegun> {
    Call::post("/face-enrolment").header("X-Step-Up", proof).large(&FaceEnrolmentIn { portrait }).json().await
}

/// Asks what to do before the camera.
pub(crate) async fn face_challenge(purpose: StepUpPurpose) -> Answer<FaceChallengeOut> {
    Call::post("/face-challenges").body(&FaceChallengeIn { purpose }).json().await
}

/// Answers a challenge with frames.
pub(crate) async fn answer_face_challenge(id: &str, answer: &FaceFramesIn) -> Answer<FacePassed> {
    Call::post(&format!("/face-challenges/{}/frames", segment(id))).large(answer).json().await
}

/// What came of a challenge that a vendor's page has answered.
pub(crate) async fn face_challenge_result(id: &str, nonce: &str) -> Answer<FacePassed> {
    let input = FaceResultIn { nonce: nonce.to_owned() };
    Call::post(&format!("/face-challenges/{}/result", segment(id))).body(&input).json().await
}

/// How a frame (a JPEG in base64) is, where the device cannot tell.
pub(crate) async fn face_guidance(jpeg: String) -> Answer<FaceGuidanceOut> {
    Call::post("/face-guidance").body(&FaceGuidanceIn { jpeg }).json().await
}
