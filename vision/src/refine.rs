//! Sides drawn anew in the full picture: from a corner to within four pixels to one within a fraction of a pixel.

use crate::geometry::{Point, Quad};
use crate::picture::RgbaView;
use crate::quad::Candidate;

/// Places along a side where its edge is looked for.
const PLACES: usize = 72;
/// Share of a side at each end that is left out: corners are round, and the next side disturbs.
const MARGIN: f64 = 0.04;
/// A fit on fewer places than this share is not trusted.
const LEAST_SHARE: f64 = 0.3;

/// The candidate's corners in the full picture, each side fitted where the colour changes most from what lies outside to
/// what lies inside. `factor` is the full picture's pixels in one working pixel.
pub(crate) fn refine(view: RgbaView<'_>, candidate: &Candidate, factor: usize) -> Option<Quad> {
    let rough = candidate.quad.scaled(factor as f64);
    let mut lines = [(Point::default(), Point::default()); 4];
    for (n, line) in lines.iter_mut().enumerate() {
        let (from, to) = rough.side(n);
        let first = fit(view, from, to, candidate.colours[n], factor as f64 * 2.2 + 1.0);
        // The second pass begins close by, and needs to look less far around.
        *line = match first {
            Some((from, to)) => {
                fit(view, from, to, candidate.colours[n], factor as f64 * 1.1 + 1.0).unwrap_or((from, to))
            }
            None => (from, to),
        };
    }
    let corner = |n: usize| crossing(lines[(n + 3) % 4], lines[n]);
    let quad = Quad::new([corner(0)?, corner(1)?, corner(2)?, corner(3)?]).ok()?;
    // A side that ran off to something else is worse than none.
    (quad.moved(&rough) < 8.0 * factor as f64 + 2.0).then_some(quad)
}

fn crossing((a, b): (Point, Point), (c, d): (Point, Point)) -> Option<Point> {
    let (ux, uy, vx, vy) = (b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y);
    let sine = ux * vy - uy * vx;
    if sine.abs() < 1e-9 {
        return None;
    }
    let along = ((c.x - a.x) * vy - (c.y - a.y) * vx) / sine;
    Some(Point::new(a.x + along * ux, a.y + along * uy))
}

/// The line through the strongest change of colour across a side; `reach` is how far from it is looked, in pixels.
fn fit(
    view: RgbaView<'_>,
    from: Point,
    to: Point,
    (outer, inner): ([f32; 3], [f32; 3]),
    reach: f64,
) -> Option<(Point, Point)> {
    let length = from.distance(to);
    let (dx, dy) = ((to.x - from.x) / length, (to.y - from.y) / length);
    // Corners go round clockwise, so the inside is to the right of a side's direction.
    let (nx, ny) = (-dy, dx);
    let mut towards = [inner[0] - outer[0], inner[1] - outer[1], inner[2] - outer[2]];
    let size = towards.iter().map(|part| part * part).sum::<f32>().sqrt();
    if size < 0.5 {
        towards = [1.0; 3];
    }
    let steps = (2.0 * reach).ceil() as usize;
    let kernel = (steps / 8).clamp(1, 4);
    let mut points = Vec::with_capacity(PLACES);
    let mut profile = vec![0.0_f32; steps + 1];
    let mut sums = vec![0.0_f32; steps + 2];
    for place in 0..PLACES {
        let share = MARGIN + (1.0 - 2.0 * MARGIN) * place as f64 / (PLACES - 1) as f64;
        let middle = from.towards(to, share);
        if middle.x < 0.0 || middle.y < 0.0 || middle.x > view.width() as f64 || middle.y > view.height() as f64 {
            continue;
        }
        for (step, value) in profile.iter_mut().enumerate() {
            let away = step as f64 - reach;
            let colour = view.sample((middle.x + nx * away) as f32, (middle.y + ny * away) as f32);
            *value = colour.iter().zip(towards).map(|(value, towards)| value * towards).sum();
        }
        for (step, value) in profile.iter().enumerate() {
            sums[step + 1] = sums[step] + value;
        }
        // Mean of a few samples inside less the mean of as many outside, between samples `step - 1` and `step`.
        let change = |step: usize| (sums[step + kernel] - 2.0 * sums[step] + sums[step - kernel]) / kernel as f32;
        let range = kernel..steps + 2 - kernel;
        let Some(top) = range.clone().max_by(|a, b| change(*a).abs().total_cmp(&change(*b).abs())) else { continue };
        // The way the colours change is known unless they hardly do.
        let top = if size < 0.5 {
            top
        } else {
            range.clone().max_by(|a, b| change(*a).total_cmp(&change(*b))).unwrap_or(top)
        };
        if top == range.start || top + 1 == range.end {
            continue;
        }
        let (before, here, after) = (change(top - 1).abs(), change(top).abs(), change(top + 1).abs());
        let bend = before + after - 2.0 * here;
        let shift = if bend < -1e-6 { (0.5 * (before - after) / bend).clamp(-0.5, 0.5) } else { 0.0 };
        points.push((share * length, top as f64 - 0.5 + f64::from(shift) - reach, f64::from(here)));
    }
    let (slope, offset) = robust(&points)?;
    let moved = |along: f64| {
        let away = offset + slope * along;
        Point::new(from.x + dx * along + nx * away, from.y + dy * along + ny * away)
    };
    Some((moved(0.0), moved(length)))
}

/// A straight line through points of which some are astray: the pair of points that most others agree with, then least
/// squares over those, ever closer.
fn robust(points: &[(f64, f64, f64)]) -> Option<(f64, f64)> {
    let count = points.len();
    if count < 12 {
        return None;
    }
    let mut best = (0.0, 0.0, 0.0);
    // Pairs that lie well apart, spread evenly: no chance is needed, and the same picture gives the same line.
    for first in (0..count / 2).step_by(2) {
        for second in (first + count / 3..count).step_by(3) {
            let (a, b) = (points[first], points[second]);
            let slope = (b.1 - a.1) / (b.0 - a.0);
            let offset = a.1 - slope * a.0;
            let agree: f64 = points.iter().map(|p| (1.0 - (p.1 - offset - slope * p.0).abs() / 2.0).max(0.0)).sum();
            if agree > best.0 {
                best = (agree, slope, offset);
            }
        }
    }
    let (_, mut slope, mut offset) = best;
    for reach in [3.0, 2.0, 2.0] {
        let (mut n, mut st, mut sd, mut stt, mut std, mut hits) = (0.0, 0.0, 0.0, 0.0, 0.0, 0);
        for (t, d, _) in points {
            let off = (d - offset - slope * t) / reach;
            if off.abs() < 1.0 {
                // Tukey's biweight.
                let weight = (1.0 - off * off).powi(2);
                n += weight;
                st += weight * t;
                sd += weight * d;
                stt += weight * t * t;
                std += weight * t * d;
                hits += 1;
            }
        }
        let spread = n * stt - st * st;
        if f64::from(hits) < LEAST_SHARE * count as f64 || spread < 1e-6 {
            return None;
        }
        slope = (n * std - st * sd) / spread;
        offset = (sd - slope * st) / n;
    }
    Some((slope, offset))
}
