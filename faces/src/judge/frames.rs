//! The frames as they came: how many, when, and whether one of them came before.

use std::time::Duration;

use shared::api::{FACE_FRAME_BYTES, FACE_FRAMES, FaceRefusal};

use super::{Frame, decode};
use crate::picture::Picture;
use crate::scores::Scores;

/// From the first frame to the last: less is no time to do anything in, more than a challenge's life.
const SPAN: std::ops::RangeInclusive<Duration> = Duration::from_secs(2)..=Duration::from_secs(50);
/// Between two frames: less shows nothing new, more hides a change of persons.
const GAP: std::ops::RangeInclusive<Duration> = Duration::from_millis(40)..=Duration::from_secs(8);
/// Two frames that differ by less, as a mean over pixels shrunk to [`SMALL`], 0 to 255, are one frame stored twice: on made
/// films a sensor's noise alone makes 0.96 and movement 2.3 or more. A frame stored again much worse (0.70 at quality 70) is
/// not told from the noise of a better sensor, and passes.
const SAME: f32 = 0.4;
/// Long side of the shrunk pictures, pixels.
const SMALL: usize = 160;

/// Counts frames, looks at their times, and finds equal bytes.
pub(super) fn check(frames: &[Frame<'_>]) -> Result<(), FaceRefusal> {
    if !FACE_FRAMES.contains(&frames.len()) {
        return Err(FaceRefusal::Frames);
    }
    if frames.iter().any(|frame| frame.jpeg.len() > FACE_FRAME_BYTES) {
        return Err(FaceRefusal::FrameBroken);
    }
    let gap = |pair: &[Frame<'_>]| pair[1].at_ms.checked_sub(pair[0].at_ms).map(u64::from).map(Duration::from_millis);
    let gaps: Option<Vec<Duration>> = frames.windows(2).map(gap).collect();
    let gaps = gaps.filter(|gaps| gaps.iter().all(|gap| GAP.contains(gap))).ok_or(FaceRefusal::Frames)?;
    if !SPAN.contains(&gaps.iter().sum::<Duration>()) {
        return Err(FaceRefusal::Frames);
    }
    let equal = pairs(frames).filter(|(one, other)| one.jpeg == other.jpeg).count();
    match equal {
        0 => Ok(()),
        all if all == pairs(frames).count() => Err(FaceRefusal::Still),
        _ => Err(FaceRefusal::Replayed),
    }
}

/// The pictures, all of one size.
pub(super) fn decoded(frames: &[Frame<'_>]) -> Result<Vec<Picture>, FaceRefusal> {
    let pictures: Option<Vec<Picture>> = frames.iter().map(|frame| decode::frame(frame.jpeg)).collect();
    let size = |picture: &Picture| (picture.width(), picture.height());
    let alike = |pictures: &Vec<Picture>| pictures.windows(2).all(|pair| size(&pair[0]) == size(&pair[1]));
    pictures.filter(alike).ok_or(FaceRefusal::FrameBroken)
}

/// Finds frames that are one frame, stored again in other bytes.
pub(super) fn check_pixels(pictures: &[Picture], scores: &mut Scores) -> Result<(), FaceRefusal> {
    let small: Vec<_> = pictures.iter().map(|picture| picture.fitted(SMALL).0).collect();
    let differences = pairs(&small).map(|(one, other)| difference(one.pixels(), other.pixels()));
    let (least, most) = differences.fold((f32::MAX, 0.0_f32), |(least, most), one| (least.min(one), most.max(one)));
    scores.set("differ", least);
    match least {
        least if least >= SAME => Ok(()),
        _ if most < SAME * 4.0 => Err(FaceRefusal::Still),
        _ => Err(FaceRefusal::Replayed),
    }
}

fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    all.iter().enumerate().flat_map(|(number, one)| all[number + 1..].iter().map(move |other| (one, other)))
}

fn difference(one: &[u8], other: &[u8]) -> f32 {
    let sum: u64 = one.iter().zip(other).map(|(one, other)| u64::from(one.abs_diff(*other))).sum();
    sum as f32 / one.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(times: &[u32]) -> Result<(), FaceRefusal> {
        let bytes: Vec<[u8; 1]> = (0..times.len()).map(|number| [number as u8]).collect();
        let frames: Vec<Frame<'_>> =
            times.iter().zip(&bytes).map(|(at_ms, jpeg)| Frame { at_ms: *at_ms, jpeg }).collect();
        check(&frames)
    }

    #[test]
    fn times_rise_by_sensible_steps() {
        let even = |count: u32, gap: u32| (0..count).map(|number| number * gap).collect::<Vec<_>>();
        assert_eq!(at(&even(15, 500)), Ok(()));
        for wrong in [even(7, 500), even(25, 500), even(15, 20), even(15, 100), even(15, 0), even(8, 8_000)] {
            assert_eq!(at(&wrong), Err(FaceRefusal::Frames), "{wrong:?}");
        }
        let mut back = even(15, 500);
        back.swap(3, 4);
        assert_eq!(at(&back), Err(FaceRefusal::Frames));
    }

    #[test]
    fn equal_bytes_are_a_replay_and_all_equal_a_still() {
        let bytes: Vec<[u8; 1]> = (0..10).map(|number| [number]).collect();
        let frame = |number: usize, of: usize| Frame { at_ms: number as u32 * 400, jpeg: &bytes[of] };
        let replay: Vec<Frame<'_>> = (0..10).map(|number| frame(number, number % 9)).collect();
        assert_eq!(check(&replay), Err(FaceRefusal::Replayed));
        let still: Vec<Frame<'_>> = (0..10).map(|number| frame(number, 0)).collect();
        assert_eq!(check(&still), Err(FaceRefusal::Still));
    }
}
