//! How the one face of a picture is: whether it is the only one, its size, its light and its sharpness; and whether it moves.

use shared::api::{FaceHint, FaceRefusal};

use super::Seen;
use crate::detector::Face;
use crate::geometry::{Point, Similarity};
use crate::picture::Picture;
use crate::scores::Scores;
use crate::thresholds::Thresholds;

/// Light and sharpness are measured on the face brought to this side, pixels: a sensor's noise averages out, and near
/// faces are judged by what far ones are.
const SIDE: usize = 96;
/// A living face moves within seconds by more than this: degrees of yaw and pitch, …
const STILL_DEGREES: f32 = 2.5;
/// … shares of an open eye or mouth, …
const STILL_SHARE: f32 = 0.06;
/// … and in the picture, in widths of the face.
const STILL_PLACE: f32 = 0.02;

/// The one face of a picture. Those far behind do not count; a picture too dark or too bright to find one is told so.
pub(super) fn only_face(picture: &Picture, faces: &[Face], thresholds: &Thresholds) -> Result<Face, FaceRefusal> {
    let Some(main) = faces.iter().copied().max_by(|one, other| one.width.total_cmp(&other.width)) else {
        let (width, height) = (picture.width() as f32, picture.height() as f32);
        let (light, _) = square(picture, Point::new(width / 2.0, height / 2.0), width.min(height));
        return Err(match light {
            light if light < thresholds.dark => FaceRefusal::TooDark,
            light if light > thresholds.bright => FaceRefusal::TooBright,
            _ => FaceRefusal::NoFace,
        });
    };
    let beside = faces.iter().filter(|face| face.width >= main.width * thresholds.second_face).count();
    if beside > 1 { Err(FaceRefusal::SeveralFaces) } else { Ok(main) }
}

/// What to do first about a face that is alone, as far as that is seen without its pose.
pub(super) fn hint(picture: &Picture, face: &Face, thresholds: &Thresholds) -> Option<FaceHint> {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let across = (face.left + face.width / 2.0) / width - 0.5;
    let down = (face.top + face.height / 2.0) / height - 0.5;
    let (light, sharpness) = light_and_sharpness(picture, face);
    let lacking = [
        (face.width < thresholds.face_width, FaceHint::TooFar),
        (face.width > thresholds.face_share * width, FaceHint::TooNear),
        (across.abs().max(down.abs()) > thresholds.off_centre, FaceHint::OffCentre),
        (light < thresholds.dark, FaceHint::TooDark),
        (light > thresholds.bright, FaceHint::TooBright),
        (sharpness < thresholds.sharpness, FaceHint::Blurred),
    ];
    lacking.into_iter().find(|(lacks, _)| *lacks).map(|(_, hint)| hint)
}

/// Size, light and sharpness of a burst: each by the middle one of its frames, for a turning head is blurred and shaded.
pub(super) fn check(seen: &[Seen], thresholds: &Thresholds, scores: &mut Scores) -> Result<(), FaceRefusal> {
    let width = middle(seen, |one| one.face.width);
    let light = middle(seen, |one| one.light);
    let sharpness = middle(seen, |one| one.sharpness);
    scores.set("width", width);
    scores.set("light", light);
    scores.set("sharp", sharpness * 100.0);
    scores.set("yaw", middle(seen, |one| one.moment.yaw));
    scores.set("pitch", middle(seen, |one| one.moment.pitch));
    let lacking = [
        (width < thresholds.face_width, FaceRefusal::TooFar),
        (light < thresholds.dark, FaceRefusal::TooDark),
        (light > thresholds.bright, FaceRefusal::TooBright),
        (sharpness < thresholds.sharpness, FaceRefusal::Blurred),
    ];
    lacking.into_iter().find(|(lacks, _)| *lacks).map_or(Ok(()), |(_, why)| Err(why))
}

