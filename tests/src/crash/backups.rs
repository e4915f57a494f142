//! `backend backup` beside a working server, `backend restore` into an empty place, and a server on what was restored: everything
//! acknowledged before the backup began is there.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use rand::Rng as _;
use reqwest::Method;
use tokio::time::sleep;

use super::Plan;
use super::agent::APPLICATIONS;
use super::client::{Client, Failure};
use super::contents::is_kept;
use super::ledger::Fault;
use super::material::random;
use super::outcome::Outcome;
use super::record::{Record, ids, items};
use super::server::{Server, Settings};
use super::verify::{Extent, verify};
use super::world::World;

/// Makes so many backups under load, restores each and compares it; the outcome.
///
/// # Errors
/// Where the suite cannot go on.
pub async fn backups(plan: &Plan, scratch: &Path) -> Result<Outcome> {
    let mut server = Server::new(&scratch.join("data"), &scratch.join("server.log"), Settings::default())?;
    fs::create_dir_all(server.folder()).context("the server's folder")?;
    let world = World::begin(&mut server, scratch, plan.seed, plan.persons).await?;
    let mut random = random(plan.seed, 5_000_000);
    let mut totals = Outcome { kind: "backup, restore".to_owned(), ..Outcome::default() };
    let backup = scratch.join("backup").display().to_string();
    for round in 1..=plan.rounds {
        world.start_load(&server, false)?;
        sleep(Duration::from_secs_f64(random.random_range(plan.seconds.0..=plan.seconds.1))).await;
        world.finish_load().await;
        verify(&world, Extent::Changed).await;
        let before = world.snapshot();
        // The backup is made under load, of a state that was known a moment before. All of them go to one folder.
        world.start_load(&server, false)?;
        let made = server.operator(server.folder(), &["backup", &backup])?;
        world.finish_load().await;
        verify(&world, Extent::Changed).await;
        if !made.status.success() {
            let said = String::from_utf8_lossy(&made.stderr);
            world.ledger().fault(Fault::Refused, &format!("backup {round}: {}", said.trim()));
            break;
        }
        let after: HashMap<String, Record> =
            world.snapshot().into_iter().map(|record| (record.id.clone(), record)).collect();
        let restored = scratch.join("restored");
        let _of_the_time_before = fs::remove_dir_all(&restored);
        let done = server.operator(&restored, &["restore", &backup])?;
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr);
            world.ledger().fault(Fault::Refused, &format!("restore {round}: {}", said.trim()));
            break;
        }
        totals.ready.push(compare(&world, scratch, &restored, &before, &after, round).await?);
        totals.rounds = round;
        plan.tell(&format!("backup {round} of {}: {} applications compared", plan.rounds, before.len()));
    }
    server.stop().await?;
    totals.count(world.ledger());
    Ok(totals)
}

/// Starts a server on what was restored and compares each application with what was known before and after the backup.
async fn compare(
    world: &World,
    scratch: &Path,
    restored: &Path,
    before: &[Record],
    after: &HashMap<String, Record>,
    round: u64,
) -> Result<Duration> {
    let mut server = Server::new(restored, &scratch.join("restored.log"), Settings::default())?;
    let ready = server.start().await?;
    let client = Client::new(&server.url())?;
    for record in before.iter().filter(|record| !record.wrong) {
        let Some(later) = after.get(&record.id) else { continue };
        let client = client.with(&world.agents[record.agent].token);
        let fault = |kind, text: &str| {
            world.ledger().fault(kind, &format!("backup {round}: application {}: {text}", record.id));
        };
        let answer = match client.get(&format!("{APPLICATIONS}/{}", record.id)).await {
            Ok(answer) => answer,
            Err(failure) if failure.is(404) && later.deleted => continue,
            Err(failure) => {
                fault(Fault::Lost, &failure.to_string());
                continue;
            }
        };
        if record.deleted {
            fault(Fault::Changed, "it was deleted before");
            continue;
        }
        // Untouched meanwhile: equal. Changed meanwhile: no older than before, no newer than after.
        let revision = answer["revision"].as_u64().unwrap_or_default();
        let known = [record, later].into_iter().find(|known| known.revision() == revision);
        match known {
            Some(known) if known.attachment_ids() == ids(items(answer.get("attachments"))) => {
                let differences = known.differences(&answer, &[]);
                if !differences.is_empty() {
                    fault(Fault::Changed, &differences.join("; "));
                }
            }
            _ if revision < record.revision() => fault(Fault::Lost, &format!("revision {revision}")),
            _ if revision > later.revision() => fault(Fault::Changed, &format!("revision {revision}")),
            _ => {}
        }
        history(&client, record, later, &fault).await;
        contents(world, &client, record, later, &fault).await;
    }
    server.stop().await?;
    Ok(ready)
}

/// The restored history begins with what was known before, and goes no further than what was known afterwards.
async fn history(client: &Client, record: &Record, later: &Record, fault: &impl Fn(Fault, &str)) {
    match client.get(&format!("{APPLICATIONS}/{}/history", record.id)).await {
        Ok(answer) => {
            let entries = items(answer.get("items"));
            let events: Vec<&str> = entries.iter().rev().filter_map(|entry| entry["event"].as_str()).collect();
            if !events.starts_with(&record.events) {
                fault(Fault::Lost, &format!("its history is {events:?}, acknowledged was {:?}", record.events));
            } else if !later.events.starts_with(&events) {
                fault(Fault::Changed, &format!("its history is {events:?}, acknowledged was {:?}", later.events));
            }
        }
        Err(failure) => fault(Fault::Lost, &format!("its history: {failure}")),
    }
}

/// Each content that was acknowledged before and not removed meanwhile can be read, byte for byte.
async fn contents(world: &World, client: &Client, record: &Record, later: &Record, fault: &impl Fn(Fault, &str)) {
    for (attachment, file) in record.files.iter().filter(|(attachment, _)| later.files.contains_key(*attachment)) {
        let path = format!("{APPLICATIONS}/{}/attachments/{attachment}/content", record.id);
        match client.send(Method::GET, &path, &[], Vec::new()).await {
            Ok(reply) if is_kept(world, *file, &reply.body) => {}
            Ok(_) => fault(Fault::Changed, &format!("attachment {attachment} has other bytes")),
            Err(failure @ Failure::Refused { .. }) => {
                fault(Fault::Lost, &format!("attachment {attachment}: {failure}"))
            }
            Err(failure) => fault(Fault::Suite, &failure.to_string()),
        }
    }
}
