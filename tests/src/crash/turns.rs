//! Whose turn each application is. Whoever works on one has taken it, so nobody else changes it meanwhile.

use std::collections::VecDeque;

use super::record::Record;

/// Applications by whose turn they are.
#[derive(Debug)]
pub(super) struct Turns {
    agents: Vec<VecDeque<Record>>,
    first: VecDeque<Record>,
    second: VecDeque<Record>,
    held: Vec<VecDeque<Record>>,
    rest: Vec<Record>,
}

impl Turns {
    pub(super) fn new(agents: usize, reviewers: usize) -> Self {
        Self {
            agents: vec![VecDeque::new(); agents],
            first: VecDeque::new(),
            second: VecDeque::new(),
            held: vec![VecDeque::new(); reviewers],
            rest: Vec::new(),
        }
    }

    /// An application of an agent, where there are more than `least`.
    pub(super) fn take_of_agent(&mut self, agent: usize, least: usize) -> Option<Record> {
        let queue = self.agents.get_mut(agent)?;
        if queue.len() > least { queue.pop_front() } else { None }
    }

    /// An application that a reviewer holds.
    pub(super) fn take_held(&mut self, reviewer: usize) -> Option<Record> {
        self.held.get_mut(reviewer)?.pop_front()
    }

    /// An application that waits for a reviewer of a stage.
    pub(super) fn take_waiting(&mut self, first_stage: bool) -> Option<Record> {
        if first_stage { self.first.pop_front() } else { self.second.pop_front() }
    }

    /// Gives an application to whoever's turn it is.
    pub(super) fn put(&mut self, record: Record) {
        if record.deleted || record.wrong || record.status() == "approved" {
            return self.rest.push(record);
        }
        let queue = match (record.status(), record.holder) {
            ("submitted", None) => Some(&mut self.first),
            ("in_second_review", None) => Some(&mut self.second),
            ("submitted" | "in_second_review", Some(reviewer)) => self.held.get_mut(reviewer),
            _ => self.agents.get_mut(record.agent),
        };
        match queue {
            Some(queue) => queue.push_back(record),
            None => self.rest.push(record),
        }
    }

    /// Takes all applications, in the order in which they will be worked on.
    pub(super) fn take_all(&mut self) -> Vec<Record> {
        let queues = self.agents.iter_mut().chain(self.held.iter_mut()).chain([&mut self.first, &mut self.second]);
        let waiting: Vec<Record> = queues.flat_map(std::mem::take).collect();
        std::mem::take(&mut self.rest).into_iter().chain(waiting).collect()
    }
}
