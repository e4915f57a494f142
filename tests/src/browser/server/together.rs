//! Several servers on one database server.

use std::sync::Arc;

use anyhow::{Context, Result};
use backend::adapters::surreal::{Database, Vars};
use backend::config::Config;
use backend::ports::{Clock as _, SystemClock};
use futures_util::future::join_all;
use tempfile::TempDir;

use super::{Server, Skill};

/// A database of its own on a database server, and a folder for documents that its servers share.
#[derive(Debug, Clone)]
pub struct SharedDatabase {
    address: String,
    username: String,
    password: String,
    name: String,
    blobs: Arc<TempDir>,
}

impl SharedDatabase {
    /// A database that is not there yet; the first server makes it.
    ///
    /// # Errors
    /// Where there is no room for documents.
    pub fn new(address: &str, username: &str, password: &str) -> Result<Self> {
        let blobs = tempfile::Builder::new().prefix("shared-").tempdir().context("a folder for documents")?;
        Ok(Self {
            address: address.to_owned(),
            username: username.to_owned(),
            password: password.to_owned(),
            name: format!("measured_{}", SystemClock.now().timestamp_millis()),
            blobs: Arc::new(blobs),
        })
    }

    pub(super) fn settings(&self) -> [(&'static str, String); 5] {
        [
            ("BACKEND_DATABASE__ADDRESS", self.address.clone()),
            ("BACKEND_DATABASE__NAME", self.name.clone()),
            ("BACKEND_DATABASE__USERNAME", self.username.clone()),
            ("BACKEND_DATABASE__PASSWORD", self.password.clone()),
            ("BACKEND_BLOBS__ADDRESS", format!("folder:{}", self.blobs.path().display())),
        ]
    }

    /// Removes it, when its servers are gone.
    ///
    /// # Errors
    /// Where the database server does not answer.
    pub async fn remove(&self) -> Result<()> {
        let (address, name) = (&self.address, &self.name);
        let (username, password) = (&self.username, &self.password);
        let settings = format!(
            "database.address = '{address}'\ndatabase.name = '{name}'\ndatabase.username = '{username}'
             database.password = '{password}'"
        );
        let database = Database::open(&Config::parse(&settings)?).await?;
        database.read(&format!("REMOVE DATABASE IF EXISTS {name}"), Vars::new()).await?;
        Ok(())
    }
}

impl Server {
    /// Starts so many servers without pages on one database, all at the same instant.
    ///
    /// # Errors
    /// Where one of them does not get ready.
    pub async fn start_together(number: usize, database: &SharedDatabase) -> Result<Vec<Self>> {
        let starting = (0..number).map(|_| Self::start_on(None, Skill::None, Some(database.clone())));
        join_all(starting).await.into_iter().collect()
    }
}
