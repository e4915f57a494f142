//! What was done in which order: differences from the person's own rest, frame by frame.

use shared::api::{FaceAction, FaceRefusal};

use crate::scores::Scores;
use crate::thresholds::Thresholds;

/// So many first frames may be the person's rest.
const FIRST: usize = 3;
/// Eyes close by themselves: so many frames with closed eyes, that nobody asked for, are nothing.
const BLINKS_BY_ITSELF: usize = 2;

/// What one frame shows.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Moment {
    /// Degrees, to the person's left.
    pub(super) yaw: f32,
    /// Degrees, down.
    pub(super) pitch: f32,
    /// 0 to 1.
    pub(super) blink: f32,
    /// Height of the eyes over their length.
    pub(super) eyes: f32,
    /// 0 to 1.
    pub(super) jaw_open: f32,
}

impl Moment {
    /// Whether the face looks ahead.
    pub(super) fn is_frontal(&self, thresholds: &Thresholds) -> bool {
        self.yaw.abs() <= thresholds.frontal_yaw && self.pitch.abs() <= thresholds.frontal_pitch
    }

    /// How much of what an action needs is there: 1 and it is done.
    fn strength(&self, rest: &Self, action: FaceAction, thresholds: &Thresholds) -> f32 {
        match action {
            FaceAction::Blink => {
                let closed = 1.0 - self.eyes / rest.eyes.max(f32::EPSILON);
                ((self.blink - rest.blink) / thresholds.blink).max(closed / thresholds.eyes_closed)
            }
            FaceAction::OpenMouth => (self.jaw_open - rest.jaw_open) / thresholds.jaw_open,
            FaceAction::TurnLeft => (self.yaw - rest.yaw) / thresholds.turn,
            FaceAction::TurnRight => (rest.yaw - self.yaw) / thresholds.turn,
        }
    }

    /// How much of any action is there.
    pub(super) fn most(&self, rest: &Self, thresholds: &Thresholds) -> f32 {
        FaceAction::ALL.iter().map(|action| self.strength(rest, *action, thresholds)).fold(0.0, f32::max)
    }

    /// What is done plainly, and how strongly. On a turned head the far eye and the mouth are not read.
    fn doing(&self, rest: &Self, thresholds: &Thresholds) -> Option<(FaceAction, f32)> {
        let strongest = |actions: &[FaceAction]| {
            let each = actions.iter().map(|action| (*action, self.strength(rest, *action, thresholds)));
            each.max_by(|one, other| one.1.total_cmp(&other.1)).filter(|(_, strength)| *strength >= 1.0)
        };
        strongest(&[FaceAction::TurnLeft, FaceAction::TurnRight])
            .or_else(|| strongest(&[FaceAction::Blink, FaceAction::OpenMouth]))
    }
}

/// The person's rest: of the first frames that look ahead the one that looks most so, with the eyes most open and the mouth
/// most closed, for a first frame may catch a blink.
pub(super) fn rest(moments: &[Moment], thresholds: &Thresholds) -> Result<Moment, FaceRefusal> {
    let first: Vec<&Moment> = moments.iter().take(FIRST).filter(|moment| moment.is_frontal(thresholds)).collect();
    let ahead = first.iter().min_by(|one, other| one.yaw.abs().total_cmp(&other.yaw.abs()));
    let ahead = **ahead.ok_or(FaceRefusal::NotFrontal)?;
    let least = |of: fn(&Moment) -> f32| first.iter().map(|moment| of(moment)).fold(f32::MAX, f32::min);
    let eyes = first.iter().map(|moment| moment.eyes).fold(0.0, f32::max);
    Ok(Moment { eyes, blink: least(|moment| moment.blink), jaw_open: least(|moment| moment.jaw_open), ..ahead })
}

/// Notes the most that was done of each.
pub(super) fn note(moments: &[Moment], rest: &Moment, scores: &mut Scores) {
    let most = |of: fn(&Moment, &Moment) -> f32| moments.iter().map(|moment| of(moment, rest)).fold(0.0, f32::max);
    scores.set("blink", most(|moment, rest| moment.blink - rest.blink));
    scores.set("eyes", most(|moment, rest| 1.0 - moment.eyes / rest.eyes.max(f32::EPSILON)));
    scores.set("jaw", most(|moment, rest| moment.jaw_open - rest.jaw_open));
    scores.set("left", most(|moment, rest| moment.yaw - rest.yaw));
    scores.set("right", most(|moment, rest| rest.yaw - moment.yaw));
}

/// An action over one or several frames in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Done {
    pub(super) action: FaceAction,
    /// The frame that shows it best.
    pub(super) peak: usize,
    /// 1 and more.
    pub(super) strength: f32,
    /// How many frames show it.
    pub(super) frames: usize,
}

/// Everything that was done, in order. One thing twice in a row, be it with rest between, is one.
pub(super) fn performed(moments: &[Moment], rest: &Moment, thresholds: &Thresholds) -> Vec<Done> {
    let mut all: Vec<Done> = Vec::new();
    for (number, moment) in moments.iter().enumerate() {
        let Some((action, strength)) = moment.doing(rest, thresholds) else { continue };
        match all.last_mut().filter(|last| last.action == action) {
            Some(last) => {
                last.frames += 1;
                if strength > last.strength {
                    (last.peak, last.strength) = (number, strength);
                }
            }
            None => all.push(Done { action, peak: number, strength, frames: 1 }),
        }
    }
    all
}

