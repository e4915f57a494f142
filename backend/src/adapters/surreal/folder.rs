//! A database in a folder, with bounds on its memory: the SDK opens one with the engine's defaults, up to half of the
//! machine for blocks read and a gigabyte or more for changes gathered, and knows no setting for either.

use surrealdb::Surreal;
use surrealdb::engine::local::Db;
use surrealdb_cnf::{ConfigMap, NOTIFICATIONS_CHANNEL_SIZE};
use surrealdb_core::channel::bounded;
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
    // Without it the engine takes live queries and never tells them anything.
    let (tell, notifications) = bounded(NOTIFICATIONS_CHANNEL_SIZE);
    let datastore = Datastore::builder().with_config(bounds).with_notify(tell).without_maintenance_tasks();
    let datastore = datastore.build_with_path(&config.address).await.map_err(told)?;
    // In this order: a task that wrote before the version is written would make a new folder look like one of an older
    // version, which is refused for good.
    datastore.check_version().await.map_err(told)?;
    datastore.bootstrap().await.map_err(told)?;
    datastore.start_maintenance_tasks();
    Ok(Surreal::unstable_from_datastore(datastore, Some(notifications)).await?)
}

fn told(error: impl std::fmt::Display) -> DbError {
    surrealdb::Error::internal(error.to_string()).into()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::StreamExt as _;

    use crate::adapters::surreal::{Database, Vars, record};
    use crate::config::Config;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_live_query_of_a_folder_tells_what_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = format!("database.address = 'surrealkv://{}'", folder.path().join("db").display());
        let config = Config::parse(&settings).expect("settings");
        let db = Database::open(&config.database).await.expect("a database");
        db.migrate().await.expect("the schema");
        let mut written = Box::pin(db.notices_written().await.expect("a live query"));
        let (user, other) = (record("user", "a"), record("application", "b"));
        let notice = "CREATE notice SET user = $user, enterprise = enterprise:c, application = $other, newest = '1',
             at = time::now(), event = 'claimed', name = '', read = false;";
        let vars = Vars::new().set("user", user.clone()).set("other", other);
        db.write(notice, vars).await.expect("written");
        let told = tokio::time::timeout(Duration::from_secs(15), written.next()).await;
        assert_eq!(told.expect("told in time"), Some(user));
    }
}
