//! A screen's grid: where a camera films a display, its pixels and the camera's make stripes of one period, a narrow peak in
//! the spectrum that skin, hair and noise do not have.

use microfft::Complex32;
use microfft::complex::cfft_128;

use crate::judge::Seen;
use crate::judge::look::brightness;
use crate::picture::Picture;

/// Side of the patch that is looked at, pixels of the frame as it is.
const SIDE: usize = 128;
/// Frames whose spectra are added, so that noise becomes even and what stays the same stands out.
const FRAMES: usize = 5;
/// Longer periods than `SIDE / LOWEST` pixels belong to the face itself.
const LOWEST: usize = 14;
/// Rings of the spectrum, so many steps wide, are compared within themselves.
const RING: usize = 4;
/// A peak so many times above its ring's middle is none, and one of the second is surely one.
const PEAK: std::ops::Range<f32> = 40.0..160.0;

/// How plainly there is a grid, 0 to 1.
pub(super) fn sign(seen: &[Seen]) -> f32 {
    let mut spectrum = vec![0.0_f32; SIDE * SIDE];
    let every = seen.len().div_ceil(FRAMES).max(1);
    let mut taken = 0;
    for one in seen.iter().step_by(every) {
        let centre = (one.face.left + one.face.width / 2.0, one.face.top + one.face.height / 2.0);
        if let Some(power) = power(&one.picture, centre) {
            spectrum.iter_mut().zip(power).for_each(|(sum, power)| *sum += power);
            taken += 1;
        }
    }
    if taken == 0 {
        return 0.0;
    }
    let peak = peak(&spectrum).log2();
    let (low, high) = (PEAK.start.log2(), PEAK.end.log2());
    ((peak - low) / (high - low)).clamp(0.0, 1.0)
}

/// The power of every frequency in a patch around a place; `None` where the patch does not fit.
fn power(picture: &Picture, centre: (f32, f32)) -> Option<Vec<f32>> {
    let start =
        |centre: f32, side: usize| Some((centre as usize).saturating_sub(SIDE / 2).min(side.checked_sub(SIDE)?));
    let (left, top) = (start(centre.0, picture.width())?, start(centre.1, picture.height())?);
    let window = |at: usize| 0.5 - 0.5 * (std::f32::consts::TAU * (at as f32 + 0.5) / SIDE as f32).cos();
    let mut grey = Vec::with_capacity(SIDE * SIDE);
    for row in picture.pixels().chunks_exact(picture.width() * 3).skip(top).take(SIDE) {
        grey.extend(
            row[left * 3..(left + SIDE) * 3]
                .chunks_exact(3)
                .map(|rgb| brightness([f32::from(rgb[0]), f32::from(rgb[1]), f32::from(rgb[2])])),
        );
    }
    let mean = grey.iter().sum::<f32>() / grey.len().max(1) as f32;
    let windowed =
        |(at, grey): (usize, f32)| Complex32::new((grey - mean) * window(at % SIDE) * window(at / SIDE), 0.0);
    let mut values: Vec<Complex32> = grey.into_iter().enumerate().map(windowed).collect();
    transform_rows(&mut values);
    let mut columns: Vec<Complex32> = (0..SIDE * SIDE).map(|at| values[at % SIDE * SIDE + at / SIDE]).collect();
    transform_rows(&mut columns);
    Some(columns.into_iter().map(|value| value.norm_sqr()).collect())
}

fn transform_rows(values: &mut [Complex32]) {
    let (rows, _) = values.as_chunks_mut::<SIDE>();
    for row in rows {
        // It works in place, and hands back where.
        let _ = cfft_128(row);
    }
}

/// The highest value over the middle one of its ring.
fn peak(spectrum: &[f32]) -> f32 {
    let mut rings: Vec<Vec<f32>> = vec![Vec::new(); SIDE / RING];
    for (at, power) in spectrum.iter().enumerate() {
        // Frequencies lie from -SIDE/2 to SIDE/2, and a real picture has each of them twice.
        let signed = |at: usize| if at > SIDE / 2 { at as f32 - SIDE as f32 } else { at as f32 };
        let (across, down) = (signed(at / SIDE), signed(at % SIDE));
        let radius = across.hypot(down);
        let ring = (radius / RING as f32) as usize;
        if across < 0.0
            || radius < LOWEST as f32
            || radius > (SIDE / 2) as f32
            || is_of_jpeg(across) && is_of_jpeg(down)
        {
            continue;
        }
        if let Some(ring) = rings.get_mut(ring) {
            ring.push(*power);
        }
    }
    let over = |ring: &mut Vec<f32>| {
        ring.sort_unstable_by(f32::total_cmp);
        let (middle, most) = (ring.get(ring.len() / 2)?, ring.last()?);
        Some(most / middle.max(f32::EPSILON))
    };
    rings.iter_mut().filter_map(over).fold(1.0, f32::max)
}

/// JPEG's blocks of 8 pixels have a grid of their own, at multiples of an eighth.
fn is_of_jpeg(frequency: f32) -> bool {
    let away = frequency.rem_euclid((SIDE / 8) as f32);
    !(1.5..=(SIDE / 8) as f32 - 1.5).contains(&away)
}

#[cfg(test)]
mod tests {
    use vision::fixtures::Random;

    use super::*;

    fn noisy(stripes: f32) -> f32 {
        let mut random = Random::new(7);
        let pixel = |at: usize| {
            let (x, y) = ((at % 160) as f32, (at / 160) as f32);
            120.0 + 3.0 * random.normal() as f32 + stripes * (x * 1.7 + y * 0.4).sin()
        };
        let pixels = (0..160 * 160).map(pixel).flat_map(|value| [value as u8; 3]).collect();
        let picture = Picture::new(160, 160, pixels).expect("a picture");
        peak(&power(&picture, (80.0, 80.0)).expect("a spectrum"))
    }

    #[test]
    fn stripes_stand_out_of_noise() {
        assert!(noisy(0.0) < PEAK.start, "{}", noisy(0.0));
        assert!(noisy(4.0) > PEAK.end, "{}", noisy(4.0));
    }
}
