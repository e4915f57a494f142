//! Points and the turn, scale and shift that brings one set of them onto another.

/// A place in a picture, in pixels; a pixel's centre lies at a half.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

impl Point {
    /// A place.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// How far away another place is.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// Turn, scale and shift: `(x, y) ↦ (a·x − b·y + dx, b·x + a·y + dy)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Similarity {
    a: f32,
    b: f32,
    dx: f32,
    dy: f32,
}

impl Similarity {
    /// The one that brings `from` closest to `to` by least squares (Umeyama 1991, without mirroring). `None` where the
    /// points of `from` all lie on one place.
    pub fn between(from: &[Point], to: &[Point]) -> Option<Self> {
        let count = from.len().min(to.len());
        if count < 2 {
            return None;
        }
        let middle = |points: &[Point]| {
            let (x, y) = points[..count].iter().fold((0.0, 0.0), |(x, y), point| (x + point.x, y + point.y));
            Point::new(x / count as f32, y / count as f32)
        };
        let (start, end) = (middle(from), middle(to));
        let (mut along, mut across, mut spread) = (0.0, 0.0, 0.0);
        for (p, q) in from.iter().zip(to) {
            let (px, py, qx, qy) = (p.x - start.x, p.y - start.y, q.x - end.x, q.y - end.y);
            along += px * qx + py * qy;
            across += px * qy - py * qx;
            spread += px * px + py * py;
        }
        if spread <= f32::EPSILON {
            return None;
        }
        let (a, b) = (along / spread, across / spread);
        Some(Self { a, b, dx: end.x - (a * start.x - b * start.y), dy: end.y - (b * start.x + a * start.y) })
    }

    /// The one that brings a square of `side` pixels onto the square around `centre` of `length` pixels, turned by `angle`
    /// radians clockwise.
    pub fn from_square(side: f32, centre: Point, length: f32, angle: f32) -> Self {
        let (sin, cos) = angle.sin_cos();
        let scale = length / side;
        let (a, b) = (scale * cos, scale * sin);
        let half = side / 2.0;
        Self { a, b, dx: centre.x - (a * half - b * half), dy: centre.y - (b * half + a * half) }
    }

    /// Where a place comes to lie.
    pub fn apply(self, point: Point) -> Point {
        Point::new(self.a * point.x - self.b * point.y + self.dx, self.b * point.x + self.a * point.y + self.dy)
    }

    /// The way back; `None` where everything was brought to one place.
    pub fn inverse(self) -> Option<Self> {
        let square = self.a * self.a + self.b * self.b;
        if square <= f32::EPSILON {
            return None;
        }
        let (a, b) = (self.a / square, -self.b / square);
        Some(Self { a, b, dx: -(a * self.dx - b * self.dy), dy: -(b * self.dx + a * self.dy) })
    }

    /// How much longer things become.
    pub fn scale(self) -> f32 {
        self.a.hypot(self.b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_there_is_found_from_points_and_leads_back() {
        let way = Similarity { a: 1.2, b: 0.5, dx: 7.0, dy: -3.0 };
        let from = [Point::new(0.0, 0.0), Point::new(10.0, 2.0), Point::new(4.0, 9.0)];
        let to: Vec<Point> = from.iter().map(|point| way.apply(*point)).collect();
        let found = Similarity::between(&from, &to).map(|found| (found.a, found.b, found.dx, found.dy));
        let (a, b, dx, dy) = found.unwrap_or_default();
        assert!((a - 1.2).abs() < 1e-4 && (b - 0.5).abs() < 1e-4 && (dx - 7.0).abs() < 1e-3 && (dy + 3.0).abs() < 1e-3);
        let back = way.inverse().map(|back| back.apply(to[1]));
        assert!(back.is_some_and(|place| place.distance(from[1]) < 1e-3));
    }

    #[test]
    fn one_place_leads_nowhere() {
        assert_eq!(Similarity::between(&[Point::new(1.0, 1.0); 5], &[Point::new(2.0, 2.0); 5]), None);
    }

    #[test]
    fn a_square_is_laid_around_its_centre() {
        let way = Similarity::from_square(256.0, Point::new(100.0, 80.0), 64.0, std::f32::consts::FRAC_PI_2);
        assert!(way.apply(Point::new(128.0, 128.0)).distance(Point::new(100.0, 80.0)) < 1e-3);
        // Turned by a quarter clockwise, the top left corner lies at the top right.
        assert!(way.apply(Point::new(0.0, 0.0)).distance(Point::new(132.0, 48.0)) < 1e-3);
    }
}
