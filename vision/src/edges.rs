//! Edges by gradient in the channel that shows them best: a white page on a bright desk has no threshold, but it has edges.

use crate::blur::smooth;
use crate::scale::Working;

/// Weakest gradient of an edge in levels a pixel: twice what a camera's noise leaves after reduction and smoothing.
const WEAKEST: f32 = 0.9;

/// A place on an edge, in working pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// Unit vector towards the brighter side.
    pub(crate) nx: f32,
    pub(crate) ny: f32,
    /// Levels a pixel.
    pub(crate) strength: f32,
}

/// Thinned edges, by list and by pixel.
#[derive(Debug)]
pub(crate) struct EdgeMap {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) edges: Vec<Edge>,
    /// For each pixel the edge's number in the list plus one; zero where there is none.
    places: Vec<u32>,
}

impl EdgeMap {
    /// The edge in the pixel that holds a point.
    #[inline]
    pub(crate) fn at(&self, x: isize, y: isize) -> Option<&Edge> {
        if x < 0 || y < 0 || x >= self.width as isize || y >= self.height as isize {
            return None;
        }
        let place = *self.places.get(y as usize * self.width + x as usize)?;
        self.edges.get((place as usize).checked_sub(1)?)
    }
}

/// Finds edges: Sobel gradients of the three smoothed channels, at each pixel the strongest; what is no maximum across the
/// edge is left away, and the place is settled between pixels by a parabola (as in Devernay's sub-pixel Canny).
pub(crate) fn find(working: &Working) -> EdgeMap {
    let (width, height) = (working.width(), working.height());
    let mut map = EdgeMap { width, height, edges: Vec::new(), places: vec![0; width * height] };
    if width < 5 || height < 5 {
        return map;
    }
    let mut strength = vec![0.0_f32; width * height];
    let mut gradients = vec![[0.0_f32; 2]; width * height];
    for channel in &working.channels {
        let plane = smooth(channel);
        for y in 1..height - 1 {
            let row = |y: usize| &plane.data[y * width..(y + 1) * width];
            let (above, here, below) = (row(y - 1), row(y), row(y + 1));
            let out = y * width..(y + 1) * width;
            let (strength, gradients) = (&mut strength[out.clone()], &mut gradients[out]);
            for x in 1..width - 1 {
                let rising = above[x + 1] - below[x - 1];
                let falling = below[x + 1] - above[x - 1];
                let gx = (rising + falling + 2.0 * (here[x + 1] - here[x - 1])) * 0.125;
                let gy = (falling - rising + 2.0 * (below[x] - above[x])) * 0.125;
                let squared = gx * gx + gy * gy;
                if squared > strength[x] {
                    strength[x] = squared;
                    gradients[x] = [gx, gy];
                }
            }
        }
    }
    for value in &mut strength {
        *value = value.sqrt();
    }
    for y in 2..height - 2 {
        for x in 2..width - 2 {
            let at = y * width + x;
            let here = strength[at];
            if here < WEAKEST {
                continue;
            }
            let [gx, gy] = gradients[at];
            let (nx, ny) = (gx / here, gy / here);
            // The neighbours across the edge, between the two pixels that the gradient's direction passes.
            let (step, next, part) = if nx.abs() >= ny.abs() {
                let step = if nx > 0.0 { 1 } else { -1 };
                (step, step + if ny > 0.0 { width as isize } else { -(width as isize) }, (ny / nx).abs())
            } else {
                let step = if ny > 0.0 { width as isize } else { -(width as isize) };
                (step, step + if nx > 0.0 { 1 } else { -1 }, (nx / ny).abs())
            };
            // Two pixels of margin keep all four neighbours inside.
            let at = at as isize;
            let value = |offset: isize| strength[(at + offset) as usize];
            let after = value(step) * (1.0 - part) + value(next) * part;
            let before = value(-step) * (1.0 - part) + value(-next) * part;
            if here < before || here <= after {
                continue;
            }
            let bend = before + after - 2.0 * here;
            let shift = if bend < -1e-6 { (0.5 * (before - after) / bend).clamp(-0.5, 0.5) } else { 0.0 };
            // The neighbours' distance along the gradient is longer than a pixel where it is oblique.
            let shift = shift * (1.0 + part * part).sqrt();
            map.edges.push(Edge {
                x: x as f32 + 0.5 + nx * shift,
                y: y as f32 + 0.5 + ny * shift,
                nx,
                ny,
                strength: here,
            });
            map.places[at as usize] = map.edges.len() as u32;
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::RgbaView;
    use crate::scale::reduce;

    #[test]
    fn a_faint_edge_on_a_bright_desk_is_found_to_a_tenth_of_a_pixel() {
        // Page and desk differ by five levels of 240; the edge lies at 100.25 working pixels.
        let bytes: Vec<u8> = (0..1280 * 640).flat_map(|i| [if i % 1280 < 401 { 240 } else { 235 }; 4]).collect();
        let view = RgbaView::new(&bytes, 1280, 640).expect("it fits");
        let map = find(&reduce(view, 320));
        let middle: Vec<_> = map.edges.iter().filter(|edge| edge.y > 20.0 && edge.y < 140.0).collect();
        assert!(middle.len() >= 119);
        assert!(middle.iter().all(|edge| (edge.x - 100.25).abs() < 0.1 && edge.nx < -0.99), "{:?}", middle[0]);
    }

    #[test]
    fn flat_pictures_have_no_edges() {
        let bytes = vec![200; 640 * 480 * 4];
        let view = RgbaView::new(&bytes, 640, 480).expect("it fits");
        assert!(find(&reduce(view, 320)).edges.is_empty());
    }
}
