//! Everything that was acknowledged against what the server says after a restart.

use futures_util::StreamExt as _;
use rand::Rng as _;
use rand::rngs::StdRng;
use reqwest::Method;
use serde_json::Value;

use super::agent::APPLICATIONS;
use super::client::{Client, Failure};
use super::ledger::Fault;
use super::material::random;
use super::record::{BESIDE_ATTACHMENTS, Change, Pending, Record, ids, items};
use super::world::{Unmade, World, lock};
use super::{attach, contents, lists, settle};

/// Applications that are compared at a time.
const AT_A_TIME: usize = 8;
/// Untouched applications that are compared as well after each crash.
const SAMPLE: usize = 8;

/// How much is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// What changed since the last comparison, and a sample of the rest.
    Changed,
    /// Everything, lists and indexes included; uploads are carried to their end.
    Everything,
}

/// Compares; the number of applications looked at. Faults go to the ledger.
pub(super) async fn verify(world: &World, extent: Extent) -> usize {
    sessions(world).await;
    let unmade = std::mem::take(&mut *lock(&world.unmade));
    for creation in unmade {
        if let Err(failure) = repeat_creation(world, &creation).await {
            world.ledger.fault(Fault::Refused, &format!("the creation {} repeated: {failure}", creation.key));
        }
    }
    let mut random = random(world.seed, 1_000_000 + world.ledger.acknowledged());
    let records = world.turns().take_all();
    let share = SAMPLE.min(records.len());
    let total = records.len().max(1);
    let (chosen, rest): (Vec<Record>, Vec<Record>) = records.into_iter().partition(|record| {
        let sampled = random.random_range(0..total) < share;
        !record.wrong && (extent == Extent::Everything || record.touched || record.pending.is_some() || sampled)
    });
    rest.into_iter().for_each(|record| world.put(record));
    let looked_at = chosen.len();
    let seeds: Vec<u64> = chosen.iter().map(|_| random.random()).collect();
    let work = chosen.into_iter().zip(seeds).map(|(mut record, seed)| async move {
        let mut random = self::random(seed, 0);
        if let Err(failure) = one(world, &mut record, extent, &mut random).await {
            settle::fault(world, &mut record, Fault::Refused, &format!("it cannot be compared: {failure}"));
        }
        record
    });
    let compared: Vec<Record> = futures_util::stream::iter(work).buffer_unordered(AT_A_TIME).collect().await;
    compared.into_iter().for_each(|record| world.put(record));
    if let Err(failure) = lists::compare(world, extent).await {
        world.ledger.fault(Fault::Refused, &format!("a list cannot be read: {failure}"));
    }
    let mut records = world.turns().take_all();
    records.iter_mut().for_each(|record| record.touched = false);
    records.into_iter().for_each(|record| world.put(record));
    looked_at
}

/// Everybody is still logged in.
async fn sessions(world: &World) {
    let agents = (0..world.agents.len()).map(|number| (world.agent(number), "/me"));
    let reviewers = (0..world.reviewers.len()).map(|number| (world.reviewer(number), "/reviewer-sessions/current"));
    for (client, path) in agents.chain(reviewers) {
        if let Err(failure) = client.get(path).await {
            world.ledger.fault(Fault::Lost, &format!("a session at {path}: {failure}"));
        }
    }
}

/// A creation without an answer, asked again under its key, is one application and not two.
async fn repeat_creation(world: &World, creation: &Unmade) -> Result<(), Failure> {
    let client = world.agent(creation.agent);
    let number = creation.person["document_number"].as_str().unwrap_or_default();
    let query = format!("document_number={number}");
    let before = ids(&client.rows(APPLICATIONS, &query).await?);
    let answer = client.json(Method::POST, APPLICATIONS, &creation.person, Some(&creation.key)).await?;
    let after = ids(&client.rows(APPLICATIONS, &query).await?);
    world.ledger.settled(!before.is_empty());
    let record = Record::new(creation.agent, creation.person.clone(), &answer);
    if after.len() != 1 || !after.contains(&record.id) || (!before.is_empty() && before != after) {
        world.ledger.fault(Fault::Changed, &format!("the creation {} made {after:?}, before {before:?}", creation.key));
    }
    world.put(record);
    Ok(())
}

