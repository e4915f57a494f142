//! What to tell a person who looks into the camera: the first thing that the picture of their face lacks.
//!
//! The bounds are a little tighter than what is needed, so that who follows the hints is well within it. They hold for a
//! picture of three to four, about 240 × 320 pixels.

use faces::{Face, Picture};

/// Darker than this nothing is seen, 0 to 255.
const DARK: f32 = 55.0;
/// Brighter than this the face has no shades left.
const BRIGHT: f32 = 222.0;
/// A face counts beside the largest from this share of its width on; smaller ones are far behind.
const SECOND: f32 = 0.4;
/// A face takes at least this share of the picture's width, and at most that one.
const WIDTHS: std::ops::RangeInclusive<f32> = 0.27..=0.74;
/// The middle of the oval from the top, as a share of the height.
const MIDDLE: f32 = 0.48;
/// So far from the middle a face may be, as a share of the picture's sides.
const ASIDE: f32 = 0.17;
/// Less than this is out of focus: variance of the Laplacian over the variance of the brightness.
const SHARP: f32 = 0.004;
/// So far the nose may stand from the middle of the eyes, in distances of the eyes.
const TURNED: f32 = 0.24;
/// Where the nose stands between eyes and mouth, as a share of that way.
const NOSE: std::ops::RangeInclusive<f32> = 0.3..=0.8;
/// The eyes may lean by this much: height over distance.
const LEANING: f32 = 0.3;

/// The code of the hint, as `FaceHint` of the wire has it; `good` where nothing is lacking.
pub fn hint(picture: &Picture, faces: &[Face]) -> &'static str {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let Some(face) = faces.iter().max_by(|one, other| one.width.total_cmp(&other.width)) else {
        let (light, _) = picture.light_and_sharpness(0.0, 0.0, width, height);
        return if light < DARK { "too_dark" } else { "no_face" };
    };
    let beside = |other: &Face| !std::ptr::eq(other, face) && other.width >= SECOND * face.width;
    if faces.iter().any(beside) {
        return "several_faces";
    }
    let share = face.width / width;
    if share < *WIDTHS.start() {
        return "too_far";
    }
    if share > *WIDTHS.end() {
        return "too_near";
    }
    let across = (face.left + face.width / 2.0) / width - 0.5;
    let down = (face.top + face.height / 2.0) / height - MIDDLE;
    if across.abs() > ASIDE || down.abs() > ASIDE {
        return "off_centre";
    }
    let (light, sharpness) =
        picture.light_and_sharpness(face.left, face.top, face.left + face.width, face.top + face.height);
    if light < DARK {
        return "too_dark";
    }
    if light > BRIGHT {
        return "too_bright";
    }
    if !is_frontal(face) {
        return "not_frontal";
    }
    if sharpness < SHARP {
        return "blurred";
    }
    "good"
}

/// Whether a face looks into the camera, by its five points.
fn is_frontal(face: &Face) -> bool {
    let [right_eye, left_eye, nose, right_mouth, left_mouth] = face.points;
    let eyes = right_eye.distance(left_eye).max(1.0);
    let (eyes_x, eyes_y) = ((right_eye.x + left_eye.x) / 2.0, (right_eye.y + left_eye.y) / 2.0);
    let mouth_y = (right_mouth.y + left_mouth.y) / 2.0;
    let along = (nose.y - eyes_y) / (mouth_y - eyes_y).max(1.0);
    let leaning = (left_eye.y - right_eye.y).abs() / eyes;
    (nose.x - eyes_x).abs() / eyes <= TURNED && NOSE.contains(&along) && leaning <= LEANING
}
