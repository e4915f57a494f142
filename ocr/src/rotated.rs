//! Rectangles that lean: around what belongs together, and cut out of a picture.

use image::{Rgb, RgbImage};

/// A place in pixels.
pub(crate) type Place = (f32, f32);

/// A rectangle by its middle, its sides and how it leans.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rotated {
    /// Middle, pixels.
    pub centre: (f32, f32),
    /// Along the text, pixels.
    pub width: f32,
    /// Across it, pixels.
    pub height: f32,
    /// Of the text, radians clockwise.
    pub angle: f32,
}

impl Rotated {
    /// The smallest one around places; none where they have no extent. The longer side is taken to be along the text.
    pub(crate) fn around(places: &[Place]) -> Option<Self> {
        let hull = hull(places.to_vec());
        let mut best: Option<(f32, Self)> = None;
        for (index, from) in hull.iter().enumerate() {
            let to = hull.get((index + 1) % hull.len())?;
            let angle = (to.1 - from.1).atan2(to.0 - from.0);
            let (sin, cos) = angle.sin_cos();
            let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
            for (x, y) in &hull {
                let (u, v) = (x * cos + y * sin, y * cos - x * sin);
                low = (low.0.min(u), low.1.min(v));
                high = (high.0.max(u), high.1.max(v));
            }
            let (width, height) = (high.0 - low.0, high.1 - low.1);
            let (u, v) = ((low.0 + high.0) / 2.0, (low.1 + high.1) / 2.0);
            let area = width * height;
            if best.as_ref().is_none_or(|(least, _)| area < *least) {
                best = Some((area, Self { centre: (u * cos - v * sin, u * sin + v * cos), width, height, angle }));
            }
        }
        best.map(|(_, found)| found.upright())
    }

    /// The same with the longer side along, and the angle nearest to none.
    fn upright(self) -> Self {
        use std::f32::consts::{FRAC_PI_2, PI};
        let (mut angle, mut width, mut height) = (self.angle, self.width, self.height);
        // A single character is about square: which side is longer then says nothing.
        let leans = |angle: f32| (angle + FRAC_PI_2).rem_euclid(PI) - FRAC_PI_2;
        let quarter = leans(angle).abs() > std::f32::consts::FRAC_PI_4;
        if height > width * 1.5 || (quarter && width < height * 1.5) {
            (width, height) = (height, width);
            angle += FRAC_PI_2;
        }
        Self { width, height, angle: leans(angle), ..self }
    }

    /// Grown by so many pixels on every side.
    pub(crate) fn grown(self, along: f32, across: f32) -> Self {
        Self { width: self.width + 2.0 * along, height: self.height + 2.0 * across, ..self }
    }

    /// In a picture that is so many times as large.
    pub(crate) fn scaled(self, across: f32, down: f32) -> Self {
        Self {
            centre: (self.centre.0 * across, self.centre.1 * down),
            width: self.width * across,
            height: self.height * down,
            ..self
        }
    }

    /// What of a picture lies inside, `height` pixels high; outside of the picture its edge goes on.
    pub(crate) fn cut(self, picture: &RgbImage, height: u32, most_width: u32) -> RgbImage {
        let scale = height as f32 / self.height.max(1.0);
        let width = ((self.width * scale).round() as u32).clamp(8, most_width);
        let (sin, cos) = self.angle.sin_cos();
        let step = (self.width / width as f32, self.height / height as f32);
        // Where the picture is made smaller, every pixel of it counts.
        let taps = (step.1.ceil() as u32).clamp(1, 4);
        RgbImage::from_fn(width, height, |x, y| {
            let mut sum = [0.0_f32; 3];
            for tap in 0..taps * taps {
                let part = |n: u32| (n as f32 + 0.5) / taps as f32;
                let u = (x as f32 + part(tap % taps)) * step.0 - self.width / 2.0;
                let v = (y as f32 + part(tap / taps)) * step.1 - self.height / 2.0;
                let place = (self.centre.0 + u * cos - v * sin, self.centre.1 + u * sin + v * cos);
                for (sum, value) in sum.iter_mut().zip(sample(picture, place)) {
                    *sum += value;
                }
            }
            Rgb(sum.map(|value| (value / (taps * taps) as f32 + 0.5) as u8))
        })
    }
}

/// Bilinear; a pixel's centre lies at a half.
fn sample(picture: &RgbImage, (x, y): Place) -> [f32; 3] {
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (fx, fy) = (x - left, y - top);
    let at = |x: f32, y: f32| {
        let x = (x.max(0.0) as u32).min(picture.width().saturating_sub(1));
        let y = (y.max(0.0) as u32).min(picture.height().saturating_sub(1));
        picture.get_pixel(x, y).0.map(f32::from)
    };
    let mut out = [0.0; 3];
    let shares = [(1.0 - fx) * (1.0 - fy), fx * (1.0 - fy), (1.0 - fx) * fy, fx * fy];
    let around = [(left, top), (left + 1.0, top), (left, top + 1.0), (left + 1.0, top + 1.0)];
    for (share, (x, y)) in shares.into_iter().zip(around) {
        for (sum, value) in out.iter_mut().zip(at(x, y)) {
            *sum += value * share;
        }
    }
    out
}

/// The convex hull, by A. M. Andrew's monotone chain.
fn hull(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    places.dedup();
    if places.len() < 3 {
        return places;
    }
    let turn = |a: Place, b: Place, c: Place| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    let chain = |places: &mut dyn Iterator<Item = Place>| {
        let mut chain: Vec<Place> = Vec::new();
        for place in places {
            while let [.., a, b] = chain.as_slice() {
                if turn(*a, *b, place) > 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(place);
        }
        chain.pop();
        chain
    };
    let mut hull = chain(&mut places.iter().copied());
    hull.extend(chain(&mut places.iter().rev().copied()));
    hull
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaning_line_is_found_as_it_leans() {
        let (sin, cos) = 0.3_f32.sin_cos();
        let places: Vec<Place> = [(-50.0, -5.0), (50.0, -5.0), (50.0, 5.0), (-50.0, 5.0), (3.0, 2.0)]
            .map(|(u, v): Place| (100.0 + u * cos - v * sin, 80.0 + u * sin + v * cos))
            .to_vec();
        let found = Rotated::around(&places).expect("a rectangle");
        assert!((found.width - 100.0).abs() < 0.01 && (found.height - 10.0).abs() < 0.01, "{found:?}");
        assert!((found.angle - 0.3).abs() < 1e-3 && (found.centre.0 - 100.0).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn what_is_cut_out_is_what_lies_there() {
        let picture = RgbImage::from_fn(60, 40, |x, _| if x < 30 { Rgb([0; 3]) } else { Rgb([200; 3]) });
        let whole = Rotated { centre: (30.0, 20.0), width: 40.0, height: 20.0, angle: 0.0 };
        let cut = whole.cut(&picture, 48, 320);
        assert_eq!(cut.dimensions(), (96, 48));
        assert_eq!((cut.get_pixel(4, 24).0[0], cut.get_pixel(90, 24).0[0]), (0, 200));
    }
}
