//! Face verification without models: frames are texts that say whose face they show, or why they are refused.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use backend::config::Config;
use backend::ports::{CardReading, FaceError, FaceJudge, FaceTemplate, LiveFace, Recogniser, TakenFrame, Unread};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use poem::http::Method;
use serde_json::{Value, json};
use shared::access::StepUpPurpose;
use shared::api::{
    FaceAction, FaceChallengeOut, FaceHint, FacePassed, FaceRefusal, LooksLike, ReadField, ReadFieldCode,
};
use shared::legal::FACE_CONSENT;

use crate::app::Outside;
use crate::{Answer, Login, TestApp};

/// Judges texts.
#[derive(Debug, Default)]
pub struct TextJudge;

/// The version that [`TextJudge`] names.
pub const MODEL: &str = "text-1";

fn said(jpeg: &[u8]) -> Result<String, FaceError> {
    let text = String::from_utf8_lossy(jpeg);
    let refused = |why, action| FaceError::Refused { why, action, scores: "frames=10".to_owned() };
    let text = text.split('#').next().unwrap_or_default();
    match text.split_once(':') {
        Some(("face", name)) => Ok(name.to_owned()),
        Some(("refuse", code)) => {
            let (code, action) = code.split_once('/').unwrap_or((code, ""));
            let why = FaceRefusal::from_code(code).unwrap_or(FaceRefusal::FrameBroken);
            Err(refused(why, FaceAction::from_code(action)))
        }
        Some(("fail", _)) => Err(FaceError::Failed("as the test wants".to_owned())),
        _ => Err(refused(FaceRefusal::FrameBroken, None)),
    }
}

impl FaceJudge for TextJudge {
    fn model(&self) -> &str {
        MODEL
    }

    fn hint(&self, jpeg: &[u8]) -> Result<FaceHint, FaceError> {
        said(jpeg).map(|_| FaceHint::Good)
    }

    fn portrait(&self, jpeg: &[u8]) -> Result<FaceTemplate, FaceError> {
        // A card says its number, a comma, and whose portrait it bears.
        let text = said(jpeg)?;
        let face = text.split_once(',').map_or("", |(_, face)| face);
        Ok(FaceTemplate::new(template(face)))
    }

    fn answer(&self, frames: &[TakenFrame], steps: &[FaceAction]) -> Result<LiveFace, FaceError> {
        let mut name = String::new();
        for frame in frames {
            name = said(&frame.jpeg)?;
        }
        let scores = format!("frames={} steps={}", frames.len(), steps.len());
        Ok(LiveFace { template: FaceTemplate::new(template(&name)), scores })
    }

    fn likeness(&self, one: &FaceTemplate, other: &FaceTemplate) -> Option<f32> {
        Some(if one == other { 0.8 } else { 0.1 })
    }
}

/// What is kept of a face of that name: long enough to be searched for.
pub fn template(name: &str) -> Vec<u8> {
    format!("template of {name} ").repeat(20).into_bytes()
}

/// Reads the number of a card's text.
#[derive(Debug, Default)]
pub struct TextRecogniser;

impl Recogniser for TextRecogniser {
    fn read(&self, photo: &[u8]) -> Result<CardReading, Unread> {
        let text = said(photo).map_err(|error| Unread(error.to_string()))?;
        let number = text.split_once(',').map_or("", |(number, _)| number);
        if number.is_empty() {
            return Ok(CardReading::default());
        }
        let (field, value) = (ReadFieldCode::DocumentNumber, number.to_owned());
        let fields = vec![ReadField { field, value, confidence: 99, check_failed: false }];
        Ok(CardReading { looks_like: Some(LooksLike::IdCardFront), fields })
    }
}

static SERIAL: AtomicU32 = AtomicU32::new(0);

/// Frames that say this, none like another before.
pub fn frames(says: &str, nonce: &str) -> Value {
    let frames: Vec<Value> = (0..10)
        .map(|at| {
            let text = format!("{says}#{}", SERIAL.fetch_add(1, Ordering::Relaxed));
            json!({"at_ms": at * 300, "jpeg": STANDARD.encode(text)})
        })
        .collect();
    json!({"nonce": nonce, "frames": frames})
}

/// A photo of a card with a number and a portrait.
pub fn card(number: &str, face: &str) -> String {
    STANDARD.encode(format!("face:{number},{face}"))
}

impl TestApp {
    /// An application that verifies faces by their texts; cards too.
    pub async fn with_faces(change: impl FnOnce(&mut Config)) -> Self {
        let outside = Outside {
            face_judge: Some(Arc::new(TextJudge)),
            recogniser: Some(Arc::new(TextRecogniser)),
            ..Outside::default()
        };
        Self::within(change, outside).await
    }

    /// Consents to the text in force.
    pub async fn consent_to_faces(&self, login: &Login) {
        let body = json!({"version": FACE_CONSENT.version});
        self.call(login, Method::PUT, "/face-enrolment/consent", Some(body)).await.expect_status(200);
    }

    /// Asks for a challenge.
    pub async fn face_challenge(&self, login: &Login, purpose: StepUpPurpose) -> Answer {
        self.call(login, Method::POST, "/face-challenges", Some(json!({"purpose": purpose.code()}))).await
    }

    /// Answers a challenge with frames that say this.
    pub async fn answer_face(&self, login: &Login, challenge: &FaceChallengeOut, says: &str) -> Answer {
        let path = format!("/face-challenges/{}/frames", challenge.id);
        self.call(login, Method::POST, &path, Some(frames(says, &challenge.nonce))).await
    }

    /// Asks and answers.
    pub async fn show_face(&self, login: &Login, purpose: StepUpPurpose, says: &str) -> Answer {
        let challenge: FaceChallengeOut = self.face_challenge(login, purpose).await.expect(201);
        self.answer_face(login, &challenge, says).await
    }

    /// Begins an enrolment with the person's own card, which bears this face.
    pub async fn begin_enrolment(&self, login: &Login, portrait: Option<String>) -> Answer {
        let body = Some(json!({"portrait": portrait}));
        self.call_proven(login, StepUpPurpose::EnrolFace, Method::POST, "/face-enrolment", body).await
    }

    /// Consents and enrols with a card.
    pub async fn enrol_face(&self, login: &Login, face: &str) {
        self.consent_to_faces(login).await;
        let photo = card(&login.person.document_number, face);
        self.begin_enrolment(login, Some(photo)).await.expect_status(201);
        let passed: FacePassed =
            self.show_face(login, StepUpPurpose::EnrolFace, &format!("face:{face}")).await.expect(200);
        assert_eq!(passed.captures_left, 0);
    }
}
