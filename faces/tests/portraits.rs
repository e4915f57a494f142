//! The test portraits: found and told apart as other runtimes of the same networks do (`portraits/reference.json`, made with
//! ONNX Runtime and OpenCV's alignment), and by who they are.

use std::path::Path;

use faces::{Detector, Embedder, Embedding, Face, Mesher, Picture, Reader};
use serde::Deserialize;

/// The default threshold: likeness of one person's pictures is above it, of strangers' below.
const THRESHOLD: f32 = 0.45;

#[derive(Deserialize)]
struct Reference {
    file: String,
    #[serde(rename = "box")]
    sides: [f32; 4],
    points: [[f32; 2]; 5],
    embedding: Vec<f32>,
}

fn model(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models/faces").join(name)).expect("a model")
}

fn portraits() -> Vec<(Reference, Picture)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portraits");
    let list = std::fs::read(folder.join("reference.json")).expect("the list");
    let list: Vec<Reference> = serde_json::from_slice(&list).expect("a list");
    let read = |reference: Reference| {
        let pixels = image::open(folder.join(&reference.file)).expect("a portrait").to_rgb8();
        let (width, height) = (pixels.width() as usize, pixels.height() as usize);
        (reference, Picture::new(width, height, pixels.into_raw()).expect("a picture"))
    };
    list.into_iter().map(read).collect()
}

fn only_face(detector: &Detector, picture: &Picture) -> Face {
    let faces = detector.find(picture).expect("looked at");
    let [face] = faces.as_slice() else { panic!("{} faces", faces.len()) };
    *face
}

#[test]
fn faces_are_found_where_others_find_them_and_told_apart() {
    let detector = Detector::load(model("yunet_f32_dyn_f32.onnx")).expect("loaded");
    let embedder = Embedder::load(model("sface_f32_folded.onnx")).expect("loaded");
    let mut all: Vec<(String, Embedding)> = Vec::new();
    for (reference, picture) in portraits() {
        let face = only_face(&detector, &picture);
        // Shrinking differs by a shade between libraries; a twentieth of the face's width is what that moves a corner.
        let near = reference.sides[2] / 20.0;
        let sides = [face.left, face.top, face.width, face.height];
        for (found, told) in sides.iter().zip(reference.sides) {
            assert!((found - told).abs() < near, "{}: {sides:?} {:?}", reference.file, reference.sides);
        }
        for (found, told) in face.points.iter().zip(reference.points) {
            assert!((found.x - told[0]).hypot(found.y - told[1]) < near, "{}: {found:?} {told:?}", reference.file);
        }
        // At the very points that the reference was made with, the embedding is the same.
        let points = reference.points.map(|[x, y]| faces::Point::new(x, y));
        let there = embedder.embed(&picture, &Face { points, ..face }).expect("embedded");
        let told = Embedding::new(&reference.embedding).expect("a direction");
        assert!(there.likeness(&told) >= 0.999, "{}: {}", reference.file, there.likeness(&told));
        all.push((reference.file, embedder.embed(&picture, &face).expect("embedded")));
    }
    let person = |file: &str| file.rsplit_once('_').map_or_else(|| file.to_owned(), |(person, _)| person.to_owned());
    for (number, (one, its)) in all.iter().enumerate() {
        for (other, others) in &all[number + 1..] {
            let likeness = its.likeness(others);
            // The two strangers share a name and nothing else.
            let same = person(one) == person(other) && person(one) != "impostor";
            assert_eq!(likeness >= THRESHOLD, same, "{one} {other}: {likeness}");
        }
    }
}

#[test]
fn portraits_look_ahead_with_open_eyes() {
    let detector = Detector::load(model("yunet_f32_dyn_f32.onnx")).expect("loaded");
    let mesher = Mesher::load(model("face_landmarks_detector.onnx")).expect("loaded");
    let reader = Reader::load(model("face_blendshapes.onnx")).expect("loaded");
    for (reference, picture) in portraits() {
        let mesh = mesher.shape(&picture, &only_face(&detector, &picture)).expect("shaped");
        let (pose, done) = (mesh.pose(), reader.read(&mesh).expect("read"));
        assert!(mesh.presence > 0.99, "{}", reference.file);
        assert!(pose.yaw.abs() < 15.0 && pose.pitch.abs() < 15.0, "{}: {pose:?}", reference.file);
        assert!(done.blink < 0.5 && done.jaw_open < 0.5, "{}: {done:?}", reference.file);
    }
}

#[test]
fn where_nobody_is_nobody_is_found() {
    let detector = Detector::load(model("yunet_f32_dyn_f32.onnx")).expect("loaded");
    let grey = Picture::new(320, 240, vec![128; 320 * 240 * 3]).expect("a picture");
    assert!(detector.find(&grey).expect("looked at").is_empty());
    assert!(Detector::load(b"no network".to_vec()).is_err());
}
