//! While a backup is made, no content of a document is removed: a row says so, to the sweepers of all servers.

use chrono::{DateTime, Duration, Utc};
use surrealdb::types::{RecordId, Value};

use super::error::BackupError;
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::services::ServiceResult;

/// A backup that is not heard of for so long was broken off.
const HOLDS: Duration = Duration::minutes(10);
/// So often it is said that it goes on.
const RENEWED: Duration = Duration::minutes(1);

/// Kept by a backup until its contents are copied. Its writes go on while the disk is nearly full: a backup is wanted then.
#[derive(Debug)]
pub(super) struct Hold {
    id: RecordId,
    renewed_at: DateTime<Utc>,
}

impl Hold {
    /// Says that a backup of this name is being made.
    pub(super) async fn take(app: &App, name: &str) -> Result<Self, BackupError> {
        let (id, now) = (record("zz_backup", name), app.clock.now());
        let vars = Vars::new().set("id", id.clone()).set("now", now).set("until", now + HOLDS);
        let statements = "DELETE zz_backup WHERE holds_until <= $now; CREATE $id SET holds_until = $until RETURN NONE;";
        app.db.write(statements, vars.essential()).await?;
        Ok(Self { id, renewed_at: now })
    }

    /// What a dump has to hold that was made since.
    pub(super) fn mark(&self) -> String {
        format!("zz_backup:{}", crate::adapters::surreal::key_of(&self.id))
    }

    /// Says that it goes on, now and then.
    pub(super) async fn renew(&mut self, app: &App) -> Result<(), BackupError> {
        let now = app.clock.now();
        if now - self.renewed_at < RENEWED {
            return Ok(());
        }
        let vars = Vars::new().set("id", self.id.clone()).set("now", now).set("until", now + HOLDS);
        let statements = "LET $held = (UPDATE $id SET holds_until = $until WHERE holds_until > $now RETURN VALUE id);
             IF array::len($held) = 0 { THROW 'backup_hold_lost' };";
        app.db.write(statements, vars.essential()).await?;
        self.renewed_at = now;
        Ok(())
    }

    /// Lets the sweepers go on.
    pub(super) async fn release(self, app: &App) -> Result<(), BackupError> {
        app.db.write("DELETE $id RETURN NONE;", Vars::new().set("id", self.id).essential()).await?;
        Ok(())
    }
}

/// Whether a backup is being made, so that contents have to stay.
///
/// # Errors
/// Where the database fails.
pub async fn is_held(app: &App) -> ServiceResult<bool> {
    let query = "SELECT VALUE id FROM zz_backup WHERE holds_until > $now LIMIT 1";
    let held: Vec<Value> = app.db.read(query, Vars::new().set("now", app.clock.now())).await?.take(0)?;
    Ok(!held.is_empty())
}
