//! The four corners under a person's fingers: moved by dragging and by the arrow keys, always inside the picture.

/// x and y of four corners as shares of width and height, clockwise from the page's top left.
pub(super) type Corners = [f64; 8];

/// How far an arrow key moves a corner: a share of the picture.
pub(super) const STEP: f64 = 0.005;

/// The corners to begin with: those that were found, else a sheet with a margin for the person to mend.
pub(super) fn beginning(found: &[f64]) -> Corners {
    found.try_into().unwrap_or([0.06, 0.06, 0.94, 0.06, 0.94, 0.94, 0.06, 0.94])
}

/// Puts a corner somewhere else; `None` where no page could be cut along them any more.
pub(super) fn moved(corners: &Corners, corner: usize, x: f64, y: f64) -> Option<Corners> {
    let mut fresh = *corners;
    *fresh.get_mut(corner * 2)? = x.clamp(0.0, 1.0);
    *fresh.get_mut(corner * 2 + 1)? = y.clamp(0.0, 1.0);
    is_convex(&fresh).then_some(fresh)
}

/// Least turn at a corner, as twice the area of its triangle: a sliver is no page.
const LEAST_TURN: f64 = 0.002;

fn is_convex(corners: &Corners) -> bool {
    let at = |number: usize| (corners[number % 4 * 2], corners[number % 4 * 2 + 1]);
    (0..4).all(|number| {
        let ((ax, ay), (bx, by), (cx, cy)) = (at(number), at(number + 1), at(number + 2));
        (bx - ax) * (cy - by) - (by - ay) * (cx - bx) > LEAST_TURN
    })
}

/// Where an arrow key moves a corner; `None` for other keys.
pub(super) fn nudge(key: &str, far: bool) -> Option<(f64, f64)> {
    let step = if far { STEP * 10.0 } else { STEP };
    match key {
        "ArrowLeft" => Some((-step, 0.0)),
        "ArrowRight" => Some((step, 0.0)),
        "ArrowUp" => Some((0.0, -step)),
        "ArrowDown" => Some((0.0, step)),
        _ => None,
    }
}

/// The corners as the points of an SVG polygon over a square of 100.
pub(super) fn points(corners: &[f64]) -> String {
    let point = |pair: &[f64]| format!("{:.2},{:.2}", pair[0] * 100.0, pair[1] * 100.0);
    corners.chunks_exact(2).map(point).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Corners = [0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9];

    #[test]
    fn a_corner_stays_in_the_picture_and_in_its_place() {
        assert_eq!(moved(&SQUARE, 2, 1.7, 0.95).map(|corners| corners[4..6].to_vec()), Some(vec![1.0, 0.95]));
        // Over the opposite corner, or onto a neighbour, no page is left.
        assert_eq!(moved(&SQUARE, 0, 0.95, 0.95), None);
        assert_eq!(moved(&SQUARE, 0, 0.9, 0.1), None);
        assert_eq!(moved(&SQUARE, 4, 0.5, 0.5), None);
    }

    #[test]
    fn what_was_not_found_begins_with_a_margin() {
        assert_eq!(beginning(&SQUARE), SQUARE);
        assert!(is_convex(&beginning(&[])));
    }

    #[test]
    fn arrows_move_a_little_or_far() {
        assert_eq!(nudge("ArrowUp", false), Some((0.0, -STEP)));
        assert_eq!(nudge("ArrowRight", true), Some((STEP * 10.0, 0.0)));
        assert_eq!(nudge("Enter", false), None);
    }

    #[test]
    fn corners_are_drawn_as_a_polygon() {
        assert_eq!(points(&SQUARE), "10.00,10.00 90.00,10.00 90.00,90.00 10.00,90.00");
    }
}
