//! The corners behind the head: a camera in a hand never takes them twice alike, a drawn background stays.

use crate::judge::Seen;
use crate::picture::Picture;

/// A corner's side, as a share of the picture's width.
const CORNER: f32 = 0.15;
/// A mean difference below this, 0 to 255, is no difference.
const SAME: f32 = 0.1;

/// Share of neighbouring frames whose two upper corners are the same, 0 to 1.
pub(super) fn frozen(seen: &[Seen]) -> f32 {
    let pairs = seen.windows(2).filter(|pair| corners_differ(&pair[0].picture, &pair[1].picture) < SAME).count();
    pairs as f32 / seen.len().saturating_sub(1).max(1) as f32
}

fn corners_differ(one: &Picture, other: &Picture) -> f32 {
    let side = ((one.width() as f32 * CORNER) as usize).max(1);
    let (width, across) = (one.width() * 3, side.min(one.width()) * 3);
    let (mut sum, mut count) = (0_u64, 0_u64);
    let rows = one.pixels().chunks_exact(width).zip(other.pixels().chunks_exact(width));
    for (one, other) in rows.take(side) {
        for part in [0..across, width - across..width] {
            for (one, other) in one[part.clone()].iter().zip(&other[part]) {
                sum += u64::from(one.abs_diff(*other));
                count += 1;
            }
        }
    }
    sum as f32 / count.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_of_equal_pictures_do_not_differ() {
        let picture = |shade: u8| Picture::new(200, 200, vec![shade; 120_000]).expect("a picture");
        assert_eq!(corners_differ(&picture(9), &picture(9)), 0.0);
        assert_eq!(corners_differ(&picture(9), &picture(11)), 2.0);
    }
}
