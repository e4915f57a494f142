//! Which four lines are a sheet's sides: the quadrilateral whose sides have edges all along, the same paper inside all of
//! them, something else outside, and corners where the edges end.

use crate::geometry::{Point, Quad};
use crate::lines::{Line, Sums};
use crate::picture::luma;

/// Smallest share of the picture that a sheet has to fill.
const LEAST_AREA: f32 = 0.06;
/// Corners may lie this share of the picture outside of it: the sheet is cut off there.
const OUTSIDE: f32 = 0.35;
/// Corners nearer to the picture's edge than this, in working pixels, are not seen to be corners.
const NEAR_EDGE: f64 = 2.5;
/// A side with less of an edge along it is none.
const LEAST_SUPPORT: f32 = 0.57;

/// Four sides that may be a sheet's.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// In working pixels.
    pub(crate) quad: Quad,
    /// 0 to 1: how much it is like a sheet.
    pub(crate) sureness: f32,
    /// The same with larger ones put before smaller ones: a form's table is a rectangle too.
    pub(crate) score: f32,
    /// Colour outside and inside each side of `quad`.
    pub(crate) colours: [([f32; 3], [f32; 3]); 4],
    /// Share of edge in the first and last part of each side of `quad`.
    pub(crate) ends: [(f32, f32); 4],
    /// Whether a side is the picture's edge, or a corner lies outside of the picture.
    pub(crate) cut: bool,
}

/// A line's stretch between two others.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: (f32, f32),
    to: (f32, f32),
    support: f32,
    /// Share of edge beyond the two ends: a sheet's side ends at the corner.
    beyond: (f32, f32),
    ends: (f32, f32),
    /// Colours on the side of the line's normal and on the other, and the deviation of brightness along each.
    sides: [([f32; 3], f32); 2],
}

struct Pair {
    a: usize,
    b: usize,
}

/// The best quadrilateral of whole sides, and the best that the picture cuts off.
pub(crate) fn best(lines: &[Line], width: usize, height: usize) -> (Option<Candidate>, Option<Candidate>) {
    let (width, height) = (width as f32, height as f32);
    let pairs = opposite(lines, width.min(height));
    let count = lines.len();
    // For every line and every pair the stretch between, where it has enough of an edge.
    let mut stretches: Vec<Option<Stretch>> = vec![None; pairs.len() * count];
    let mut pair_of = vec![usize::MAX; count * count];
    for (number, pair) in pairs.iter().enumerate() {
        pair_of[pair.a * count + pair.b] = number;
        for (line, slot) in lines.iter().zip(stretches.iter_mut().skip(number * count)) {
            *slot = stretch(line, &lines[pair.a], &lines[pair.b], width, height);
        }
    }
    let (mut whole, mut cut): (Option<Candidate>, Option<Candidate>) = (None, None);
    for (number, pair) in pairs.iter().enumerate() {
        let crossing: Vec<usize> = (0..count).filter(|line| stretches[number * count + line].is_some()).collect();
        for (place, &c) in crossing.iter().enumerate() {
            for &d in crossing.iter().skip(place + 1) {
                let other = pair_of[c * count + d];
                // Each four lines come up twice, once from either pair.
                if other == usize::MAX || other < number {
                    continue;
                }
                let sides = [
                    (pair.a, stretches[other * count + pair.a]),
                    (d, stretches[number * count + d]),
                    (pair.b, stretches[other * count + pair.b]),
                    (c, stretches[number * count + c]),
                ];
                let Some(candidate) = judge(lines, sides, width, height) else { continue };
                let best = if candidate.cut { &mut cut } else { &mut whole };
                if best.as_ref().is_none_or(|best| best.score < candidate.score) {
                    *best = Some(candidate);
                }
            }
        }
    }
    (whole, cut)
}

/// Pairs of lines that can face each other: less than 50° apart in direction, and apart from each other.
fn opposite(lines: &[Line], side: f32) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (a, first) in lines.iter().enumerate() {
        for (b, second) in lines.iter().enumerate().skip(a + 1) {
            if (first.nx * second.nx + first.ny * second.ny).abs() < 0.64 || first.border && second.border {
                continue;
            }
            let away = |line: &Line, other: &Line| {
                let middle = other.start + other.sums.len() as f32 / 2.0;
                let (x, y) = other.point(middle);
                (line.nx * x + line.ny * y - line.offset).abs()
            };
            if away(first, second).max(away(second, first)) > 0.12 * side {
                pairs.push(Pair { a, b });
            }
        }
    }
    pairs
}

