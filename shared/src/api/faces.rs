//! Face verification (人脸验证): consent, enrolment, and the challenge that a live person answers before a camera.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::access::StepUpPurpose;
use crate::error::{FieldErrors, Invalid};
use crate::legal::FACE_CONSENT;
use crate::retirement::coded;

use super::StepUpOut;

/// Frames of one answer to a challenge: fewer show too little, more cost too much.
pub const FACE_FRAMES: std::ops::RangeInclusive<usize> = 8..=24;
/// Longest JPEG of one frame, bytes.
pub const FACE_FRAME_BYTES: usize = 160 * 1024;
/// Longest JPEG of a card's photo, bytes.
pub const FACE_PORTRAIT_BYTES: usize = 900 * 1024;

coded! {
    /// What a person is asked to do before the camera. Left and right are the person's own.
    FaceAction {
        /// 闭眼再睁开
        Blink = "blink",
        /// 向左转头
        TurnLeft = "turn_left",
        /// 向右转头
        TurnRight = "turn_right",
        /// 张嘴
        OpenMouth = "open_mouth",
    }
}

coded! {
    /// Where a person's enrolment stands.
    FaceEnrolmentState {
        /// No template is kept.
        None = "none",
        /// A template waits for the operator.
        AwaitingApproval = "awaiting_approval",
        /// A template is kept and used.
        Enrolled = "enrolled",
    }
}

coded! {
    /// What the picture of a face lacks, or that it lacks nothing; as a hint before the challenge.
    FaceHint {
        /// Good.
        Good = "good",
        /// There is no face.
        NoFace = "no_face",
        /// There is more than one.
        SeveralFaces = "several_faces",
        /// 请靠近一些
        TooFar = "too_far",
        /// 请离远一些
        TooNear = "too_near",
        /// Beside the oval.
        OffCentre = "off_centre",
        /// 光线太暗
        TooDark = "too_dark",
        /// 光线太亮
        TooBright = "too_bright",
        /// Out of focus, or moved.
        Blurred = "blurred",
        /// 请正对镜头
        NotFrontal = "not_frontal",
    }
}

coded! {
    /// Why frames were refused. The sentence to each is the Fluent message `error-face-…`.
    FaceRefusal {
        /// Too few frames, too many, or not in order of time.
        Frames = "face_frames",
        /// A frame is no picture, or one of another size.
        FrameBroken = "face_frame_broken",
        /// A frame without a face.
        NoFace = "face_no_face",
        /// More than one face.
        SeveralFaces = "face_several_faces",
        /// The face is too small.
        TooFar = "face_too_far",
        /// Too dark to see.
        TooDark = "face_too_dark",
        /// Too bright to see.
        TooBright = "face_too_bright",
        /// Out of focus.
        Blurred = "face_blurred",
        /// No frame looks straight ahead.
        NotFrontal = "face_not_frontal",
        /// Nothing moves: a still picture.
        Still = "face_still",
        /// What was asked for was not done.
        ActionMissing = "face_action_missing",
        /// It was done in another order than asked, or something else was.
        WrongOrder = "face_wrong_order",
        /// Not one person through all frames.
        Changed = "face_changed",
        /// Not the person who is enrolled, or not the one on the card.
        OtherPerson = "face_other_person",
        /// Frames that came before.
        Replayed = "face_replayed",
        /// Signs of a screen or a print.
        Artificial = "face_artificial",
        /// The card shows another number than the account's.
        CardOtherNumber = "face_card_other_number",
        /// The card's number cannot be read.
        CardUnread = "face_card_unread",
        /// The card shows no portrait that is good enough.
        CardNoPortrait = "face_card_no_portrait",
    }
}

/// Consent to a text about face verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceConsentIn {
    /// Version of the text that was read; has to be the one in force.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub version: String,
}

impl FaceConsentIn {
    /// Checks that the text is the one in force.
    ///
    /// # Errors
    /// `consent_outdated` at `version`.
    pub fn parse(&self) -> Result<(), FieldErrors> {
        if self.version == FACE_CONSENT.version {
            Ok(())
        } else {
            Err(("version", Invalid::new("consent_outdated")).into())
        }
    }
}

