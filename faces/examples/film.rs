//! Writes a made film for the fake camera of Chromium (`--use-file-for-fake-video-capture`):
//! `cargo run -p faces --example film -- PORTRAIT.jpg FILM.y4m|FILM.mjpeg SEED RATE STEP…`, steps as on the wire: `blink`,
//! `turn_left`, `turn_right`, `open_mouth`.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use faces::fixtures::{Actor, Condition, Film};
use faces::{Judge, ModelFiles};
use shared::api::FaceAction;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or_else(|| format!("{what} is missing"));
    let (portrait, target) = (next("the portrait")?, next("the film to write")?);
    let (seed, rate) = (next("the seed")?.parse()?, next("the rate")?.parse()?);
    let step = |code: String| FaceAction::from_code(&code).ok_or(format!("{code} is no step"));
    let steps = arguments.map(step).collect::<Result<Vec<_>, _>>()?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models/faces");
    let judge = Judge::load(ModelFiles::from_folder(&folder)?)?;
    let actor = Actor::new(&judge, &std::fs::read(portrait)?)?;
    let film = Film::new(&actor, seed, &steps, Condition::Good);
    let mut out = BufWriter::new(File::create(&target)?);
    if target.ends_with(".mjpeg") {
        film.write_mjpeg(rate, &mut out)?
    } else {
        film.write_y4m(rate, &mut out)?
    }
    Ok(())
}