/// Whether anything moves at all.
pub(super) fn check_moves(seen: &[Seen], scores: &mut Scores) -> Result<(), FaceRefusal> {
    let range = |of: &dyn Fn(&Seen) -> f32| {
        let values = || seen.iter().map(of);
        values().fold(f32::MIN, f32::max) - values().fold(f32::MAX, f32::min)
    };
    let width = middle(seen, |one| one.face.width).max(1.0);
    let moves = [
        range(&|one| one.moment.yaw) / STILL_DEGREES,
        range(&|one| one.moment.pitch) / STILL_DEGREES,
        range(&|one| one.moment.blink) / STILL_SHARE,
        range(&|one| one.moment.jaw_open) / STILL_SHARE,
        range(&|one| one.face.left + one.face.width / 2.0) / width / STILL_PLACE,
        range(&|one| one.face.top + one.face.height / 2.0) / width / STILL_PLACE,
    ];
    let most = moves.into_iter().fold(0.0, f32::max);
    scores.set("moves", most);
    if most < 1.0 { Err(FaceRefusal::Still) } else { Ok(()) }
}

fn middle(seen: &[Seen], of: impl Fn(&Seen) -> f32) -> f32 {
    let mut values: Vec<f32> = seen.iter().map(of).collect();
    values.sort_unstable_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Mean brightness of a face, 0 to 255, and its sharpness: the variance of the Laplacian over the variance of the
/// brightness, so that neither light nor contrast matters.
pub(super) fn light_and_sharpness(picture: &Picture, face: &Face) -> (f32, f32) {
    square(picture, Point::new(face.left + face.width / 2.0, face.top + face.height / 2.0), face.width)
}

fn square(picture: &Picture, centre: Point, length: f32) -> (f32, f32) {
    let onto = Similarity::from_square(SIDE as f32, centre, length, 0.0);
    let steps = (onto.scale().round() as usize).clamp(1, 4);
    let grey: Vec<f32> = picture.square(SIDE, onto, steps).into_iter().map(brightness).collect();
    let count = grey.len().max(1) as f32;
    let mean = grey.iter().sum::<f32>() / count;
    let spread = grey.iter().map(|value| (value - mean) * (value - mean)).sum::<f32>() / count;
    let at = |x: usize, y: usize| grey.get(y * SIDE + x).copied().unwrap_or_default();
    let inside = || (1..SIDE - 1).flat_map(|y| (1..SIDE - 1).map(move |x| (x, y)));
    let edges = inside()
        .map(|(x, y)| 4.0 * at(x, y) - at(x - 1, y) - at(x + 1, y) - at(x, y - 1) - at(x, y + 1))
        .map(|edge| edge * edge);
    let edges = edges.sum::<f32>() / ((SIDE - 2) * (SIDE - 2)) as f32;
    (mean, edges / spread.max(1.0))
}

/// ITU-R BT.601.
pub(super) fn brightness([red, green, blue]: [f32; 3]) -> f32 {
    0.299 * red + 0.587 * green + 0.114 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(width: f32) -> Face {
        Face { left: 0.0, top: 0.0, width, height: width, points: [Point::default(); 5], score: 0.9 }
    }

    #[test]
    fn one_face_counts_and_small_ones_behind_it_do_not() {
        let picture = |shade: u8| Picture::new(200, 200, vec![shade; 120_000]).expect("a picture");
        let thresholds = Thresholds::default();
        let found = |faces: &[Face]| only_face(&picture(120), faces, &thresholds).map(|face| face.width);
        assert_eq!(found(&[face(20.0), face(100.0)]), Ok(100.0));
        assert_eq!(found(&[face(60.0), face(100.0)]), Err(FaceRefusal::SeveralFaces));
        assert_eq!(found(&[]), Err(FaceRefusal::NoFace));
        assert_eq!(only_face(&picture(5), &[], &thresholds), Err(FaceRefusal::TooDark));
        assert_eq!(only_face(&picture(250), &[], &thresholds), Err(FaceRefusal::TooBright));
    }
}