/// A consent that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceConsent {
    /// Version of the text.
    pub version: String,
    /// When.
    pub given_at: DateTime<Utc>,
}

/// Face verification as one person finds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceEnrolmentOut {
    /// Whether this service verifies faces at all.
    pub offered: bool,
    /// Whether a vendor's service does it: then there is nothing to enrol, and the challenge leads to its page.
    pub by_vendor: bool,
    /// Whether enrolment begins with a photo of the ID card; else with two captures and the operator's approval.
    pub portrait_wanted: bool,
    /// Whether one may enrol without a card, where `portrait_wanted`: two captures and the operator's approval.
    pub portrait_optional: bool,
    /// Version of the text in force.
    pub consent_version: String,
    /// The consent given, where it is to the text in force and not withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    pub consent: Option<FaceConsent>,
    /// Where the enrolment stands.
    pub state: FaceEnrolmentState,
    /// Since when a template is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    pub enrolled_at: Option<DateTime<Utc>>,
    /// Tries left today; none, and password and SMS code is the way.
    pub tries_left_today: u32,
}

impl FaceEnrolmentOut {
    /// Whether a step-up by face can be begun now.
    pub fn usable(&self) -> bool {
        self.offered
            && self.consent.is_some()
            && (self.by_vendor || self.state == FaceEnrolmentState::Enrolled)
            && self.tries_left_today > 0
    }
}

/// Begins an enrolment; needs a step-up of the purpose `enrol_face` by password and SMS code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceEnrolmentIn {
    /// Photo of the ID card's side with the portrait: JPEG in base64; absent for the way without a card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(default, skip_serializing_if_is_none))]
    pub portrait: Option<String>,
}

/// An enrolment was begun: the challenge of the purpose `enrol_face` comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceEnrolmentBegun {
    /// Live captures that are wanted.
    pub captures: u32,
    /// Whether the operator has to approve it.
    pub needs_approval: bool,
    /// Until when it can be completed.
    pub expires_at: DateTime<Utc>,
}

/// Asks for a challenge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceChallengeIn {
    /// What the proof will be for; `enrol_face` for the capture of an enrolment.
    pub purpose: StepUpPurpose,
}

/// A challenge: what to do before the camera, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceChallengeOut {
    /// Id.
    pub id: String,
    /// Comes back with the frames, once.
    pub nonce: String,
    /// What to do, in this order, after a moment of looking straight ahead. Empty where a vendor's page asks.
    pub steps: Vec<FaceAction>,
    /// The vendor's page, where a vendor verifies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    pub redirect_url: Option<String>,
    /// Until when the answer has to be there.
    pub expires_at: DateTime<Utc>,
    /// The same in seconds from now, for devices whose clock is wrong.
    pub seconds: u32,
    /// Tries left for this purpose, this one included.
    pub tries_left: u32,
}

/// One picture of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceFrame {
    /// When it was taken, milliseconds since the first one.
    pub at_ms: u32,
    /// JPEG of 480 × 640 pixels or so, not mirrored, in base64.
    pub jpeg: String,
}

/// The answer to a challenge. Its frames are looked at in memory and not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceFramesIn {
    /// The challenge's.
    pub nonce: String,
    /// 8 to 24 frames in order of time: first straight ahead, then through all steps.
    pub frames: Vec<FaceFrame>,
}

/// Asks for the result of a vendor's verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceResultIn {
    /// The challenge's.
    pub nonce: String,
}

/// Asks, before a challenge, how one frame is, where the device cannot tell itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceGuidanceIn {
    /// JPEG in base64.
    pub jpeg: String,
}

/// How a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FaceGuidanceOut {
    /// What to do first.
    pub hint: FaceHint,
}

/// The challenge was passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct FacePassed {
    /// The step-up's proof; absent after a capture of an enrolment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    pub proof: Option<StepUpOut>,
    /// Captures of the enrolment that are still wanted; none where it is complete.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub captures_left: u32,
    /// Where the enrolment stands now.
    pub state: FaceEnrolmentState,
}
