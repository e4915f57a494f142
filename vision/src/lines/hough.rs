//! The likeliest lines of a picture: a Hough transform over its edges.

use std::f32::consts::PI;

use super::{ANGLES, SECTORS, keep};
use crate::edges::{Edge, EdgeMap};

/// An edge votes for directions up to this many degrees from its own: what noise turns a weak gradient by.
const SPREAD: isize = 3;
const PER_SECTOR: usize = 22;

/// Hough transform over direction and distance from the picture's middle, each edge voting for directions near its own.
pub(super) fn peaks(map: &EdgeMap) -> Vec<(f32, f32, f32)> {
    let (cx, cy) = (map.width as f32 / 2.0, map.height as f32 / 2.0);
    let reach = cx.hypot(cy).ceil();
    let bins = 2 * reach as usize + 3;
    let directions: Vec<(f32, f32)> = (0..ANGLES).map(|n| (n as f32 * PI / ANGLES as f32).sin_cos()).collect();
    let mut votes = vec![0.0_f32; ANGLES * bins];
    for Edge { x, y, nx, ny, strength } in &map.edges {
        let own = (ny.atan2(*nx) * ANGLES as f32 / PI).round() as isize;
        // Weak edges count nearly as much as strong ones: it is length that makes a side.
        let weight = strength / (strength + 2.0);
        for angle in own - SPREAD..=own + SPREAD {
            let angle = angle.rem_euclid(ANGLES as isize) as usize;
            let (sin, cos) = directions[angle];
            let distance = (x - cx) * cos + (y - cy) * sin + reach + 1.0;
            let bin = distance as usize;
            let part = distance - bin as f32;
            if let Some([low, high]) = votes.get_mut(angle * bins + bin..angle * bins + bin + 2) {
                *low += weight * (1.0 - part);
                *high += weight * part;
            }
        }
    }
    let least = 0.07 * map.width.min(map.height) as f32;
    let mut tops: Vec<(f32, usize, usize)> = Vec::new();
    for angle in 0..ANGLES {
        for bin in 2..bins - 2 {
            let here = votes[angle * bins + bin];
            if here > least && is_top(&votes, bins, angle, bin, here) {
                tops.push((here, angle, bin));
            }
        }
    }
    tops.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut taken = [0; SECTORS];
    tops.retain(|(_, angle, _)| keep(&mut taken, *angle as f32, PER_SECTOR));
    let line = |(_, angle, bin): (f32, usize, usize)| {
        let (sin, cos) = directions[angle];
        (cos, sin, bin as f32 - reach - 1.0 + cx * cos + cy * sin)
    };
    tops.into_iter().map(line).collect()
}

/// Whether no neighbour within two degrees and two pixels has more votes. Past half a turn distances change their sign.
fn is_top(votes: &[f32], bins: usize, angle: usize, bin: usize, here: f32) -> bool {
    for turn in -2_isize..=2 {
        let other = angle as isize + turn;
        let wrapped = other.rem_euclid(ANGLES as isize) as usize;
        let centre = if wrapped as isize == other { bin } else { bins - 1 - bin };
        for near in centre.saturating_sub(2)..=(centre + 2).min(bins - 1) {
            let there = votes[wrapped * bins + near];
            if there > here || there == here && (wrapped, near) < (angle, bin) {
                return false;
            }
        }
    }
    true
}