fn stretch(line: &Line, a: &Line, b: &Line, width: f32, height: f32) -> Option<Stretch> {
    let (from, to) = (line.crossing(a)?, line.crossing(b)?);
    let near = |(x, y): (f32, f32)| {
        (-OUTSIDE * width..=(1.0 + OUTSIDE) * width).contains(&x)
            && (-OUTSIDE * height..=(1.0 + OUTSIDE) * height).contains(&y)
    };
    if !near(from) || !near(to) {
        return None;
    }
    let (start, end) = (line.along(from.0, from.1), line.along(to.0, to.1));
    let length = (end - start).abs();
    let (sums, inside) = line.between(start, end);
    if length < 0.1 * width.min(height) || inside < 0.4 * length {
        return None;
    }
    let support = sums[0] / inside;
    if !line.border && support < LEAST_SUPPORT {
        return None;
    }
    let step = (end - start) / length;
    let share = |from: f32, to: f32| {
        let (sums, pixels) = line.between(from, to);
        if pixels < 2.0 { 0.0 } else { sums[0] / pixels }
    };
    let strength = sums[9] / sums[0].max(1.0);
    // What goes on past a corner is the same edge only if it is about as strong – half so in a shadow –: grain of wood
    // lies along many a side.
    let goes_on = |corner: f32, step: f32| {
        // Beyond what smoothing spreads of the corner itself; nearer where the picture ends soon.
        let far = line.between(corner + 4.0 * step, corner + 14.0 * step);
        let (sums, pixels) = if far.1 < 4.0 { line.between(corner + 2.5 * step, corner + 14.0 * step) } else { far };
        if pixels < 1.5 { 0.0 } else { (1.8 * sums[9] / (pixels * strength.max(0.1)) - 0.25).clamp(0.0, 1.0) }
    };
    let part = 0.12 * (end - start);
    Some(Stretch {
        from,
        to,
        support,
        beyond: (goes_on(start, -step), goes_on(end, step)),
        ends: (share(start, start + part), share(end - part, end)),
        sides: [side(&sums, 1, inside), side(&sums, 4, inside)],
    })
}

/// Mean colour on one side and how much its brightness varies along the line.
fn side(sums: &Sums, first: usize, pixels: f32) -> ([f32; 3], f32) {
    let colour = [sums[first] / pixels, sums[first + 1] / pixels, sums[first + 2] / pixels];
    let squares = sums[if first == 1 { 7 } else { 8 }] / pixels;
    (colour, (squares - luma(colour).powi(2)).max(0.0).sqrt())
}

