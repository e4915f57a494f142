//! One capture from the camera's opening to the server's answer. It ends with the component that runs it, and with it the
//! camera.

use dioxus::prelude::*;
use shared::access::StepUpPurpose;
use shared::api::{FACE_FRAME_BYTES, FaceAction, FaceChallengeOut, FaceFrame, FaceFramesIn, FaceHint, FacePassed};

use super::aim::Aim;
use super::ending::{Refusal, Trouble};
use super::plan::{Phase, Taking};
use super::voice::say;
use crate::api::ApiError;
use crate::platform::camera::CameraError;
use crate::platform::faces::{self, Blind, Camera};
use crate::{api, platform, words};

/// Id of the camera's picture.
pub(super) const VIDEO: &str = "face-video";
/// Between two looks at the picture, milliseconds.
const LOOK_PAUSE_MS: u32 = 120;
/// Between two questions to the server about the picture: it answers one a second.
const ASK_PAUSE_MS: u32 = 1_100;
/// So many of them fail before nobody is asked any more.
const ASKED_MAX: u32 = 3;
/// Between two looks at the clock while pictures are taken, milliseconds.
const TICK_MS: u32 = 40;
/// The answer is sent so often where the network is gone, with a pause.
const SENT_MAX: u32 = 3;
const SEND_PAUSE_MS: u32 = 1_500;
/// A yes is seen before the page goes on.
const PASSED_MS: u32 = 1_500;

/// Where a capture stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stage {
    Opening,
    /// Until the face is well in the oval. Nothing is known yet, or the hint.
    Aiming(Option<FaceHint>),
    /// Well in the oval: the server is asked for the steps.
    Asking,
    Doing(Step),
    Sending,
    Passed,
    Refused(Refusal),
}

/// What is asked of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) phase: Phase,
    /// `None` while looking straight ahead.
    pub(super) action: Option<FaceAction>,
    /// How many steps there are.
    pub(super) of: usize,
}

/// What a capture shares with its page; cheap to copy.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct View {
    pub(super) purpose: StepUpPurpose,
    pub(super) stage: Signal<Stage>,
    /// Nobody tells how the picture is, or it takes long: the person may say when to begin.
    pub(super) may_begin: Signal<bool>,
    pub(super) begins: Signal<bool>,
    pub(super) muted: Signal<bool>,
    pub(super) onpassed: Callback<FacePassed>,
}

impl View {
    fn show(self, stage: Stage) {
        let mut shown = self.stage;
        say(&stage, *self.muted.peek());
        shown.set(stage);
    }
}

/// Runs a capture to its end.
pub(super) async fn run(view: View) {
    let View { mut may_begin, mut begins, .. } = view;
    may_begin.set(false);
    begins.set(false);
    match attempt(view).await {
        Ok(passed) => {
            view.show(Stage::Passed);
            platform::sleep_ms(PASSED_MS).await;
            view.onpassed.call(passed);
        }
        Err(refusal) => view.show(Stage::Refused(refusal)),
    }
}

/// The frames of an answer. The camera is not needed after them: its light goes out with the end of this.
async fn film(view: View) -> Result<(FaceChallengeOut, Vec<FaceFrame>), Refusal> {
    view.show(Stage::Opening);
    let camera = faces::open(VIDEO).await.map_err(|error| troubled(Trouble::Camera(error)))?;
    aim(view, &camera).await?;
    view.show(Stage::Asking);
    let challenge = api::face_challenge(view.purpose).await.map_err(|error| refused(&error, None))?;
    let frames = take(view, &camera, &challenge).await?;
    Ok((challenge, frames))
}

async fn attempt(view: View) -> Result<FacePassed, Refusal> {
    let (challenge, frames) = film(view).await?;
    view.show(Stage::Sending);
    let answer = FaceFramesIn { nonce: challenge.nonce.clone(), frames };
    send(&challenge, &answer).await.map_err(|error| refused(&error, Some(challenge.tries_left)))
}

fn troubled(trouble: Trouble) -> Refusal {
    Refusal::of_trouble(trouble, words::language_now())
}

