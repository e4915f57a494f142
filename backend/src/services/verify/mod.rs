//! Whether what the database says of itself agrees: indexes with tables, counters with what they count, references with what
//! they name, contents with their names, the audit log with its chains.
//!
//! Each finding is looked at again within one transaction before it is told, so that a server at work gives no false alarm.

mod contents;
mod counters;
mod derived;
mod indexes;
mod orphans;
mod references;

use shared::api::AuditAction;

use super::ServiceResult;
use super::audit::{self, Entry};
use super::origin::Origin;
use super::system_account::SystemAccount;
use crate::app::App;

/// Findings of one kind that are told one by one.
const TOLD: u64 = 100;

/// Told what is wrong, and how the work goes on.
pub type Tell<'a> = &'a (dyn Fn(Word<'_>) + Send + Sync);

/// Something to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word<'a> {
    /// What is being looked at.
    Step(&'a str),
    /// Something is wrong.
    Wrong(&'a str),
    /// Something that was wrong is put right.
    Repaired(&'a str),
    /// Something to know that is not wrong.
    Note(&'a str),
}

/// What was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verified {
    /// Records that were looked at.
    pub records: u64,
    /// Indexes that were compared with their tables.
    pub indexes: u64,
    /// Contents that were opened.
    pub contents: u64,
    /// Entries of the audit log that were proved.
    pub audit_entries: u64,
    /// Faults that were found.
    pub wrong: u64,
    /// Faults that were put right.
    pub repaired: u64,
}

impl Verified {
    /// Whether nothing is wrong any more.
    pub fn is_whole(&self) -> bool {
        self.wrong == self.repaired
    }
}

/// The work under way.
struct Verifying<'a> {
    app: &'a App,
    /// Whether what can be derived again is derived again.
    repair: bool,
    tell: Tell<'a>,
    found: Verified,
    told: u64,
}

impl Verifying<'_> {
    /// Begins with a kind of findings.
    fn step(&mut self, what: &str) {
        self.told = 0;
        (self.tell)(Word::Step(what));
    }

    fn wrong(&mut self, what: &str) {
        self.found.wrong += 1;
        self.told += 1;
        if self.told <= TOLD {
            (self.tell)(Word::Wrong(what));
        } else if self.told == TOLD + 1 {
            (self.tell)(Word::Wrong("and more of this kind"));
        }
    }

    fn repaired(&mut self, what: &str) {
        self.found.repaired += 1;
        (self.tell)(Word::Repaired(what));
    }
}

/// Looks at everything. Where an operator wants repair, counters, indexes and derived columns are put right, and nothing else is
/// changed.
///
/// # Errors
/// Where the database or the store fails.
pub async fn verify(app: &App, repair: Option<&SystemAccount>, tell: Tell<'_>) -> ServiceResult<Verified> {
    let by = repair;
    let repair = repair.is_some();
    let mut verifying = Verifying { app, repair, tell, found: Verified::default(), told: 0 };
    // First: what follows reads by indexes.
    indexes::look(&mut verifying).await?;
    counters::look(&mut verifying).await?;
    derived::look(&mut verifying).await?;
    references::look(&mut verifying).await?;
    contents::look(&mut verifying).await?;
    orphans::look(&mut verifying).await?;
    verifying.step("the audit log");
    let report = audit::verify(app, &[]).await?;
    verifying.found.audit_entries = report.entries + report.before;
    for broken in &report.broken {
        verifying.wrong(&format!("audit log, {broken}"));
    }
    let found = verifying.found;
    if let Some(by) = by.filter(|_| found.repaired > 0) {
        let entry = Entry::new(AuditAction::DatabaseRepaired, None, None).by_operator(by);
        entry
            .saying(format!("repaired={} wrong={}", found.repaired, found.wrong))
            .write(app, &Origin::default())
            .await?;
    }
    Ok(found)
}
