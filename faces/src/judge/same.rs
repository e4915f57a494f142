//! One person through all frames, and the frame that shows them best.

use shared::api::FaceRefusal;

use super::actions::{Done, Moment};
use super::{Seen, Stop};
use crate::embedder::{Embedder, Embedding};
use crate::scores::Scores;
use crate::thresholds::Thresholds;

/// Frames that are embedded: a third of a second of processor time for eight.
const EMBEDDED: usize = 7;
/// A face rests where less than this share of any action is there.
const RESTING: f32 = 0.5;

/// Embeds the best frame and those that count – first, last, the ones that show what was asked for, and between them where
/// the gaps are widest – and compares each with the best.
pub(super) fn check(
    embedder: &Embedder,
    seen: &[Seen],
    rest: &Moment,
    done: &[Done],
    thresholds: &Thresholds,
    scores: &mut Scores,
) -> Result<Embedding, Stop> {
    let best = best(seen, rest, thresholds).ok_or(FaceRefusal::NotFrontal)?;
    let embed = |number: &usize| seen.get(*number).map(|one| embedder.embed(&one.picture, &one.face)).transpose();
    let embedding = embed(&best)?.ok_or(FaceRefusal::NotFrontal)?;
    let mut least = 1.0_f32;
    for number in those_that_count(seen.len(), best, done).iter().filter(|number| **number != best) {
        if let Some(other) = embed(number)? {
            least = least.min(embedding.likeness(&other));
        }
    }
    scores.set("same", least);
    if least < thresholds.same_burst { Err(FaceRefusal::Changed.into()) } else { Ok(embedding) }
}

/// The sharpest of those that look ahead as the person does at rest: a head on its way to a turn is no portrait.
fn best(seen: &[Seen], rest: &Moment, thresholds: &Thresholds) -> Option<usize> {
    let ahead = seen.iter().enumerate().filter(|(_, one)| one.moment.is_frontal(thresholds));
    let resting = ahead.filter(|(_, one)| one.moment.most(rest, thresholds) < RESTING);
    resting.max_by(|(_, one), (_, other)| one.sharpness.total_cmp(&other.sharpness)).map(|(number, _)| number)
}

fn those_that_count(frames: usize, best: usize, done: &[Done]) -> Vec<usize> {
    let mut strongest: Vec<&Done> = done.iter().collect();
    strongest.sort_by(|one, other| other.strength.total_cmp(&one.strength));
    let mut chosen = vec![best];
    let ends = [0, frames.saturating_sub(1)];
    for number in ends.into_iter().chain(strongest.into_iter().map(|one| one.peak)) {
        if chosen.len() < EMBEDDED && !chosen.contains(&number) {
            chosen.push(number);
        }
    }
    chosen.sort_unstable();
    while chosen.len() < EMBEDDED.min(frames) {
        let gap = chosen.windows(2).enumerate().max_by_key(|(_, pair)| pair[1] - pair[0]);
        let Some((at, middle)) = gap.map(|(at, pair)| (at + 1, pair[0].midpoint(pair[1]))) else { break };
        if chosen.contains(&middle) {
            break;
        }
        chosen.insert(at, middle);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use shared::api::FaceAction;

    use super::*;

    #[test]
    fn the_frames_that_count_are_few_and_leave_no_wide_gap() {
        let done = |peak| Done { action: FaceAction::Blink, peak, strength: 2.0, frames: 1 };
        assert_eq!(those_that_count(15, 1, &[done(5), done(9)]), [0, 1, 5, 7, 9, 11, 14]);
        assert_eq!(those_that_count(15, 2, &[]).len(), EMBEDDED);
        assert_eq!(those_that_count(2, 0, &[]), [0, 1]);
        let many: Vec<Done> = (1..14).map(done).collect();
        assert_eq!(those_that_count(15, 0, &many).len(), EMBEDDED);
    }
}
