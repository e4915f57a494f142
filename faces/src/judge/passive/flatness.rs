//! Whether a turning head is a body in space or a flat sheet: the points of a sheet go, from one frame to another, where a
//! single affine map brings them; nose and ears of a head do not.

use shared::api::FaceAction;

use crate::judge::Seen;
use crate::judge::actions::{Done, Moment};
use crate::mesh::Mesh;
use crate::thresholds::Thresholds;

/// Points that hardly move with the face's expressions: bridge and tip of the nose, temples, forehead, cheeks.
const RIGID: [usize; 16] = [1, 4, 5, 6, 168, 195, 197, 10, 67, 297, 127, 356, 234, 454, 50, 280];
/// What an affine map leaves over, in widths of the face: a head turned by 15° leaves more than the second, a sheet less
/// than the first.
const LEFT_OVER: std::ops::Range<f32> = 0.008..0.02;

/// How flat the face is, 0 to 1; 0 where no turn was seen.
pub(super) fn sign(seen: &[Seen], rest: &Moment, done: &[Done], thresholds: &Thresholds) -> f32 {
    let first = seen.iter().take(3).min_by(|one, other| {
        let away = |one: &Seen| (one.moment.yaw - rest.yaw).abs();
        away(one).total_cmp(&away(other))
    });
    let turned = done.iter().filter(|one| matches!(one.action, FaceAction::TurnLeft | FaceAction::TurnRight));
    let Some(first) = first else { return 0.0 };
    let flat = |one: &Done| {
        let peak = seen.get(one.peak).filter(|peak| (peak.moment.yaw - rest.yaw).abs() >= thresholds.turn)?;
        let left_over = left_over(&first.mesh, &peak.mesh)?;
        Some(((LEFT_OVER.end - left_over) / (LEFT_OVER.end - LEFT_OVER.start)).clamp(0.0, 1.0))
    };
    turned.filter_map(flat).fold(0.0, f32::max)
}

/// Root of the mean square of what the best affine map leaves over, in widths of the face in `from`.
fn left_over(from: &Mesh, to: &Mesh) -> Option<f32> {
    let points: Vec<[f64; 4]> = RIGID
        .iter()
        .filter_map(|number| from.points.get(*number).zip(to.points.get(*number)))
        .map(|(p, q)| [f64::from(p.x), f64::from(p.y), f64::from(q.x), f64::from(q.y)])
        .collect();
    let count = points.len() as f64;
    let mean = |of: usize| points.iter().map(|point| point[of]).sum::<f64>() / count.max(1.0);
    let means = [mean(0), mean(1), mean(2), mean(3)];
    let sum = |one: usize, other: usize| {
        points.iter().map(|point| (point[one] - means[one]) * (point[other] - means[other])).sum::<f64>()
    };
    let (xx, xy, yy) = (sum(0, 0), sum(0, 1), sum(1, 1));
    let determinant = xx * yy - xy * xy;
    if determinant <= f64::EPSILON {
        return None;
    }
    // What is left of each target coordinate after its regression on both coordinates of the source.
    let rest = |of: usize| {
        let (xt, yt) = (sum(0, of), sum(1, of));
        let (a, b) = ((xt * yy - yt * xy) / determinant, (yt * xx - xt * xy) / determinant);
        (sum(of, of) - a * xt - b * yt).max(0.0)
    };
    let width = from
        .points
        .get(234)
        .zip(from.points.get(454))
        .map(|(right, left)| (left.x - right.x).hypot(left.y - right.y))?;
    Some((((rest(2) + rest(3)) / count).sqrt() as f32) / width.max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::{MeshPoint, POINTS};

    /// Points that lie on a ball, turned about the upright axis; flat ones forget their depth first.
    fn turned(degrees: f32, flat: bool) -> Mesh {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let point = |number: usize| {
            let (across, up) = ((number % 23) as f32 / 11.0 - 1.0, (number / 23) as f32 / 10.5 - 1.0);
            let (x, y) = (across * 80.0, up * 80.0);
            let depth = if flat { 0.0 } else { -(1.0 - (across * across + up * up) / 2.0) * 60.0 };
            MeshPoint { x: x * cos - depth * sin, y, z: x * sin + depth * cos }
        };
        Mesh { points: (0..POINTS).map(point).collect(), presence: 1.0 }
    }

    #[test]
    fn a_sheet_leaves_nothing_over_and_a_head_does() {
        let of = |flat: bool| left_over(&turned(0.0, flat), &turned(20.0, flat)).unwrap_or_default();
        assert!(of(true) < LEFT_OVER.start && of(false) > LEFT_OVER.end, "{} {}", of(true), of(false));
    }
}
