//! The whole database as text and back: the engine's own export, and statements that are loaded as they were dumped.
//!
//! An export is one read transaction, so it shows one instant. A database server gives it by HTTP alone, at the address that
//! its WebSocket has.

use std::time::Duration;

use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt as _, TryStreamExt as _};
use reqwest::{Client, Url};

use super::{Database, DbError, Handle, Vars, error};
use crate::adapters::sms_aliyun::install_tls;
use crate::config::DatabaseConfig;

/// Marks a database into which a restore was begun and not finished.
const UNFINISHED: &str = "zz_restore";
/// Says that what follows was dumped: no `VALUE` clause is computed, no event runs, nothing is read-only.
const AS_DUMPED: &str = "OPTION IMPORT;";
/// A database server that sends nothing for so long is given up.
const SILENCE: Duration = Duration::from_secs(120);

/// A dump as it comes: pieces of text.
pub type Dump = BoxStream<'static, Result<Vec<u8>, DbError>>;

impl Database {
    /// Dumps the database as SurrealQL: definitions and records of one instant, streamed.
    ///
    /// A stream that ends without an error may still be cut short where it comes from a database server, which has no way to
    /// say so: the caller has to look for what comes last.
    ///
    /// # Errors
    /// Where the database cannot be read, or its server refuses.
    pub async fn dump(&self, config: &DatabaseConfig) -> Result<Dump, DbError> {
        match &self.inner {
            Handle::Memory(inner) => Ok(inner.export(()).await?.map_err(DbError::from).boxed()),
            Handle::Folder(folder) => folder.dump().await,
            Handle::Remote(_) => from_server(config).await,
        }
    }

    /// Runs statements of a dump, each as a transaction of its own.
    ///
    /// # Errors
    /// The first statement's that failed.
    pub async fn load(&self, statements: &str) -> Result<(), DbError> {
        let results = self.inner.query(format!("{AS_DUMPED}\n{statements}"), Vars::new().values).await?;
        error::first(results).map(drop)
    }

    /// Names of all tables.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn tables(&self) -> Result<Vec<String>, DbError> {
        let query = "RETURN object::keys((INFO FOR DB).tables)";
        Ok(self.read(query, Vars::new()).await?.take(0)?)
    }

    /// Marks the database as one whose restore is not finished; [`Database::migrate`], and so every start, refuses it.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn begin_restore(&self) -> Result<(), DbError> {
        self.write(&format!("DEFINE TABLE {UNFINISHED} SCHEMALESS; CREATE {UNFINISHED}:begun;"), Vars::new())
            .await
            .map(drop)
    }

    /// Takes the mark of [`Database::begin_restore`] away.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn end_restore(&self) -> Result<(), DbError> {
        self.write(&format!("REMOVE TABLE IF EXISTS {UNFINISHED};"), Vars::new()).await.map(drop)
    }

    /// Refuses a database whose restore is not finished.
    pub(super) async fn refuse_unfinished_restore(&self) -> Result<(), DbError> {
        if self.tables().await?.iter().any(|table| table == UNFINISHED) {
            return Err(DbError::Folder(
                "a restore into this database was broken off, so it is not whole: empty the database and the store of \
                 documents, and restore again"
                    .to_owned(),
            ));
        }
        Ok(())
    }
}

/// Whether a table is the mark of a restore that is not finished, which is no part of what is backed up.
pub fn is_mark(table: &str) -> bool {
    table == UNFINISHED
}

/// Whether the records of a table say nothing: the server writes them to see whether it can.
pub fn is_probe(table: &str) -> bool {
    table == "storage_probe"
}

/// Asks a database server for its export.
async fn from_server(config: &DatabaseConfig) -> Result<Dump, DbError> {
    let url = http_address(&config.address)?;
    install_tls();
    let client =
        Client::builder().connect_timeout(Duration::from_secs(10)).read_timeout(SILENCE).build().map_err(lost)?;
    let parts = [
        "database_definition",
        "users",
        "accesses",
        "params",
        "functions",
        "analyzers",
        "apis",
        "buckets",
        "modules",
        "configs",
        "tables",
        "records",
        "sequences",
    ];
    let mut everything: serde_json::Map<String, serde_json::Value> =
        parts.into_iter().map(|part| (part.to_owned(), true.into())).collect();
    everything.insert("versions".to_owned(), false.into());
    let mut request = client
        .post(url)
        .json(&everything)
        .header("accept", "application/octet-stream")
        .header("surreal-ns", &config.namespace)
        .header("surreal-db", &config.name);
    if let (Some(username), Some(password)) = (&config.username, &config.password) {
        request = request.basic_auth(username, Some(password.expose()));
    }
    let response = request.send().await.map_err(lost)?;
    if !response.status().is_success() {
        let status = response.status().as_u16();
        return Err(DbError::Unreached(format!("the database server refuses an export (HTTP status {status})")));
    }
    let pieces = stream::try_unfold(response, |mut response| async move {
        Ok(response.chunk().await.map_err(lost)?.map(|piece| (piece.to_vec(), response)))
    });
    Ok(pieces.boxed())
}

/// Where a server that is reached by WebSocket gives its export.
fn http_address(address: &str) -> Result<Url, DbError> {
    let url = match address.split_once("://") {
        Some(("ws", place)) => format!("http://{place}"),
        Some(("wss", place)) => format!("https://{place}"),
        _ => address.to_owned(),
    };
    let mut url = Url::parse(&url).map_err(|_| DbError::Unreached("database.address is no address".to_owned()))?;
    let path = url.path().trim_end_matches('/').trim_end_matches("/rpc").to_owned();
    url.set_path(&format!("{path}/export"));
    Ok(url)
}

fn lost(error: reqwest::Error) -> DbError {
    DbError::Unreached(format!("the database server gave no export: {}", error.without_url()))
}

#[cfg(test)]
mod tests;
