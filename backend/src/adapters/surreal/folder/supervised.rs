//! The folder in use, opened again where its engine cannot go on.
//!
//! After a failed write the engine may refuse every further one, though the disk has space again. What was in doubt is never
//! acknowledged; the folder is closed, opened again, and its log read anew. Where that cannot be done, the process ends, for
//! whatever starts it to try again.
//!
//! The engine shows a commit to readers before it is on the disk, and goes on showing it where the disk failed. So a write that
//! failed holds back every query until a later write is on the disk, which proves the earlier ones, or until the folder was
//! opened again, which shows only what its log holds. Otherwise a page would show as done what the next start does not know.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use surrealdb::IndexedResults;
use surrealdb::types::Variables;
use tokio::sync::watch;
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

/// A query waits this long for a doubt to be settled, and is refused then.
const SETTLING: Duration = Duration::from_secs(2);

/// Number of failed writes, and how many of them are settled: on the disk, or dropped.
#[derive(Debug, Default, Clone, Copy)]
struct Doubts {
    raised: u64,
    settled: u64,
}

impl Doubts {
    fn is_settled(&self) -> bool {
        self.settled >= self.raised
    }
}

/// A database folder in use; `None` while it is opened again.
#[derive(Debug)]
pub(in crate::adapters::surreal) struct Supervised {
    current: Arc<watch::Sender<Option<Arc<Engine>>>>,
    doubts: Arc<watch::Sender<Doubts>>,
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
        let doubts = Arc::new(watch::Sender::new(Doubts::default()));
        let keeper = Keeper {
            current: Arc::clone(&current),
            doubts: Arc::clone(&doubts),
            config: config.clone(),
            folder: path(&config.address).to_owned(),
            disk,
        };
        let folder = keeper.folder.clone();
        let keeping = tokio::spawn(keeper.run());
        Ok(Self { current, doubts, keeping, folder })
    }

    /// The folder.
    pub(in crate::adapters::surreal) fn path(&self) -> &Path {
        &self.folder
    }

    /// Runs a query, once no failed write is in doubt any more.
    ///
    /// # Errors
    /// [`DbError::InDoubt`] where that takes too long; what the engine fails with.
    pub(in crate::adapters::surreal) async fn query(
        &self,
        query: String,
        vars: Variables,
    ) -> Result<IndexedResults, DbError> {
        self.settled().await?;
        let engine = self.current.borrow().clone().ok_or(DbError::InDoubt)?;
        Ok(engine.handle.query(query).bind(vars).await?)
    }

    /// Waits until no failed write is in doubt.
    async fn settled(&self) -> Result<(), DbError> {
        if self.doubts.borrow().is_settled() {
            return Ok(());
        }
        let mut doubts = self.doubts.subscribe();
        match timeout(SETTLING, doubts.wait_for(Doubts::is_settled)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(DbError::InDoubt),
        }
    }

    /// The engine's export. Where the folder is opened again meanwhile, it breaks off.
    pub(in crate::adapters::surreal) async fn dump(&self) -> Result<Dump, DbError> {
        self.settled().await?;
        let engine = self.current.borrow().clone().ok_or(DbError::InDoubt)?;
        Ok(engine.handle.export(()).await?.map_err(DbError::from).boxed())
    }

    /// Has the engine probed, because a write failed in it. Queries wait until it is settled what became of the write.
    pub(in crate::adapters::surreal) fn suspect(&self) {
        self.doubts.send_modify(|doubts| doubts.raised += 1);
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

/// Watches over the engine and opens its folder again.
struct Keeper {
    current: Arc<watch::Sender<Option<Arc<Engine>>>>,
    doubts: Arc<watch::Sender<Doubts>>,
    config: DatabaseConfig,
    folder: PathBuf,
    disk: Disk,
}

impl Keeper {
    async fn run(self) {
        let mut doubts = self.doubts.subscribe();
        loop {
            if doubts.wait_for(|doubts| !doubts.is_settled()).await.is_err() {
                return;
            }
            let Some(engine) = self.current.borrow().clone() else { return };
            if !self.recovers(&engine).await {
                drop(engine);
                self.reopen().await;
            }
        }
    }

    /// Probes the engine until it writes, which settles every doubt that was raised before; `false` where it still cannot though
    /// the disk would let it.
    async fn recovers(&self, engine: &Engine) -> bool {
        let mut failing_since = Instant::now();
        loop {
            let raised = self.doubts.borrow().raised;
            if probe(engine).await {
                self.settle(raised);
                return true;
            }
            // Nothing is wrong with the engine where nobody could write.
            if self.disk.check(Priority::Essential).is_err() || contents::check_writable(&self.folder).is_err() {
                failing_since = Instant::now();
            } else if failing_since.elapsed() > RECOVERY {
                return false;
            }
            sleep(PAUSE).await;
        }
    }

    fn settle(&self, raised: u64) {
        self.doubts.send_modify(|doubts| doubts.settled = doubts.settled.max(raised));
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
            let raised = self.doubts.borrow().raised;
            match open(&self.config).await {
                Ok(engine) => {
                    tracing::info!("the database folder is open again: writes go on");
                    self.current.send_replace(Some(Arc::new(engine)));
                    self.settle(raised);
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

async fn probe(engine: &Engine) -> bool {
    let asked = timeout(PATIENCE, engine.handle.query(PROBE).into_future()).await;
    matches!(asked.map(|answer| answer.map(IndexedResults::check)), Ok(Ok(Ok(_))))
}

#[cfg(test)]
mod tests {
    use crate::adapters::surreal::{Database, DbError, Handle, Vars};
    use crate::config::Config;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn query_waits_until_a_failed_write_is_settled() {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = format!("database.address = 'rocksdb://{}'", folder.path().join("db").display());
        let config = Config::parse(&settings).expect("settings");
        let db = Database::open(&config).await.expect("a database");
        let Handle::Folder(supervised) = &db.inner else { panic!("a folder") };
        supervised.suspect();
        db.read("RETURN 1", Vars::new()).await.expect("the engine writes");
        assert!(supervised.doubts.borrow().is_settled());
        // Nobody is left to settle it.
        supervised.keeping.abort();
        supervised.suspect();
        assert!(matches!(db.read("RETURN 1", Vars::new()).await, Err(DbError::InDoubt)));
        assert!(matches!(db.write("CREATE a:b;", Vars::new()).await, Err(DbError::InDoubt)));
    }
}
