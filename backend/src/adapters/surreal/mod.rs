//! SurrealDB: opening it, one way to read, one way to write, and what its errors mean.

mod dump;
mod error;
mod folder;
mod keys;
mod migrate;
mod ready;
mod remote;
mod turns;

use std::sync::Arc;
use std::time::Duration;

use futures_util::{FutureExt as _, Stream, StreamExt as _};
use surrealdb::Surreal;
use surrealdb::engine::any::{self, Any};
use surrealdb::types::{Action, RecordId, SurrealValue, Variables};
use surrealdb::{IndexedResults, Notification};

pub use dump::{Dump, is_mark, is_probe};
pub use error::{DbError, Refusal};
pub use folder::{is_in_folder, path as folder_of};
pub use keys::{key_of, newest_key, newest_key_end, oldest_key, oldest_key_start, record};
pub use migrate::newest as newest_migration;
pub use turns::LANES;

use crate::adapters::disk::{Disk, Priority, Space};
use crate::config::Config;
use folder::Supervised;
use ready::Proof;
use remote::Remote;
use turns::Turns;

/// A handle to the database; cheap to clone.
#[derive(Debug, Clone)]
pub struct Database {
    inner: Handle,
    turns: Turns,
    /// The disk of a database in a folder.
    disk: Option<Disk>,
    proof: Arc<Proof>,
}

/// The SDK's handles differ by type, not by what they can do.
#[derive(Debug, Clone)]
enum Handle {
    /// In memory of this process.
    Memory(Surreal<Any>),
    /// In a folder of this process.
    Folder(Arc<Supervised>),
    /// A database server.
    Remote(Arc<Remote>),
}

impl Handle {
    async fn query(&self, query: String, vars: Variables) -> Result<IndexedResults, DbError> {
        match self {
            Self::Memory(inner) => Ok(inner.query(query).bind(vars).await?),
            Self::Folder(folder) => folder.query(query, vars).await,
            Self::Remote(remote) => remote.query(query, vars).await,
        }
    }
}

/// How often a write is tried when others write the same records.
const CONFLICT_TRIES: u32 = 12;

impl Database {
    /// Opens the database at the configured address.
    ///
    /// # Errors
    /// Where the address cannot be opened: another process holds the folder, or the server refuses.
    pub async fn open(config: &Config) -> Result<Self, DbError> {
        let storage = &config.storage;
        let config = &config.database;
        if config.address.starts_with(folder::SCHEME) {
            let disk = Disk::new(folder::path(&config.address), storage);
            let folder = Supervised::open(config, disk.clone()).await?;
            return Ok(Self { disk: Some(disk), ..Self::new(Handle::Folder(Arc::new(folder))) });
        }
        if config.address.starts_with("ws") {
            let first = remote::connect(config.clone()).await?;
            let config = config.clone();
            let again = move || {
                let config = config.clone();
                async move {
                    let next = remote::connect(config).await?;
                    // A server that came back with another database than before is not to be worked on.
                    migrate::stands(&next).await?;
                    Ok(next)
                }
                .boxed()
            };
            return Ok(Self::new(Handle::Remote(Arc::new(Remote::new(first, Box::new(again))))));
        }
        let inner = any::connect(&config.address).await?;
        inner.use_ns(&config.namespace).use_db(&config.name).await?;
        Ok(Self::new(Handle::Memory(inner)))
    }

    fn new(inner: Handle) -> Self {
        Self { inner, turns: Turns::default(), disk: None, proof: Arc::default() }
    }

    /// Brings the schema up to date; returns the numbers of the migrations applied.
    ///
    /// # Errors
    /// Where a migration fails or one that ran before was changed since.
    pub async fn migrate(&self) -> Result<Vec<u32>, DbError> {
        let migrated = async {
            self.refuse_unfinished_restore().await?;
            migrate::run(self).await
        };
        migrated.await.map_err(|error| match &self.inner {
            Handle::Folder(folder) => folder::explained(folder.path(), error),
            Handle::Memory(_) | Handle::Remote(_) => error,
        })
    }

