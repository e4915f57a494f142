//! What lies along a line: the edges that it is fitted to, the colours on its two sides.

use super::{Line, Sums};
use crate::edges::{Edge, EdgeMap};
use crate::picture::luma;
use crate::scale::Working;

/// Stretches of a line that are looked at for evenness, in working pixels.
const WINDOW: usize = 32;
/// Distance in working pixels within which an edge belongs to a line: paper is never quite straight.
const REACH: f32 = 2.2;
/// Colours beside a line are taken at these distances, beyond what smoothing mixes.
const BESIDE: [f32; 2] = [3.0, 5.0];

/// The part of a line that lies in the picture, from and to along it.
fn clip(line: &Line, map: &EdgeMap) -> Option<(f32, f32)> {
    let (mut from, mut to) = (f32::MIN, f32::MAX);
    let (x, y) = line.point(0.0);
    for (at, step, size) in [(x, -line.ny, map.width as f32), (y, line.nx, map.height as f32)] {
        if step.abs() < 1e-6 {
            if !(0.0..=size).contains(&at) {
                return None;
            }
        } else {
            let (a, b) = (-at / step, (size - at) / step);
            (from, to) = (from.max(a.min(b)), to.min(a.max(b)));
        }
    }
    (to - from >= 8.0).then_some((from, to))
}

/// The edge across a line's point that runs along the line, the nearest one, with its distance.
fn support<'a>(line: &Line, map: &'a EdgeMap, x: f32, y: f32) -> Option<(&'a Edge, f32)> {
    let mut best: Option<(&Edge, f32)> = None;
    for step in -2..=2 {
        let (px, py) = (x + line.nx * step as f32, y + line.ny * step as f32);
        let Some(edge) = map.at(px.floor() as isize, py.floor() as isize) else { continue };
        let distance = line.nx * edge.x + line.ny * edge.y - line.offset;
        let parallel = (edge.nx * line.nx + edge.ny * line.ny).abs() > 0.94;
        if parallel && distance.abs() < REACH && best.is_none_or(|(_, least)| distance.abs() < least.abs()) {
            best = Some((edge, distance));
        }
    }
    best
}

/// Moves a line to the least-squares fit through its edges.
pub(super) fn refit(line: &mut Line, map: &EdgeMap) {
    let Some((from, to)) = clip(line, map) else { return };
    let (mut n, mut st, mut sd, mut stt, mut std) = (0.0_f32, 0.0, 0.0, 0.0, 0.0);
    let middle = (from + to) / 2.0;
    for step in 0..(to - from) as usize {
        let along = from + step as f32;
        let (x, y) = line.point(along);
        if let Some((_, distance)) = support(line, map, x, y) {
            let t = along - middle;
            n += 1.0;
            st += t;
            sd += distance;
            stt += t * t;
            std += t * distance;
        }
    }
    let spread = n * stt - st * st;
    if n < 8.0 || spread < 1.0 {
        return;
    }
    let slope = (n * std - st * sd) / spread;
    let shift = (sd - slope * st) / n;
    // The new line passes through the old one's middle, shifted, and is turned by the slope.
    let (x, y) = line.point(middle);
    let (x, y) = (x + line.nx * shift, y + line.ny * shift);
    let length = (1.0 + slope * slope).sqrt();
    let (nx, ny) = ((line.nx + line.ny * slope) / length, (line.ny - line.nx * slope) / length);
    (line.nx, line.ny, line.offset) = (nx, ny, nx * x + ny * y);
}

/// Fills in the running sums along a line.
pub(super) fn measure(line: &mut Line, map: &EdgeMap, working: &Working) {
    let Some((from, to)) = clip(line, map) else { return };
    line.start = from;
    let mut sums: Sums = [0.0; 10];
    line.sums.push(sums);
    for step in 0..(to - from) as usize {
        let (x, y) = line.point(from + step as f32 + 0.5);
        if let Some((edge, _)) = support(line, map, x, y) {
            sums[0] += 1.0;
            sums[9] += edge.strength;
        }
        for (first, side) in [(1, 1.0), (4, -1.0)] {
            let mut colour = [0.0; 3];
            for away in BESIDE {
                let near = working.colour(x + line.nx * away * side, y + line.ny * away * side);
                for (value, near) in colour.iter_mut().zip(near) {
                    *value += near / BESIDE.len() as f32;
                }
            }
            for (sum, value) in sums.iter_mut().skip(first).zip(colour) {
                *sum += value;
            }
            sums[7 + usize::from(side < 0.0)] += luma(colour) * luma(colour);
        }
        line.sums.push(sums);
    }
    line.weight = plainness(line);
}

/// How much of a line is like a sheet's side: an edge between two colours of which one is even, as a page's margin is.
fn plainness(line: &Line) -> f32 {
    let mut sum = 0.0;
    for window in line.sums.windows(WINDOW + 1).step_by(WINDOW / 4) {
        let (Some(low), Some(high)) = (window.first(), window.last()) else { continue };
        let part = |n: usize| (high[n] - low[n]) / WINDOW as f32;
        let step = (1..4).map(|n| (part(n) - part(n + 3)).abs()).fold(0.0, f32::max);
        let deviation = |first: usize, squares: usize| {
            let mean = luma([part(first), part(first + 1), part(first + 2)]);
            (part(squares) - mean * mean).max(0.0).sqrt()
        };
        let uneven = deviation(1, 7).min(deviation(4, 8));
        sum += part(0).powi(2) * step / (step + 4.0) / (1.0 + uneven / 8.0);
    }
    sum
}
