//! Smoothing before edges are looked for: it takes the camera's noise and the finest texture away.

use crate::picture::Plane;

/// Binomial weights of five taps, close to a Gaussian of one pixel: 1 4 6 4 1.
const TAPS: [f32; 5] = [0.0625, 0.25, 0.375, 0.25, 0.0625];

/// Smooths by the binomial filter of five taps in both directions; edges of the picture repeat.
pub(crate) fn smooth(plane: &Plane) -> Plane {
    let (width, height) = (plane.width, plane.height);
    let mut across = Plane::new(width, height);
    for (out, row) in across.data.chunks_exact_mut(width).zip(plane.data.chunks_exact(width)) {
        if width >= 5 {
            for (value, near) in out[2..].iter_mut().zip(row.windows(5)) {
                *value =
                    near[0] * TAPS[0] + near[1] * TAPS[1] + near[2] * TAPS[2] + near[3] * TAPS[3] + near[4] * TAPS[4];
            }
        }
        for x in (0..width.min(2)).chain(width.saturating_sub(2)..width) {
            let tap = |(tap, weight): (usize, &f32)| row[(x + tap).saturating_sub(2).min(width - 1)] * weight;
            out[x] = TAPS.iter().enumerate().map(tap).sum();
        }
    }
    let mut both = Plane::new(width, height);
    for (y, out) in both.data.chunks_exact_mut(width).enumerate() {
        let row = |tap: usize| {
            let y = (y + tap).saturating_sub(2).min(height - 1);
            &across.data[y * width..(y + 1) * width]
        };
        let (a, b, c, d, e) = (row(0), row(1), row(2), row(3), row(4));
        for (x, value) in out.iter_mut().enumerate() {
            *value = (a[x] + e[x]) * TAPS[0] + (b[x] + d[x]) * TAPS[1] + c[x] * TAPS[2];
        }
    }
    both
}

/// The mean over a square of `2 × radius + 1` pixels around each pixel; the square is cut at the picture's edges.
pub(crate) fn mean(plane: &Plane, radius: usize) -> Plane {
    let (width, height) = (plane.width, plane.height);
    let stride = width + 1;
    // Summed-area table in double precision: a large picture's sum would swallow single pixels otherwise.
    let mut sums = vec![0.0_f64; stride * (height + 1)];
    for (y, row) in plane.data.chunks_exact(width).enumerate() {
        let mut along = 0.0;
        for (x, value) in row.iter().enumerate() {
            along += f64::from(*value);
            sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + along;
        }
    }
    let mut out = Plane::new(width, height);
    for (y, row) in out.data.chunks_exact_mut(width).enumerate() {
        let (top, bottom) = (y.saturating_sub(radius), (y + radius + 1).min(height));
        for (x, value) in row.iter_mut().enumerate() {
            let (left, right) = (x.saturating_sub(radius), (x + radius + 1).min(width));
            let sum = sums[bottom * stride + right] + sums[top * stride + left]
                - sums[top * stride + right]
                - sums[bottom * stride + left];
            *value = (sum / ((right - left) * (bottom - top)) as f64) as f32;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smoothing_keeps_flat_parts_and_sums() {
        let mut plane = Plane::new(40, 33);
        plane.data.fill(9.0);
        assert!(smooth(&plane).data.iter().chain(&mean(&plane, 4).data).all(|value| (value - 9.0).abs() < 1e-4));
        let mut point = Plane::new(40, 33);
        point.data[40 * 16 + 20] = 256.0;
        let smoothed = smooth(&point);
        assert!((smoothed.data.iter().sum::<f32>() - 256.0).abs() < 1e-2);
        assert!((smoothed.at(20, 16) - 36.0).abs() < 1e-3);
        assert!((mean(&point, 1).at(21, 17) - 256.0 / 9.0).abs() < 1e-3);
    }

    #[test]
    fn planes_of_a_single_pixel_across_pass() {
        let plane = Plane { width: 1, height: 60, data: vec![3.0; 60] };
        assert!(smooth(&plane).data.iter().all(|value| (value - 3.0).abs() < 1e-5));
    }
}
