//! Attaching and removing files: as the body of one request, and piece by piece by the tus protocol.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;
use reqwest::Method;
use serde_json::Value;

use super::agent::{APPLICATIONS, Agent};
use super::client::{Client, Failure, Reply};
use super::ledger::Fault;
use super::material::MANY_PAGES;
use super::record::{BESIDE_ATTACHMENTS, Change, Pending, Record, Upload, ids, items};
use super::world::World;
use super::{contents, settle};
use crate::uploads::{BYTES, VERSION, checksum};

/// Bytes of a piece.
const PIECE: usize = 256 * 1024;

/// Attaches a file of a kind.
pub(super) async fn attach(agent: &mut Agent<'_>, record: &mut Record, kind: &str) -> Result<(), Failure> {
    let file = agent.world.material.choose(&mut agent.random, kind);
    let key = agent.once();
    let size = agent.world.material.file(file).bytes.len();
    if size > PIECE || agent.random.random_bool(0.5) {
        record.upload = Some(Upload { kind: kind.to_owned(), file, key, location: None, offset: 0 });
        return go_on(agent, record).await;
    }
    let change = Change::Attach { kind: kind.to_owned(), file, key: key.clone() };
    record.pending = Some(Pending { change, revision: record.revision() });
    let bytes = agent.world.material.file(file).bytes.clone();
    let answer = send_whole(&agent.client, &record.id, kind, &key, bytes).await;
    let before = record.attachment_ids();
    agent.outcome(record, "attach", answer, |record, list| record.listed(&list["items"]))?;
    let fresh: Vec<String> = record.attachment_ids().difference(&before).cloned().collect();
    let [attachment] = fresh.as_slice() else {
        let text = format!("attaching to {} made {} attachments", record.id, fresh.len());
        agent.world.ledger.fault(Fault::Changed, &text);
        record.wrong = true;
        return Ok(());
    };
    arrived(agent, record, attachment, file).await
}

/// Sends a file as the body of one request; the list of attachments.
pub(super) async fn send_whole(
    client: &Client,
    application: &str,
    kind: &str,
    key: &str,
    bytes: Vec<u8>,
) -> Result<Value, Failure> {
    let path = format!("{APPLICATIONS}/{application}/attachments?kind={kind}&file_name=scan.jpg");
    let headers = [("Content-Type", "application/octet-stream"), ("Idempotency-Key", key)];
    Ok(client.send(Method::POST, &path, &headers, bytes).await?.json())
}

/// Goes on with an upload, from where the server has acknowledged it.
pub(super) async fn go_on(agent: &mut Agent<'_>, record: &mut Record) -> Result<(), Failure> {
    let Some(upload) = record.upload.clone() else { return Ok(()) };
    let total = agent.world.material.file(upload.file).bytes.len();
    let Some(location) = upload.location.clone() else {
        record.pending = Some(Pending { change: Change::Piece, revision: record.revision() });
        let answer = begin(&agent.client, &record.id, &upload, total).await;
        return agent.outcome(record, "begin upload", answer, |record, reply| {
            if let Some(upload) = &mut record.upload {
                upload.location = Some(reply.header("location").trim_start_matches("/api/v1").to_owned());
                upload.offset = reply.header("upload-offset").parse().unwrap_or_default();
            }
        });
    };
    let end = (upload.offset + PIECE).min(total);
    let piece = agent.world.material.file(upload.file).bytes[upload.offset..end].to_vec();
    let is_last = end == total;
    let change = if is_last { Change::LastPiece } else { Change::Piece };
    record.pending = Some(Pending { change, revision: record.revision() });
    let answer = send_piece(&agent.client, &location, upload.offset, piece).await;
    if !is_last {
        return agent.outcome(record, "piece", answer, |record, reply| {
            if let Some(upload) = &mut record.upload {
                upload.offset = reply.header("upload-offset").parse().unwrap_or_default();
            }
        });
    }
    let mut attachment = String::new();
    agent.outcome(record, "upload", answer, |record, reply| {
        attachment = reply.header("x-attachment-id").to_owned();
        record.upload = None;
        record.untold.extend(BESIDE_ATTACHMENTS.into_iter().chain(["attachments"]));
    })?;
    arrived(agent, record, &attachment, upload.file).await
}