/// Puts four sides together and weighs them. `sides` go round: each meets the next one at a corner.
fn judge(lines: &[Line], sides: [(usize, Option<Stretch>); 4], width: f32, height: f32) -> Option<Candidate> {
    let [(_, a), (_, d), (_, b), (_, c)] = sides;
    let (a, d, b, c) = (a?, d?, b?, c?);
    // The stretches of c and d run from a to b, those of a and b from c to d.
    let corners = [c.from, d.from, d.to, c.to];
    let points = corners.map(|(x, y)| Point::new(f64::from(x), f64::from(y)));
    let turned = (points[1].x - points[0].x) * (points[2].y - points[0].y)
        - (points[1].y - points[0].y) * (points[2].x - points[0].x)
        < 0.0;
    let mut order = [(sides[0].0, a, false), (sides[1].0, d, false), (sides[2].0, b, true), (sides[3].0, c, true)];
    let mut points = points;
    if turned {
        points.reverse();
        // Sides of the reversed order: between its corners lie b, d, a, c, each run the other way.
        order = [(sides[2].0, b, false), (sides[1].0, d, true), (sides[0].0, a, true), (sides[3].0, c, false)];
    }
    let quad = Quad::new(points).ok()?;
    if (quad.area() as f32) < LEAST_AREA * width * height || !plausible(&quad) {
        return None;
    }
    let centre = quad.centre();
    let mut colours = [([0.0; 3], [0.0; 3]); 4];
    let mut ends = [(0.0, 0.0); 4];
    let mut beyond = [0.0_f32; 4];
    let mut weights = [0.0_f32; 4];
    let mut cut = false;
    for (n, (number, stretch, reversed)) in order.into_iter().enumerate() {
        let line = &lines[number];
        let facing = line.nx * centre.x as f32 + line.ny * centre.y as f32 > line.offset;
        let [plus, minus] = stretch.sides;
        let (inner, outer) = if facing { (plus, minus) } else { (minus, plus) };
        colours[n] = (outer.0, inner.0);
        ends[n] = if reversed { (stretch.ends.1, stretch.ends.0) } else { stretch.ends };
        let (first, last) = if reversed { (stretch.beyond.1, stretch.beyond.0) } else { stretch.beyond };
        beyond[n] = beyond[n].max(first);
        beyond[(n + 1) % 4] = beyond[(n + 1) % 4].max(last);
        cut |= line.border;
        weights[n] = if line.border {
            0.55
        } else {
            let step = distance(inner.0, outer.0);
            // The margin of a page is even; beside a line in print or pattern it is not.
            let even = 1.0 / (1.0 + inner.1 / (12.0 + step));
            let differs = step / (step + 3.0);
            // Of the two sides of a sheet's edge it is not the sheet that is the busier one; of a table's frame it is the table.
            // A shadow across both is held against neither: it is as deep on the desk as on the sheet.
            let outside = outer.1 * luma(inner.0).max(8.0) / luma(outer.0).max(8.0);
            let calm = ((outside + 4.0 + 0.3 * step) / (inner.1 + 4.0 + 0.3 * step)).min(1.0);
            stretch.support * (0.3 + 0.7 * differs) * (0.5 + 0.5 * even) * calm.sqrt()
        };
    }
    // So near to the picture's edge it cannot be seen whether the sheet ends there.
    let (left, top, right, bottom) = quad.bounds();
    cut |= left.min(top) < NEAR_EDGE || right > f64::from(width) - NEAR_EDGE || bottom > f64::from(height) - NEAR_EDGE;
    let least = weights.iter().copied().fold(1.0, f32::min);
    let mean = weights.iter().sum::<f32>() / 4.0;
    let share = (quad.area() as f32 / (width * height)).min(1.0);
    let ended: f32 = beyond.iter().map(|share| 1.0 - 0.18 * share).product();
    let sureness = (0.5 * mean + 0.5 * least) * ended * alike(&colours);
    let score = sureness * share.powf(0.12) * if cut { 0.9 } else { 1.0 };
    Some(Candidate { quad, sureness, score, colours, ends, cut })
}

/// Angles of 40° to 140° and sides that are not further apart than a page at a sharp angle shows them.
fn plausible(quad: &Quad) -> bool {
    let corners = quad.corners();
    let angles = (0..4).all(|n| {
        let (before, here, after) = (corners[(n + 3) % 4], corners[n], corners[(n + 1) % 4]);
        let (ax, ay) = (before.x - here.x, before.y - here.y);
        let (bx, by) = (after.x - here.x, after.y - here.y);
        ((ax * bx + ay * by) / (ax.hypot(ay) * bx.hypot(by))).abs() < 0.77
    });
    let sides = [0, 1, 2, 3].map(|n| quad.length(n));
    let opposite = |a: f64, b: f64| a.min(b) / a.max(b);
    let ratio = (sides[0] + sides[2]) / (sides[1] + sides[3]);
    angles && opposite(sides[0], sides[2]) > 0.4 && opposite(sides[1], sides[3]) > 0.4 && (0.25..4.0).contains(&ratio)
}

/// Difference of two colours, levels.
fn distance(a: [f32; 3], b: [f32; 3]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f32>().sqrt() / 3.0_f32.sqrt()
}

/// How far the paper inside the four sides is the same, 0 to 1: in tint closely, in brightness as light allows. One side may
/// differ for less: fingers lie there.
fn alike(colours: &[([f32; 3], [f32; 3]); 4]) -> f32 {
    let near = |first: [f32; 3], second: [f32; 3]| {
        let (a, b) = (luma(first).max(4.0), luma(second).max(4.0));
        let tint: f32 = first.iter().zip(second).map(|(x, y)| (x / a - y / b).abs()).sum();
        (a.min(b) / a.max(b) / 0.6).min(1.0) / (1.0 + (tint / 0.25).powi(2))
    };
    let without = |left_out: usize| {
        let kept: Vec<[f32; 3]> = (0..4).filter(|n| *n != left_out).map(|n| colours[n].1).collect();
        near(kept[0], kept[1]).min(near(kept[1], kept[2])).min(near(kept[0], kept[2]))
    };
    let all = without(0).min(without(1)).min(near(colours[0].1, colours[1].1));
    let three = [0, 1, 2, 3].map(without).into_iter().fold(0.0, f32::max);
    all.max(0.9 * three)
}
