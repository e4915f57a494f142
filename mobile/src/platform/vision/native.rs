//! A native shell: its webviews differ in what they allow, so pages are chosen as files and sent as they are.

use super::{Blind, CameraError, Glimpse, Paper, Pasted, Photo, Verdict};

#[derive(Clone, PartialEq)]
pub(super) struct Shot;

pub(super) struct Camera;

pub(super) const fn has_camera() -> bool {
    false
}

pub(super) const fn has_worker() -> bool {
    false
}

pub(super) async fn open(_video_id: &str) -> Result<Camera, CameraError> {
    Err(CameraError::Unavailable)
}

impl Camera {
    pub(super) async fn look(&self, _paper: Paper) -> Result<Option<Glimpse>, Blind> {
        Err(Blind::NoWorker)
    }

    pub(super) async fn shoot(&self) -> Result<Shot, Blind> {
        Err(Blind::NoWorker)
    }

    pub(super) const fn has_torch(&self) -> bool {
        false
    }

    pub(super) async fn set_torch(&self, _on: bool) {}
}

pub(super) async fn begin_sheet() {}

impl Shot {
    pub(super) async fn bytes(&self) -> Vec<u8> {
        Vec::new()
    }

    pub(super) const fn address(&self) -> String {
        String::new()
    }

    pub(super) async fn look(&self, _paper: Paper) -> Result<Photo, Blind> {
        Err(Blind::NoWorker)
    }
}

pub(super) async fn look_at_file(
    _content: &[u8],
    _media_type: &str,
    _paper: Paper,
    _earlier: &[u8],
    _convert: bool,
) -> Result<(Verdict, Option<Vec<u8>>), Blind> {
    Err(Blind::NoWorker)
}

pub(super) async fn judge(_corners: &[f64], _paper: Paper, _earlier: &[u8]) -> Result<Verdict, Blind> {
    Err(Blind::NoWorker)
}

pub(super) async fn page(_corners: &[f64], _turns: u8, _faint: bool) -> Result<Vec<u8>, Blind> {
    Err(Blind::NoWorker)
}

pub(super) async fn page_address(_corners: &[f64], _turns: u8, _faint: bool, _side: u32) -> Result<String, Blind> {
    Err(Blind::NoWorker)
}

pub(super) const fn release(_address: &str) {}

/// Nothing is ever pasted.
pub(super) async fn pasted(_id: &str) -> Vec<Pasted> {
    std::future::pending().await
}
