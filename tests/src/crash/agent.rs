//! An agent at work: begins applications, saves drafts, attaches files, submits, withdraws, refiles, deletes.

use std::time::Duration;

use rand::Rng as _;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use reqwest::Method;
use serde_json::json;
use tokio::time::sleep;

use super::client::{Client, Failure};
use super::ledger::Fault;
use super::material::{MANY_PAGES, REQUIRED, form, person, random};
use super::record::{Change, Event, Pending, Record};
use super::world::{Unmade, World, lock};
use super::{attach, settle};

/// Path of applications.
pub(super) const APPLICATIONS: &str = "/retirement-applications";
/// Drafts that an agent has at a time.
const DRAFTS: usize = 5;
/// Part of all steps that save a draft: the cheapest acknowledged write.
const SAVES: f64 = 0.6;
/// Part of the drafts that are large.
const LARGE: f64 = 0.3;
/// Pause after a refusal or a request without an answer.
const PAUSE: Duration = Duration::from_millis(100);

/// Works until asked to stop, or until the server does not answer.
pub(super) async fn run(world: &World, number: usize, part: u64) {
    let mut worker =
        Agent { world, number, client: world.agent(number), random: random(world.seed, part), count: 0, part };
    while !world.is_stopping() {
        match worker.step().await {
            Ok(()) => {}
            Err(Failure::Unanswered(_)) if !world.is_patient() => return,
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// An agent at one device.
pub(super) struct Agent<'a> {
    pub(super) world: &'a World,
    pub(super) number: usize,
    pub(super) client: Client,
    pub(super) random: StdRng,
    /// Makes keys and labels that are used once.
    count: u64,
    part: u64,
}

impl Agent<'_> {
    async fn step(&mut self) -> Result<(), Failure> {
        let record = self.world.turns().take_of_agent(self.number, DRAFTS - 1);
        let Some(mut record) = record else { return self.create().await };
        let done =
            if record.pending.is_some() { self.find_out(&mut record).await } else { self.work_on(&mut record).await };
        self.world.put(record);
        done
    }

    /// Finds out what became of a change without an answer, while the server works on.
    async fn find_out(&self, record: &mut Record) -> Result<(), Failure> {
        settle::settle(self.world, &self.client, record).await?;
        attach::find_offset(self.world, &self.client, record).await
    }

    /// A text that is used once.
    pub(super) fn once(&mut self) -> String {
        self.count += 1;
        format!("{}-{}-{}", self.world.seed, self.part, self.count)
    }

    async fn create(&mut self) -> Result<(), Failure> {
        let Some(number) = self.world.next_person() else {
            // Everybody has an application: only what is there is worked on.
            let record = self.world.turns().take_of_agent(self.number, 0);
            return match record {
                Some(mut record) => {
                    let done = self.work_on(&mut record).await;
                    self.world.put(record);
                    done
                }
                None => {
                    sleep(PAUSE).await;
                    Ok(())
                }
            };
        };
        let (person, key) = (person(number), self.once());
        match self.client.json(Method::POST, APPLICATIONS, &person, Some(&key)).await {
            Ok(answer) => {
                let record = Record::new(self.number, person, &answer);
                self.world.ledger.acknowledge("create", &record.id, record.revision());
                self.world.put(record);
                Ok(())
            }
            Err(failure) if failure.leaves_doubt() => {
                lock(&self.world.unmade).push(Unmade { agent: self.number, person, key });
                Err(failure)
            }
            Err(failure) => {
                self.refused("create", "", &failure);
                Err(failure)
            }
        }
    }

    async fn work_on(&mut self, record: &mut Record) -> Result<(), Failure> {
        if record.wrong || record.deleted {
            return Ok(());
        }
        if matches!(record.status(), "correction_requested" | "rejected") && !record.is("refiling") {
            return self.event(record, "refile", "refiled", None, None).await;
        }
        if record.upload.is_some() {
            return attach::go_on(self, record).await;
        }
        let dice: f64 = self.random.random();
        if dice < SAVES {
            return self.save(record, None).await;
        }
        let dice: f64 = self.random.random();
        if dice < 0.04 && record.status() == "draft" {
            return self.delete(record).await;
        }
        let kinds: Vec<&str> = record.attachments().iter().filter_map(|item| item["kind"].as_str()).collect();
        let missing: Vec<&str> = REQUIRED.into_iter().filter(|kind| !kinds.contains(kind)).collect();
        if let Some(kind) = missing.choose(&mut self.random) {
            return attach::attach(self, record, kind).await;
        }
        if dice < 0.3 {
            return attach::attach(self, record, MANY_PAGES).await;
        }
        if dice < 0.4 && record.attachments().len() > REQUIRED.len() {
            return attach::detach(self, record).await;
        }
        self.submit(record).await
    }

    async fn submit(&mut self, record: &mut Record) -> Result<(), Failure> {
        let form = record.known.get("form").cloned().unwrap_or_default();
        let has_periods = form["deemed_periods"].as_array().is_some_and(|rows| !rows.is_empty());
        if form["post"].as_str().is_none_or(str::is_empty) || has_periods {
            // Periods ask for proof; a form without them can be submitted.
            return self.save(record, Some(false)).await;
        }
        let key = self.once();
        self.event(record, "submit", "submitted", Some("submitted"), Some(key)).await?;
        if record.pending.is_none() && record.status() == "submitted" && self.random.random_bool(0.15) {
            self.event(record, "withdraw", "withdrawn", None, None).await?;
        }
        Ok(())
    }

    async fn save(&mut self, record: &mut Record, large: Option<bool>) -> Result<(), Failure> {
        let label = self.once();
        let large = large.unwrap_or_else(|| self.random.random_bool(LARGE));
        let form = form(&mut self.random, &label, large);
        let body = json!({"revision": record.revision(), "form": form});
        record.pending = Some(Pending { change: Change::Save { form }, revision: record.revision() });
        let path = format!("{APPLICATIONS}/{}", record.id);
        let answer = self.client.json(Method::PUT, &path, &body, None).await;
        self.outcome(record, "save", answer, |record, answer| record.told(&answer))
    }

    async fn event(
        &mut self,
        record: &mut Record,
        action: &'static str,
        name: &'static str,
        status: Option<&'static str>,
        key: Option<String>,
    ) -> Result<(), Failure> {
        let body = json!({"revision": record.revision()});
        let event = Event { action: action.to_owned(), name, status, holder: None, key: key.clone() };
        record.pending = Some(Pending { change: Change::Event(event), revision: record.revision() });
        let path = format!("{APPLICATIONS}/{}/{action}", record.id);
        let answer = self.client.json(Method::POST, &path, &body, key.as_deref()).await;
        self.outcome(record, action, answer, |record, answer| {
            record.told(&answer);
            record.events.push(name);
        })
    }

    async fn delete(&mut self, record: &mut Record) -> Result<(), Failure> {
        record.pending = Some(Pending { change: Change::Delete, revision: record.revision() });
        let path = format!("{APPLICATIONS}/{}", record.id);
        let answer = self.client.send(Method::DELETE, &path, &[], Vec::new()).await;
        self.outcome(record, "delete", answer, |record, _| record.deleted = true)
    }

    /// Takes over the answer to a change: acknowledged, refused, or in doubt, which leaves it pending.
    pub(super) fn outcome<T>(
        &self,
        record: &mut Record,
        change: &'static str,
        answer: Result<T, Failure>,
        take: impl FnOnce(&mut Record, T),
    ) -> Result<(), Failure> {
        match answer {
            Ok(answer) => {
                record.pending = None;
                take(record, answer);
                record.touched = true;
                record.last = change;
                self.world.ledger.acknowledge(change, &record.id, record.revision());
                Ok(())
            }
            Err(failure) => {
                if failure.leaves_doubt() {
                    record.touched = true;
                } else {
                    record.pending = None;
                    self.refused(change, &record.id, &failure);
                }
                Err(failure)
            }
        }
    }

    /// Notes a refusal: one that asks to come back is allowed.
    pub(super) fn refused(&self, change: &str, application: &str, failure: &Failure) {
        if failure.is_temporary() {
            self.world.ledger.refused(change, failure);
        } else {
            self.world.ledger.fault(Fault::Refused, &format!("{change} of {application}: {failure}"));
        }
    }
}
