//! Which picture of an answer is taken when: first at rest, then through the steps that the server chose. Times come in, so
//! its tests need no clock.

use shared::api::{FACE_FRAMES, FaceAction, FaceFrame};

/// Looking straight ahead before the first step, milliseconds.
const REST_MS: u32 = 1_500;
const REST_FRAMES: u32 = 3;
/// Enough to hear a step, to do it and to come back, milliseconds.
const STEP_MS: u32 = 3_500;
/// Nobody has begun a step earlier than this after it was said.
const HEARD_MS: u32 = 600;
/// So many pictures show all steps together, where that leaves each its share.
const STEPS_FRAMES: usize = 15;
const STEP_FRAMES: std::ops::RangeInclusive<usize> = 4..=6;
/// Fewer of one step do not show it.
const STEP_FRAMES_MIN: usize = 3;
/// Longer than this between two looks at the clock, and the device was asleep.
const ASLEEP_MS: u32 = 2_500;

/// What is asked of the person at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Looking straight ahead.
    Rest,
    /// The step of that number, from 0.
    Step(usize),
    /// Everything was asked.
    Over,
}

/// The answer in the making.
#[derive(Debug)]
pub(super) struct Taking {
    steps: Vec<FaceAction>,
    /// When pictures are due, milliseconds from the beginning, rising.
    due: Vec<u32>,
    next: usize,
    taken: Vec<FaceFrame>,
    seen_ms: u32,
}

impl Taking {
    /// The plan for a challenge's steps.
    pub(super) fn new(steps: &[FaceAction]) -> Self {
        Self { steps: steps.to_vec(), due: moments(steps.len()), next: 0, taken: Vec::new(), seen_ms: 0 }
    }

    /// What is asked at a moment, milliseconds from the beginning.
    pub(super) fn phase(&self, at_ms: u32) -> Phase {
        let Some(after) = at_ms.checked_sub(REST_MS) else { return Phase::Rest };
        let step = (after / STEP_MS) as usize;
        if step < self.steps.len() { Phase::Step(step) } else { Phase::Over }
    }

    /// What to do in a step.
    pub(super) fn action(&self, step: usize) -> Option<FaceAction> {
        self.steps.get(step).copied()
    }

    /// How many steps there are.
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether the device slept since the moment before: then what was asked was not heard.
    pub(super) fn has_slept(&mut self, at_ms: u32) -> bool {
        at_ms.saturating_sub(std::mem::replace(&mut self.seen_ms, at_ms)) > ASLEEP_MS
    }

    /// Whether a picture is to be taken now. Of those that a slow device has missed, only the last is made up for.
    pub(super) fn is_due(&mut self, at_ms: u32) -> bool {
        let before = self.next;
        self.next += self.due[before..].iter().take_while(|due| **due <= at_ms).count();
        self.next > before
    }

    /// Keeps the picture that was taken at a moment; one that is no later than the last is left out.
    pub(super) fn keep(&mut self, at_ms: u32, jpeg: String) {
        let later = self.taken.last().is_none_or(|last| last.at_ms < at_ms);
        if later && self.taken.len() < *FACE_FRAMES.end() {
            self.taken.push(FaceFrame { at_ms, jpeg });
        }
    }

    /// The frames, their times counted from the first. `None` where the device was too slow: too few at rest, or in a step.
    pub(super) fn finish(self) -> Option<Vec<FaceFrame>> {
        let of = |phase| self.taken.iter().filter(|frame| self.phase(frame.at_ms) == phase).count();
        let steps = (0..self.steps.len()).all(|step| of(Phase::Step(step)) >= STEP_FRAMES_MIN);
        if of(Phase::Rest) == 0 || !steps || !FACE_FRAMES.contains(&self.taken.len()) {
            return None;
        }
        let first = self.taken.first().map_or(0, |frame| frame.at_ms);
        let mut frames = self.taken;
        for frame in &mut frames {
            frame.at_ms -= first;
        }
        Some(frames)
    }
}

