//! What a run found, as a row of the table at its end.

use std::fmt;
use std::time::Duration;

use super::folder::Traffic;
use super::ledger::{Fault, Ledger};

/// What a run of one kind found.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// What was done to the server.
    pub kind: String,
    /// Rounds, each with at least one crash.
    pub rounds: u64,
    /// Crashes: kills while it worked or started, power cuts.
    pub crashes: u64,
    /// Acknowledged writes.
    pub acknowledged: u64,
    /// Acknowledged and missing.
    pub lost: u64,
    /// Otherwise than acknowledged.
    pub changed: u64,
    /// Contents that nothing names.
    pub orphans: u64,
    /// The audit log is not whole, the server refused what it should take, or the suite failed.
    pub other: u64,
    /// Times until ready again.
    pub ready: Vec<Duration>,
    /// Changes of the engine's files.
    pub traffic: Traffic,
    /// Requests without an answer that were done, and that were not.
    pub unanswered: (u64, u64),
    /// Faults in words.
    pub faults: Vec<String>,
    /// What else is worth a line.
    pub notes: Vec<String>,
}

impl Outcome {
    /// Adds what a ledger has.
    pub(super) fn count(&mut self, ledger: &Ledger) {
        self.acknowledged += ledger.acknowledged();
        self.lost += ledger.faults(Fault::Lost);
        self.changed += ledger.faults(Fault::Changed);
        self.orphans += ledger.faults(Fault::Orphan);
        self.other += ledger.faults(Fault::Audit) + ledger.faults(Fault::Refused) + ledger.faults(Fault::Suite);
        let (done, not_done) = ledger.unanswered();
        self.unanswered = (self.unanswered.0 + done, self.unanswered.1 + not_done);
        self.faults.extend(ledger.described());
        let writes: Vec<String> = ledger.by_change().iter().map(|(what, times)| format!("{what} {times}")).collect();
        self.notes.push(format!("acknowledged: {}", writes.join(", ")));
        let refusals: Vec<String> = ledger.refusals().iter().map(|(what, times)| format!("{what} × {times}")).collect();
        if !refusals.is_empty() {
            self.notes.push(format!("refused for a time: {}", refusals.join(", ")));
        }
    }

    /// Adds changes of the engine's files.
    pub(super) fn add(&mut self, traffic: Traffic) {
        self.traffic.log_changes += traffic.log_changes;
        self.traffic.tables += traffic.tables;
        self.traffic.compactions += traffic.compactions;
    }

    /// Whether nothing at all is wrong.
    pub fn is_clean(&self) -> bool {
        self.lost + self.changed + self.orphans + self.other == 0
    }

    /// Smallest, middle and largest time until ready again.
    pub fn ready(&self) -> Option<(Duration, Duration, Duration)> {
        let mut times = self.ready.clone();
        times.sort_unstable();
        Some((*times.first()?, *times.get(times.len() / 2)?, *times.last()?))
    }

    /// The head of the table.
    pub fn head() -> String {
        format!(
            "{:<24} {:>6} {:>7} {:>8} {:>5} {:>7} {:>7} {:>5}  {:<21} {:>6} {:>7} {:>9}",
            "kind",
            "rounds",
            "crashes",
            "writes",
            "lost",
            "changed",
            "orphans",
            "other",
            "ready again, s",
            "logs",
            "tables",
            "compacted"
        )
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ready = self.ready().map_or_else(String::new, |(least, middle, most)| {
            let seconds = [least, middle, most].map(|time| format!("{:.2}", time.as_secs_f64()));
            seconds.join(" / ")
        });
        let Traffic { log_changes, tables, compactions } = self.traffic;
        write!(
            f,
            "{:<24} {:>6} {:>7} {:>8} {:>5} {:>7} {:>7} {:>5}  {ready:<21} {log_changes:>6} {tables:>7} {compactions:>9}",
            self.kind, self.rounds, self.crashes, self.acknowledged, self.lost, self.changed, self.orphans, self.other
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_fits_the_head() {
        let ready = [3_u64, 1, 2].map(Duration::from_secs).to_vec();
        let outcome = Outcome { kind: "kill -9".to_owned(), ready, ..Outcome::default() };
        assert_eq!(outcome.to_string().len(), Outcome::head().len());
        assert!(outcome.to_string().contains("1.00 / 2.00 / 3.00") && outcome.is_clean());
        assert!(!Outcome { lost: 1, ..Outcome::default() }.is_clean());
    }
}
