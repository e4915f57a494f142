//! Proof that the database can write: a write that is at most a few seconds old.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use tokio::time::timeout;

use super::{Database, DbError, Vars};
use crate::adapters::disk::Priority;

/// A proof that is older is made anew.
const FRESH: Duration = Duration::from_secs(3);
/// A write that takes longer proves nothing.
const PATIENCE: Duration = Duration::from_secs(2);

/// The small write.
const PROBE: &str = "UPSERT storage_probe:latest SET at = time::now() RETURN NONE;";

/// When the database was last seen to write.
#[derive(Debug)]
pub(super) struct Proof {
    begun: Instant,
    /// Milliseconds since then, and one; zero as long as nothing was written.
    written: AtomicU64,
    /// One probe at a time: whoever waits finds its result.
    probing: Mutex<()>,
}

impl Default for Proof {
    fn default() -> Self {
        Self { begun: Instant::now(), written: AtomicU64::new(0), probing: Mutex::new(()) }
    }
}

impl Proof {
    /// Notes a write that was acknowledged.
    pub(super) fn written(&self) {
        self.written.store(self.now() + 1, Ordering::Relaxed);
    }

    fn is_fresh(&self) -> bool {
        let written = self.written.load(Ordering::Relaxed);
        written > 0 && self.now() + 1 - written < u64::try_from(FRESH.as_millis()).unwrap_or(u64::MAX)
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Database {
    /// Proves that the database takes ordinary writes: by one that was acknowledged in the last seconds, or by a small one.
    ///
    /// # Errors
    /// [`DbError::Full`] below the floor of free space; whatever the write fails with.
    pub async fn prove_writable(&self) -> Result<(), DbError> {
        if let Some(disk) = &self.disk {
            disk.check(Priority::Ordinary).map_err(|_| DbError::Full)?;
        }
        if self.proof.is_fresh() {
            return Ok(());
        }
        let probe = async {
            let _one_at_a_time = self.proof.probing.lock().await;
            if self.proof.is_fresh() {
                return Ok(());
            }
            self.write(PROBE, Vars::new()).await.map(drop)
        };
        let late = || DbError::Engine("no write ended in time".to_owned());
        timeout(PATIENCE, probe).await.unwrap_or_else(|_| Err(late()))
    }

    /// Brings to the disk what was read, by a small write behind it.
    ///
    /// The engine lets a commit be read before it is on the disk, and also where the disk failed and it never will be. Its log
    /// is written in order: a later write that is acknowledged proves the earlier ones. Whoever answers a repeated request
    /// by what was read acknowledges it, and asks for this first.
    ///
    /// # Errors
    /// Whatever the write fails with: then nothing that was read may be acknowledged.
    pub async fn prove_durable(&self) -> Result<(), DbError> {
        self.write(PROBE, Vars::new().essential()).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[tokio::test]
    async fn proof_is_made_by_any_write() {
        let config = Config::parse("database.address = 'mem://'").expect("settings");
        let db = Database::open(&config).await.expect("a database");
        assert!(!db.proof.is_fresh());
        db.prove_writable().await.expect("writable");
        assert!(db.proof.is_fresh());
    }

    #[tokio::test]
    async fn folder_below_its_floor_is_not_ready() {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = |free_mib| {
            format!(
                "database.address = 'rocksdb://{}'\nstorage.free_mib = {free_mib}",
                folder.path().join("db").display()
            )
        };
        let config = Config::parse(&settings(0)).expect("settings");
        let db = Database::open(&config).await.expect("a database");
        db.prove_writable().await.expect("writable");
        let mib = db.space().expect("told").free / 1024 / 1024;
        db.close().await.expect("closed");
        drop(db);
        let config = Config::parse(&settings(mib * 2)).expect("settings");
        let db = Database::open(&config).await.expect("a database");
        assert!(matches!(db.prove_writable().await, Err(DbError::Full)));
        assert!(matches!(db.write("CREATE a:b;", Vars::new()).await, Err(DbError::Full)));
        db.write("CREATE a:b;", Vars::new().essential()).await.expect("essential writes go on");
        db.read("SELECT * FROM a", Vars::new()).await.expect("reads go on");
    }
}
