//! One application against what the server says of it now. A change without an answer may be done or not; half of it is a fault.

use serde_json::Value;

use super::agent::APPLICATIONS;
use super::client::{Client, Failure};
use super::ledger::Fault;
use super::record::{BESIDE_ATTACHMENTS, Change, Pending, Record, ids, items};
use super::world::World;

/// What saving changes beside the form.
const BESIDE_FORM: [&str; 5] = ["form", "revision", "retirement_month", "updated_at", "updated_by"];
/// What an event of the history may change.
const BESIDE_EVENT: [&str; 9] = [
    "status",
    "refiling",
    "revision",
    "reasons",
    "receipt_number",
    "submissions",
    "submitted_at",
    "updated_at",
    "updated_by",
];

/// Reads an application for the fields that the last answer did not tell.
///
/// # Errors
/// Where the server does not answer.
pub(super) async fn refresh(world: &World, client: &Client, record: &mut Record) -> Result<(), Failure> {
    settle(world, client, record).await
}

/// Compares an application with what was acknowledged, and settles a change without an answer. `client` is the agent's.
///
/// # Errors
/// Where the server does not answer.
pub(super) async fn settle(world: &World, client: &Client, record: &mut Record) -> Result<(), Failure> {
    let answer = match client.get(&format!("{APPLICATIONS}/{}", record.id)).await {
        Ok(answer) => answer,
        Err(failure) if failure.is(404) => {
            missing(world, record);
            return Ok(());
        }
        Err(failure) => return Err(failure),
    };
    if record.deleted {
        fault(world, record, Fault::Lost, "its deletion is undone");
        return Ok(());
    }
    let pending = record.pending.take();
    let done = pending.as_ref().is_some_and(|pending| is_done(pending, record, &answer));
    let mut differences = match &pending {
        Some(pending) if done => after(pending, record, &answer),
        _ => record.differences(&answer, &[]),
    };
    if let Some(pending) = &pending {
        world.ledger.settled(done);
        if done {
            differences.extend(take(pending, record, &answer));
        }
    }
    if differences.is_empty() {
        record.told(&answer);
        return Ok(());
    }
    let before = (record.revision(), record.attachments().len());
    let now = (answer["revision"].as_u64().unwrap_or_default(), items(answer.get("attachments")).len());
    let kind = if now.0 < before.0 || (now.1 < before.1 && !done) { Fault::Lost } else { Fault::Changed };
    let open =
        pending.map(|pending| format!("; unanswered: {:?}", pending.change).chars().take(120).collect::<String>());
    let text = format!("{}{}", differences.join("; "), open.unwrap_or_default());
    fault(world, record, kind, &text);
    Ok(())
}

/// The application is not there.
fn missing(world: &World, record: &mut Record) {
    let deleting = matches!(record.pending, Some(Pending { change: Change::Delete, .. }));
    if record.deleted || deleting {
        if record.pending.take().is_some() {
            world.ledger.settled(true);
        }
        record.deleted = true;
    } else {
        fault(world, record, Fault::Lost, "it is missing");
    }
}

/// Whether an unanswered change was done.
fn is_done(pending: &Pending, record: &Record, answer: &Value) -> bool {
    let there = ids(items(answer.get("attachments")));
    match &pending.change {
        Change::Save { .. } | Change::Event(_) => answer["revision"].as_u64().unwrap_or_default() > pending.revision,
        Change::Attach { .. } | Change::LastPiece => there.difference(&record.attachment_ids()).count() > 0,
        Change::Detach { attachment } => !there.contains(attachment),
        Change::Delete | Change::Piece => false,
    }
}

/// What is otherwise than the change would have it, once it was done.
fn after(pending: &Pending, record: &Record, answer: &Value) -> Vec<String> {
    let free: Vec<&str> = match &pending.change {
        Change::Save { .. } => BESIDE_FORM.to_vec(),
        Change::Event(_) => BESIDE_EVENT.to_vec(),
        _ => BESIDE_ATTACHMENTS.into_iter().chain(["attachments"]).collect(),
    };
    let mut differences = record.differences(answer, &free);
    let there = ids(items(answer.get("attachments")));
    let known = record.attachment_ids();
    match &pending.change {
        Change::Save { form } if answer["form"] != *form => differences.push("a form that nobody sent".to_owned()),
        Change::Event(event) if event.status.is_some_and(|status| answer["status"] != status) => {
            differences.push(format!("{} led to {}", event.action, answer["status"]));
        }
        Change::Save { .. } | Change::Event(_) if answer["revision"] != pending.revision + 1 => {
            differences.push(format!("revision {} became {}", pending.revision, answer["revision"]));
        }
        Change::Attach { .. } | Change::LastPiece if there.len() != known.len() + 1 || !known.is_subset(&there) => {
            differences.push(format!("{} attachments became {}", known.len(), there.len()));
        }
        Change::Detach { .. } if there.len() + 1 != known.len() => {
            differences.push(format!("{} attachments became {}", known.len(), there.len()));
        }
        _ => {}
    }
    differences
}

/// Takes over a change that was done: history, holder, attachments.
fn take(pending: &Pending, record: &mut Record, answer: &Value) -> Option<String> {
    let fresh: Vec<String> =
        ids(items(answer.get("attachments"))).difference(&record.attachment_ids()).cloned().collect();
    match &pending.change {
        Change::Event(event) => {
            record.events.push(event.name);
            record.holder = event.holder;
        }
        Change::Attach { file, .. } => arrived(record, &fresh, *file),
        Change::LastPiece => {
            let Some(upload) = record.upload.take() else { return Some("an upload that was not begun".to_owned()) };
            arrived(record, &fresh, upload.file);
        }
        Change::Detach { attachment } => {
            record.files.remove(attachment);
            record.unread.remove(attachment);
        }
        Change::Save { .. } | Change::Delete | Change::Piece => {}
    }
    None
}

fn arrived(record: &mut Record, fresh: &[String], file: usize) {
    for attachment in fresh {
        record.files.insert(attachment.clone(), file);
        record.unread.insert(attachment.clone());
    }
}

/// Notes a fault of an application, which is not compared any more.
pub(super) fn fault(world: &World, record: &mut Record, kind: Fault, text: &str) {
    record.wrong = true;
    world.ledger.fault(kind, &format!("application {} (last acknowledged: {}): {text}", record.id, record.last));
}
