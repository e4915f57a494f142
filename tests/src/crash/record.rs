//! An application as the last answer about it had it, and what was asked since and not answered.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// Fields of an answer that depend on who asks.
const BY_VIEWER: &str = "actions";
/// What a change of attachments changes beside them.
pub(super) const BESIDE_ATTACHMENTS: [&str; 3] = ["revision", "updated_at", "updated_by"];

/// A change that was asked for.
#[derive(Debug, Clone)]
pub(super) enum Change {
    /// A draft is saved.
    Save { form: Value },
    /// An event of the application's history.
    Event(Event),
    /// It is deleted.
    Delete,
    /// A file is attached in one request, which can be repeated under its key.
    Attach { kind: String, file: usize, key: String },
    /// An attachment is removed.
    Detach { attachment: String },
    /// An upload is begun, or gets a piece that is not its last.
    Piece,
    /// The last piece of an upload, which makes the attachment.
    LastPiece,
}

/// An action that the history tells of.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) action: String,
    /// As the history names it.
    pub(super) name: &'static str,
    /// The status that it leads to, where that is always the same.
    pub(super) status: Option<&'static str>,
    /// Which reviewer holds the application afterwards.
    pub(super) holder: Option<usize>,
    /// Idempotency key, where it was sent with one.
    pub(super) key: Option<String>,
}

/// A change without an answer: done or not.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub(super) change: Change,
    /// The revision that the request carried.
    pub(super) revision: u64,
}

/// An upload that is under way.
#[derive(Debug, Clone)]
pub(super) struct Upload {
    pub(super) kind: String,
    pub(super) file: usize,
    pub(super) key: String,
    /// Its address, once it is begun.
    pub(super) location: Option<String>,
    /// Bytes that the server has acknowledged.
    pub(super) offset: usize,
}

/// What was acknowledged of an application.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) id: String,
    /// What it was begun with.
    pub(super) person: Value,
    /// Number of the agent.
    pub(super) agent: usize,
    /// The fields of the last answer.
    pub(super) known: Map<String, Value>,
    /// Fields that no answer has told since they changed.
    pub(super) untold: BTreeSet<&'static str>,
    /// The history, oldest first.
    pub(super) events: Vec<&'static str>,
    /// Attachments by id, with the file that each was made of.
    pub(super) files: BTreeMap<String, usize>,
    /// Attachments whose content was not compared since the last crash.
    pub(super) unread: BTreeSet<String>,
    pub(super) holder: Option<usize>,
    pub(super) pending: Option<Pending>,
    pub(super) upload: Option<Upload>,
    pub(super) deleted: bool,
    /// A fault was found: nothing more is compared.
    pub(super) wrong: bool,
    /// Changed since the last comparison.
    pub(super) touched: bool,
    /// The last acknowledged change, for reports.
    pub(super) last: &'static str,
}

impl Record {
    /// An application as its creation was answered.
    pub(super) fn new(agent: usize, person: Value, answer: &Value) -> Self {
        let mut record = Self {
            id: answer["id"].as_str().unwrap_or_default().to_owned(),
            person,
            agent,
            known: Map::new(),
            untold: BTreeSet::new(),
            events: vec!["created"],
            files: BTreeMap::new(),
            unread: BTreeSet::new(),
            holder: None,
            pending: None,
            upload: None,
            deleted: false,
            wrong: false,
            touched: true,
            last: "create",
        };
        record.told(answer);
        record
    }

    /// Takes over a whole answer.
    pub(super) fn told(&mut self, answer: &Value) {
        if let Value::Object(fields) = answer {
            self.known.clone_from(fields);
            self.known.remove(BY_VIEWER);
            self.untold.clear();
        }
    }

    /// Takes over a list of attachments, which does not tell the rest.
    pub(super) fn listed(&mut self, items: &Value) {
        self.known.insert("attachments".to_owned(), items.clone());
        self.untold.extend(BESIDE_ATTACHMENTS);
    }

    /// Takes over what a reviewer is told of the application.
    pub(super) fn reviewed(&mut self, application: &Value) {
        for field in ["status", "refiling", "revision", "reasons", "submissions", "receipt_number", "submitted_at"] {
            match application.get(field) {
                Some(value) => self.known.insert(field.to_owned(), value.clone()),
                None => self.known.remove(field),
            };
        }
        self.untold.extend(["updated_at", "updated_by"]);
    }

    pub(super) fn status(&self) -> &str {
        self.known.get("status").and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn revision(&self) -> u64 {
        self.known.get("revision").and_then(Value::as_u64).unwrap_or_default()
    }

    pub(super) fn is(&self, field: &str) -> bool {
        self.known.get(field).and_then(Value::as_bool).unwrap_or_default()
    }

    pub(super) fn attachments(&self) -> &[Value] {
        items(self.known.get("attachments"))
    }

    /// Ids of the attachments.
    pub(super) fn attachment_ids(&self) -> BTreeSet<String> {
        ids(self.attachments())
    }

    /// The fields in which an answer differs from what was acknowledged, each in words, except those in `free`.
    pub(super) fn differences(&self, answer: &Value, free: &[&str]) -> Vec<String> {
        let empty = Map::new();
        let actual = answer.as_object().unwrap_or(&empty);
        let names: BTreeSet<&String> = self.known.keys().chain(actual.keys()).collect();
        let compared = names.into_iter().filter(|name| {
            let name = name.as_str();
            name != BY_VIEWER && !free.contains(&name) && !self.untold.contains(name)
        });
        let differing = compared.filter(|name| self.known.get(*name) != actual.get(*name));
        differing
            .map(|name| format!("{name}: {} became {}", short(self.known.get(name)), short(actual.get(name))))
            .collect()
    }
}

/// Rows of a JSON array.
pub(super) fn items(array: Option<&Value>) -> &[Value] {
    array.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Ids of rows.
pub(super) fn ids(rows: &[Value]) -> BTreeSet<String> {
    rows.iter().filter_map(|row| row["id"].as_str()).map(str::to_owned).collect()
}

fn short(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), |value| value.to_string().chars().take(160).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn differences_name_each_changed_field() {
        let answer = json!({"id": "a", "status": "draft", "revision": 1, "attachments": [], "actions": ["save"]});
        let mut record = Record::new(0, json!({}), &answer);
        assert!(record.differences(&answer, &[]).is_empty());
        let mut later = answer.clone();
        later["actions"] = json!([]);
        later["revision"] = json!(2);
        later["reasons"] = json!([1]);
        assert_eq!(record.differences(&later, &[]).len(), 2);
        assert_eq!(record.differences(&later, &["revision"]).len(), 1);
        record.listed(&json!([{"id": "x"}]));
        assert_eq!(record.attachment_ids().len(), 1);
        assert_eq!(record.differences(&later, &[]).len(), 2, "attachments and reasons; the revision is untold");
    }
}
