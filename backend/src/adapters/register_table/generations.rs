//! Generations of the register: written beside the one that is read, made current in one transaction, removed in batches.
//!
//! An import holds `insured_import:current`. Every batch proves in its own transaction that the import still holds it, and
//! touches it, so that a second import – which simply takes it over – and the sweeper cannot overlook one another: the
//! loser's next batch conflicts or is refused.

use chrono::{DateTime, Duration, Utc};
use surrealdb::types::{RecordId, SurrealValue};

use super::{BATCH, NewRow};
use crate::adapters::surreal::{Database, DbError, Vars, key_of, last, record};
use crate::ports::{Clock, Entropy, random_id};

/// An import that was not heard of for so long was broken off.
const BROKEN_OFF_AFTER: Duration = Duration::hours(1);
/// The generations that are read or being written.
const KEPT: &str = "array::concat((SELECT VALUE generation FROM $current), (SELECT VALUE generation FROM $import))";
/// What a batch is refused with once another import took over.
pub(super) const OVERTAKEN: &str = "import_overtaken";

/// The register that is read.
#[derive(Debug, Clone, PartialEq, Eq, SurrealValue)]
pub struct Current {
    /// Name of its generation.
    pub generation: String,
    /// How many persons it knows.
    pub persons: i64,
    /// Since when it is read.
    pub imported_at: DateTime<Utc>,
}

/// The register that is read; `None` before the first import.
///
/// # Errors
/// Where the database fails.
pub async fn current(db: &Database) -> Result<Option<Current>, DbError> {
    let query = "SELECT generation, persons, imported_at FROM $current";
    let rows: Vec<Current> = db.read(query, Vars::new().set("current", current_id())).await?.take(0)?;
    Ok(rows.into_iter().next())
}

/// A generation that is being written.
#[derive(Debug)]
pub struct Generation {
    db: Database,
    key: String,
}

impl Generation {
    /// Begins a generation; an import that is under way elsewhere is overtaken and fails at its next batch.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn begin(db: &Database, clock: &dyn Clock, entropy: &dyn Entropy) -> Result<Self, DbError> {
        let key = random_id(entropy);
        let vars = Vars::new()
            .set("import", import_id())
            .set("unread", unread_id())
            .set("key", key.as_str())
            .set("now", clock.now());
        let statements = "
            UPSERT $import SET generation = $key, persons = 0, touched_at = $now RETURN NONE;
            UPSERT $unread SET since = $now RETURN NONE;";
        db.write(statements, vars).await?;
        Ok(Self { db: db.clone(), key })
    }

    /// Its name.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Writes rows, which nobody reads yet.
    ///
    /// # Errors
    /// [`DbError::Duplicate`] for a person who is in the generation already; a refusal where another import took over.
    pub async fn add(&self, rows: Vec<NewRow>, now: DateTime<Utc>) -> Result<(), DbError> {
        let vars = self.vars(now).set("count", rows.len()).set("rows", rows);
        let statements = "
            IF (SELECT VALUE generation FROM ONLY $import) != $key { THROW $overtaken };
            UPDATE $import SET touched_at = $now, persons += $count RETURN NONE;
            INSERT INTO insured_person $rows RETURN NONE;";
        self.db.write(statements, vars).await.map(drop)
    }

    /// Makes it the generation that is read; from here on the one before is unread.
    ///
    /// # Errors
    /// A refusal where another import took over; others as the database gives them.
    pub async fn make_current(self, now: DateTime<Utc>) -> Result<(), DbError> {
        let vars = self.vars(now).set("current", current_id());
        let statements = "
            LET $persons = (SELECT VALUE persons FROM ONLY $import);
            IF (SELECT VALUE generation FROM ONLY $import) != $key { THROW $overtaken };
            UPSERT $current SET generation = $key, persons = $persons, imported_at = $now RETURN NONE;
            DELETE $import RETURN NONE;";
        self.db.write(statements, vars).await.map(drop)
    }

    /// Gives it up: its rows are unread from here on, and nobody takes it for an import under way.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn give_up(self, now: DateTime<Utc>) -> Result<(), DbError> {
        self.db.write("DELETE $import WHERE generation = $key RETURN NONE;", self.vars(now)).await.map(drop)
    }

    fn vars(&self, now: DateTime<Utc>) -> Vars {
        Vars::new().set("import", import_id()).set("key", self.key.as_str()).set("now", now).set("overtaken", OVERTAKEN)
    }
}

