//! The camera that looks at the person, who finds their face in its picture, and the voice: one seam for every platform.

#[cfg(target_arch = "wasm32")]
#[path = "faces/web.rs"]
mod imp;
#[cfg(not(target_arch = "wasm32"))]
#[path = "faces/native.rs"]
mod imp;

use shared::api::FaceHint;

use super::camera::CameraError;

/// Why nobody says how a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blind {
    /// There is nothing to look at yet.
    NoPicture,
    /// The device cannot: an old browser, or one that is too slow.
    NoWorker,
}

/// The open camera; dropping it switches it off and sends the worker away.
pub(crate) struct Camera(imp::Camera);

/// Whether the device may have a camera that the page may ask for.
pub(crate) fn has_camera() -> bool {
    imp::has_camera()
}

/// Opens the camera (video only, the one that looks at the person) into a `<video>` element.
///
/// # Errors
/// Where there is no camera or it may not be used.
pub(crate) async fn open(video_id: &str) -> Result<Camera, CameraError> {
    imp::open(video_id).await.map(Camera)
}

impl Camera {
    /// What the picture of this moment lacks.
    pub(crate) async fn look(&self) -> Result<FaceHint, Blind> {
        self.0.look().await
    }

    /// The picture of this moment: 480 × 640 pixels, not mirrored, a JPEG of at most `most` bytes in base64. `None` where
    /// there is none.
    pub(crate) async fn frame(&self, most: usize) -> Option<String> {
        self.0.frame(most).await
    }

    /// Whether the device has taken the camera away.
    pub(crate) fn is_lost(&self) -> bool {
        self.0.is_lost()
    }
}

/// A chosen photo as a JPEG of at most `most` bytes in base64, no larger than a card needs. `None` where it cannot be read.
pub(crate) async fn photo(content: &[u8], media_type: &str, most: usize) -> Option<String> {
    imp::photo(content, media_type, most).await
}

/// Milliseconds that never go back, from some moment on.
pub(crate) fn tick_ms() -> f64 {
    imp::tick_ms()
}

/// Whether the device has a voice.
pub(crate) fn can_speak() -> bool {
    imp::can_speak()
}

/// Says a sentence instead of whatever it is saying; `language` is a BCP 47 tag.
pub(crate) fn speak(text: &str, language: &str) {
    imp::speak(text, language);
}

/// Says nothing more.
pub(crate) fn hush() {
    imp::hush();
}
