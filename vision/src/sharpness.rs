//! How sharp print and edges are, whatever the page's contrast and however little stands on it.

use crate::geometry::{Point, Quad};
use crate::picture::{RgbaView, luma};

/// Pixels along a side of the tiles that are looked at: a letter or two of a photo.
const TILE: usize = 24;
/// Most tiles that are looked at; in large photos they are spread evenly.
const MOST_TILES: usize = 700;
/// Least difference of bright and dark in a tile, in levels, for it to have an edge worth measuring.
const LEAST_CONTRAST: f32 = 22.0;
/// With fewer such tiles nothing can be said.
const LEAST_TILES: usize = 6;

/// How wide a step from dark to bright is spread, in pixels: contrast over steepest gradient.
///
/// About 2.5 in a sharp picture, 5 at a Gaussian blur of two pixels, 7.5 at three. Upright and level edges are measured
/// apart and the worse one counts, for a moving hand blurs only one of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EdgeWidth(pub f32);

struct Tile {
    contrast: f32,
    upright: f32,
    level: f32,
    rough: f32,
}

/// Measures the sheet within `quad`, its outline included; none where neither print nor outline has enough contrast.
pub fn edge_width(view: RgbaView<'_>, quad: &Quad) -> Option<EdgeWidth> {
    let around = quad.shrunk(-0.02);
    let (left, top, right, bottom) = around.bounds();
    let (left, top) = (left.max(0.0) as usize, top.max(0.0) as usize);
    let (right, bottom) = ((right.max(0.0) as usize).min(view.width()), (bottom.max(0.0) as usize).min(view.height()));
    let area = right.saturating_sub(left) * bottom.saturating_sub(top);
    let stride = (((area / MOST_TILES) as f64).sqrt() as usize).max(TILE);
    let mut tiles = Vec::new();
    let half = TILE as f64 / 2.0;
    for y in (top..bottom.saturating_sub(TILE)).step_by(stride) {
        for x in (left..right.saturating_sub(TILE)).step_by(stride) {
            if around.contains(Point::new(x as f64 + half, y as f64 + half)) {
                tiles.push(measure(view, x, y));
            }
        }
    }
    // The evenest tenth shows the sensor's noise, which would pass for sharp edges.
    tiles.sort_by(|a, b| a.rough.total_cmp(&b.rough));
    let noise = tiles.get(tiles.len() / 10)?.rough;
    tiles.retain(|tile| tile.contrast >= LEAST_CONTRAST.max(8.0 * noise));
    if tiles.len() < LEAST_TILES {
        return None;
    }
    tiles.sort_by(|a, b| b.contrast.total_cmp(&a.contrast));
    tiles.truncate((tiles.len() / 3).max(LEAST_TILES));
    let steepness = |of: fn(&Tile) -> f32| {
        let steepest = |tile: &Tile| (of(tile) - 3.0 * noise).max(0.0) / tile.contrast;
        let mut all: Vec<f32> = tiles.iter().map(steepest).collect();
        all.sort_by(f32::total_cmp);
        all.get(all.len() * 4 / 5).copied().unwrap_or_default()
    };
    let steep = steepness(|tile| tile.upright).min(steepness(|tile| tile.level));
    Some(EdgeWidth(1.0 / steep.max(0.01)))
}

fn measure(view: RgbaView<'_>, left: usize, top: usize) -> Tile {
    let mut levels = [[0.0_f32; TILE]; TILE];
    for (y, row) in levels.iter_mut().enumerate() {
        let pixels = view.row(top + y);
        for (value, pixel) in row.iter_mut().zip(pixels.chunks_exact(4).skip(left)) {
            *value = luma([f32::from(pixel[0]), f32::from(pixel[1]), f32::from(pixel[2])]);
        }
    }
    let (mut low, mut high, mut upright, mut level, mut squares) = (f32::MAX, f32::MIN, 0.0_f32, 0.0_f32, 0.0_f32);
    for rows in levels.windows(3) {
        let (above, here, below) = (&rows[0], &rows[1], &rows[2]);
        for x in 1..TILE - 1 {
            let column = |x: usize| above[x] + 2.0 * here[x] + below[x];
            let line = |row: &[f32; TILE]| row[x - 1] + 2.0 * row[x] + row[x + 1];
            let gx = (column(x + 1) - column(x - 1)) / 8.0;
            let gy = (line(below) - line(above)) / 8.0;
            let smooth = (line(above) + 2.0 * line(here) + line(below)) / 16.0;
            (low, high) = (low.min(smooth), high.max(smooth));
            let strength = gx * gx + gy * gy;
            squares += strength;
            if gx.abs() >= gy.abs() {
                upright = upright.max(strength);
            } else {
                level = level.max(strength);
            }
        }
    }
    let pixels = ((TILE - 2) * (TILE - 2)) as f32;
    Tile { contrast: high - low, upright: upright.sqrt(), level: level.sqrt(), rough: (squares / pixels / 2.0).sqrt() }
}
