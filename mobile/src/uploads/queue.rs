//! Papers on their way, in the order in which they were taken: which is sent next, and what becomes of each. Knows no clock
//! and no network: the times come in, the decisions go out.

use serde::{Deserialize, Serialize};
use shared::api::PhotoFault;

/// The first pause after a break; it doubles.
const RETRY_MS: i64 = 1_000;
/// The longest pause between tries.
const RETRY_LONGEST_MS: i64 = 60_000;
/// So often the same paper may bring the server into trouble before it is set aside for the others.
const TRIES: u32 = 5;

/// A page or file that somebody took or chose; what the device keeps beside its content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Paper {
    /// Names it, here and to the server: the same key never makes two documents.
    pub(crate) key: String,
    /// Who took it, and for which enterprise: nobody else's session sends it.
    pub(crate) person: String,
    /// Id of the application.
    pub(crate) application: String,
    /// 附件种类: a code of the policy.
    pub(crate) kind: String,
    pub(crate) file_name: String,
    pub(crate) media_type: String,
    /// What the device found wrong with it.
    pub(crate) faults: Vec<PhotoFault>,
    /// Why it is sent all the same.
    pub(crate) override_reason: String,
    /// Size, bytes.
    pub(crate) bytes: u64,
    /// Milliseconds since 1970 when it was taken, by the device's clock; of several at once, the place among them.
    pub(crate) order: (i64, u32),
    /// The upload on the server, once one began.
    pub(crate) upload: Option<String>,
    /// Why the server does not take it.
    pub(crate) refused: Option<String>,
}

/// Where a paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    /// Its turn comes.
    Waiting,
    /// So many bytes have arrived.
    Sending(u64),
    /// The server was not reached; it goes on by itself.
    Paused,
    /// Why the server does not take it.
    Failed(String),
}

/// A paper that is not on the server yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OnItsWay {
    pub(crate) paper: Paper,
    pub(crate) state: State,
    /// Whether it outlives the page.
    pub(crate) kept: bool,
    /// How often the server had trouble with it.
    troubles: u32,
}

impl OnItsWay {
    /// Hundredths that have arrived.
    pub(crate) fn percent(&self) -> u64 {
        match self.state {
            State::Sending(sent) => sent.saturating_mul(100) / self.paper.bytes.max(1),
            _ => 0,
        }
    }
}

/// How a try ended badly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The server was not reached.
    Unreached,
    /// The server answered that it cannot now.
    Later {
        /// Milliseconds that it asked for.
        wait_ms: i64,
        /// What it said.
        said: String,
    },
    /// The server does not take the paper, for this reason.
    Refused(String),
    /// It is no longer kept: given up here, or another tab was quicker.
    Gone,
}

/// All papers on their way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Queue {
    papers: Vec<OnItsWay>,
    /// Nothing is sent before.
    rest_until: i64,
    /// Breaks in a row.
    breaks: u32,
}

impl Queue {
    /// Takes a paper in, in its place; one that is known stays as it is.
    pub(crate) fn add(&mut self, paper: Paper, kept: bool) {
        if self.papers.iter().any(|known| known.paper.key == paper.key) {
            return;
        }
        let state = paper.refused.clone().map_or(State::Waiting, State::Failed);
        let place = self.papers.partition_point(|known| known.paper.order <= paper.order);
        self.papers.insert(place, OnItsWay { paper, state, kept, troubles: 0 });
    }

    /// The paper to be sent now; from then on it is under way.
    pub(crate) fn take(&mut self, now: i64, person: &str) -> Option<Paper> {
        if now < self.rest_until || self.papers.iter().any(|paper| matches!(paper.state, State::Sending(_))) {
            return None;
        }
        let can_go = |known: &&mut OnItsWay| {
            known.paper.person == person && matches!(known.state, State::Waiting | State::Paused)
        };
        let next = self.papers.iter_mut().find(can_go)?;
        next.state = State::Sending(0);
        Some(next.paper.clone())
    }

    /// So many bytes have arrived; `false` where the paper was given up meanwhile.
    pub(crate) fn arrived(&mut self, key: &str, bytes: u64) -> bool {
        self.breaks = 0;
        let known = self.find(key);
        known.map(|known| known.state = State::Sending(bytes)).is_some()
    }

    /// A try failed.
    pub(crate) fn failed(&mut self, key: &str, now: i64, trouble: Trouble) {
        match trouble {
            Trouble::Unreached => self.rest(now, 0),
            Trouble::Later { wait_ms, said } => {
                let exhausted = self.find(key).is_some_and(|known| {
                    known.troubles += 1;
                    known.troubles >= TRIES
                });
                if exhausted {
                    return self.refuse(key, said);
                }
                self.rest(now, wait_ms);
            }
            Trouble::Refused(why) => return self.refuse(key, why),
            Trouble::Gone => return self.remove(key),
        }
        if let Some(known) = self.find(key) {
            known.state = State::Paused;
        }
    }

    fn rest(&mut self, now: i64, wait_ms: i64) {
        let pause = RETRY_MS.saturating_mul(1 << self.breaks.min(6)).min(RETRY_LONGEST_MS);
        self.breaks += 1;
        self.rest_until = now + pause.max(wait_ms);
    }

    fn refuse(&mut self, key: &str, why: String) {
        if let Some(known) = self.find(key) {
            known.paper.refused = Some(why.clone());
            known.state = State::Failed(why);
        }
    }

    /// What waits is tried at once: the network is back, or the page is seen again.
    pub(crate) const fn hurry(&mut self) {
        self.rest_until = 0;
    }

    /// Has a paper that was refused sent again.
    pub(crate) fn retry(&mut self, key: &str) -> Option<Paper> {
        self.rest_until = 0;
        let known = self.find(key).filter(|known| matches!(known.state, State::Failed(_) | State::Paused))?;
        known.paper.refused = None;
        known.troubles = 0;
        known.state = State::Waiting;
        Some(known.paper.clone())
    }

    /// Takes a paper out: it has arrived, or was given up.
    pub(crate) fn remove(&mut self, key: &str) {
        self.papers.retain(|known| known.paper.key != key);
    }

    /// The papers of an application.
    pub(crate) fn of(&self, application: &str) -> impl Iterator<Item = &OnItsWay> {
        self.papers.iter().filter(move |known| known.paper.application == application)
    }

    /// Whether a paper would be lost with the page.
    pub(crate) fn hangs_on_the_page(&self) -> bool {
        self.papers.iter().any(|known| !known.kept)
    }

    /// A paper as it is noted on the device.
    pub(crate) fn paper(&self, key: &str) -> Option<&Paper> {
        self.papers.iter().find(|known| known.paper.key == key).map(|known| &known.paper)
    }

    fn find(&mut self, key: &str) -> Option<&mut OnItsWay> {
        self.papers.iter_mut().find(|known| known.paper.key == key)
    }
}

#[cfg(test)]
mod tests;