fn refused(error: &ApiError, tries: Option<u32>) -> Refusal {
    Refusal::of_error(error, tries, words::language_now())
}

/// Whether the picture can go on.
fn goes_on(camera: &Camera) -> Result<(), Refusal> {
    if !platform::is_visible() {
        return Err(troubled(Trouble::Hidden));
    }
    if camera.is_lost() {
        return Err(troubled(Trouble::Camera(CameraError::InUse)));
    }
    Ok(())
}

/// Guides the face into the oval, by the device's own look or, where it has none, by the server's.
async fn aim(view: View, camera: &Camera) -> Result<(), Refusal> {
    let mut may_begin = view.may_begin;
    let mut aim = Aim::begin(faces::tick_ms());
    let (mut by_server, mut failed) = (false, 0);
    view.show(Stage::Aiming(None));
    loop {
        goes_on(camera)?;
        let looked = if by_server { ask(camera, &mut failed).await } else { camera.look().await };
        let now = faces::tick_ms();
        match looked {
            Ok(hint) => {
                if let Some(hint) = aim.hear(hint, now) {
                    view.show(Stage::Aiming(Some(hint)));
                }
            }
            Err(Blind::NoPicture) => {}
            Err(Blind::NoWorker) => by_server = true,
        }
        // One good answer of the server stands for the moments around it.
        let held = aim.is_held(now) || (by_server && looked == Ok(FaceHint::Good));
        if held || *view.begins.peek() {
            return Ok(());
        }
        if (failed >= ASKED_MAX || aim.is_stuck(now)) && !*may_begin.peek() {
            may_begin.set(true);
        }
        platform::sleep_ms(if by_server { ASK_PAUSE_MS } else { LOOK_PAUSE_MS }).await;
    }
}

/// How the server finds the picture. After some failures nobody asks any more.
async fn ask(camera: &Camera, failed: &mut u32) -> Result<FaceHint, Blind> {
    if *failed >= ASKED_MAX {
        return Err(Blind::NoPicture);
    }
    let jpeg = camera.frame(FACE_FRAME_BYTES).await.ok_or(Blind::NoPicture)?;
    match api::face_guidance(jpeg).await {
        Ok(answer) => {
            *failed = 0;
            Ok(answer.hint)
        }
        Err(_) => {
            *failed += 1;
            Err(Blind::NoPicture)
        }
    }
}

/// Asks one step after another and takes the pictures of it.
async fn take(view: View, camera: &Camera, challenge: &FaceChallengeOut) -> Result<Vec<FaceFrame>, Refusal> {
    let mut taking = Taking::new(&challenge.steps);
    let mut shown = None;
    let began = faces::tick_ms();
    let since = || (faces::tick_ms() - began).max(0.0) as u32;
    loop {
        goes_on(camera)?;
        let at = since();
        if taking.has_slept(at) {
            return Err(troubled(Trouble::Hidden));
        }
        let phase = taking.phase(at);
        if phase == Phase::Over {
            break;
        }
        if shown != Some(phase) {
            shown = Some(phase);
            let action = if let Phase::Step(step) = phase { taking.action(step) } else { None };
            view.show(Stage::Doing(Step { phase, action, of: taking.len() }));
        }
        if taking.is_due(at)
            && let Some(jpeg) = camera.frame(FACE_FRAME_BYTES).await
        {
            taking.keep(at, jpeg);
        }
        platform::sleep_ms(TICK_MS).await;
    }
    taking.finish().ok_or_else(|| troubled(Trouble::Slow))
}

/// Sends the answer; again where the network was gone for a moment.
async fn send(challenge: &FaceChallengeOut, answer: &FaceFramesIn) -> Result<FacePassed, ApiError> {
    let mut sent = 1;
    loop {
        match api::answer_face_challenge(&challenge.id, answer).await {
            Err(ApiError::Network) if sent < SENT_MAX => sent += 1,
            answered => return answered,
        }
        platform::sleep_ms(SEND_PAUSE_MS).await;
    }
}
