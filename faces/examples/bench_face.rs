//! `cargo xtask bench face`: what a verdict on 15 frames costs, stage by stage, beside a bare run of the networks on inputs
//! that lie ready. `bench_face PORTRAIT`.

#![expect(clippy::print_stdout, reason = "it prints figures")]

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use faces::fixtures::{Actor, BURST, Condition, Shot, clip, decoded, most_memory};
use faces::{Detector, Embedder, Frame, Judge, Mesher, ModelFiles, Reader, Thresholds};
use rten::{Model, RunOptions, ThreadPool};
use rten_tensor::Tensor;
use shared::api::FaceAction;

/// Measured so often; the least counts, which the machine's other work did not disturb.
const ROUNDS: usize = 7;
/// Frames of a burst that are embedded.
const EMBEDDED: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let portrait = std::fs::read(std::env::args().nth(1).ok_or("the portrait is missing")?)?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/models/faces");
    let files = || ModelFiles::from_folder(&folder);
    let judge = Judge::load(files()?)?;
    let steps = [FaceAction::TurnLeft, FaceAction::OpenMouth];
    let shots = clip(&Actor::new(&judge, &portrait)?, 1, &steps, Condition::Good);
    let bytes: usize = shots.iter().map(|shot| shot.jpeg.len()).sum();
    println!("{BURST} frames of 480 × 640, {} KB; milliseconds of processor time, least of {ROUNDS}", bytes / 1000);
    stages(files()?, &shots)?;
    let frames: Vec<Frame<'_>> = shots.iter().map(Shot::frame).collect();
    let whole = least(|| Ok(judge.burst(&frames, &steps, &Thresholds::default()).map(drop)?))?;
    println!("whole verdict                          {whole:8.1}");
    println!("memory at most                         {:8} MB", most_memory().unwrap_or_default());
    bare(&files()?)
}

fn stages(files: ModelFiles, shots: &[Shot]) -> Result<(), Box<dyn Error>> {
    let (detector, embedder) = (Detector::load(files.detector)?, Embedder::load(files.embedder)?);
    let (mesher, reader) = (Mesher::load(files.mesh)?, Reader::load(files.expressions)?);
    let decode =
        || shots.iter().map(|shot| decoded(&shot.jpeg).ok_or("a frame is broken")).collect::<Result<Vec<_>, _>>();
    let pictures = decode()?;
    let find = || pictures.iter().map(|picture| detector.find_within(picture, 320)).collect::<Result<Vec<_>, _>>();
    let first = |faces: Vec<faces::Face>| faces.first().copied().ok_or("a frame without a face");
    let faces = find()?.into_iter().map(first).collect::<Result<Vec<_>, _>>()?;
    let both = || pictures.iter().zip(&faces);
    let shape = || both().map(|(picture, face)| mesher.shape(picture, face)).collect::<Result<Vec<_>, _>>();
    let meshes = shape()?;
    let read = || meshes.iter().map(|mesh| reader.read(mesh)).collect::<Result<Vec<_>, _>>();
    let embed =
        || both().take(EMBEDDED).map(|(picture, face)| embedder.embed(picture, face)).collect::<Result<Vec<_>, _>>();
    println!("decode, {BURST} frames                      {:8.1}", least(|| Ok(decode().map(drop)?))?);
    println!("detect, {BURST} frames                      {:8.1}", least(|| Ok(find().map(drop)?))?);
    println!("mesh, {BURST} frames                        {:8.1}", least(|| Ok(shape().map(drop)?))?);
    println!("expressions, {BURST} frames                 {:8.1}", least(|| Ok(read().map(drop)?))?);
    println!("embed, {EMBEDDED} frames                        {:8.1}", least(|| Ok(embed().map(drop)?))?);
    Ok(())
}

/// The networks alone, as often as a verdict runs them.
fn bare(files: &ModelFiles) -> Result<(), Box<dyn Error>> {
    let networks: [(&Vec<u8>, &[usize], usize); 4] = [
        (&files.detector, &[1, 3, 320, 256], BURST),
        (&files.mesh, &[1, 256, 256, 3], BURST),
        (&files.expressions, &[1, 146, 2], BURST),
        (&files.embedder, &[1, 3, 112, 112], EMBEDDED),
    ];
    let threads = Arc::new(ThreadPool::with_num_threads(1));
    let mut all = 0.0;
    for ((file, shape, times), name) in networks.into_iter().zip(["detect", "mesh", "expressions", "embed"]) {
        let model = Model::load(file.clone())?;
        let (input, outputs) = (model.input_ids()[0], model.output_ids().to_vec());
        let run = || {
            for _ in 0..times {
                let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&threads)));
                let values = Tensor::<f32>::full(shape, 0.5);
                model.run(vec![(input, values.into())], &outputs, Some(options))?;
            }
            Ok(())
        };
        let time = least(run)?;
        all += time;
        println!("bare network: {name:12} × {times:2}          {time:8.1}");
    }
    println!("bare networks together                 {all:8.1}");
    Ok(())
}

/// Least processor time, milliseconds.
fn least(mut run: impl FnMut() -> Result<(), Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    let mut least = f64::MAX;
    for _ in 0..ROUNDS {
        let start = processor_time()?;
        run()?;
        least = least.min((processor_time()? - start) as f64 / 1e6);
    }
    Ok(least)
}

/// What all threads of this process took until now, nanoseconds, as Linux tells it.
fn processor_time() -> Result<u64, Box<dyn Error>> {
    let mut all = 0;
    for task in std::fs::read_dir("/proc/self/task")? {
        let stat = std::fs::read_to_string(task?.path().join("schedstat"))?;
        all += stat.split_whitespace().next().ok_or("no time")?.parse::<u64>()?;
    }
    Ok(all)
}
