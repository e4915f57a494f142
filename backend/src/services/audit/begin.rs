//! Where the chains begin: their first entry tells how many entries are older, and what they come to.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use shared::api::AuditAction;
use surrealdb::types::{RecordId, SurrealValue, Value};

use super::chain::{Found, WRITE};
use super::scan::Everything;
use super::{Entry, ServiceResult};
use crate::adapters::surreal::{DbError, Vars, record};
use crate::app::App;
use crate::services::origin::Origin;

/// Id of the entry: known beforehand, so that of two servers that begin at once one does.
pub(super) const ID: &str = "00000000000000000000000000000000";

/// The entries from before the chains, in the order of their ids: how many, and a hash over the seal of each.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    pub(super) entries: u64,
    hash: String,
}

impl Before {
    /// Adds the next one.
    pub(super) fn add(&mut self, app: &App, found: &Found) {
        let seal = found.seal(&app.vault);
        let seal = seal.as_ref().map_or("unreadable", |seal| seal.as_str());
        self.hash = hex::encode(Sha256::digest(format!("{}|{seal}", self.hash)));
        self.entries += 1;
    }

    /// As it stands in the first entry.
    pub(super) fn told(&self) -> String {
        format!("entries={} hash={}", self.entries, self.hash)
    }
}

/// Writes the first entry of the chains, where it is not there yet. Entries of older versions are read through once.
///
/// # Errors
/// Where the database fails.
pub async fn begin(app: &App) -> ServiceResult<()> {
    let id = record("audit", ID);
    let query = "RETURN record::exists($id); SELECT VALUE id FROM audit_lane WHERE number > 0 LIMIT 1;";
    let mut results = app.db.read(query, Vars::new().set("id", id)).await?;
    if results.take::<Option<bool>>(0)? == Some(true) {
        return Ok(());
    }
    let begun: Vec<RecordId> = results.take(1)?;
    if !begun.is_empty() {
        tracing::error!("the first entry of the audit log is gone: `backend audit verify` tells more");
        return Ok(());
    }
    let mut before = Before::default();
    let mut all = Everything::default();
    while let Some(rows) = all.next(app).await? {
        rows.iter().for_each(|found| before.add(app, found));
    }
    let entry = Entry::new(AuditAction::AuditChainBegun, None, None).saying(before.told());
    match app.db.write(WRITE, entry.bind_as(ID, Vars::new(), app, &Origin::default())).await {
        // Another server was faster.
        Ok(_) | Err(DbError::Duplicate) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// What the first entry says of those before it.
#[derive(SurrealValue)]
pub(super) struct Begun {
    pub(super) at: DateTime<Utc>,
    pub(super) detail: String,
}

impl Begun {
    /// How many there were.
    pub(super) fn entries(&self) -> u64 {
        let digits = self.detail.strip_prefix("entries=").and_then(|rest| rest.split(' ').next());
        digits.and_then(|digits| digits.parse().ok()).unwrap_or_default()
    }
}

/// The first entry; that it says what was written, its chain proves.
pub(super) async fn begun(app: &App) -> ServiceResult<Option<Begun>> {
    let vars = Vars::new().set("id", record("audit", ID));
    let rows: Vec<Value> = app.db.read("SELECT at, detail FROM $id", vars).await?.take(0)?;
    Ok(rows.into_iter().next().and_then(|row| Begun::from_value(row).ok()))
}
