//! When to save: one save at a time, a newer change queues, failures are tried again with growing pauses. Knows no clock and
//! no network: the times come in, the decisions go out.

/// So long after the last stroke a change is sent …
const PAUSE_MS: i64 = 1_500;
/// … but no later than this after the first one, however long somebody types.
const LONGEST_MS: i64 = 5_000;
/// The first pause after a failure; it doubles.
const RETRY_MS: i64 = 2_000;
/// The longest pause between tries.
const RETRY_LONGEST_MS: i64 = 60_000;

/// How a save ended badly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// The server was not reached, or is too busy: the same again later.
    Later {
        /// Milliseconds that the server asked for.
        wait_ms: i64,
    },
    /// Somebody else was quicker: a person has to decide.
    Conflict,
    /// The server does not take it; only another content can help.
    Refused,
}

/// What goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Quiet,
    /// Something waits until `at`.
    Due {
        since: i64,
        at: i64,
    },
    Sending,
    Conflict,
    Refused,
}

/// What the person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Saved,
    Saving,
    Unsaved,
    Offline,
    Conflict,
}

impl Shown {
    /// The name in `data-state` and in the message's id.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Saving => "saving",
            Self::Unsaved => "unsaved",
            Self::Offline => "offline",
            Self::Conflict => "conflict",
        }
    }
}

/// The state of saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Saver {
    phase: Phase,
    /// Failures in a row.
    failures: u32,
    /// Changed while a save was under way.
    again: bool,
}

impl Default for Saver {
    fn default() -> Self {
        Self { phase: Phase::Quiet, failures: 0, again: false }
    }
}

impl Saver {
    /// Something was changed.
    pub(super) fn changed(&mut self, now: i64) {
        match self.phase {
            Phase::Sending => self.again = true,
            Phase::Conflict => {}
            // While the network is down, strokes do not move the next try.
            Phase::Due { .. } if self.failures > 0 => {}
            Phase::Due { since, .. } => self.due(since, (now + PAUSE_MS).min(since + LONGEST_MS)),
            Phase::Quiet | Phase::Refused => self.due(now, now + PAUSE_MS),
        }
    }

    const fn due(&mut self, since: i64, at: i64) {
        self.phase = Phase::Due { since, at };
    }

    /// Nothing is left to be sent: the change was taken back by hand.
    pub(super) fn unchanged(&mut self) {
        match self.phase {
            Phase::Due { .. } | Phase::Refused => *self = Self::default(),
            Phase::Sending => self.again = true,
            Phase::Quiet | Phase::Conflict => {}
        }
    }

    /// Whether to send now; from then on it is under way.
    pub(super) fn take(&mut self, now: i64) -> bool {
        let due = matches!(self.phase, Phase::Due { at, .. } if at <= now);
        if due {
            self.phase = Phase::Sending;
            self.again = false;
        }
        due
    }

    /// What waits is to be sent at once: the network is back, the page is seen again, somebody wants to submit.
    pub(super) const fn hurry(&mut self, now: i64) {
        match self.phase {
            Phase::Due { since, .. } => self.due(since, now),
            Phase::Refused => self.due(now, now),
            Phase::Sending | Phase::Quiet | Phase::Conflict => {}
        }
    }

    /// The save succeeded; what was changed meanwhile follows.
    pub(super) fn succeeded(&mut self, now: i64) {
        let again = self.again;
        *self = Self::default();
        if again {
            self.due(now, now + PAUSE_MS);
        }
    }

    /// The save failed.
    pub(super) fn failed(&mut self, now: i64, failure: Failure) {
        match failure {
            Failure::Later { wait_ms } => {
                let pause = RETRY_MS.saturating_mul(1 << self.failures.min(5)).min(RETRY_LONGEST_MS);
                self.failures += 1;
                self.due(now, now + pause.max(wait_ms));
            }
            Failure::Conflict => self.phase = Phase::Conflict,
            Failure::Refused => {
                self.failures = 0;
                if self.again {
                    self.due(now, now + PAUSE_MS);
                } else {
                    self.phase = Phase::Refused;
                }
            }
        }
    }

    /// A conflict from elsewhere, as a draft found on the device.
    pub(super) const fn conflict(&mut self) {
        self.phase = Phase::Conflict;
    }

    /// The server was not reached before anything was sent, as when a draft is opened offline.
    pub(super) fn offline(&mut self, now: i64) {
        self.failed(now, Failure::Later { wait_ms: 0 });
    }

    /// The conflict was decided: what came of it is to be sent.
    pub(super) fn resolved(&mut self, now: i64) {
        *self = Self::default();
        self.due(now, now);
    }

    /// Nothing is under way or waiting.
    pub(super) fn is_quiet(self) -> bool {
        self.phase == Phase::Quiet
    }

    /// Whether a try is worth waiting for.
    pub(super) fn is_under_way(self) -> bool {
        matches!(self.phase, Phase::Sending) || matches!(self.phase, Phase::Due { .. } if self.failures == 0)
    }

    pub(super) fn shown(self) -> Shown {
        match self.phase {
            Phase::Quiet => Shown::Saved,
            Phase::Due { .. } if self.failures > 0 => Shown::Offline,
            Phase::Due { .. } | Phase::Refused => Shown::Unsaved,
            Phase::Sending if self.failures > 0 => Shown::Offline,
            Phase::Sending => Shown::Saving,
            Phase::Conflict => Shown::Conflict,
        }
    }
}

#[cfg(test)]
mod tests;
