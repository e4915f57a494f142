//! The sheet's corners on the made pictures, and no shot on those that do not show all four.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use vision::fixtures::Random;
use vision::fixtures::cases::{self, Case};
use vision::{Advice, Frame, Paper, Point, Quad, RgbaImage, RgbaView, Shutter, Sighting, find_sheet};

/// Limits and weights were set on seeds 1 to 6; this one showed two faults of the rules themselves, since mended.
const SEED: u64 = 20_261_124;

/// What `look` makes of every case, two at a time.
fn each<T: Send>(cases: &[Case], look: impl Fn(&Case) -> T + Sync) -> Vec<T> {
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some((number, case)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|n| Some((n, cases.get(n)?)))
                {
                    let seen = look(case);
                    found.lock().expect("no look panicked").push((number, seen));
                }
            });
        }
    });
    let mut found = found.into_inner().expect("no look panicked");
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, seen)| seen).collect()
}

/// Mean distance of the corners as a share of the picture's diagonal. Which corner the page begins with cannot be seen.
fn error(picture: &RgbaImage, quad: &Quad, truth: [Point; 4]) -> f64 {
    let diagonal = (picture.width() as f64).hypot(picture.height() as f64);
    let apart = |turn| {
        let corners = quad.rotated(turn).corners();
        corners.iter().zip(truth).map(|(found, truth)| found.distance(truth)).sum::<f64>() / 4.0
    };
    (0..4).map(apart).fold(f64::MAX, f64::min) / diagonal
}

#[test]
fn corners_of_whole_sheets_are_found_closely() {
    let cases = cases::whole(SEED);
    assert!(cases.len() >= 80);
    let seen = each(&cases, |case| {
        let (picture, truth) = case.render();
        match (find_sheet(picture.view()), truth) {
            (Sighting::Whole(corners), Some(truth)) => Ok(error(&picture, &corners.quad, truth)),
            (other, _) => Err(format!("{}: {other:?}", case.name)),
        }
    });
    let missed: Vec<_> = seen.iter().filter_map(|seen| seen.as_ref().err()).collect();
    let errors: Vec<f64> = seen.iter().filter_map(|seen| seen.as_ref().ok().copied()).collect();
    let mean = errors.iter().sum::<f64>() / errors.len() as f64;
    let most = errors.iter().copied().fold(0.0, f64::max);
    assert!(mean < 0.003, "mean error {mean}");
    assert!(most < 0.03, "largest error {most}");
    // A sheet that is missed can still be photographed by hand; but it must be the exception.
    assert!(missed.len() * 30 <= cases.len(), "missed: {missed:#?}");
}

/// A frame of the same scene with the noise of another moment.
fn with_noise(picture: &RgbaImage, random: &mut Random) -> Vec<u8> {
    let noisy = |byte: &u8| (f64::from(*byte) + random.normal() * 3.0).clamp(0.0, 255.0) as u8;
    picture.view().data().iter().map(noisy).collect()
}

/// What the shutter says to two seconds of a camera that is held still.
fn advice(case: &Case) -> Vec<Advice> {
    let (picture, _) = case.render();
    let mut random = Random::new(case.scene.seed);
    let mut shutter = Shutter::new();
    (0..12)
        .map(|number| {
            let bytes = with_noise(&picture, &mut random);
            let view = RgbaView::new(&bytes, picture.width(), picture.height()).expect("a frame");
            shutter.next(&Frame::new(view, Paper::A4), f64::from(number) * 160.0, false)
        })
        .collect()
}

#[test]
fn no_shot_is_taken_of_a_sheet_that_is_not_all_there() {
    let cases = cases::partial(SEED);
    assert!(cases.len() >= 40);
    // Not even holding still is asked for: that no shot follows is not owed to some other fault of the picture.
    let still: Vec<_> = cases
        .iter()
        .zip(each(&cases, advice))
        .filter(|(_, advice)| advice.iter().any(|advice| *advice != Advice::Searching))
        .map(|(case, _)| &case.name)
        .collect();
    assert!(still.is_empty(), "taken for whole: {still:#?}");
}

#[test]
fn a_whole_sheet_held_still_is_taken_once() {
    let plain: Vec<_> = cases::whole(SEED).into_iter().filter(|case| case.name.contains(": plain")).collect();
    assert_eq!(plain.len(), 7);
    for (case, advice) in plain.iter().zip(each(&plain, advice)) {
        let shots = advice.iter().filter(|advice| **advice == Advice::Take).count();
        assert_eq!(shots, 1, "{}: {advice:?}", case.name);
    }
}
