//! How a page lies in the window: how large, where, which side up. Points are told from the window's middle, in CSS pixels.

/// A press of a button makes it larger by so much.
pub(in crate::pages) const STEP: f64 = 1.5;
/// Larger than that, small print of a page is a few letters.
const LARGEST: f64 = 8.0;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::pages) struct View {
    /// 1 is the whole page.
    pub(in crate::pages) zoom: f64,
    pub(in crate::pages) x: f64,
    pub(in crate::pages) y: f64,
    /// Quarter turns to the right.
    pub(in crate::pages) turns: u32,
}

impl Default for View {
    fn default() -> Self {
        Self { zoom: 1.0, x: 0.0, y: 0.0, turns: 0 }
    }
}

impl View {
    /// Larger or smaller, while the point `at` of the page stays where it is.
    pub(in crate::pages) fn zoomed(self, factor: f64, at: (f64, f64)) -> Self {
        let zoom = (self.zoom * factor).clamp(1.0, LARGEST);
        if zoom <= 1.001 {
            return Self { turns: self.turns, ..Self::default() };
        }
        let by = zoom / self.zoom;
        Self { zoom, x: at.0 - (at.0 - self.x) * by, y: at.1 - (at.1 - self.y) * by, turns: self.turns }
    }

    /// Moved, as far as something of the page stays in a window of this size.
    pub(in crate::pages) fn moved(self, by: (f64, f64), window: (f64, f64)) -> Self {
        let most = |side: f64| side * (self.zoom - 1.0).max(0.0) / 2.0;
        let (wide, high) = (most(window.0), most(window.1));
        Self { x: (self.x + by.0).clamp(-wide, wide), y: (self.y + by.1).clamp(-high, high), ..self }
    }

    /// Whether the page is seen as a whole.
    pub(in crate::pages) fn is_whole(self) -> bool {
        self.zoom <= 1.001
    }

    /// Whether it gets no larger.
    pub(in crate::pages) fn is_largest(self) -> bool {
        self.zoom >= LARGEST - 0.001
    }

    /// Whether it lies on its side.
    pub(in crate::pages) const fn is_lying(self) -> bool {
        self.turns % 2 == 1
    }

    /// The same for the style sheet.
    pub(in crate::pages) fn transform(self) -> String {
        let Self { zoom, x, y, turns } = self;
        format!("translate({x:.1}px, {y:.1}px) scale({zoom:.3}) rotate({}deg)", turns * 90)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_under_the_finger_stays_there() {
        let view = View::default().zoomed(2.0, (100.0, 50.0));
        assert_eq!(view, View { zoom: 2.0, x: -100.0, y: -50.0, turns: 0 });
        // What lay under the point: (at - offset) / zoom, before and after.
        let again = view.zoomed(1.5, (100.0, 50.0));
        assert!(((100.0 - again.x) / again.zoom - (100.0 - view.x) / view.zoom).abs() < 1e-9);
    }

    #[test]
    fn it_gets_neither_smaller_than_whole_nor_endlessly_large() {
        let turned = View { turns: 1, x: 30.0, zoom: 1.2, ..View::default() };
        assert_eq!(turned.zoomed(0.1, (9.0, 9.0)), View { turns: 1, ..View::default() });
        assert!(View::default().zoomed(100.0, (0.0, 0.0)).is_largest());
    }

    #[test]
    fn a_page_cannot_be_lost_beside_the_window() {
        assert_eq!(View::default().moved((50.0, 50.0), (400.0, 300.0)), View::default());
        let large = View { zoom: 2.0, ..View::default() }.moved((900.0, -900.0), (400.0, 300.0));
        assert_eq!((large.x, large.y), (200.0, -150.0));
    }
}
