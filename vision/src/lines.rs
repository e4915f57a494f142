//! Straight lines through the edges, and what lies along them: the sides that a sheet may have.

mod along;
mod hough;

use std::f32::consts::PI;

use along::{measure, refit};
use hough::peaks;

use crate::edges::EdgeMap;
use crate::scale::Working;

/// Directions that are told apart: one degree each, over half a turn.
const ANGLES: usize = 180;
/// Sectors of directions, each with a number of lines of its own: rows of print must not crowd out the sides across them.
const SECTORS: usize = 6;
/// How many of these are kept for their length, and how many more for being an edge between two different colours, which
/// print seldom is.
const LONGEST: usize = 7;
const PLAINEST: usize = 6;

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
