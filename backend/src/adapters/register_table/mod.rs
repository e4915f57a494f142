//! The insured-person register as a table of this database, filled by `backend import-insured`.
//!
//! Each import writes a *generation*, a table of its own, and one small transaction makes it the one that is read: a look-up
//! sees the old register or the new one, never a part of each. A row's id is a blind index of the document; what it says is
//! sealed for that index, so that a row moved under another person's id does not open.

mod duplicates;
mod file;
mod generations;
pub mod import;
mod line_guard;
mod row;

use std::sync::Arc;

use async_trait::async_trait;
use shared::api::InsuredRecord;
use shared::identity::{IdDocument, PersonName};
use surrealdb::types::{RecordId, SurrealValue};

use super::surreal::{Database, DbError, Vars, record};
use crate::crypto::Vault;
use crate::ports::{Clock, Entropy, InsuredRegister, RegisterError, is_named};

pub use file::{COLUMNS, FileError, Listed, RowFault, Source};
pub use generations::{Current, Generation, current, is_overtaken, remove_unread, table};

/// Rows written in one transaction.
pub const BATCH: usize = 500;

/// Looks people up in the table.
pub struct TableRegister {
    db: Database,
    vault: Vault,
    clock: Arc<dyn Clock>,
}

impl TableRegister {
    /// The register in a database.
    pub fn new(db: Database, vault: Vault, clock: Arc<dyn Clock>) -> Self {
        Self { db, vault, clock }
    }
}

#[async_trait]
impl InsuredRegister for TableRegister {
    async fn find(&self, name: &PersonName, document: &IdDocument) -> Result<Option<InsuredRecord>, RegisterError> {
        let index = index(&self.vault, document);
        // One statement is one transaction: an import that ends meanwhile cannot take the row away in between.
        let query = "RETURN {
                LET $generation = (SELECT VALUE generation FROM ONLY $current);
                IF $generation = NONE { RETURN [] };
                SELECT VALUE sealed FROM type::record(string::concat('insured_person_', $generation), $index)
            }";
        let vars = Vars::new().set("current", record("insured_register", "current")).set("index", index.as_str());
        let found: Vec<String> = match self.db.read(query, vars).await {
            Ok(mut results) => results.take(0).map_err(|error| unavailable(error.into()))?,
            Err(error) => return Err(unavailable(error)),
        };
        let Some(sealed) = found.first() else { return Ok(None) };
        let plain = self.vault.open(&context(&index), sealed).map_err(|error| unusable(&error))?;
        let known: InsuredRecord = serde_json::from_str(&plain).map_err(|_| unusable(&"a row of another shape"))?;
        let asked_at = self.clock.now();
        Ok(is_named(&known.name, name).then_some(InsuredRecord { fetched_at: asked_at, ..known }))
    }
}

fn unavailable(error: DbError) -> RegisterError {
    RegisterError::Unavailable(error.to_string())
}

fn unusable(reason: &dyn std::fmt::Display) -> RegisterError {
    RegisterError::Unusable(reason.to_string())
}

/// A row to be written.
#[derive(Debug, Clone, SurrealValue)]
pub struct NewRow {
    id: RecordId,
    sealed: String,
}

/// Makes rows of records: what it takes to seal them.
#[derive(Clone)]
pub struct Sealer {
    vault: Vault,
    entropy: Arc<dyn Entropy>,
}

impl Sealer {
    /// With a vault and the randomness that seals take.
    pub fn new(vault: Vault, entropy: Arc<dyn Entropy>) -> Self {
        Self { vault, entropy }
    }

    /// The row of a person in a generation.
    pub fn row(&self, generation: &str, document: &IdDocument, known: &InsuredRecord) -> NewRow {
        let index = index(&self.vault, document);
        // A struct of texts, numbers and dates always has a JSON form.
        let plain = serde_json::to_string(known).unwrap_or_default();
        let sealed = self.vault.seal(&*self.entropy, &context(&index), &plain);
        NewRow { id: RecordId::new(table(generation), index), sealed }
    }
}

/// Blind index of a document, of a domain of its own: it does not tell which insured person has an account here.
fn index(vault: &Vault, document: &IdDocument) -> String {
    vault.index("insured_person", &format!("{}|{}", document.kind().code(), document.as_str()))
}

fn context(index: &str) -> String {
    format!("insured_person|{index}")
}

#[cfg(test)]
mod tests;
