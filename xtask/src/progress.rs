//! Numbered steps with the time that has passed: who waits wants to know what for.

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

/// The steps of one command.
pub(crate) struct Progress {
    started: Instant,
    number: Cell<u32>,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), number: Cell::new(0) }
    }

    /// Begins the next step.
    pub(crate) fn step(&self, what: &str) {
        let number = self.number.get() + 1;
        self.number.set(number);
        eprintln!("[{number}  {}] {what}", short(self.started.elapsed()));
    }

    /// Says one thing more about the current step.
    pub(crate) fn note(&self, what: &str) {
        eprintln!("    {what}");
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// `0:07`, `12:34`.
pub(crate) fn short(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::short;
    use std::time::Duration;

    #[test]
    fn times_are_minutes_and_seconds() {
        assert_eq!(short(Duration::from_millis(7_900)), "0:07");
        assert_eq!(short(Duration::from_secs(754)), "12:34");
    }
}
