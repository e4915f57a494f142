//! A list's way along an index.
//!
//! What the index knows narrows the part of it that is read. What it does not know – a part of a name, a range of another
//! column – is looked at row by row, in portions of bounded size.

use chrono::{DateTime, Utc};

use crate::adapters::surreal::{newest_key_end, oldest_key_start};

/// Which part of the index the keys of a list leave, both ends exclusive.
///
/// The database begins to read behind the lower end; of a second end beside it, it makes no use (SurrealDB 3.3): rows
/// behind the upper end are dropped by whoever reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::services) struct Ends {
    pub(in crate::services) low: Option<String>,
    pub(in crate::services) high: Option<String>,
}

impl Ends {
    /// From one instant until before another, where keys rise with time.
    pub(in crate::services) fn rising(from: Option<DateTime<Utc>>, before: Option<DateTime<Utc>>) -> Self {
        Self { low: from.map(oldest_key_start), high: before.map(oldest_key_start) }
    }

    /// The same where keys fall with time: the latest instant is the lower end.
    pub(in crate::services) fn falling(from: Option<DateTime<Utc>>, before: Option<DateTime<Utc>>) -> Self {
        Self { low: before.map(newest_key_end), high: from.map(newest_key_end) }
    }

    /// Whether a key lies before the upper end.
    pub(super) fn hold(&self, key: &str) -> bool {
        self.high.as_deref().is_none_or(|high| key < high)
    }
}

/// Applications along an index, in the order of its last column.
#[derive(Debug, Clone)]
pub(in crate::services) struct Scan {
    columns: &'static str,
    index: &'static str,
    key: &'static str,
    by_index: Vec<String>,
    by_row: Vec<String>,
}

/// How a list is read, for its own parameters and those that [`super::List`] binds: `past`, `limit` and `step`.
#[derive(Debug, Clone)]
pub(in crate::services) enum Reading {
    /// The index leaves the rows wanted and no others.
    Straight(String),
    /// The index leaves more: so many rows are read along it, and of each it is said whether it is wanted.
    Portions {
        /// The way along the index.
        scan: String,
        /// A portion: the rows wanted, how many were read, and the key of the last of them.
        portion: String,
    },
}

impl Scan {
    /// Of all rows that stand in the index under `of`, these columns, in the order of `key`.
    pub(in crate::services) fn new(columns: &'static str, index: &'static str, key: &'static str, of: &str) -> Self {
        Self { columns, index, key, by_index: vec![of.to_owned()], by_row: Vec::new() }
    }

    /// A condition, where it is wanted, that the index `known_to` is made for; every other one looks at the rows.
    pub(in crate::services) fn add(&mut self, wanted: bool, known_to: &str, condition: &str) {
        if wanted {
            let conditions = if known_to == self.index { &mut self.by_index } else { &mut self.by_row };
            conditions.push(condition.to_owned());
        }
    }

    /// A condition, where it is wanted, that no index knows.
    pub(in crate::services) fn look_at(&mut self, wanted: bool, condition: &str) {
        self.add(wanted, "", condition);
    }

    /// Reads the rows wanted in one go, for parts of an index that are small whatever else is asked.
    pub(in crate::services) fn straight(mut self) -> Reading {
        let by_row = std::mem::take(&mut self.by_row);
        Reading::Straight(self.select(&format!("{}, {} AS sort_key", self.columns, self.key), &by_row, "$limit"))
    }

    /// Reads in one go where the index knows every condition, else in portions.
    pub(in crate::services) fn reading(self) -> Reading {
        if self.by_row.is_empty() {
            return self.straight();
        }
        let Self { columns, key, by_row, .. } = &self;
        let scan = self.select(&format!("id, ({}) AS wanted, {key} AS sort_key", by_row.join(" AND ")), &[], "$step");
        // One statement, so that nothing moves between its parts.
        let portion = format!(
            "RETURN {{
                 LET $read = ({scan});
                 LET $wanted = (SELECT VALUE id FROM $read WHERE wanted LIMIT $limit);
                 RETURN {{
                     rows: (SELECT {columns}, {key} AS sort_key FROM $wanted),
                     read: array::len($read),
                     last: array::last($read).sort_key
                 }};
             }}"
        );
        Reading::Portions { scan, portion }
    }

    /// The ids alone, in no order, for counting.
    pub(in crate::services) fn ids(&self) -> String {
        let Self { index, .. } = self;
        format!("SELECT id FROM application WITH INDEX {index} WHERE {} LIMIT $limit", self.conditions(&self.by_row))
    }

    fn select(&self, columns: &str, by_row: &[String], limit: &str) -> String {
        let (Self { index, key, .. }, conditions) = (self, self.conditions(by_row));
        format!("SELECT {columns} FROM application WITH INDEX {index} WHERE {conditions} ORDER BY {key} LIMIT {limit}")
    }

    /// What the index knows, where the page begins, and what is looked at in the same go.
    fn conditions(&self, by_row: &[String]) -> String {
        let past = format!("{} > $past", self.key);
        let all: Vec<&str> = self.by_index.iter().chain([&past]).chain(by_row).map(String::as_str).collect();
        all.join(" AND ")
    }
}
