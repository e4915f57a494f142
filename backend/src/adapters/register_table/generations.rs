//! Generations of the register: each a table, filled beside the one that is read, made current in one transaction, removed
//! as a whole – removing a million rows one by one would take longer than writing them.
//!
//! An import holds `insured_import:current`. Every batch proves in its own transaction that the import still holds it, and
//! touches it, so that a second import – which simply takes it over – and the sweeper cannot overlook one another: the
//! loser's next batch conflicts or is refused.

use chrono::{DateTime, Duration, Utc};
use surrealdb::types::{RecordId, SurrealValue, Table};

use super::NewRow;
use crate::adapters::surreal::{Database, DbError, Vars, last, record};
use crate::ports::{Clock, Entropy, random_id};

/// What the names of the tables begin with.
const TABLE: &str = "insured_person_";
/// An import that was not heard of for so long was broken off.
const BROKEN_OFF_AFTER: Duration = Duration::hours(1);
/// The generations that are read or being written.
const KEPT: &str = "array::concat((SELECT VALUE generation FROM $current), (SELECT VALUE generation FROM $import))";
/// What a batch is refused with once another import took over.
const OVERTAKEN: &str = "import_overtaken";

/// Whether an error says that another import took over.
pub fn is_overtaken(error: &DbError) -> bool {
    matches!(error, DbError::Refused(refusal) if refusal.code == OVERTAKEN)
}

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

/// The table of a generation.
pub fn table(generation: &str) -> String {
    format!("{TABLE}{generation}")
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
        let vars = Vars::new().set("import", import_id()).set("key", key.as_str()).set("now", clock.now());
        // A definition takes no parameters; the name is a prefix and hexadecimal digits of our own.
        let table = table(&key);
        let statements = format!(
            "UPSERT $import SET generation = $key, persons = 0, touched_at = $now RETURN NONE;
             DEFINE TABLE {table} SCHEMAFULL;
             DEFINE FIELD sealed ON {table} TYPE string;"
        );
        db.write(&statements, vars).await?;
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
        let vars =
            self.vars(now).set("count", rows.len()).set("rows", rows).set("table", Table::from(table(&self.key)));
        let statements = "
            IF (SELECT VALUE generation FROM ONLY $import) != $key { THROW $overtaken };
            UPDATE $import SET touched_at = $now, persons += $count RETURN NONE;
            INSERT INTO $table $rows RETURN NONE;";
        self.db.write(statements, vars).await.map(drop)
    }

    /// Makes it the generation that is read; from here on the one before is unread.
    ///
    /// # Errors
    /// A refusal where another import took over; others as the database gives them.
    pub async fn make_current(self, now: DateTime<Utc>) -> Result<(), DbError> {
        self.make_current_with(now, "", |vars| vars).await
    }

    /// The same, with further statements in the same transaction; `bind` adds their parameters.
    ///
    /// # Errors
    /// As [`Self::make_current`]; what the statements refuse.
    pub async fn make_current_with(
        self,
        now: DateTime<Utc>,
        statements: &str,
        bind: impl FnOnce(Vars) -> Vars,
    ) -> Result<(), DbError> {
        let vars = bind(self.vars(now).set("current", current_id()));
        let statements = format!(
            "LET $persons = (SELECT VALUE persons FROM ONLY $import);
            IF (SELECT VALUE generation FROM ONLY $import) != $key {{ THROW $overtaken }};
            UPSERT $current SET generation = $key, persons = $persons, imported_at = $now RETURN NONE;
            DELETE $import RETURN NONE;
            {statements}"
        );
        self.db.write(&statements, vars).await.map(drop)
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

/// Removes the tables that nobody reads – earlier registers, and imports that were broken off –; returns how many went.
///
/// # Errors
/// Where the database fails.
pub async fn remove_unread(db: &Database, clock: &dyn Clock) -> Result<usize, DbError> {
    let all: Vec<String> = db.read("RETURN object::keys((INFO FOR DB).tables)", Vars::new()).await?.take(0)?;
    let generations: Vec<&str> =
        all.iter().filter_map(|name| name.strip_prefix(TABLE)).filter(|key| is_key(key)).collect();
    let vars = Vars::new().set("current", current_id()).set("import", import_id());
    let broken_off = vars.clone().set("long_ago", clock.now() - BROKEN_OFF_AFTER);
    db.write("DELETE $import WHERE touched_at < $long_ago RETURN NONE;", broken_off).await?;
    let mut removed = 0;
    for key in generations {
        // Looked at again in the transaction that removes: an import may have begun meanwhile, or ended.
        let statements = format!(
            "LET $unread = $key NOT IN {KEPT};
             IF $unread {{ REMOVE TABLE IF EXISTS {} }};
             RETURN $unread;",
            table(key)
        );
        let unread: Option<bool> = last(&mut db.write(&statements, vars.clone().set("key", key)).await?)?;
        removed += usize::from(unread == Some(true));
    }
    Ok(removed)
}

/// Whether a table's name ends as [`random_id`] writes it: nothing else goes into a statement.
fn is_key(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn current_id() -> RecordId {
    record("insured_register", "current")
}

fn import_id() -> RecordId {
    record("insured_import", "current")
}
