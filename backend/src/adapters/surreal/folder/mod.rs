//! A database in a folder: RocksDB, opened with bounds of ours on its memory, log, threads and files.

mod contents;
mod repair;
mod supervised;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use surrealdb::Surreal;
use surrealdb::engine::local::Db;
use surrealdb_cnf::{ConfigMap, NOTIFICATIONS_CHANNEL_SIZE};
use surrealdb_core::channel::bounded;
use surrealdb_core::kvs::Datastore;
use tokio::time::{Instant, sleep};

pub(super) use contents::explained;
pub(super) use supervised::Supervised;

use super::DbError;
use crate::config::DatabaseConfig;

/// Prefix of the address of a database in a folder.
pub(super) const SCHEME: &str = "rocksdb://";

const MIB: usize = 1024 * 1024;
/// What the engine says where this process itself holds the folder.
const HELD_HERE: &str = "lock hold by current process";
/// The engine lets go of a closed folder within this time.
const LETTING_GO: Duration = Duration::from_secs(30);
/// Pause between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// Opens the folder, a second time where its log had to be repaired, and chooses the database in it.
///
/// # Errors
/// [`DbError::InUse`] where another process holds the folder; [`DbError::Folder`] where it cannot be used as it is.
async fn open(config: &DatabaseConfig) -> Result<Engine, DbError> {
    let path = path(&config.address);
    contents::check(path)?;
    contents::check_writable(path)?;
    let engine = Engine::open(config).await.map_err(|error| contents::explained(path, error))?;
    if let Some(lost) = repair::dropped_bytes(path) {
        // Normal after a power cut: the last record was never answered. Opened again, so that nothing of the repair is left
        // to chance: what was recovered is in tables by then, and is read from them.
        tracing::warn!(bytes = lost, "the database's log ended in an incomplete record, which was dropped");
        engine.close().await?;
        drop(engine);
        return Engine::open(config).await;
    }
    Ok(engine)
}

/// Whether an address names a folder.
pub fn is_in_folder(address: &str) -> bool {
    address.starts_with(SCHEME)
}

/// The folder of an address, without its options.
pub fn path(address: &str) -> &Path {
    let place = address.strip_prefix(SCHEME).unwrap_or(address);
    Path::new(place.split_once('?').map_or(place, |(path, _)| path))
}

/// An open folder, with its database chosen.
struct Engine {
    datastore: Arc<Datastore>,
    handle: Surreal<Db>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl Engine {
    async fn open(config: &DatabaseConfig) -> Result<Self, DbError> {
        // Without a channel the engine takes live queries and never tells them anything.
        let (tell, notifications) = bounded(NOTIFICATIONS_CHANNEL_SIZE);
        let begun = Instant::now();
        let datastore = loop {
            let builder = Datastore::builder().with_config(settings(config)).with_notify(tell.clone());
            match builder.without_maintenance_tasks().build_with_path(&config.address).await {
                // Closed a moment ago: the engine lets go of the folder in the background.
                Err(error) if error.to_string().contains(HELD_HERE) && begun.elapsed() < LETTING_GO => {
                    sleep(PAUSE).await;
                }
                built => break built.map_err(unusable)?,
            }
        };
        // In this order: a task that wrote before the version is written would make a new folder look like one of an older
        // version, which is refused for good.
        datastore.check_version().await.map_err(unusable)?;
        datastore.bootstrap().await.map_err(unusable)?;
        datastore.start_maintenance_tasks();
        let handle = Surreal::unstable_from_datastore(Arc::clone(&datastore), Some(notifications)).await?;
        handle.use_ns(&config.namespace).use_db(&config.name).await?;
        Ok(Self { datastore, handle })
    }

    async fn close(&self) -> Result<(), DbError> {
        self.datastore.shutdown().await.map_err(unusable)
    }
}

/// The engine's settings. Its own defaults take up to half of the machine's memory.
fn settings(config: &DatabaseConfig) -> ConfigMap {
    let threads = config.background_threads.to_string();
    let settings = [
        ("write_buffer_size", (config.write_buffer_mib * MIB).to_string()),
        // One takes writes, one is written out, one is in reserve. Each has a log file of the same size at most.
        ("max_write_buffer_number", "3".to_owned()),
        ("min_write_buffer_number_to_merge", "1".to_owned()),
        ("block_cache_size", (config.block_cache_mib * MIB).to_string()),
        ("jobs_count", threads.clone()),
        ("thread_count", threads.clone()),
        ("max_concurrent_subcompactions", "1".to_owned()),
        ("max_open_files", config.open_files.to_string()),
        // Log files whose commits are in tables are removed at once instead of being kept.
        ("wal_size_limit", "0".to_owned()),
        ("keep_log_file_num", "4".to_owned()),
        ("target_file_size_base", (32 * MIB).to_string()),
        ("blob_file_size", (64 * MIB).to_string()),
        ("grouped_commit_max_batch_size", "512".to_owned()),
        ("shutdown_wait_for_compact_seconds", "5".to_owned()),
        // The engine's own log: `repair` reads it.
        ("storage_log_level", "warn".to_owned()),
    ];
    settings
        .into_iter()
        .fold(ConfigMap::empty(), |map, (key, value)| map.with_key_value(format!("rocksdb_{key}"), value))
}

fn unusable(error: impl std::fmt::Display) -> DbError {
    surrealdb::Error::internal(error.to_string()).into()
}

#[cfg(test)]
mod tests;
