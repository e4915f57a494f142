//! From the map of text to boxes: what hangs together, the leaning rectangle around it, and room for whole letters.

use crate::rotated::Rotated;

/// Above this a pixel is text.
const TEXT: f32 = 0.3;
/// Below this mean a box is none.
const LEAST_MEAN: f32 = 0.5;
/// Networks of this kind are taught lines that have shrunk: a box grows by this times area over outline.
const GROWTH: f32 = 1.6;
/// Thinner than this, in pixels of the map, is no line.
const LEAST_SIDE: f32 = 3.0;
/// A page has fewer lines than this.
const MOST: usize = 400;

/// The boxes in a map of `width` pixels a row, in its pixels, in no particular order.
pub(crate) fn find(map: &[f32], width: usize) -> Vec<Rotated> {
    let height = map.len() / width.max(1);
    let mut seen = vec![false; map.len()];
    let mut found = Vec::new();
    for start in 0..width * height {
        if seen.get(start).copied().unwrap_or(true) || map.get(start).is_none_or(|value| *value <= TEXT) {
            continue;
        }
        let blob = fill(map, width, height, start, &mut seen);
        if let Some(found_box) = frame(map, width, &blob) {
            found.push(found_box);
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// Every pixel that hangs together with the first.
fn fill(map: &[f32], width: usize, height: usize, start: usize, seen: &mut [bool]) -> Vec<usize> {
    let mut blob = vec![start];
    if let Some(mark) = seen.get_mut(start) {
        *mark = true;
    }
    let mut next = 0;
    while let Some(&at) = blob.get(next) {
        next += 1;
        let (x, y) = (at % width, at / width);
        for ny in y.saturating_sub(1)..=(y + 1).min(height - 1) {
            for nx in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                let at = ny * width + nx;
                let text = map.get(at).is_some_and(|value| *value > TEXT);
                if let Some(mark) = seen.get_mut(at).filter(|mark| text && !**mark) {
                    *mark = true;
                    blob.push(at);
                }
            }
        }
    }
    blob
}

fn frame(map: &[f32], width: usize, blob: &[usize]) -> Option<Rotated> {
    let mean = blob.iter().filter_map(|at| map.get(*at)).sum::<f32>() / blob.len() as f32;
    // Only the ends of rows can be corners; a pixel is a square.
    let mut places = Vec::new();
    for at in blob {
        let (x, y) = ((at % width) as f32, (at / width) as f32);
        places.extend([(x, y), (x + 1.0, y), (x, y + 1.0), (x + 1.0, y + 1.0)]);
    }
    let found = Rotated::around(&places)?;
    if mean < LEAST_MEAN || found.height.min(found.width) < LEAST_SIDE {
        return None;
    }
    let growth = found.width * found.height * GROWTH / (2.0 * (found.width + found.height));
    Some(found.grown(growth, growth))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_are_two_boxes_and_dust_is_none() {
        let width = 100;
        let mut map = vec![0.0; width * 60];
        for (top, left, right) in [(10, 10, 70), (40, 20, 90)] {
            for y in top..top + 8 {
                for x in left..right {
                    map[y * width + x] = 0.9;
                }
            }
        }
        map[30 * width + 5] = 0.9;
        let found = find(&map, width);
        assert_eq!(found.len(), 2);
        let first = found[0];
        assert!((first.centre.0 - 40.0).abs() < 0.6 && (first.centre.1 - 14.0).abs() < 0.6, "{first:?}");
        // 60 × 8 shrinks to 480 / 136 = 3.5 pixels, 1.6 times that on each side.
        assert!((first.width - 71.3).abs() < 0.2 && (first.height - 19.3).abs() < 0.2, "{first:?}");
    }
}