    /// The number of the newest migration that was run.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn newest_migration(&self) -> Result<u32, DbError> {
        let numbers: Vec<u32> = self.read("SELECT VALUE number FROM migration", Vars::new()).await?.take(0)?;
        Ok(numbers.into_iter().max().unwrap_or_default())
    }

    /// Runs statements that change nothing.
    ///
    /// # Errors
    /// The first statement's that failed.
    pub async fn read(&self, query: &str, vars: Vars) -> Result<IndexedResults, DbError> {
        let results = self.inner.query(query.to_owned(), vars.values).await?;
        error::first(results)
    }

    /// Runs statements as one transaction: all of them or none. A `THROW` in them is a refusal; a conflict is tried again.
    ///
    /// The statements have to make their own checks inside, so that a repeat sees the newest state.
    ///
    /// # Errors
    /// [`DbError::Refused`] for a `THROW`, [`DbError::Duplicate`] for a record that exists, others as they come.
    pub async fn write(&self, statements: &str, vars: Vars) -> Result<IndexedResults, DbError> {
        if let Some(disk) = &self.disk {
            disk.check(vars.priority).map_err(|_| DbError::Full)?;
        }
        let guard = if vars.guarded.is_empty() { "" } else { GUARD };
        let vars = vars.bind_guarded();
        let query = format!("BEGIN;\n{guard}\n{statements}\nCOMMIT;");
        let mut wait = Duration::from_millis(2);
        for attempt in 1..=CONFLICT_TRIES {
            let turn = self.turns.take(&vars.guarded, vars.lane).await;
            let outcome = self.inner.query(query.clone(), vars.values.clone()).await.and_then(error::first);
            drop(turn);
            match outcome {
                Err(DbError::Conflict) if attempt < CONFLICT_TRIES => {
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(Duration::from_millis(100));
                }
                Ok(results) => {
                    self.proof.written();
                    return Ok(results);
                }
                Err(error) => {
                    self.look_into(&error);
                    return Err(error);
                }
            }
        }
        Err(DbError::Conflict)
    }

    /// Whose notices are written from now on, by whichever server; ends where the database server is lost.
    ///
    /// # Errors
    /// Where the database gives no live query.
    pub async fn notices_written(&self) -> Result<impl Stream<Item = RecordId> + Send + use<>, DbError> {
        #[derive(SurrealValue)]
        struct Written {
            user: RecordId,
        }
        let mut results = self.read("LIVE SELECT user FROM notice", Vars::new()).await?;
        let stream = results.stream::<Notification<Written>>(0)?;
        let stream = match &self.inner {
            Handle::Remote(remote) => remote.until_broken(stream).boxed(),
            Handle::Folder(folder) => folder.until_reopened(stream).boxed(),
            Handle::Memory(_) => stream.boxed(),
        };
        let created = stream.filter_map(|told| async move {
            let told = told.ok()?;
            (told.action == Action::Create).then_some(told.data.user)
        });
        Ok(created.boxed())
    }

    /// The same database as another server has it: its writers do not wait for those of this one. For tests.
    #[must_use]
    pub fn of_another_server(&self) -> Self {
        Self { turns: Turns::default(), ..self.clone() }
    }

    /// Has the engine of a folder looked at where an error may have come from it.
    fn look_into(&self, error: &DbError) {
        if let (Handle::Folder(folder), DbError::Full | DbError::Engine(_)) = (&self.inner, error) {
            folder.suspect();
        }
    }

    /// Free space of the disk of a database in a folder.
    pub fn space(&self) -> Option<Space> {
        self.disk.as_ref()?.space()
    }

    /// Closes a database in a folder in order; any other one has nothing to close.
    ///
    /// # Errors
    /// Where the engine could not write everything out.
    pub async fn close(&self) -> Result<(), DbError> {
        match &self.inner {
            Handle::Folder(folder) => folder.close().await,
            Handle::Memory(_) | Handle::Remote(_) => Ok(()),
        }
    }
}

/// Changes the records that a transaction is guarded by: the engine finds two transactions that write one record, and no other
/// conflict.
const GUARD: &str = "UPDATE $guarded SET guard = (guard ?? 0) + 1 RETURN NONE;";

/// Parameters of a query, always bound, never written into its text.
#[derive(Debug, Clone, Default)]
pub struct Vars {
    values: Variables,
    guarded: Vec<RecordId>,
    lane: Option<usize>,
    priority: Priority,
}

impl Vars {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a parameter.
    #[must_use]
    pub fn set(mut self, name: &str, value: impl SurrealValue) -> Self {
        self.values.insert(name.to_owned(), value);
        self
    }

    /// Says that the write goes on while the disk is nearly full: people log in and read by it, or it frees space.
    #[must_use]
    pub fn essential(mut self) -> Self {
        self.priority = Priority::Essential;
        self
    }

    /// Serializes a write with every other one that is guarded by the same record. What the statements check about the record
    /// and about the rows that belong to it holds until the commit; of two at once, the later one is run again and sees the
    /// result of the first.
    ///
    /// The record needs a field `guard` and has to exist: the statements check that it does.
    #[must_use]
    pub fn guard(mut self, record: &RecordId) -> Self {
        if !self.guarded.contains(record) {
            self.guarded.push(record.clone());
        }
        self
    }

    fn bind_guarded(self) -> Self {
        let guarded = self.guarded.clone();
        if guarded.is_empty() { self } else { self.set("guarded", guarded) }
    }

    /// Says that a write changes the row that all writes of this lane change: in this process they take turns.
    #[must_use]
    pub fn in_lane(mut self, lane: usize) -> Self {
        self.lane = Some(lane);
        self
    }
}

/// What the last statement before `COMMIT` gave.
///
/// # Errors
/// Where it is not of that shape.
pub fn last<T: SurrealValue>(results: &mut IndexedResults) -> Result<T, DbError>
where
    usize: surrealdb::opt::QueryResult<T>,
{
    let commit = results.num_statements().saturating_sub(1);
    Ok(results.take(commit.saturating_sub(1))?)
}
