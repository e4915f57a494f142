//! How large the straightened page becomes: its true proportions, from the corners alone.

use crate::geometry::Quad;

/// Proportions within this share of a paper's are taken to be that paper's.
const NEAR: f64 = 0.07;
/// Focal length over the picture's longer side, squared: phones and webcams see 40° to 90° along it, with room to spare.
const FOCAL_SQUARED: std::ops::Range<f64> = 0.2..3.0;
/// A phone's usual camera, somewhat cropped as its films are.
const USUAL_FOCAL_SQUARED: f64 = 0.85 * 0.85;
/// Long side over short side: ISO 216, ISO/IEC 7810 ID-1 and the 88 × 125 mm of passports and booklets (ID-3).
const PAPERS: [f64; 3] = [std::f64::consts::SQRT_2, 85.6 / 53.98, 125.0 / 88.0];

/// Width over height of the sheet that a camera with its principal point in the middle of a `width` × `height` picture sees
/// as this quadrilateral.
///
/// Z. Zhang and L. He, *Whiteboard scanning and image enhancement* (2007), section 3: the focal length follows from two
/// vanishing points, the proportions from the focal length. Where a vanishing point lies too far off to say anything, a usual
/// camera's focal length is taken: the less the sheet leans, the less it matters. What comes near to a paper's
/// known proportions is taken to have them.
pub fn aspect(quad: &Quad, width: usize, height: usize) -> f64 {
    let by_sides = (quad.length(0) + quad.length(2)) / (quad.length(1) + quad.length(3)).max(1e-9);
    let estimate = by_vanishing(quad, width as f64, height as f64)
        // A sheet never shows its proportions changed by more than this at angles at which it can be read.
        .filter(|ratio| (0.55..1.8).contains(&(ratio / by_sides)))
        .unwrap_or(by_sides);
    snapped(estimate)
}

fn snapped(ratio: f64) -> f64 {
    let long = ratio.max(1.0 / ratio);
    // A4 comes first: a booklet's proportions differ from it by half a percent, which nobody sees.
    let paper = PAPERS.into_iter().find(|paper| (long / paper - 1.0).abs() < NEAR).unwrap_or(long);
    if ratio >= 1.0 { paper } else { 1.0 / paper }
}

fn by_vanishing(quad: &Quad, width: f64, height: f64) -> Option<f64> {
    let size = width.max(height);
    // Homogeneous corners about the principal point, in the paper's order: top left, top right, bottom left, bottom right.
    let [m1, m2, m4, m3] = quad.corners().map(|p| [(p.x - width / 2.0) / size, (p.y - height / 2.0) / size, 1.0]);
    let k2 = dot(cross(m1, m4), m3) / dot(cross(m2, m4), m3);
    let k3 = dot(cross(m1, m4), m2) / dot(cross(m3, m4), m2);
    let n2 = [0, 1, 2].map(|i| k2 * m2[i] - m1[i]);
    let n3 = [0, 1, 2].map(|i| k3 * m3[i] - m1[i]);
    // Only where both pairs of sides meet clearly is the focal length more than noise.
    let clear = n2[2].abs() > 0.03 && n3[2].abs() > 0.03;
    let squared = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]);
    let squared = if clear && FOCAL_SQUARED.contains(&squared) { squared } else { USUAL_FOCAL_SQUARED };
    let length = |n: [f64; 3]| (n[0] * n[0] + n[1] * n[1]) / squared + n[2] * n[2];
    let ratio = (length(n2) / length(n3)).sqrt();
    ratio.is_finite().then_some(ratio)
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Pixels of the straightened page across and down, before it is turned: about as many as the sheet has in the picture, its
/// longer side at most `longest`.
pub fn page_size(quad: &Quad, width: usize, height: usize, longest: usize) -> (usize, usize) {
    let ratio = aspect(quad, width, height);
    // The nearer of opposite sides has the more pixels, and all of them are kept.
    let across = quad.length(0).max(quad.length(2));
    let down = quad.length(1).max(quad.length(3));
    let down = down.max(across / ratio);
    let (across, down) = (down * ratio, down);
    let shrink = (longest as f64 / across.max(down)).min(1.0);
    let pixels = |length: f64| ((length * shrink).round() as usize).max(crate::picture::MIN_SIDE);
    (pixels(across), pixels(down))
}
