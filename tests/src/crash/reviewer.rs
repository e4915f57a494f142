//! A reviewer at work: claims, reads the attachments, decides.

use std::time::Duration;

use rand::Rng as _;
use rand::rngs::StdRng;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::client::{Client, Failure};
use super::ledger::Fault;
use super::material::random;
use super::record::{Change, Event, Pending, Record};
use super::world::World;
use super::{contents, settle};

/// Pause where nothing waits, or after a refusal.
const PAUSE: Duration = Duration::from_millis(100);

/// Works until asked to stop, or until the server does not answer.
pub(super) async fn run(world: &World, number: usize, part: u64) {
    let first_stage = world.reviewers.get(number).is_some_and(|account| account.first_stage);
    let mut worker =
        Reviewer { world, number, first_stage, client: world.reviewer(number), random: random(world.seed, part) };
    while !world.is_stopping() {
        match worker.step().await {
            Ok(()) => {}
            Err(Failure::Unanswered(_)) if !world.is_patient() => return,
            Err(_) => sleep(PAUSE).await,
        }
    }
}

struct Reviewer<'a> {
    world: &'a World,
    number: usize,
    first_stage: bool,
    client: Client,
    random: StdRng,
}

impl Reviewer<'_> {
    async fn step(&mut self) -> Result<(), Failure> {
        let held = self.world.turns().take_held(self.number);
        let is_held = held.is_some();
        let Some(mut record) = held.or_else(|| self.world.turns().take_waiting(self.first_stage)) else {
            sleep(PAUSE).await;
            return Ok(());
        };
        let done = if record.pending.is_some() {
            settle::settle(self.world, &self.world.agent(record.agent), &mut record).await
        } else if is_held {
            self.decide(&mut record).await
        } else {
            self.act(&mut record, "claim", "claimed", None, json!({})).await
        };
        self.world.put(record);
        done
    }

    async fn decide(&mut self, record: &mut Record) -> Result<(), Failure> {
        let dice: f64 = self.random.random();
        if dice < 0.1 {
            return self.act(record, "release", "released", None, json!({})).await;
        }
        if dice < 0.7 {
            self.read(record).await?;
            let (event, status) =
                if self.first_stage { ("passed_first_review", "in_second_review") } else { ("approved", "approved") };
            return self.act(record, "approve", event, Some(status), json!({})).await;
        }
        let (action, event, status) = match dice {
            _ if !self.first_stage && dice < 0.8 => ("send-back", "sent_back", "submitted"),
            _ if dice < 0.93 => ("request-correction", "correction_requested", "correction_requested"),
            _ => ("reject", "rejected", "rejected"),
        };
        let reasons = json!({"reasons": [{"field": "post", "code": "filled_wrong", "text": "请写明工种"}],
            "unread_confirmed": true});
        self.act(record, action, event, Some(status), reasons).await
    }

    /// Opens every page, which an approval needs.
    async fn read(&self, record: &mut Record) -> Result<(), Failure> {
        for attachment in record.attachment_ids() {
            let path = format!("/reviews/{}/attachments/{attachment}/content", record.id);
            let reply = self.client.send(Method::GET, &path, &[], Vec::new()).await?;
            contents::compare_bytes(self.world, record, &attachment, &reply.body);
        }
        Ok(())
    }

    async fn act(
        &self,
        record: &mut Record,
        action: &'static str,
        name: &'static str,
        status: Option<&'static str>,
        mut body: Value,
    ) -> Result<(), Failure> {
        body["revision"] = record.revision().into();
        let holder = (action == "claim").then_some(self.number);
        let event = Event { action: action.to_owned(), name, status, holder, key: None };
        record.pending = Some(Pending { change: Change::Event(event), revision: record.revision() });
        let answer = self.client.json(Method::POST, &format!("/reviews/{}/{action}", record.id), &body, None).await;
        match answer {
            Ok(answer) => {
                record.pending = None;
                record.reviewed(&answer["application"]);
                record.holder = holder;
                record.events.push(name);
                record.touched = true;
                record.last = action;
                self.world.ledger.acknowledge(action, &record.id, record.revision());
                Ok(())
            }
            Err(failure) => {
                if failure.leaves_doubt() {
                    record.touched = true;
                } else {
                    record.pending = None;
                    if failure.is_temporary() {
                        self.world.ledger.refused(action, &failure);
                    } else {
                        let text = format!("{action} of {}: {failure}", record.id);
                        self.world.ledger.fault(Fault::Refused, &text);
                    }
                }
                Err(failure)
            }
        }
    }
}
