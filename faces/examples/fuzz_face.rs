//! `cargo xtask fuzz face`: damaged JPEGs through the decoder and the whole verdict, for so many seconds.
//! `fuzz_face PORTRAIT SECONDS [SEED]`; the seed and the number of the file bring any of them back.

#![expect(clippy::print_stdout, reason = "it prints figures")]

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use faces::fixtures::{Actor, Condition, Shot, clip, damaged, most_memory};
use faces::{Frame, Judge, JudgeError, ModelFiles, Thresholds};
use shared::api::FaceAction;
use vision::fixtures::Random;

/// After so many single frames comes a burst with one of them in it.
const BURST_EVERY: u64 = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let portrait = std::fs::read(arguments.next().ok_or("the portrait is missing")?)?;
    let seconds: u64 = arguments.next().ok_or("the seconds are missing")?.parse()?;
    let seed: u64 = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models/faces");
    let judge = Judge::load(ModelFiles::from_folder(&models)?)?;
    let actor = Actor::new(&judge, &portrait)?;
    let steps = [FaceAction::OpenMouth, FaceAction::Blink];
    let shots = clip(&actor, seed, &steps, Condition::Good);
    let before = most_memory();
    let thresholds = Thresholds::default();
    let (start, mut file) = (Instant::now(), 0_u64);
    let (mut broken, mut seen, mut bursts, mut longest) = (0_u64, 0_u64, 0_u64, Duration::ZERO);
    while start.elapsed() < Duration::from_secs(seconds) {
        let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(file));
        let at = random.below(shots.len());
        let jpeg = damaged(&shots[at].jpeg, &mut random);
        let began = Instant::now();
        match judge.hint(&jpeg, &thresholds) {
            Err(JudgeError::Failed(error)) => return Err(format!("file {file} of seed {seed}: {error}").into()),
            Err(JudgeError::Refused(_)) => broken += 1,
            Ok(_) => seen += 1,
        }
        longest = longest.max(began.elapsed());
        if file % BURST_EVERY == 0 {
            let mut frames: Vec<Frame<'_>> = shots.iter().map(Shot::frame).collect();
            frames[at].jpeg = &jpeg;
            if let Err(JudgeError::Failed(error)) = judge.burst(&frames, &steps, &thresholds) {
                return Err(format!("burst with file {file} of seed {seed}: {error}").into());
            }
            bursts += 1;
        }
        file += 1;
    }
    println!("{file} damaged frames in {seconds} s: {broken} refused, {seen} seen; {bursts} bursts with one; no panic");
    println!("longest for one frame: {} ms", longest.as_millis());
    println!(
        "memory at most: {} MB before, {} MB after",
        before.unwrap_or_default(),
        most_memory().unwrap_or_default()
    );
    Ok(())
}
