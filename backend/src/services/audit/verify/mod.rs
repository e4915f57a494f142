//! Proof that the log is whole: along every chain from its first entry to its last, then over everything that lies in the
//! table, so that nothing hangs beside the chains.

mod strays;
mod walk;

use std::fmt;

use super::chain::{Head, lanes};
use super::scan::head;
use crate::app::App;
use crate::services::ServiceResult;

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It does not say what was written.
    Changed,
    /// It was written as another number, of the chain named.
    Swapped {
        /// The chain.
        lane: String,
        /// The number.
        number: i64,
    },
    /// It is gone.
    Missing,
    /// It was not written here by the service.
    Foreign,
    /// It was written by the service, behind another entry than the one before it.
    Unlinked,
    /// The row that names the chain's last entry is gone.
    HeadMissing,
    /// The row that names the chain's last entry names another hash.
    HeadChanged,
    /// A head that was noted elsewhere is not in the chain: it was written anew since.
    Rewritten,
    /// Entries from before the chains are not those that there were.
    BeforeChanged,
}

/// The first break of a chain, or beside the chains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The chain.
    pub lane: Option<String>,
    /// The place in the chain.
    pub number: Option<i64>,
    /// The entry, where there is one.
    pub id: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.lane, self.number) {
            (Some(lane), Some(number)) => write!(f, "chain {lane}, number {number}")?,
            (Some(lane), None) => write!(f, "chain {lane}")?,
            _ => write!(f, "beside the chains")?,
        }
        if let Some(id) = &self.id {
            write!(f, ", entry {id}")?;
        }
        match &self.fault {
            Fault::Changed => write!(f, ": changed: it does not say what was written"),
            Fault::Swapped { lane, number } => {
                write!(f, ": swapped: it was written as number {number} of chain {lane}")
            }
            Fault::Missing => write!(f, ": missing"),
            Fault::Foreign => write!(f, ": foreign: the service did not write it here"),
            Fault::Unlinked => write!(f, ": foreign: it was written behind another entry than the one before it"),
            Fault::HeadMissing => write!(f, ": the row that names the last entry is missing"),
            Fault::HeadChanged => write!(f, ": the row that names the last entry was changed"),
            Fault::Rewritten => write!(f, ": the head that was noted is not in the chain: it was written anew since"),
            Fault::BeforeChanged => write!(f, ": entries from before the chains were changed, added or removed"),
        }
    }
}

/// What a verification found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The last link of each chain, to be noted where the database's owner cannot write.
    pub heads: Vec<(String, Head)>,
    /// Entries that hang on chains.
    pub entries: u64,
    /// Entries from before the chains.
    pub before: u64,
    /// The first break of each chain, and the first beside them; none where the log is whole.
    pub broken: Vec<Broken>,
}

/// Reads the whole log and says whether it is what was written. `noted` are heads of an earlier report.
///
/// Entries that are written meanwhile are left to the next time.
///
/// # Errors
/// Where the database fails.
pub async fn verify(app: &App, noted: &[(String, Head)]) -> ServiceResult<Report> {
    let mut report = Report::default();
    for lane in lanes() {
        match head(app, &lane).await? {
            Some(head) => report.heads.push((lane, head)),
            None => report.broken.push(Broken { lane: Some(lane), number: None, id: None, fault: Fault::HeadMissing }),
        }
    }
    for (lane, head) in &report.heads {
        let noted: Vec<&Head> = noted.iter().filter(|(of, _)| of == lane).map(|(_, head)| head).collect();
        report.broken.extend(walk::walk(app, lane, head, &noted).await?);
        report.entries += u64::try_from(head.number).unwrap_or_default();
    }
    let beside = strays::look(app, &report).await?;
    report.before = beside.before;
    report.broken.extend(beside.broken);
    Ok(report)
}
