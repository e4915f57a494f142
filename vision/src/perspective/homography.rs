//! The map between a flat page and its picture.

use crate::geometry::{Point, Quad};

/// A projective map of the plane, row by row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Homography([f64; 9]);

impl Homography {
    /// The map that takes the unit square's corners (0,0), (1,0), (1,1), (0,1) to a quadrilateral's.
    ///
    /// Closed form of P. Heckbert, *Fundamentals of Texture Mapping and Image Warping* (1989), 2.2.3.
    pub fn from_unit_square(quad: &Quad) -> Self {
        let [p0, p1, p2, p3] = quad.corners();
        let sum = Point::new(p0.x - p1.x + p2.x - p3.x, p0.y - p1.y + p2.y - p3.y);
        let d1 = Point::new(p1.x - p2.x, p1.y - p2.y);
        let d2 = Point::new(p3.x - p2.x, p3.y - p2.y);
        // A convex quadrilateral's corner p2 is no straight angle, so this is not zero.
        let determinant = d1.x * d2.y - d2.x * d1.y;
        let g = (sum.x * d2.y - d2.x * sum.y) / determinant;
        let h = (d1.x * sum.y - sum.x * d1.y) / determinant;
        Self([
            p1.x - p0.x + g * p1.x,
            p3.x - p0.x + h * p3.x,
            p0.x,
            p1.y - p0.y + g * p1.y,
            p3.y - p0.y + h * p3.y,
            p0.y,
            g,
            h,
            1.0,
        ])
    }

    /// The map that takes a page of `width` × `height` pixels to a quadrilateral.
    pub fn from_page(quad: &Quad, width: usize, height: usize) -> Self {
        let mut map = Self::from_unit_square(quad);
        for (column, size) in [(0, width), (1, height)] {
            for row in 0..3 {
                map.0[row * 3 + column] /= size.max(1) as f64;
            }
        }
        map
    }

    /// The place that a point is taken to; far outside of the quadrilateral it may be at infinity, and is not finite then.
    #[inline]
    pub fn apply(&self, point: Point) -> Point {
        let m = &self.0;
        let weight = m[6] * point.x + m[7] * point.y + m[8];
        Point::new((m[0] * point.x + m[1] * point.y + m[2]) / weight, (m[3] * point.x + m[4] * point.y + m[5]) / weight)
    }

    /// The map back, by the adjugate: a projective map is the same at any scale.
    pub fn inverse(&self) -> Self {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        Self([
            e * i - f * h,
            c * h - b * i,
            b * f - c * e,
            f * g - d * i,
            a * i - c * g,
            c * d - a * f,
            d * h - e * g,
            b * g - a * h,
            a * e - b * d,
        ])
    }

    /// Numerators and denominator at a point and what they grow by for one step in x: what a loop along a row needs.
    pub(crate) fn along_row(&self, start: Point) -> ([f64; 3], [f64; 3]) {
        let m = &self.0;
        let at = |row: usize| m[row * 3] * start.x + m[row * 3 + 1] * start.y + m[row * 3 + 2];
        ([at(0), at(1), at(2)], [m[0], m[3], m[6]])
    }
}