/// Begins an upload, or asks for it again: the same key is the same upload.
pub(super) async fn begin(client: &Client, application: &str, upload: &Upload, total: usize) -> Result<Reply, Failure> {
    let pairs = [
        ("application", application),
        ("kind", upload.kind.as_str()),
        ("file_name", "photo.jpg"),
        ("key", upload.key.as_str()),
    ];
    let metadata: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{name} {}", STANDARD.encode(value))).collect();
    let (metadata, total) = (metadata.join(","), total.to_string());
    let headers = [VERSION, ("Upload-Length", total.as_str()), ("Upload-Metadata", metadata.as_str())];
    client.send(Method::POST, "/uploads", &headers, Vec::new()).await
}

/// Asks where an upload stands: where it was acknowledged, or further.
pub(super) async fn find_offset(world: &World, client: &Client, record: &mut Record) -> Result<(), Failure> {
    let Some((location, told)) = record.upload.as_ref().and_then(|up| Some((up.location.clone()?, up.offset))) else {
        return Ok(());
    };
    let offset = match client.send(Method::HEAD, &location, &[VERSION], Vec::new()).await {
        Ok(reply) => reply.header("upload-offset").parse().unwrap_or_default(),
        Err(failure) if failure.is(404) => {
            settle::fault(world, record, Fault::Lost, &format!("its upload of {told} bytes"));
            return Ok(());
        }
        Err(failure) => return Err(failure),
    };
    if offset < told {
        settle::fault(world, record, Fault::Lost, &format!("its upload has {offset} of {told} acknowledged bytes"));
    }
    if let Some(upload) = &mut record.upload {
        upload.offset = offset;
    }
    Ok(())
}

/// Sends a piece of an upload.
pub(super) async fn send_piece(
    client: &Client,
    location: &str,
    offset: usize,
    piece: Vec<u8>,
) -> Result<Reply, Failure> {
    let (offset, checksum) = (offset.to_string(), checksum(&piece));
    let headers = [VERSION, BYTES, ("Upload-Offset", offset.as_str()), ("Upload-Checksum", checksum.as_str())];
    client.send(Method::PATCH, location, &headers, piece).await
}

/// The next piece of an upload that stands at `offset`.
pub(super) fn piece(bytes: &[u8], offset: usize) -> Vec<u8> {
    bytes.get(offset..(offset + PIECE).min(bytes.len())).unwrap_or_default().to_vec()
}

/// Removes one of the attachments of the kind with many pages.
pub(super) async fn detach(agent: &mut Agent<'_>, record: &mut Record) -> Result<(), Failure> {
    let pages: Vec<String> = record
        .attachments()
        .iter()
        .filter(|item| item["kind"] == MANY_PAGES)
        .filter_map(|item| item["id"].as_str().map(str::to_owned))
        .collect();
    let Some(attachment) = pages.choose(&mut agent.random).cloned() else { return Ok(()) };
    record.pending =
        Some(Pending { change: Change::Detach { attachment: attachment.clone() }, revision: record.revision() });
    let path = format!("{APPLICATIONS}/{}/attachments/{attachment}", record.id);
    let answer = agent.client.send(Method::DELETE, &path, &[], Vec::new()).await;
    agent.outcome(record, "detach", answer, |record, reply| {
        record.listed(&reply.json()["items"]);
        record.files.remove(&attachment);
        record.unread.remove(&attachment);
    })?;
    settle::refresh(agent.world, &agent.client, record).await
}

/// Notes an attachment that was acknowledged, reads it now and then, and reads the rest of the application.
async fn arrived(agent: &mut Agent<'_>, record: &mut Record, attachment: &str, file: usize) -> Result<(), Failure> {
    record.files.insert(attachment.to_owned(), file);
    record.unread.insert(attachment.to_owned());
    settle::refresh(agent.world, &agent.client, record).await?;
    let listed = ids(items(record.known.get("attachments")));
    if listed != record.files.keys().cloned().collect() {
        let text = format!("{} lists {listed:?}, acknowledged are {:?}", record.id, record.files.keys());
        agent.world.ledger.fault(Fault::Changed, &text);
        record.wrong = true;
    }
    if agent.random.random_bool(0.2) {
        contents::compare(agent.world, &agent.client, record, attachment).await?;
    }
    Ok(())
}