/// Holds what was done against what was asked for.
///
/// # Errors
/// Something that was not asked for, or another order; else the first thing asked for that was not done.
pub(super) fn check(done: &[Done], steps: &[FaceAction]) -> Result<(), (FaceRefusal, FaceAction)> {
    let mut left = steps.iter().copied().peekable();
    let mut beside: Vec<Done> = Vec::new();
    for one in done {
        if left.next_if_eq(&one.action).is_none() {
            beside.push(*one);
        }
    }
    let by_itself: usize = beside.iter().filter(|one| one.action == FaceAction::Blink).map(|one| one.frames).sum();
    let is_nothing = |one: &&Done| one.action == FaceAction::Blink && by_itself <= BLINKS_BY_ITSELF;
    let mut unasked = beside.iter().filter(|one| !is_nothing(one));
    let Some(late) = left.peek().copied() else {
        return unasked.next().map_or(Ok(()), |other| Err((FaceRefusal::WrongOrder, other.action)));
    };
    if unasked.any(|one| !steps.contains(&one.action)) {
        return Err((FaceRefusal::WrongOrder, late));
    }
    let never = steps.iter().copied().find(|step| done.iter().all(|one| one.action != *step));
    Err(never.map_or((FaceRefusal::WrongOrder, late), |missing| (FaceRefusal::ActionMissing, missing)))
}

#[cfg(test)]
mod tests {
    use FaceAction::{Blink, OpenMouth, TurnLeft, TurnRight};

    use super::*;

    const REST: Moment = Moment { yaw: 2.0, pitch: 4.0, blink: 0.1, eyes: 0.3, jaw_open: 0.05 };

    fn moment(action: Option<FaceAction>) -> Moment {
        match action {
            None => REST,
            Some(Blink) => Moment { blink: 0.5, ..REST },
            Some(OpenMouth) => Moment { jaw_open: 0.5, ..REST },
            Some(TurnLeft) => Moment { yaw: 24.0, blink: 0.5, ..REST },
            Some(TurnRight) => Moment { yaw: -20.0, ..REST },
        }
    }

    fn judged(shown: &[FaceAction], steps: &[FaceAction]) -> Result<(), (FaceRefusal, FaceAction)> {
        let mut moments = vec![REST; 3];
        for action in shown {
            moments.extend([moment(Some(*action)), REST]);
        }
        let thresholds = Thresholds::default();
        let rest = rest(&moments, &thresholds).map_err(|why| (why, Blink))?;
        check(&performed(&moments, &rest, &thresholds), steps)
    }

    #[test]
    fn what_was_asked_for_in_its_order_passes() {
        assert_eq!(judged(&[Blink, TurnLeft, OpenMouth], &[Blink, TurnLeft, OpenMouth]), Ok(()));
        assert_eq!(judged(&[TurnRight, TurnRight, TurnLeft], &[TurnRight, TurnLeft]), Ok(()));
        // Eyes close by themselves now and then.
        assert_eq!(judged(&[Blink, TurnLeft, Blink, OpenMouth], &[TurnLeft, OpenMouth]), Ok(()));
    }

    #[test]
    fn another_order_or_another_action_does_not() {
        let wrong = |shown: &[FaceAction], steps: &[FaceAction]| judged(shown, steps).err();
        assert_eq!(wrong(&[OpenMouth, TurnLeft], &[TurnLeft, OpenMouth]), Some((FaceRefusal::WrongOrder, OpenMouth)));
        assert_eq!(wrong(&[TurnLeft, Blink], &[Blink, TurnLeft]), Some((FaceRefusal::WrongOrder, TurnLeft)));
        assert_eq!(wrong(&[TurnRight], &[TurnLeft]), Some((FaceRefusal::WrongOrder, TurnLeft)));
        assert_eq!(
            wrong(&[Blink, TurnLeft, TurnRight], &[Blink, TurnLeft]),
            Some((FaceRefusal::WrongOrder, TurnRight))
        );
        // A film that shows everything fits no order.
        assert_eq!(
            wrong(&[TurnLeft, OpenMouth, TurnRight, OpenMouth], &[TurnRight, OpenMouth]),
            Some((FaceRefusal::WrongOrder, TurnLeft))
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(judged(&[Blink], &[Blink, OpenMouth]), Err((FaceRefusal::ActionMissing, OpenMouth)));
        assert_eq!(judged(&[], &[TurnLeft, Blink]), Err((FaceRefusal::ActionMissing, TurnLeft)));
        assert_eq!(judged(&[TurnLeft], &[Blink, TurnLeft]), Err((FaceRefusal::ActionMissing, Blink)));
    }

    #[test]
    fn who_never_looks_ahead_has_no_rest() {
        let aside = Moment { yaw: 30.0, ..REST };
        assert_eq!(rest(&[aside; 8], &Thresholds::default()), Err(FaceRefusal::NotFrontal));
    }
}
