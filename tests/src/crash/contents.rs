//! Contents of attachments against what was sent.

use reqwest::Method;
use sha2::{Digest as _, Sha256};

use super::agent::APPLICATIONS;
use super::client::{Client, Failure};
use super::ledger::Fault;
use super::record::Record;
use super::world::{World, lock};

/// Reads an attachment and compares it: a PDF with what was sent, a photo with what was made of the same file before.
///
/// # Errors
/// Where the server does not answer, or is busy.
pub(super) async fn compare(
    world: &World,
    client: &Client,
    record: &mut Record,
    attachment: &str,
) -> Result<(), Failure> {
    let path = format!("{APPLICATIONS}/{}/attachments/{attachment}/content", record.id);
    match client.send(Method::GET, &path, &[], Vec::new()).await {
        Ok(reply) => {
            compare_bytes(world, record, attachment, &reply.body);
            record.unread.remove(attachment);
            Ok(())
        }
        Err(failure @ Failure::Refused { .. }) if !failure.is_temporary() => {
            let text = format!("attachment {attachment} of {} cannot be read: {failure}", record.id);
            world.ledger.fault(Fault::Lost, &text);
            record.unread.remove(attachment);
            Ok(())
        }
        Err(failure) => Err(failure),
    }
}

/// Compares the bytes of an attachment.
pub(super) fn compare_bytes(world: &World, record: &Record, attachment: &str, bytes: &[u8]) {
    let Some(number) = record.files.get(attachment).copied() else { return };
    if !is_kept(world, number, bytes) {
        let text = format!("attachment {attachment} of {} has other bytes than were acknowledged", record.id);
        world.ledger.fault(Fault::Changed, &text);
    }
}

/// Whether these bytes are what is kept of a file.
pub(super) fn is_kept(world: &World, number: usize, bytes: &[u8]) -> bool {
    let file = world.material.file(number);
    if file.is_pdf {
        return file.bytes == bytes;
    }
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    *lock(&world.kept).entry(number).or_insert(digest) == digest
}
