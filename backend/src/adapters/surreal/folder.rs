//! A database in a folder, with bounds on its memory: the SDK opens one with the engine's defaults, up to half of the
//! machine for blocks read and a gigabyte or more for changes gathered, and knows no setting for either.

use surrealdb::Surreal;
use surrealdb::engine::local::Db;
use surrealdb_cnf::ConfigMap;
use surrealdb_core::kvs::Datastore;

use super::DbError;
use crate::config::DatabaseConfig;

/// What the addresses of folders begin with.
pub(super) const SCHEME: &str = "surrealkv://";

const MIB: usize = 1024 * 1024;

/// Opens the folder as the SDK would, within the configured bounds.
///
/// # Errors
/// [`DbError::InUse`] where another process holds it; others as they come.
pub(super) async fn open(config: &DatabaseConfig) -> Result<Surreal<Db>, DbError> {
    let bounds = ConfigMap::empty()
        .with_key_value("surrealkv_max_memtable_size", (config.write_buffer_mib * MIB).to_string())
        .with_key_value("surrealkv_block_cache_capacity", (config.block_cache_mib * MIB).to_string());
    let datastore = Datastore::builder().with_config(bounds).without_maintenance_tasks();
    let datastore = datastore.build_with_path(&config.address).await.map_err(told)?;
    // In this order: a task that wrote before the version is written would make a new folder look like one of an older
    // version, which is refused for good.
    datastore.check_version().await.map_err(told)?;
    datastore.bootstrap().await.map_err(told)?;
    datastore.start_maintenance_tasks();
    Ok(Surreal::unstable_from_datastore(datastore, None).await?)
}

fn told(error: impl std::fmt::Display) -> DbError {
    surrealdb::Error::internal(error.to_string()).into()
}
