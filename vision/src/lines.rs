//! Straight lines through the edges, and what lies along them: the sides that a sheet may have.

use std::f32::consts::PI;

use crate::edges::{Edge, EdgeMap};
use crate::picture::luma;
use crate::scale::Working;

/// Directions that are told apart: one degree each, over half a turn.
const ANGLES: usize = 180;
/// An edge votes for directions up to this many degrees from its own: what noise turns a weak gradient by.
const SPREAD: isize = 3;
/// Sectors of directions, each with a number of lines of its own: rows of print must not crowd out the sides across them.
const SECTORS: usize = 6;
const PER_SECTOR: usize = 22;
/// How many of these are kept for their length, and how many more for being an edge between two different colours, which
/// print seldom is.
const LONGEST: usize = 7;
const PLAINEST: usize = 6;
/// Stretches of a line that are looked at for evenness, in working pixels.
const WINDOW: usize = 32;
/// Distance in working pixels within which an edge belongs to a line: paper is never quite straight.
const REACH: f32 = 2.2;
/// Colours beside a line are taken at these distances, beyond what smoothing mixes.
const BESIDE: [f32; 2] = [3.0, 5.0];

/// Sums along a line up to a place: edges that support it, then the colours on its two sides and their squared brightness,
/// then the edges' strength.
pub(crate) type Sums = [f32; 10];

/// A line `nx·x + ny·y = offset`, with running sums along it.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) nx: f32,
    pub(crate) ny: f32,
    pub(crate) offset: f32,
    /// Where along the line (`-ny·x + nx·y`) the sums begin; one place a pixel.
    pub(crate) start: f32,
    pub(crate) sums: Vec<Sums>,
    /// Whether this is an edge of the picture itself.
    pub(crate) border: bool,
    /// How much of it is like a sheet's side.
    weight: f32,
}

impl Line {
    /// The point at a place along the line.
    pub(crate) fn point(&self, along: f32) -> (f32, f32) {
        (self.nx * self.offset - self.ny * along, self.ny * self.offset + self.nx * along)
    }

    /// The place along the line next to a point.
    pub(crate) fn along(&self, x: f32, y: f32) -> f32 {
        self.nx * y - self.ny * x
    }

    /// Where two lines cross; none where they are nearly parallel.
    pub(crate) fn crossing(&self, other: &Self) -> Option<(f32, f32)> {
        let sine = self.nx * other.ny - self.ny * other.nx;
        if sine.abs() < 0.3 {
            return None;
        }
        let x = (self.offset * other.ny - other.offset * self.ny) / sine;
        let y = (self.nx * other.offset - other.nx * self.offset) / sine;
        Some((x, y))
    }

    /// Sums between two places, and how many pixels of that lie in the picture.
    pub(crate) fn between(&self, from: f32, to: f32) -> (Sums, f32) {
        let last = self.sums.len().saturating_sub(1);
        let place = |along: f32| ((along - self.start).round().max(0.0) as usize).min(last);
        let (from, to) = (place(from.min(to)), place(from.max(to)));
        let (Some(low), Some(high)) = (self.sums.get(from), self.sums.get(to)) else {
            return ([0.0; 10], 0.0);
        };
        let mut sums = *high;
        for (sum, low) in sums.iter_mut().zip(low) {
            *sum -= low;
        }
        (sums, (to - from) as f32)
    }
}

/// The picture's likely lines, longest support first in each sector of directions, then the picture's own four edges.
pub(crate) fn find(map: &EdgeMap, working: &Working) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (nx, ny, offset) in peaks(map) {
        let mut line = Line { nx, ny, offset, start: 0.0, sums: Vec::new(), border: false, weight: 0.0 };
        for _ in 0..2 {
            refit(&mut line, map);
        }
        // Two peaks of one edge become one line here.
        let same = |other: &Line| {
            let turn = line.nx * other.nx + line.ny * other.ny;
            turn.abs() > 0.9995 && (line.offset - turn.signum() * other.offset).abs() < 1.5
        };
        if !lines.iter().any(same) {
            measure(&mut line, map, working);
            lines.push(line);
        }
    }
    // The longest of each direction stay in any case.
    let mut taken = [0; SECTORS];
    let degrees = |line: &Line| line.ny.atan2(line.nx) * ANGLES as f32 / PI;
    let (mut kept, mut rest): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|line| keep(&mut taken, degrees(line), LONGEST));
    rest.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut taken = [0; SECTORS];
    rest.retain(|line| keep(&mut taken, degrees(line), PLAINEST));
    kept.append(&mut rest);
    let mut lines = kept;
    let (width, height) = (map.width as f32, map.height as f32);
    for (nx, ny, offset) in [(1.0, 0.0, 0.0), (1.0, 0.0, width), (0.0, 1.0, 0.0), (0.0, 1.0, height)] {
        let mut line = Line { nx, ny, offset, start: 0.0, sums: Vec::new(), border: true, weight: 0.0 };
        measure(&mut line, map, working);
        lines.push(line);
    }
    lines
}

/// Hough transform over direction and distance from the picture's middle, each edge voting for directions near its own.
fn peaks(map: &EdgeMap) -> Vec<(f32, f32, f32)> {
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

/// Whether there is room for another line in the sector of its direction, in degrees. Sectors are centred on upright and
/// level, where most sides are.
fn keep(taken: &mut [usize; SECTORS], angle: f32, most: usize) -> bool {
    let width = (ANGLES / SECTORS) as f32;
    let sector = ((angle + width / 2.0).rem_euclid(ANGLES as f32) / width) as usize;
    taken.get_mut(sector).is_some_and(|taken| {
        *taken += 1;
        *taken <= most
    })
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
fn refit(line: &mut Line, map: &EdgeMap) {
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
fn measure(line: &mut Line, map: &EdgeMap, working: &Working) {
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
