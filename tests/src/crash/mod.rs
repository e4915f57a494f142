//! The crash suite: a server is killed, cut off from its disk, run out of space and given damaged files under load; everything
//! that it acknowledged is compared with what it says afterwards.
//!
//! A change is acknowledged when its request is answered with success. One without an answer may be done or not, and the suite
//! finds out which; done by half is a fault. See `docs/durability.md`.

mod accounts;
mod agent;
mod attach;
mod audit;
mod backups;
mod client;
mod contents;
mod crashes;
mod damage;
mod disk;
mod folder;
mod full;
mod ledger;
mod lists;
mod material;
mod orphans;
mod outcome;
mod record;
mod reviewer;
mod server;
mod settle;
mod torn;
mod turns;
mod verify;
mod world;

pub use backups::backups;
pub use crashes::{cuts, kills};
pub use damage::damages;
pub use disk::NoDisk;
pub use folder::Traffic;
pub use full::full_disks;
pub use outcome::Outcome;
pub use server::Settings;
pub use torn::torn_logs;

/// How a run goes on. Random choices depend on the seed alone; which request a crash meets depends on the machine, too.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Rounds.
    pub rounds: u64,
    /// Seconds of load of a round, least and most.
    pub seconds: (f64, f64),
    /// Where random choices come from.
    pub seed: u64,
    /// Insured persons in the register: no more applications are begun at a time.
    pub persons: usize,
    /// Is told how the run goes on.
    pub tell: fn(&str),
}

impl Plan {
    /// A few short rounds, for the tests of every day.
    pub fn short(rounds: u64, seed: u64) -> Self {
        Self { rounds, seconds: (1.0, 2.0), seed, persons: 300, tell: |_| {} }
    }

    fn tell(&self, line: &str) {
        (self.tell)(line);
    }
}
