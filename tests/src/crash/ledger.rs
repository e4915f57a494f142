//! The account of a run: what was acknowledged, on disk outside the server's folder, and what was found wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// What kind of fault was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// Something acknowledged is missing.
    Lost,
    /// Something is otherwise than acknowledged: changed, twice, done by half.
    Changed,
    /// A stored file that nothing refers to.
    Orphan,
    /// The audit log is not whole.
    Audit,
    /// The server refuses what it should take, or does not start.
    Refused,
    /// The suite itself failed.
    Suite,
}

/// Faults that are described in full; the rest are counted.
const DESCRIBED: usize = 40;

#[derive(Debug, Default)]
struct Entries {
    acknowledged: BTreeMap<&'static str, u64>,
    faults: BTreeMap<Fault, u64>,
    described: Vec<String>,
    known: BTreeSet<String>,
    unanswered_done: u64,
    unanswered_not_done: u64,
    refusals: BTreeMap<String, u64>,
}

/// The account of a run, shared by everybody who works on it.
#[derive(Debug)]
pub(super) struct Ledger {
    entries: Mutex<Entries>,
    journal: Mutex<File>,
    begun: Instant,
}

impl Ledger {
    /// An empty account whose journal lies at `path`.
    ///
    /// # Errors
    /// Where the file cannot be made.
    pub(super) fn new(path: &Path) -> Result<Self> {
        let journal = File::options().create(true).append(true).open(path).context("a file for the journal")?;
        Ok(Self { entries: Mutex::default(), journal: Mutex::new(journal), begun: Instant::now() })
    }

    /// Notes an acknowledged write.
    pub(super) fn acknowledge(&self, change: &'static str, application: &str, revision: u64) {
        *self.entries().acknowledged.entry(change).or_default() += 1;
        self.note(&json!({"change": change, "application": application, "revision": revision}));
    }

    /// Marks a moment in the journal, such as a crash.
    pub(super) fn mark(&self, what: &str) {
        self.note(&json!({"mark": what}));
    }

    fn note(&self, entry: &Value) {
        let mut line = entry.clone();
        line["ms"] = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX).into();
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        // The journal is for whoever looks into a fault; a full disk must not end the run.
        let _written = journal.write_all(format!("{line}\n").as_bytes());
    }

    /// Notes a fault; the same one is noted once.
    pub(super) fn fault(&self, fault: Fault, text: &str) {
        let mut entries = self.entries();
        if !entries.known.insert(text.to_owned()) {
            return;
        }
        *entries.faults.entry(fault).or_default() += 1;
        if entries.described.len() < DESCRIBED {
            entries.described.push(format!("{fault:?}: {text}"));
        }
    }

    /// Notes what became of a request without an answer.
    pub(super) fn settled(&self, done: bool) {
        let mut entries = self.entries();
        if done {
            entries.unanswered_done += 1;
        } else {
            entries.unanswered_not_done += 1;
        }
    }

    /// Notes a refusal that is allowed.
    pub(super) fn refused(&self, change: &str, why: &super::client::Failure) {
        if let super::client::Failure::Refused { status, code, .. } = why {
            *self.entries().refusals.entry(format!("{change}: {status} {code}")).or_default() += 1;
        }
    }

    /// Number of acknowledged writes.
    pub(super) fn acknowledged(&self) -> u64 {
        self.entries().acknowledged.values().sum()
    }

    /// Acknowledged writes by kind.
    pub(super) fn by_change(&self) -> BTreeMap<&'static str, u64> {
        self.entries().acknowledged.clone()
    }

    /// Number of faults of a kind.
    pub(super) fn faults(&self, fault: Fault) -> u64 {
        self.entries().faults.get(&fault).copied().unwrap_or_default()
    }

    /// Faults in words, the first of them.
    pub(super) fn described(&self) -> Vec<String> {
        self.entries().described.clone()
    }

    /// Requests without an answer that were done, and that were not.
    pub(super) fn unanswered(&self) -> (u64, u64) {
        let entries = self.entries();
        (entries.unanswered_done, entries.unanswered_not_done)
    }

    /// Refusals that are allowed, by what was refused.
    pub(super) fn refusals(&self) -> BTreeMap<String, u64> {
        self.entries().refusals.clone()
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_counts_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let ledger = Ledger::new(&folder.path().join("journal")).expect("a ledger");
        ledger.fault(Fault::Lost, "a");
        ledger.fault(Fault::Lost, "a");
        ledger.acknowledge("save", "x", 3);
        assert_eq!((ledger.faults(Fault::Lost), ledger.faults(Fault::Changed), ledger.acknowledged()), (1, 0, 1));
        assert!(std::fs::read_to_string(folder.path().join("journal")).expect("readable").contains("\"revision\":3"));
    }
}
