//! The hint on portraits that are laid into a frame as a camera would see them: well, and with each trouble.

use std::path::{Path, PathBuf};

use face_worker::hint;
use faces::{Detector, Picture};
use image::RgbImage;
use image::imageops::{self, FilterType};
use shared::api::FaceHint;

const WIDTH: u32 = 240;
const HEIGHT: u32 = 320;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn detector() -> Detector {
    let file = std::fs::read(root().join("assets/models/faces/yunet_f32_dyn_f32.onnx")).expect("the network");
    Detector::load(file).expect("the network")
}

fn picture(image: &RgbImage) -> Picture {
    Picture::new(image.width() as usize, image.height() as usize, image.as_raw().clone()).expect("a picture")
}

fn portrait(name: &str) -> RgbImage {
    let path = root().join("faces/tests/portraits").join(format!("{name}.jpg"));
    image::open(path).expect("a portrait").to_rgb8()
}

/// A frame with the face as wide as a share of the frame, its middle at a place in shares of the frame's sides; grey where
/// the portrait ends.
fn frame(detector: &Detector, portrait: &RgbImage, share: f32, place: (f32, f32)) -> RgbImage {
    let face = detector.find(&picture(portrait)).expect("found")[0];
    let times = share * WIDTH as f32 / face.width;
    let size = |side: u32| (side as f32 * times).round() as u32;
    let small = imageops::resize(portrait, size(portrait.width()), size(portrait.height()), FilterType::Triangle);
    let at = |place: f32, side: u32, start: f32, length: f32| {
        (place * side as f32 - (start + length / 2.0) * times).round() as i64
    };
    let mut frame = RgbImage::from_pixel(WIDTH, HEIGHT, image::Rgb([128, 128, 128]));
    let (x, y) = (at(place.0, WIDTH, face.left, face.width), at(place.1, HEIGHT, face.top, face.height));
    imageops::overlay(&mut frame, &small, x, y);
    frame
}

fn said(detector: &Detector, frame: &RgbImage) -> FaceHint {
    let seen = picture(frame);
    let faces = detector.find(&seen).expect("looked at");
    FaceHint::from_code(hint(&seen, &faces)).expect("a code of the wire")
}

fn lit(frame: &RgbImage, times: f32, plus: f32) -> RgbImage {
    let mut lit = frame.clone();
    for value in lit.as_flat_samples_mut().samples {
        *value = (f32::from(*value) * times + plus).clamp(0.0, 255.0) as u8;
    }
    lit
}

#[test]
fn who_stands_well_is_told_so() {
    let detector = detector();
    for name in ["person_a_1", "person_a_2", "person_b_1", "person_b_2", "impostor_1", "impostor_2"] {
        for share in [0.35, 0.5, 0.65] {
            let hint = said(&detector, &frame(&detector, &portrait(name), share, (0.5, 0.48)));
            assert_eq!(hint, FaceHint::Good, "{name} at {share}");
        }
    }
}

#[test]
fn each_trouble_has_its_hint() {
    let detector = detector();
    let person = portrait("person_b_1");
    let of = |share, place| frame(&detector, &person, share, place);
    let good = of(0.5, (0.5, 0.48));
    assert_eq!(said(&detector, &of(0.22, (0.5, 0.48))), FaceHint::TooFar);
    assert_eq!(said(&detector, &of(0.8, (0.5, 0.5))), FaceHint::TooNear);
    assert_eq!(said(&detector, &of(0.4, (0.28, 0.48))), FaceHint::OffCentre);
    assert_eq!(said(&detector, &of(0.4, (0.5, 0.75))), FaceHint::OffCentre);
    assert_eq!(said(&detector, &lit(&good, 0.2, 0.0)), FaceHint::TooDark);
    assert_eq!(said(&detector, &lit(&good, 0.0, 2.0)), FaceHint::TooDark, "nothing is seen");
    assert_eq!(said(&detector, &lit(&good, 0.25, 190.0)), FaceHint::TooBright);
    assert_eq!(said(&detector, &imageops::blur(&good, 5.0)), FaceHint::Blurred);
    assert_eq!(said(&detector, &RgbImage::from_pixel(WIDTH, HEIGHT, image::Rgb([140, 130, 120]))), FaceHint::NoFace);
    let mut two = imageops::resize(&good, WIDTH / 2, HEIGHT / 2, FilterType::Triangle);
    let other = imageops::resize(
        &frame(&detector, &portrait("impostor_1"), 0.5, (0.5, 0.48)),
        WIDTH / 2,
        HEIGHT / 2,
        FilterType::Triangle,
    );
    let mut beside = RgbImage::new(WIDTH, HEIGHT / 2);
    imageops::overlay(&mut beside, &two, 0, 0);
    imageops::overlay(&mut beside, &other, i64::from(WIDTH / 2), 0);
    two = imageops::resize(&beside, WIDTH, HEIGHT, FilterType::Triangle);
    assert_eq!(said(&detector, &two), FaceHint::SeveralFaces);
}

#[test]
fn a_turned_or_leaning_head_is_asked_to_look_straight() {
    let detector = detector();
    let good = picture(&frame(&detector, &portrait("person_b_1"), 0.5, (0.5, 0.48)));
    let face = detector.find(&good).expect("found")[0];
    let with = |change: fn(&mut faces::Face)| {
        let mut changed = face;
        change(&mut changed);
        hint(&good, &[changed])
    };
    assert_eq!(with(|_| ()), "good");
    assert_eq!(with(|face| face.points[2].x = face.points[0].x), "not_frontal", "the nose over an eye");
    assert_eq!(with(|face| face.points[2].y = face.points[0].y), "not_frontal", "the nose as high as the eyes");
    assert_eq!(with(|face| face.points[0].y -= face.width * 0.3), "not_frontal", "one eye far above the other");
}
