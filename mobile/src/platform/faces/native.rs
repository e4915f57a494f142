//! A native shell: its webviews differ in what they allow, so faces are not verified there and password and SMS code is the way.

use shared::api::FaceHint;

use super::{Blind, CameraError};

pub(super) struct Camera;

pub(super) const fn has_camera() -> bool {
    false
}

pub(super) async fn open(_video_id: &str) -> Result<Camera, CameraError> {
    Err(CameraError::Unavailable)
}

impl Camera {
    pub(super) async fn look(&self) -> Result<FaceHint, Blind> {
        Err(Blind::NoWorker)
    }

    pub(super) async fn frame(&self, _most: usize) -> Option<String> {
        None
    }

    pub(super) const fn is_lost(&self) -> bool {
        false
    }
}

pub(super) async fn photo(_content: &[u8], _media_type: &str, _most: usize) -> Option<String> {
    None
}

pub(super) const fn tick_ms() -> f64 {
    0.0
}

pub(super) const fn can_speak() -> bool {
    false
}

pub(super) const fn speak(_text: &str, _language: &str) {}

pub(super) const fn hush() {}
