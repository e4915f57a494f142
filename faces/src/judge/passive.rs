//! Passive signs of a screen, a print or an injected film, as one score. Each is cheap and none is proof: together they
//! make the easy attacks harder, and `README.md` says which ones they do not see.

mod flatness;
mod grid;
mod noise;

use super::Seen;
use super::actions::{Done, Moment};
use crate::scores::Scores;
use crate::thresholds::Thresholds;

/// How much each sign says where it is fully there: a screen's grid is enough by itself at the default threshold of 0.5,
/// of the others it takes two.
const GRID: f32 = 0.7;
const FLAT: f32 = 0.45;
const FROZEN: f32 = 0.35;
const CLOCKWORK: f32 = 0.3;

/// Gaps between frames that differ by less are a machine's: a browser's timers and cameras waver by several milliseconds.
const CLOCKWORK_MS: u32 = 2;

/// Measures every sign, notes it, and gives all of them as one score, 0 to 1: signs that do not depend on each other add
/// up as chances do.
pub(super) fn artificial(
    seen: &[Seen],
    rest: &Moment,
    done: &[Done],
    thresholds: &Thresholds,
    scores: &mut Scores,
) -> f32 {
    let times: Vec<u32> = seen.iter().map(|one| one.at_ms).collect();
    let signs = [
        ("grid", GRID, grid::sign(seen)),
        ("flat", FLAT, flatness::sign(seen, rest, done, thresholds)),
        ("frozen", FROZEN, noise::frozen(seen)),
        ("clockwork", CLOCKWORK, if is_clockwork(&times) { 1.0 } else { 0.0 }),
    ];
    let mut natural = 1.0;
    for (name, weight, sign) in signs {
        scores.set(name, sign);
        natural *= 1.0 - weight * sign;
    }
    let artificial = 1.0 - natural;
    scores.set("artificial", artificial);
    artificial
}

/// Whether frames came at perfectly even times.
fn is_clockwork(times: &[u32]) -> bool {
    let gaps: Vec<u32> = times.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    let (least, most) = (gaps.iter().min().copied(), gaps.iter().max().copied());
    least.zip(most).is_some_and(|(least, most)| most - least < CLOCKWORK_MS)
}

#[cfg(test)]
mod tests {
    use super::is_clockwork;

    #[test]
    fn even_gaps_are_a_machines() {
        assert!(is_clockwork(&[0, 400, 800, 1200]));
        assert!(is_clockwork(&[0, 401, 801, 1202]));
        assert!(!is_clockwork(&[0, 403, 799, 1210]));
    }
}