/// Removes rows that nobody reads – of earlier registers, and of imports that were broken off –, at most so many, telling
/// after each batch how many went so far; returns how many went.
///
/// # Errors
/// Where the database fails.
pub async fn remove_unread(
    db: &Database,
    clock: &dyn Clock,
    most: usize,
    tell: &(dyn Fn(usize) + Sync),
) -> Result<usize, DbError> {
    let vars = Vars::new().set("current", current_id()).set("import", import_id()).set("unread", unread_id());
    let marked: Vec<RecordId> = db.read("SELECT VALUE id FROM $unread", vars.clone()).await?.take(0)?;
    // Looking all the same would step over every row that was removed before, until the database tidies up.
    if marked.is_empty() {
        return Ok(0);
    }
    let broken_off = vars.clone().set("long_ago", clock.now() - BROKEN_OFF_AFTER);
    db.write("DELETE $import WHERE touched_at < $long_ago RETURN NONE;", broken_off).await?;
    let kept: Vec<String> = db.read(KEPT, vars.clone()).await?.take(0)?;
    let vars = vars.set("kept", kept.clone());
    let mut removed = 0;
    for (mut from, to) in gaps(kept) {
        while let Some((past, count)) = remove_batch(db, vars.clone(), &from, &to, most - removed).await? {
            removed += count;
            tell(removed);
            if removed >= most {
                return Ok(removed);
            }
            // Beginning anew each time would be slow for the same reason.
            from = past;
        }
    }
    let statements =
        format!("IF $kept = {KEPT} AND array::len((SELECT id FROM $import)) = 0 {{ DELETE $unread RETURN NONE }};");
    db.write(&statements, vars).await?;
    Ok(removed)
}

/// Removes a batch of a range, unless generations have come or gone meanwhile; the last id and how many went, `None`
/// where there was nothing.
async fn remove_batch(
    db: &Database,
    vars: Vars,
    from: &str,
    to: &str,
    most: usize,
) -> Result<Option<(String, usize)>, DbError> {
    let vars = vars.set("from", from).set("to", to).set("limit", BATCH.min(most));
    // A range in a call is read up to the limit; written as a record's id, the engine reads all of it first.
    let statements = format!(
        "LET $unchanged = $kept = {KEPT};
         LET $ids = IF $unchanged {{
             SELECT VALUE id FROM type::record('insured_person', $from..$to) LIMIT $limit
         }} ELSE {{ [] }};
         DELETE $ids RETURN NONE;
         RETURN $ids;"
    );
    let ids: Vec<RecordId> = last(&mut db.write(&statements, vars).await?)?;
    Ok(ids.last().map(|id| (key_of(id).to_owned(), ids.len())))
}

/// The ranges of ids before, between and behind the generations that are kept; the end is not part of a range.
fn gaps(mut kept: Vec<String>) -> Vec<(String, String)> {
    kept.sort_unstable();
    let mut gaps = Vec::new();
    let mut from = String::new();
    for key in kept {
        gaps.push((from, format!("{key}_")));
        // The character behind the underscore.
        from = format!("{key}`");
    }
    // Behind every hexadecimal digit.
    gaps.push((from, "g".to_owned()));
    gaps
}

fn current_id() -> RecordId {
    record("insured_register", "current")
}

fn import_id() -> RecordId {
    record("insured_import", "current")
}

fn unread_id() -> RecordId {
    record("insured_unread", "rows")
}
