//! A circuit breaker: where the register fails again and again, nobody is kept waiting for it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Duration, Utc};

/// Opens after so many failures in a row; after a rest, lets one through to see.
///
/// It is the memory of this process: with several servers each finds out by itself, which costs a few look-ups.
#[derive(Debug)]
pub(super) struct Breaker {
    failures: u32,
    rest: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    failed: u32,
    resting_until: Option<DateTime<Utc>>,
    trial: bool,
}

impl Breaker {
    pub(super) fn new(failures: u32, rest: Duration) -> Self {
        Self { failures, rest, state: Mutex::default() }
    }

    /// Lets a look-up through, or says for how many seconds none is.
    pub(super) fn enter(&self, now: DateTime<Utc>) -> Result<Pass<'_>, u64> {
        let mut state = self.lock();
        let trial = match state.resting_until {
            None => false,
            Some(until) if now < until => return Err(seconds(until - now)),
            // How long the trial takes is not known; a second is as good a guess as any.
            Some(_) if state.trial => return Err(1),
            Some(_) => true,
        };
        state.trial = trial;
        Ok(Pass { breaker: self, trial })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn seconds(left: Duration) -> u64 {
    u64::try_from(left.num_milliseconds()).unwrap_or_default().div_ceil(1000).max(1)
}

/// A look-up that was let through. Dropped without a verdict – whoever asked hung up –, it says nothing.
#[derive(Debug)]
pub(super) struct Pass<'a> {
    breaker: &'a Breaker,
    trial: bool,
}

impl Pass<'_> {
    /// The register answered.
    pub(super) fn succeeded(self) {
        let mut state = self.breaker.lock();
        state.failed = 0;
        state.resting_until = None;
    }

    /// It did not.
    pub(super) fn failed(self, now: DateTime<Utc>) {
        let mut state = self.breaker.lock();
        state.failed = state.failed.saturating_add(1);
        if self.trial || state.failed >= self.breaker.failures {
            state.resting_until = Some(now + self.breaker.rest);
        }
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        if self.trial {
            self.breaker.lock().trial = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_392_000 + seconds, 0).expect("a time")
    }

    fn breaker() -> Breaker {
        Breaker::new(2, Duration::seconds(30))
    }

    #[test]
    fn failures_in_a_row_open_it_and_a_success_between_does_not() {
        let breaker = breaker();
        breaker.enter(at(0)).expect("closed").failed(at(0));
        breaker.enter(at(1)).expect("closed").succeeded();
        breaker.enter(at(2)).expect("closed").failed(at(2));
        breaker.enter(at(3)).expect("closed").failed(at(3));
        assert_eq!(breaker.enter(at(4)).err(), Some(29));
        assert_eq!(breaker.enter(at(32)).err(), Some(1));
    }

    #[test]
    fn after_the_rest_one_goes_through_and_decides() {
        let breaker = breaker();
        for _ in 0..2 {
            breaker.enter(at(0)).expect("closed").failed(at(0));
        }
        let trial = breaker.enter(at(30)).expect("the trial");
        assert_eq!(breaker.enter(at(30)).err(), Some(1), "one at a time");
        trial.failed(at(31));
        assert_eq!(breaker.enter(at(32)).err(), Some(29), "one failed trial is enough");
        breaker.enter(at(61)).expect("the next trial").succeeded();
        let (one, other) = (breaker.enter(at(61)), breaker.enter(at(61)));
        assert!(one.is_ok() && other.is_ok(), "closed again");
    }

    #[test]
    fn a_trial_that_is_given_up_leaves_room_for_another() {
        let breaker = breaker();
        for _ in 0..2 {
            breaker.enter(at(0)).expect("closed").failed(at(0));
        }
        drop(breaker.enter(at(30)).expect("the trial"));
        assert!(breaker.enter(at(30)).is_ok());
    }
}
