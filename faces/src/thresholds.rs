//! From where on something counts. Each is a setting: what fits one group of people and cameras need not fit another.

use serde::Deserialize;

/// Thresholds with defaults; `README.md` of this crate says what was measured for each, and what was not yet.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Likeness from which on two frames of one burst are of one person.
    pub same_burst: f32,
    /// Least width of a face, pixels of the frame: below 80 or so embeddings come near those of strangers.
    pub face_width: f32,
    /// Least width of the portrait's face on the photo of a card, pixels of the photo.
    pub portrait_width: f32,
    /// Greatest width of a face, as a share of the frame's width.
    pub face_share: f32,
    /// How far the face's middle may lie from the frame's, as a share of the frame's sides; for guidance only.
    pub off_centre: f32,
    /// A face counts beside the largest one where its width is at least this share of the largest one's.
    pub second_face: f32,
    /// Least mean brightness of a face, 0 to 255.
    pub dark: f32,
    /// Greatest mean brightness of a face, 0 to 255.
    pub bright: f32,
    /// Least sharpness: see [`crate::Picture::light_and_sharpness`].
    pub sharpness: f32,
    /// Greatest yaw of a face that looks ahead, degrees to either side.
    pub frontal_yaw: f32,
    /// Greatest pitch of a face that looks ahead, degrees up or down.
    pub frontal_pitch: f32,
    /// How far the eyes have to close, over the person's own rest: by the blendshape, 0 to 1, …
    pub blink: f32,
    /// … or by their height, as a share of their height at rest. Whoever looks down loses up to a third of it.
    pub eyes_closed: f32,
    /// How far the mouth has to open, over the person's own rest.
    pub jaw_open: f32,
    /// How far the head has to turn from the person's own rest, degrees.
    pub turn: f32,
    /// Signs of a screen, a print or an injected film, 0 to 1: from this on the burst is refused.
    pub artificial: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            same_burst: 0.3,
            face_width: 90.0,
            portrait_width: 70.0,
            face_share: 0.8,
            off_centre: 0.2,
            second_face: 0.4,
            dark: 45.0,
            bright: 208.0,
            sharpness: 0.025,
            frontal_yaw: 15.0,
            frontal_pitch: 18.0,
            blink: 0.1,
            eyes_closed: 0.38,
            jaw_open: 0.2,
            turn: 8.0,
            artificial: 0.5,
        }
    }
}
