//! What binds an entry to the one before. Its *seal* is a proof, under a key of the vault, over everything that it says; its
//! hash is SHA-256 of the hash before it, its number and its seal. Seals are never stored: whoever has the database alone can
//! neither change an entry nor link others anew. The hash is made inside the transaction, where the entry before is known.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use surrealdb::types::{RecordId, RecordIdKey, SurrealValue, Value};
use zeroize::Zeroizing;

use crate::adapters::surreal::{LANES, record};
use crate::crypto::Vault;

/// The statement that links and writes the entry bound by [`super::Entry::bind`]. Whatever reads the entry before also
/// changes the row that names it: of two servers that hang an entry on it at once, one comes again.
pub const WRITE: &str = "
    LET $audit_head = (SELECT number, hash FROM ONLY $audit_lane);
    IF $audit_head = NONE { THROW 'audit_lane_missing' };
    LET $audit_number = $audit_head.number + 1;
    LET $audit_hash = crypto::sha256(string::concat($audit_head.hash, '|', <string> $audit_number, '|', $audit_seal));
    UPDATE $audit_lane SET number = $audit_number, hash = $audit_hash RETURN NONE;
    CREATE $audit CONTENT object::extend($audit_row, {
        number: $audit_number, previous: $audit_head.hash, hash: $audit_hash }) RETURN NONE;";

/// What an entry says, as it is stored.
#[derive(Debug, Clone, PartialEq, SurrealValue)]
pub(super) struct Content {
    pub(super) enterprise: Option<RecordId>,
    pub(super) newest: String,
    pub(super) at: DateTime<Utc>,
    pub(super) action: String,
    pub(super) actor: Option<RecordId>,
    /// The account of somebody of the agency; none in entries of older versions.
    pub(super) reviewer: Option<RecordId>,
    pub(super) actor_name: String,
    pub(super) subject: Option<String>,
    pub(super) subject_name: Option<String>,
    pub(super) purpose: Option<String>,
    pub(super) detail: Option<String>,
    pub(super) changed_fields: Vec<String>,
    pub(super) ip: String,
    pub(super) device: String,
    /// The chain that it hangs on; none for entries from before the chains.
    pub(super) lane: Option<String>,
}

/// Where an entry hangs.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub(super) struct Link {
    pub(super) number: i64,
    pub(super) previous: String,
    pub(super) hash: String,
}

/// The last link of a chain.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub struct Head {
    /// Number of the last entry; 0 before the first.
    pub number: i64,
    /// Its hash; empty before the first.
    pub hash: String,
}

/// Names of all chains.
pub(super) fn lanes() -> impl Iterator<Item = String> {
    (0..LANES).map(name)
}

/// The chain of an entry: by the first digit of its id, which is random.
pub(super) fn lane_of(id: &str) -> usize {
    let digit = id.chars().next().and_then(|first| first.to_digit(16)).unwrap_or_default();
    usize::try_from(digit).unwrap_or_default() % LANES
}

/// Letters, because an id that is a digit would be a number to the database.
pub(super) fn name(lane: usize) -> String {
    char::from(b'a' + u8::try_from(lane % LANES).unwrap_or_default()).to_string()
}

/// The row that names a chain's last entry.
pub(super) fn head_id(lane: &str) -> RecordId {
    record("audit_lane", lane)
}

/// The seal of an entry.
pub(super) fn seal(vault: &Vault, id: &RecordId, content: &Content) -> Zeroizing<String> {
    vault.authenticate("audit_entry", &canonical(id, content))
}

/// The hash of an entry at a place; [`WRITE`] computes the same.
pub(super) fn hash(previous: &str, number: i64, seal: &str) -> String {
    let mut text = Sha256::new();
    text.update(previous);
    text.update(format!("|{number}|"));
    text.update(seal);
    hex::encode(text.finalize())
}

/// Everything that an entry says, in one way only: each field that is there as name and text, with their lengths before
/// them. A field that a later version adds and an entry does not have leaves its seal as it was.
fn canonical(id: &RecordId, content: &Content) -> Vec<u8> {
    let mut bytes = Bytes::default();
    bytes.field("id", &text_of(id));
    bytes.optional("lane", content.lane.as_deref());
    bytes.optional("enterprise", content.enterprise.as_ref().map(text_of).as_deref());
    bytes.field("newest", &content.newest);
    bytes.field("at", &format!("{}.{:09}", content.at.timestamp(), content.at.timestamp_subsec_nanos()));
    bytes.field("action", &content.action);
    bytes.optional("actor", content.actor.as_ref().map(text_of).as_deref());
    bytes.optional("reviewer", content.reviewer.as_ref().map(text_of).as_deref());
    bytes.field("actor_name", &content.actor_name);
    bytes.optional("subject", content.subject.as_deref());
    bytes.optional("subject_name", content.subject_name.as_deref());
    bytes.optional("purpose", content.purpose.as_deref());
    bytes.optional("detail", content.detail.as_deref());
    for field in &content.changed_fields {
        bytes.field("changed_fields", field);
    }
    bytes.field("ip", &content.ip);
    bytes.field("device", &content.device);
    bytes.0
}

#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    fn field(&mut self, name: &str, text: &str) {
        for part in [name, text] {
            self.0.extend_from_slice(&(part.len() as u64).to_be_bytes());
            self.0.extend_from_slice(part.as_bytes());
        }
    }

    fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.field(name, text);
        }
    }
}

/// A record's id as text; ids of a kind that no table here has stand apart from every text.
pub(super) fn text_of(id: &RecordId) -> String {
    match &id.key {
        RecordIdKey::String(key) => format!("{}:{key}", id.table),
        other => format!("{}?{other:?}", id.table),
    }
}

/// An entry as it was found, whatever somebody made of it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its id; none where even that cannot be read.
    pub(super) id: Option<RecordId>,
    /// What it says; none where that is not of the shape that the service writes.
    pub(super) content: Option<Content>,
    /// Where it hangs; none for entries from before the chains.
    pub(super) link: Option<Link>,
}

impl Found {
    pub(super) fn read(row: &Value) -> Self {
        let id = match row {
            Value::Object(fields) => fields.get("id").cloned().and_then(|id| RecordId::from_value(id).ok()),
            _ => None,
        };
        Self { id, content: Content::from_value(row.clone()).ok(), link: Link::from_value(row.clone()).ok() }
    }

    /// Its id as text.
    pub(super) fn name(&self) -> String {
        match &self.id {
            Some(RecordId { key: RecordIdKey::String(key), .. }) => key.clone(),
            Some(other) => text_of(other),
            None => String::new(),
        }
    }

    /// Its seal, where it says what can be sealed.
    pub(super) fn seal(&self, vault: &Vault) -> Option<Zeroizing<String>> {
        Some(seal(vault, self.id.as_ref()?, self.content.as_ref()?))
    }

    /// Whether it says what was written, at this very place.
    pub(super) fn is_genuine(&self, vault: &Vault) -> bool {
        match (&self.link, self.seal(vault)) {
            (Some(link), Some(seal)) => link.hash == hash(&link.previous, link.number, &seal),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
