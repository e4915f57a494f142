//! Damaged JPEGs: no panic, and a verdict on each. `cargo xtask fuzz face` does the same for as long as one likes.

use faces::fixtures::{Condition, clip, damaged};
use faces::{Frame, JudgeError, Thresholds};
use shared::api::{FaceAction, FaceRefusal};
use vision::fixtures::Random;

use crate::stage;

/// Files that are tried; the decoder takes most of them in a millisecond, the networks the rest in twenty.
const FILES: usize = 300;

#[test]
fn damaged_frames_have_a_verdict() {
    let steps = [FaceAction::OpenMouth, FaceAction::Blink];
    let shots = clip(stage::actor("impostor_2"), 1, &steps, Condition::Good);
    let mut random = Random::new(2026);
    let thresholds = Thresholds::default();
    let (mut broken, mut seen) = (0, 0);
    for number in 0..FILES {
        let jpeg = damaged(&shots[number % shots.len()].jpeg, &mut random);
        match stage::judge().hint(&jpeg, &thresholds) {
            Err(JudgeError::Refused(refused)) => {
                assert_eq!(refused.why, FaceRefusal::FrameBroken);
                broken += 1;
            }
            Err(JudgeError::Failed(error)) => panic!("{error}"),
            Ok(_) => seen += 1,
        }
        if number % 60 == 0 {
            let mut frames: Vec<Frame<'_>> = shots.iter().map(faces::fixtures::Shot::frame).collect();
            frames[number % 15].jpeg = &jpeg;
            // Whatever the verdict is, there is one.
            let failed = stage::judge().burst(&frames, &steps, &thresholds);
            assert!(!matches!(failed, Err(JudgeError::Failed(_))));
        }
    }
    // Both ways were gone.
    assert!(broken > FILES / 10 && seen > FILES / 10, "{broken} {seen}");
}
