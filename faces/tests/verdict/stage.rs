//! What tests of the verdict stand on: the networks, loaded once, and the portraits as actors.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use faces::fixtures::{Actor, Shot};
use faces::{Frame, Judge, JudgeError, Live, ModelFiles, Refused, Thresholds};
use shared::api::FaceAction;

/// The portraits; `a` and `b` are two persons with two pictures each, the others two strangers.
pub(crate) const PORTRAITS: [&str; 6] =
    ["person_a_1", "person_a_2", "person_b_1", "person_b_2", "impostor_1", "impostor_2"];

/// Those of them whose films the networks read well: the others look aside at rest, or have eyes and mouth that the drawn
/// lids and lips do not cover.
pub(crate) const ACTORS: [&str; 3] = ["person_a_1", "impostor_1", "impostor_2"];

fn file(path: PathBuf) -> Vec<u8> {
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn portrait(name: &str) -> Vec<u8> {
    file(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portraits").join(format!("{name}.jpg")))
}

pub(crate) fn judge() -> &'static Judge {
    static JUDGE: OnceLock<Judge> = OnceLock::new();
    JUDGE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models/faces");
        Judge::load(ModelFiles::from_folder(&folder).expect("the networks")).expect("loaded")
    })
}

pub(crate) fn actor(name: &str) -> &'static Actor {
    static ACTORS: OnceLock<Vec<(&str, Actor)>> = OnceLock::new();
    let load = |name| (name, Actor::new(judge(), &portrait(name)).expect("an actor"));
    let all = ACTORS.get_or_init(|| PORTRAITS.into_iter().map(load).collect());
    all.iter().find(|(known, _)| *known == name).map(|(_, actor)| actor).expect("a portrait")
}

pub(crate) fn judged(shots: &[Shot], steps: &[FaceAction]) -> Result<Live, Refused> {
    let frames: Vec<Frame<'_>> = shots.iter().map(Shot::frame).collect();
    match judge().burst(&frames, steps, &Thresholds::default()) {
        Ok(live) => Ok(live),
        Err(JudgeError::Refused(refused)) => Err(refused),
        Err(JudgeError::Failed(error)) => panic!("{error}"),
    }
}

/// Every order of two and of three different actions, 36 in all.
pub(crate) fn orders() -> Vec<Vec<FaceAction>> {
    let pairs = FaceAction::ALL.iter().flat_map(|one| FaceAction::ALL.iter().map(|other| vec![*one, *other]));
    let pairs: Vec<Vec<FaceAction>> = pairs.filter(|pair| pair[0] != pair[1]).collect();
    let third = |pair: &Vec<FaceAction>| {
        let pair = pair.clone();
        FaceAction::ALL
            .iter()
            .filter(|one| !pair.contains(one))
            .map(|one| [pair.clone(), vec![*one]].concat())
            .collect()
    };
    let triples: Vec<Vec<FaceAction>> = pairs.iter().flat_map(|pair| -> Vec<Vec<FaceAction>> { third(pair) }).collect();
    [pairs, triples].concat()
}