async fn one(world: &World, record: &mut Record, extent: Extent, random: &mut StdRng) -> Result<(), Failure> {
    let client = world.agent(record.agent);
    let (pending, files) = (record.pending.clone(), record.files.len());
    settle::settle(world, &client, record).await?;
    let attached = record.files.len() > files;
    if record.wrong {
        return Ok(());
    }
    if record.deleted {
        return reserved_again(world, &client, record, random).await;
    }
    upload(world, &client, record, extent).await?;
    history(world, &client, record).await?;
    if let Some(pending) = pending {
        repeat(world, &client, record, &pending, attached).await?;
    }
    let unread: Vec<String> = match extent {
        Extent::Changed => record.unread.iter().cloned().collect(),
        Extent::Everything => record.files.keys().cloned().collect(),
    };
    for attachment in unread {
        contents::compare(world, &client, record, &attachment).await?;
    }
    // A rejection sets the person free; everything else keeps them reserved.
    if random.random_bool(0.05) && record.status() != "rejected" {
        match client.json(Method::POST, APPLICATIONS, &record.person, None).await {
            Err(Failure::Refused { code, .. }) if code == "application_open" => {}
            Err(failure) => return Err(failure),
            Ok(_) => settle::fault(world, record, Fault::Changed, "its person got a second application"),
        }
    }
    Ok(())
}

/// The person of a deleted application can be filed for again.
async fn reserved_again(
    world: &World,
    client: &Client,
    record: &mut Record,
    random: &mut StdRng,
) -> Result<(), Failure> {
    if !record.touched || !random.random_bool(0.3) {
        return Ok(());
    }
    let answer = client.json(Method::POST, APPLICATIONS, &record.person, None).await?;
    world.put(Record::new(record.agent, record.person.clone(), &answer));
    Ok(())
}

/// Each event is in the history once, in order.
async fn history(world: &World, client: &Client, record: &mut Record) -> Result<(), Failure> {
    let answer = client.get(&format!("{APPLICATIONS}/{}/history", record.id)).await?;
    let entries = items(answer.get("items"));
    let events: Vec<&str> = entries.iter().rev().filter_map(|entry| entry["event"].as_str()).collect();
    if events != record.events {
        let kind = if events.len() < record.events.len() { Fault::Lost } else { Fault::Changed };
        let text = format!("its history is {events:?}, acknowledged was {:?}", record.events);
        settle::fault(world, record, kind, &text);
    }
    Ok(())
}

/// What was asked and not answered, asked again under the same key, is done once.
async fn repeat(
    world: &World,
    client: &Client,
    record: &mut Record,
    pending: &Pending,
    attached: bool,
) -> Result<(), Failure> {
    match &pending.change {
        Change::Event(event) if event.key.is_some() && record.status() == "submitted" => {
            let path = format!("{APPLICATIONS}/{}/{}", record.id, event.action);
            let body = serde_json::json!({"revision": pending.revision});
            let answer = client.json(Method::POST, &path, &body, event.key.as_deref()).await?;
            let differences = record.differences(&answer, &[]);
            if !differences.is_empty() {
                settle::fault(world, record, Fault::Changed, &format!("submitted twice: {}", differences.join("; ")));
            }
        }
        Change::Attach { kind, file, key } => {
            let bytes = world.material.file(*file).bytes.clone();
            let list = attach::send_whole(client, &record.id, kind, key, bytes).await?;
            let (before, after) = (record.attachment_ids(), ids(items(list.get("items"))));
            // Either it was done before the crash, or it is done by this repetition.
            let fresh: Vec<String> = after.difference(&before).cloned().collect();
            if before.is_subset(&after) && fresh.len() == usize::from(!attached) {
                for attachment in fresh {
                    record.files.insert(attachment.clone(), *file);
                    record.unread.insert(attachment);
                }
                record.listed(&list["items"]);
                settle::refresh(world, client, record).await?;
            } else {
                settle::fault(world, record, Fault::Changed, "a file attached once became several attachments");
            }
        }
        _ => {}
    }
    Ok(())
}

/// An upload goes on where it was acknowledged, or further; at the end it is carried through.
async fn upload(world: &World, client: &Client, record: &mut Record, extent: Extent) -> Result<(), Failure> {
    attach::find_offset(world, client, record).await?;
    let Some(upload) = record.upload.clone().filter(|_| extent == Extent::Everything) else { return Ok(()) };
    let (Some(location), mut offset) = (upload.location, upload.offset) else { return Ok(()) };
    let bytes = &world.material.file(upload.file).bytes;
    loop {
        // Where all bytes have come and the attachment was not made, an empty piece makes it.
        let taken = attach::send_piece(client, &location, offset, attach::piece(bytes, offset)).await?;
        let attachment = taken.header("x-attachment-id");
        if !attachment.is_empty() {
            record.files.insert(attachment.to_owned(), upload.file);
            record.unread.insert(attachment.to_owned());
            record.upload = None;
            record.untold.extend(BESIDE_ATTACHMENTS.into_iter().chain(["attachments"]));
            return settle::refresh(world, client, record).await;
        }
        let next = taken.header("upload-offset").parse().unwrap_or_default();
        if next <= offset {
            settle::fault(world, record, Fault::Changed, &format!("its upload stays at {offset} bytes"));
            return Ok(());
        }
        offset = next;
    }
}

/// The value of a field of a row.
pub(super) fn field<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_default()
}
