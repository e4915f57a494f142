//! Processor time for a photo of 12 million pixels; without a file, for a made one.

use std::{env, fs, time::Instant};

#[expect(clippy::print_stdout, reason = "the figures are what this is for")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = match env::args().nth(1) {
        Some(path) => fs::read(path)?,
        None => made(4000, 3000)?,
    };
    let mut times: Vec<_> = (0..11)
        .map(|_| {
            let started = Instant::now();
            let photo = photos::prepare(&file);
            (started.elapsed(), photo.map(|photo| photo.content.len()))
        })
        .collect();
    times.sort_by_key(|(time, _)| *time);
    for (name, at) in [("min", 0), ("median", times.len() / 2), ("max", times.len() - 1)] {
        println!("{name:7} {:?}", times.get(at));
    }
    println!("from {} bytes", file.len());
    Ok(())
}

/// A page with fine lines, shades and grain, as a camera sees paper.
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
    jpeg_encoder::Encoder::new(&mut written, 90).encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb)?;
    Ok(written)
}
