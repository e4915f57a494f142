//! Says how exact and how fast the crate is on the made pictures:
//! `cargo run --release -p vision --example measure [-- SEED]`.

#![allow(clippy::print_stdout, reason = "what it says is what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use vision::fixtures::{Scene, cases, page};
use vision::perspective::{LONGEST_SIDE, Straightening};
use vision::{Brightening, Fingerprint, Frame, Paper, Point, Quad, RgbaImage, Sighting, find_sheet};

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(2026), |seed| seed.parse())?;
    exactness(seed);
    speed()
}

fn exactness(seed: u64) {
    let (mut errors, mut missed, mut shown, mut partial) = (Vec::new(), 0, 0, 0);
    for case in cases::whole(seed) {
        let (picture, truth) = case.render();
        match (find_sheet(picture.view()), truth) {
            (Sighting::Whole(corners), Some(truth)) => errors.push(error(&picture, &corners.quad, truth)),
            (other, _) => {
                missed += 1;
                println!("missed {} ({other:?})", case.name);
            }
        }
    }
    for case in cases::partial(seed) {
        partial += 1;
        if let Sighting::Whole(corners) = find_sheet(case.render().0.view()) {
            shown += 1;
            println!("taken for whole: {} ({:.2})", case.name, corners.confidence);
        }
    }
    let mean = errors.iter().sum::<f64>() / errors.len().max(1) as f64;
    let most = errors.iter().copied().fold(0.0, f64::max);
    println!(
        "seed {seed}: corner error {:.3} % of the diagonal in the mean, {:.2} % at most, {} found, {missed} missed; \
         {shown} of {partial} partial ones taken for whole",
        mean * 100.0,
        most * 100.0,
        errors.len()
    );
}

/// Mean distance of the corners, whichever comes first, as a share of the picture's diagonal.
fn error(picture: &RgbaImage, quad: &Quad, truth: [Point; 4]) -> f64 {
    let diagonal = (picture.width() as f64).hypot(picture.height() as f64);
    let apart = |turn| {
        let corners = quad.rotated(turn).corners();
        corners.iter().zip(truth).map(|(found, truth)| found.distance(truth)).sum::<f64>() / 4.0
    };
    (0..4).map(apart).fold(f64::MAX, f64::min) / diagonal
}

fn speed() -> Result<(), Box<dyn Error>> {
    let flat = page::draw(page::Kind::Letter, 5);
    for background in vision::fixtures::Background::ALL {
        let frame = Scene { background, ..Scene::default() }.render(Some(flat.view())).0;
        say(&format!("corners, 1280×720, {background:?}"), || find_sheet(frame.view()));
        say("  with judgement", || Frame::new(frame.view(), Paper::A4));
    }
    let photo = Scene { width: 4000, height: 3000, ..Scene::default() }.render(Some(flat.view())).0;
    say("corners, 12 megapixels", || find_sheet(photo.view()));
    let Sighting::Whole(corners) = find_sheet(photo.view()) else { return Err("no sheet in the photo".into()) };
    let straightening = Straightening::new(photo.view(), &corners.quad, 0, LONGEST_SIDE);
    let size = (straightening.width(), straightening.height());
    say(&format!("straightening to {}×{}, 64 rows", size.0, size.1), || straightening.rows(photo.view(), 900, 64));
    let page = straightening.page(photo.view())?;
    say("fingerprint", || Fingerprint::new(page.view()));
    say("looking at faint print", || Brightening::new(page.view()));
    let brightening = Brightening::new(page.view());
    let mut rows = straightening.rows(photo.view(), 900, 64)?;
    say("brightening 64 rows", || brightening.apply(&mut rows, 900));
    Ok(())
}

/// The least of 15 runs: what the machine's other work did not disturb.
fn say<T>(what: &str, mut run: impl FnMut() -> T) {
    let mut least = f64::MAX;
    for _ in 0..15 {
        let start = Instant::now();
        black_box(run());
        least = least.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    println!("{what}: {least:.2} ms");
}
