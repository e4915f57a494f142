//! What a photo of 12 million pixels costs: processor time and time by the clock of each of some runs, in microseconds.
//!
//! `measure_photos FILE ROUNDS` measures a file; `measure_photos --make FILE` makes one to measure with.

use std::{env, fs, hint::black_box, time::Instant};

use cpu_time::ProcessTime;

#[expect(clippy::print_stdout, reason = "the figures are what this is for")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (file, rounds) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--make", path] => return Ok(fs::write(path, made(4000, 3000)?)?),
        [path, rounds] => (fs::read(path)?, rounds.parse::<usize>()?),
        _ => return Err("measure_photos FILE ROUNDS, or measure_photos --make FILE".into()),
    };
    // The first run finds memory and code cold; a server does not.
    black_box(photos::prepare(&file)?);
    for _ in 0..rounds {
        let (processor, clock) = (ProcessTime::now(), Instant::now());
        black_box(photos::prepare(black_box(&file))?);
        println!("{} {}", processor.elapsed().as_micros(), clock.elapsed().as_micros());
    }
    Ok(())
}

/// A page with fine lines, shades and grain, as a camera sees paper; its colour at half the resolution, as phones write.
fn made(width: u16, height: u16) -> Result<Vec<u8>, jpeg_encoder::EncodingError> {
    let mut seed = 7_u32;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = (seed >> 28) as u8;
            let ink = y / 24 % 3 == 0 && (x * 7 / 11 + y * 3) % 9 < 4;
            let light = if ink { 50 } else { 200_u8.saturating_sub((x / 80) as u8) };
            pixels.extend([light.saturating_add(grain), light.saturating_add(grain), light.saturating_sub(8)]);
        }
    }
    let mut written = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut written, 90);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)?;
    Ok(written)
}
