//! Says what the scores of made films are, for the thresholds' sake:
//! `cargo run -p faces --example measure -- FOLDER-OF-PORTRAITS [SEEDS [CONDITION [THRESHOLDS]]]`;
//! of a condition that is named every film is told; thresholds come as JSON.

#![expect(clippy::print_stdout, reason = "what it says is what it is for")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use faces::fixtures::{Actor, Condition, Shot, clip};
use faces::{Frame, Judge, JudgeError, ModelFiles, Scores, Thresholds};
use shared::api::FaceAction;

const NAMES: [&str; 18] = [
    "differ",
    "width",
    "light",
    "sharp",
    "blink",
    "eyes",
    "jaw",
    "left",
    "right",
    "moves",
    "same",
    "grid",
    "flat",
    "frozen",
    "clockwork",
    "artificial",
    "yaw",
    "pitch",
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("the folder of portraits is missing")?;
    let seeds: u64 = arguments.next().map_or(Ok(1), |seeds| seeds.parse())?;
    let only = arguments.next();
    let by: Thresholds = arguments.next().map_or(Ok(Thresholds::default()), |json| serde_json::from_str(&json))?;
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models/faces");
    let judge = Judge::load(ModelFiles::from_folder(&models)?)?;
    let mut actors = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "jpg") {
            actors.push((path.display().to_string(), Actor::new(&judge, &std::fs::read(&path)?)?));
        }
    }
    actors.sort_by(|one, other| one.0.cmp(&other.0));
    let (first, last) = (actors.first().ok_or("no portrait")?, actors.last().ok_or("no portrait")?);
    let conditions = [
        ("good", Condition::Good),
        ("still", Condition::Still),
        ("dark", Condition::Dark),
        ("bright", Condition::Bright),
        ("blurred", Condition::Blurred),
        ("far", Condition::Far),
        ("print", Condition::Print),
        ("screen", Condition::Screen),
        ("injected", Condition::Injected),
        ("replaced by the first", Condition::Replaced(&first.1)),
        ("replaced by the last", Condition::Replaced(&last.1)),
    ];
    // With everything let through, every score is measured.
    let lax = Thresholds {
        same_burst: -1.0,
        artificial: 2.0,
        face_width: 0.0,
        dark: 0.0,
        bright: 256.0,
        sharpness: 0.0,
        ..by
    };
    for (what, condition) in conditions.into_iter().filter(|(what, _)| only.as_ref().is_none_or(|only| only == what)) {
        let mut all: BTreeMap<&str, Vec<f32>> = BTreeMap::new();
        let mut ends: BTreeMap<String, usize> = BTreeMap::new();
        for (number, (_, actor)) in actors.iter().enumerate() {
            for seed in 0..seeds {
                for steps in asked(seed + number as u64) {
                    let shots = clip(actor, seed, &steps, condition);
                    let (end, scores) = judged(&judge, &shots, &steps, &lax);
                    if only.is_some() {
                        println!("{what} {} {steps:?} {end} {scores}", number + 1);
                    }
                    note((end, scores), &mut all, None);
                    note(judged(&judge, &shots, &steps, &by), &mut BTreeMap::new(), Some(&mut ends));
                }
            }
        }
        println!("{what}: {ends:?}");
        for (name, mut values) in all {
            values.sort_by(f32::total_cmp);
            let at =
                |share: usize| values.get(values.len().saturating_sub(1) * share / 100).copied().unwrap_or_default();
            println!(
                "  {name:10} {:8.3} {:8.3} {:8.3}  (least, middle, most of {})",
                at(0),
                at(50),
                at(100),
                values.len()
            );
        }
    }
    Ok(())
}

/// Two orders, so that every action comes.
fn asked(number: u64) -> [Vec<FaceAction>; 2] {
    use FaceAction::{Blink, OpenMouth, TurnLeft, TurnRight};
    if number.is_multiple_of(2) {
        [vec![Blink, TurnLeft, OpenMouth], vec![TurnRight, Blink]]
    } else {
        [vec![OpenMouth, TurnRight, Blink], vec![TurnLeft, OpenMouth]]
    }
}

fn judged(judge: &Judge, shots: &[Shot], steps: &[FaceAction], by: &Thresholds) -> (String, Scores) {
    let frames: Vec<Frame<'_>> = shots.iter().map(Shot::frame).collect();
    match judge.burst(&frames, steps, by) {
        Ok(live) => ("passed".to_owned(), live.scores),
        Err(JudgeError::Refused(refused)) => (refused.why.code().to_owned(), refused.scores),
        Err(JudgeError::Failed(error)) => (error.to_string(), Scores::default()),
    }
}

fn note(
    (end, scores): (String, Scores),
    all: &mut BTreeMap<&'static str, Vec<f32>>,
    ends: Option<&mut BTreeMap<String, usize>>,
) {
    for name in NAMES {
        all.entry(name).or_default().extend(scores.get(name));
    }
    if let Some(ends) = ends {
        *ends.entry(end).or_default() += 1;
    }
}
