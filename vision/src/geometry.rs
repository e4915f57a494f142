//! Points and quadrilaterals in pixels of a picture: x to the right, y down, a pixel's centre at a half.

use crate::picture::PictureError;

/// A place in a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    /// A point from its coordinates.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Pixels to another point.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point `share` of the way to another one.
    pub fn towards(self, other: Self, share: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)
    }
}

fn cross(a: Point, b: Point, c: Point) -> f64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Four corners, convex, clockwise on the screen; the first is the page's top left as it is to be read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quad([Point; 4]);

impl Quad {
    /// Takes corners as they are: for dragged corners, whose first one the person has chosen.
    ///
    /// # Errors
    /// [`PictureError::BadCorners`] where they are not finite, not clockwise, not convex, or enclose less than 16 pixels.
    pub fn new(corners: [Point; 4]) -> Result<Self, PictureError> {
        let finite = corners.iter().all(|corner| corner.x.is_finite() && corner.y.is_finite());
        let quad = Self(corners);
        if finite && quad.turns().iter().all(|turn| *turn > 1.0) && quad.area() >= 16.0 {
            Ok(quad)
        } else {
            Err(PictureError::BadCorners)
        }
    }

    /// Takes corners in any order: sorts them clockwise and begins with the one nearest to the picture's top left.
    ///
    /// # Errors
    /// As [`Quad::new`].
    pub fn sorted(mut corners: [Point; 4]) -> Result<Self, PictureError> {
        let centre = Point::new(
            corners.iter().map(|corner| corner.x).sum::<f64>() / 4.0,
            corners.iter().map(|corner| corner.y).sum::<f64>() / 4.0,
        );
        let angle = |corner: &Point| (corner.y - centre.y).atan2(corner.x - centre.x);
        corners.sort_by(|a, b| angle(a).total_cmp(&angle(b)));
        let sums = corners.map(|corner| corner.x + corner.y);
        let first = (0..4).min_by(|a, b| sums[*a].total_cmp(&sums[*b])).unwrap_or_default();
        corners.rotate_left(first);
        Self::new(corners)
    }

    /// The corners, clockwise.
    pub fn corners(&self) -> [Point; 4] {
        self.0
    }

    /// Side `n` (modulo 4), from corner `n` to the next one.
    pub fn side(&self, n: usize) -> (Point, Point) {
        (self.0[n % 4], self.0[(n + 1) % 4])
    }

    /// Length of side `n` in pixels.
    pub fn length(&self, n: usize) -> f64 {
        let (from, to) = self.side(n);
        from.distance(to)
    }

    /// Square pixels inside (the shoelace formula).
    pub fn area(&self) -> f64 {
        (0..4)
            .map(|n| {
                let (a, b) = self.side(n);
                a.x * b.y - b.x * a.y
            })
            .sum::<f64>()
            / 2.0
    }

    /// The mean of the corners.
    pub fn centre(&self) -> Point {
        Point::new(self.0.iter().map(|p| p.x).sum::<f64>() / 4.0, self.0.iter().map(|p| p.y).sum::<f64>() / 4.0)
    }

    /// Whether a point lies inside.
    pub fn contains(&self, point: Point) -> bool {
        (0..4).all(|n| {
            let (a, b) = self.side(n);
            cross(a, b, point) >= 0.0
        })
    }

    /// The same corners beginning with another one, `quarters` further on: the page read after turning it that often
    /// by 90° counter-clockwise.
    pub fn rotated(&self, quarters: usize) -> Self {
        let mut corners = self.0;
        corners.rotate_left(quarters % 4);
        Self(corners)
    }

    /// The corners in a picture that is `factor` times as large.
    pub fn scaled(&self, factor: f64) -> Self {
        Self(self.0.map(|corner| Point::new(corner.x * factor, corner.y * factor)))
    }

    /// All corners moved towards the centre by a share of their distance to it.
    pub fn shrunk(&self, share: f64) -> Self {
        let centre = self.centre();
        Self(self.0.map(|corner| corner.towards(centre, share)))
    }

    /// The largest distance that a corner has moved, in pixels.
    pub fn moved(&self, other: &Self) -> f64 {
        self.0.iter().zip(other.0).map(|(a, b)| a.distance(b)).fold(0.0, f64::max)
    }

    /// Left, top, right, bottom.
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        self.0.iter().fold((f64::MAX, f64::MAX, f64::MIN, f64::MIN), |(l, t, r, b), p| {
            (l.min(p.x), t.min(p.y), r.max(p.x), b.max(p.y))
        })
    }

    /// Twice the triangle at each corner: positive where the corner turns clockwise.
    fn turns(&self) -> [f64; 4] {
        [0, 1, 2, 3].map(|n| cross(self.0[(n + 3) % 4], self.0[n], self.0[(n + 1) % 4]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [Point; 4] =
        [Point::new(0.0, 0.0), Point::new(10.0, 0.0), Point::new(10.0, 10.0), Point::new(0.0, 10.0)];

    #[test]
    fn corners_are_clockwise_and_convex_or_refused() {
        let square = Quad::new(SQUARE).expect("a square");
        assert_eq!((square.area(), square.length(0)), (100.0, 10.0));
        assert!(square.contains(Point::new(5.0, 5.0)) && !square.contains(Point::new(11.0, 5.0)));
        let [a, b, c, d] = SQUARE;
        for bad in [
            [a, d, c, b],
            [a, c, b, d],
            [a, b, Point::new(4.0, 4.0), d],
            [a, b, c, Point::new(f64::NAN, 1.0)],
            [a, a, c, d],
            [a, b, Point::new(f64::INFINITY, 10.0), d],
        ] {
            assert_eq!(Quad::new(bad), Err(PictureError::BadCorners), "{bad:?}");
        }
    }

    #[test]
    fn any_order_is_sorted_to_begin_at_the_top_left() {
        let [a, b, c, d] = SQUARE;
        for order in [[c, a, d, b], [d, c, b, a], [b, d, a, c]] {
            assert_eq!(Quad::sorted(order).map(|quad| quad.corners()), Ok(SQUARE));
        }
        assert_eq!(Quad::new(SQUARE).map(|quad| quad.rotated(1).corners()), Ok([b, c, d, a]));
    }
}
