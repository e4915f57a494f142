//! Bursts of made films: what was asked for passes for every portrait, and every trouble is refused with its own reason.
#![expect(clippy::print_stdout, reason = "scores are for those who look")]

use faces::fixtures::{Condition, Film, Shot, clip};
use faces::{Refused, Thresholds};
use shared::api::FaceAction::{self, Blink, OpenMouth, TurnLeft, TurnRight};
use shared::api::{FaceHint, FaceRefusal};

use crate::stage::{ACTORS, PORTRAITS, actor, judge, judged, orders, portrait};

/// The default of the setting `face.likeness`.
const SAME_PERSON: f32 = 0.45;

/// Each actor does a third of all orders, each time otherwise.
fn passes(steps_wanted: usize) {
    let mut refused = Vec::new();
    for (number, name) in ACTORS.into_iter().enumerate() {
        for (order, steps) in orders().into_iter().enumerate().filter(|(_, steps)| steps.len() == steps_wanted) {
            if (order + number) % 3 != 0 {
                continue;
            }
            let seed = (number * 100 + order + 1) as u64;
            match judged(&clip(actor(name), seed, &steps, Condition::Good), &steps) {
                Ok(live) => println!("{name} {steps:?} {}", live.scores),
                Err(Refused { why, action, scores }) => {
                    refused.push(format!("{name} {steps:?} seed {seed}: {why:?} {action:?}, {scores}"));
                }
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn two_steps_in_the_order_asked_for_pass() {
    passes(2);
}

#[test]
fn three_steps_in_the_order_asked_for_pass() {
    passes(3);
}

#[test]
fn every_trouble_is_refused_with_its_own_reason() {
    const STEPS: [FaceAction; 2] = [TurnLeft, OpenMouth];
    for (name, other, seed) in [("person_a_1", "person_b_2", 1), ("impostor_1", "person_b_1", 2)] {
        let (me, other) = (actor(name), actor(other));
        let film = |steps: &[FaceAction], condition| Film::new(me, seed, steps, condition).wide_awake().burst(15);
        let mut cut = film(&STEPS, Condition::Good);
        let end = cut[7].jpeg.len() / 2;
        cut[7].jpeg.truncate(end);
        let mut again = film(&STEPS, Condition::Good);
        again[9].jpeg = again[3].jpeg.clone();
        let mut stored_again = film(&STEPS, Condition::Good);
        stored_again[9].jpeg = stored_again_as(&stored_again[3].jpeg);
        let mut back = film(&STEPS, Condition::Good);
        back.swap(4, 5);
        let mut still = film(&STEPS, Condition::Good);
        let first = still[0].jpeg.clone();
        still.iter_mut().for_each(|shot| shot.jpeg.clone_from(&first));
        let table: Vec<(&str, Vec<Shot>, FaceRefusal, Option<FaceAction>)> = vec![
            ("few frames", film(&STEPS, Condition::Good).split_off(9), FaceRefusal::Frames, None),
            ("times that fall", back, FaceRefusal::Frames, None),
            ("a cut frame", cut, FaceRefusal::FrameBroken, None),
            ("one picture all along", still, FaceRefusal::Still, None),
            ("a still with a sensor's noise", film(&STEPS, Condition::Still), FaceRefusal::Still, None),
            ("a frame again", again, FaceRefusal::Replayed, None),
            ("a frame stored again", stored_again, FaceRefusal::Replayed, None),
            ("nobody", film(&STEPS, Condition::Nobody), FaceRefusal::NoFace, None),
            ("two faces", film(&STEPS, Condition::Beside(other)), FaceRefusal::SeveralFaces, None),
            ("far", film(&STEPS, Condition::Far), FaceRefusal::TooFar, None),
            ("dark", film(&STEPS, Condition::Dark), FaceRefusal::TooDark, None),
            ("bright", film(&STEPS, Condition::Bright), FaceRefusal::TooBright, None),
            ("out of focus", film(&STEPS, Condition::Blurred), FaceRefusal::Blurred, None),
            ("half done", film(&[TurnLeft], Condition::Good), FaceRefusal::ActionMissing, Some(OpenMouth)),
            ("another order", film(&[OpenMouth, TurnLeft], Condition::Good), FaceRefusal::WrongOrder, Some(OpenMouth)),
            ("the other side", film(&[TurnRight, OpenMouth], Condition::Good), FaceRefusal::WrongOrder, Some(TurnLeft)),
            (
                "everything",
                film(&[Blink, TurnRight, TurnLeft, OpenMouth], Condition::Good),
                FaceRefusal::WrongOrder,
                Some(TurnRight),
            ),
            ("another person", film(&STEPS, Condition::Replaced(other)), FaceRefusal::Changed, None),
            ("a screen", film(&STEPS, Condition::Screen), FaceRefusal::Artificial, None),
        ];
        for (what, shots, why, action) in table {
            match judged(&shots, &STEPS) {
                Err(refused) => {
                    println!("{name} {what}: {}", refused.scores);
                    assert_eq!((refused.why, refused.action), (why, action), "{name} {what}: {}", refused.scores);
                }
                Ok(live) => panic!("{name} {what} passed: {}", live.scores),
            }
        }
    }
}

/// The picture with other bytes, as a replay that wants to look new.
fn stored_again_as(jpeg: &[u8]) -> Vec<u8> {
    let picture = image::load_from_memory(jpeg).expect("a picture").into_rgb8();
    let mut bytes = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95);
    picture.write_with_encoder(encoder).expect("written");
    bytes
}

#[test]
fn a_live_face_is_held_against_a_portrait() {
    let steps = [Blink, TurnRight];
    let thresholds = Thresholds::default();
    let lives = ACTORS.map(|name| {
        let live = judged(&clip(actor(name), 5, &steps, Condition::Good), &steps);
        live.unwrap_or_else(|refused| panic!("{name}: {:?} {}", refused.why, refused.scores)).embedding
    });
    let person = |name: &str| name.rsplit_once('_').map_or(name, |(person, _)| person).to_owned();
    for name in PORTRAITS {
        let kept = judge().portrait(&portrait(name), &thresholds).expect("a portrait");
        for (other, live) in ACTORS.into_iter().zip(&lives) {
            let same = name == other || person(name) == person(other) && person(name) != "impostor";
            let likeness = kept.likeness(live);
            println!("{name} {other} {likeness:.2}");
            assert_eq!(likeness >= SAME_PERSON, same, "{name} {other}: {likeness}");
        }
    }
}

#[test]
fn hints_say_what_a_frame_lacks() {
    let (me, other) = (actor("person_a_1"), actor("impostor_1"));
    let hint = |condition, at_ms: u32, steps: &[FaceAction]| {
        let film = Film::new(me, 3, steps, condition).wide_awake();
        let jpeg = film.picture(at_ms).and_then(|picture| faces::fixtures::stored(&picture)).expect("a frame");
        judge().hint(&jpeg, &Thresholds::default()).expect("a hint")
    };
    for (condition, at_ms, wanted) in [
        (Condition::Good, 0, FaceHint::Good),
        // In the midst of the turn.
        (Condition::Good, 2_500, FaceHint::NotFrontal),
        (Condition::Nobody, 0, FaceHint::NoFace),
        (Condition::Beside(other), 0, FaceHint::SeveralFaces),
        (Condition::Far, 0, FaceHint::TooFar),
        (Condition::Dark, 0, FaceHint::TooDark),
        (Condition::Bright, 0, FaceHint::TooBright),
        (Condition::Blurred, 0, FaceHint::Blurred),
    ] {
        assert_eq!(hint(condition, at_ms, &[TurnLeft]), wanted);
    }
    assert!(judge().hint(b"no picture", &Thresholds::default()).is_err());
}

#[test]
fn a_card_without_a_portrait_is_told_so() {
    let wall = Film::new(actor("person_a_2"), 1, &[], Condition::Nobody).picture(0).expect("a picture");
    let jpeg = faces::fixtures::stored(&wall).expect("a photo");
    let refused = judge().portrait(&jpeg, &Thresholds::default()).expect_err("refused");
    assert_eq!(refused.to_string(), "refused: face_card_no_portrait");
}