/// How long a phase lasts, milliseconds.
pub(super) const fn lasts_ms(phase: Phase) -> u32 {
    match phase {
        Phase::Rest => REST_MS,
        Phase::Step(_) => STEP_MS,
        Phase::Over => 0,
    }
}

fn moments(steps: usize) -> Vec<u32> {
    let gap = REST_MS / (REST_FRAMES + 1);
    let rest = (1..=REST_FRAMES).map(|number| number * gap);
    let most = FACE_FRAMES.end().saturating_sub(REST_FRAMES as usize) / steps.max(1);
    let each = (STEPS_FRAMES / steps.max(1)).clamp(*STEP_FRAMES.start(), *STEP_FRAMES.end()).min(most);
    let (each, steps) = (u32::try_from(each).unwrap_or_default(), u32::try_from(steps).unwrap_or_default());
    let apart = (STEP_MS - HEARD_MS) / each.max(1);
    let of_step = move |step: u32| (0..each).map(move |number| REST_MS + step * STEP_MS + HEARD_MS + number * apart);
    rest.chain((0..steps).flat_map(of_step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [FaceAction; 3] = [FaceAction::Blink, FaceAction::TurnLeft, FaceAction::OpenMouth];

    /// Takes pictures with a look at the clock every so many milliseconds.
    fn taken(steps: &[FaceAction], every_ms: u32) -> Option<Vec<FaceFrame>> {
        let mut taking = Taking::new(steps);
        let mut at = 0;
        while taking.phase(at) != Phase::Over {
            if taking.is_due(at) {
                taking.keep(at, "jpeg".to_owned());
            }
            at += every_ms;
        }
        taking.finish()
    }

    #[test]
    fn every_challenge_is_answered_within_the_bounds() {
        for count in 1..=5 {
            let steps: Vec<FaceAction> = STEPS.into_iter().cycle().take(count).collect();
            let frames = taken(&steps, 40).unwrap_or_default();
            assert!(FACE_FRAMES.contains(&frames.len()), "{count} steps: {} frames", frames.len());
            assert_eq!(frames.first().map(|frame| frame.at_ms), Some(0));
            assert!(frames.windows(2).all(|pair| pair[0].at_ms < pair[1].at_ms));
        }
        assert_eq!(taken(&STEPS[..2], 40).map(|frames| frames.len()), Some(15));
        assert_eq!(taken(&STEPS, 40).map(|frames| frames.len()), Some(18));
    }

    #[test]
    fn pictures_belong_to_the_rest_and_to_each_step() {
        let taking = Taking::new(&STEPS);
        let of = |phase| taking.due.iter().filter(|due| taking.phase(**due) == phase).count();
        assert_eq!([of(Phase::Rest), of(Phase::Step(0)), of(Phase::Step(2)), of(Phase::Over)], [3, 5, 5, 0]);
        assert_eq!(taking.phase(0), Phase::Rest);
        assert_eq!(taking.phase(REST_MS), Phase::Step(0));
        assert_eq!(taking.phase(REST_MS + STEP_MS - 1), Phase::Step(0));
        assert_eq!(taking.phase(REST_MS + 3 * STEP_MS), Phase::Over);
        assert_eq!(taking.action(1), Some(FaceAction::TurnLeft));
    }

    #[test]
    fn a_slow_device_is_told_so_and_no_picture_is_made_up_for_twice() {
        assert!(taken(&STEPS, 400).is_some());
        assert_eq!(taken(&STEPS, 1_400), None);
        let mut taking = Taking::new(&STEPS);
        assert!(taking.is_due(1_200));
        assert!(!taking.is_due(1_300));
    }

    #[test]
    fn a_device_that_slept_is_noticed() {
        let mut taking = Taking::new(&STEPS);
        assert!(!taking.has_slept(40));
        assert!(!taking.has_slept(400));
        assert!(taking.has_slept(400 + ASLEEP_MS + 1));
    }
}
