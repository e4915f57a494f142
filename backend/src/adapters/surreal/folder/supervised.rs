//! The folder in use, opened again where its engine cannot go on.
//!
//! After a failed write the engine may refuse every further one, though the disk has space again. What was in doubt is never
//! acknowledged; the folder is closed, opened again, and its log read anew. Where that cannot be done, the process ends, for
//! whatever starts it to try again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use surrealdb::IndexedResults;
use surrealdb::types::Variables;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

use super::super::{DbError, Dump};
use super::{Engine, contents, open, path};
use crate::adapters::disk::{Disk, Priority};
use crate::config::DatabaseConfig;

/// A write of the engine's own that shows whether it can write.
const PROBE: &str = "UPSERT storage_probe:latest SET at = time::now() RETURN NONE";
/// A probe that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(5);
/// Pause between two probes.
const PAUSE: Duration = Duration::from_millis(500);
/// The engine has this long to recover by itself before its folder is opened again.
const RECOVERY: Duration = Duration::from_secs(3);
/// Opening again is tried for this long: the former engine lets go of the folder in the background.
const REOPENING: Duration = Duration::from_secs(30);

/// A database folder in use; `None` while it is opened again.
#[derive(Debug)]
pub(in crate::adapters::surreal) struct Supervised {
    current: Arc<watch::Sender<Option<Arc<Engine>>>>,
    suspected: Arc<Notify>,
    keeping: JoinHandle<()>,
    folder: PathBuf,
}

impl Supervised {
    /// Opens the folder and watches over it.
    ///
    /// # Errors
    /// As [`open`].
    pub(in crate::adapters::surreal) async fn open(config: &DatabaseConfig, disk: Disk) -> Result<Self, DbError> {
        let engine = open(config).await?;
        let current = Arc::new(watch::Sender::new(Some(Arc::new(engine))));
        let suspected = Arc::new(Notify::new());
        let keeper = Keeper {
            current: Arc::clone(&current),
            suspected: Arc::clone(&suspected),
            config: config.clone(),
            folder: path(&config.address).to_owned(),
            disk,
        };
        let folder = keeper.folder.clone();
        let keeping = tokio::spawn(keeper.run());
        Ok(Self { current, suspected, keeping, folder })
    }

    /// The folder.
    pub(in crate::adapters::surreal) fn path(&self) -> &Path {
        &self.folder
    }

    /// Runs a query. A failure of the engine is passed on and looked into.
    pub(in crate::adapters::surreal) async fn query(
        &self,
        query: String,
        vars: Variables,
    ) -> Result<IndexedResults, DbError> {
        let engine = self.current.borrow().clone().ok_or_else(reopening)?;
        Ok(engine.handle.query(query).bind(vars).await?)
    }

    /// The engine's export. Where the folder is opened again meanwhile, it breaks off.
    pub(in crate::adapters::surreal) async fn dump(&self) -> Result<Dump, DbError> {
        let engine = self.current.borrow().clone().ok_or_else(reopening)?;
        Ok(engine.handle.export(()).await?.map_err(DbError::from).boxed())
    }

    /// Has the engine probed, because a write failed in it.
    pub(in crate::adapters::surreal) fn suspect(&self) {
        self.suspected.notify_one();
    }

    /// The notifications of a live query, until the folder is opened again.
    pub(in crate::adapters::surreal) fn until_reopened<S>(&self, told: S) -> impl Stream<Item = S::Item> + Send + use<S>
    where
        S: Stream + Send,
        S::Item: Send,
    {
        let mut changes = self.current.subscribe();
        changes.mark_unchanged();
        told.take_until(async move {
            let _or_the_database_is_closed = changes.changed().await;
        })
    }

    /// Closes the folder in order: everything is in tables then, and nothing is left to recover.
    ///
    /// # Errors
    /// Where the engine could not write all of it.
    pub(in crate::adapters::surreal) async fn close(&self) -> Result<(), DbError> {
        self.keeping.abort();
        match self.current.send_replace(None) {
            Some(engine) => engine.close().await,
            None => Ok(()),
        }
    }
}

impl Drop for Supervised {
    fn drop(&mut self) {
        self.keeping.abort();
    }
}

fn reopening() -> DbError {
    DbError::Engine("the database folder is being opened again".to_owned())
}

/// Watches over the engine and opens its folder again.
struct Keeper {
    current: Arc<watch::Sender<Option<Arc<Engine>>>>,
    suspected: Arc<Notify>,
    config: DatabaseConfig,
    folder: PathBuf,
    disk: Disk,
}

impl Keeper {
    async fn run(self) {
        loop {
            self.suspected.notified().await;
            let Some(engine) = self.current.borrow().clone() else { continue };
            if !recovers(&engine, &self.folder, &self.disk).await {
                drop(engine);
                self.reopen().await;
            }
        }
    }

    async fn reopen(&self) {
        tracing::error!("the database's engine cannot write any more: its folder is opened again");
        if let Some(engine) = self.current.send_replace(None) {
            // Queries under way hold the engine a moment longer.
            let closed = timeout(PATIENCE, engine.close()).await;
            tracing::debug!(?closed, "closed");
        }
        let begun = Instant::now();
        loop {
            match open(&self.config).await {
                Ok(engine) => {
                    tracing::info!("the database folder is open again: writes go on");
                    self.current.send_replace(Some(Arc::new(engine)));
                    return;
                }
                Err(error) if begun.elapsed() < REOPENING => {
                    tracing::warn!(%error, "the database folder could not be opened again yet");
                    sleep(PAUSE).await;
                }
                Err(error) => {
                    tracing::error!(%error, "the database folder could not be opened again: the server ends");
                    // Nothing is acknowledged without the database, and nobody is left to open it.
                    std::process::exit(EXIT_CODE);
                }
            }
        }
    }
}

/// Exit code of a process whose database folder could not be opened again.
const EXIT_CODE: i32 = 74;

/// Probes the engine until it writes; `false` where it still cannot though the disk would let it.
async fn recovers(engine: &Engine, folder: &Path, disk: &Disk) -> bool {
    let mut failing_since = Instant::now();
    loop {
        if probe(engine).await {
            return true;
        }
        // Nothing is wrong with the engine where nobody could write: then the folder stays open for reading.
        if disk.check(Priority::Essential).is_err() || contents::check_writable(folder).is_err() {
            failing_since = Instant::now();
        } else if failing_since.elapsed() > RECOVERY {
            return false;
        }
        sleep(PAUSE).await;
    }
}

async fn probe(engine: &Engine) -> bool {
    let asked = timeout(PATIENCE, engine.handle.query(PROBE).into_future()).await;
    matches!(asked.map(|answer| answer.map(IndexedResults::check)), Ok(Ok(Ok(_))))
}
