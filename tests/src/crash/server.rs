//! The built server on a folder that outlives it: started, killed, stopped, and the operator's commands on the same folder.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::time::sleep;

use super::client;
use crate::browser::{free_port, server_binary};

/// Longest wait for a start or a stop.
const PATIENCE: Duration = Duration::from_secs(90);
/// Pause between two looks.
const LOOK: Duration = Duration::from_millis(5);

/// What the server is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `sync` of the database's address: `every`, or `never` for the control.
    pub sync: &'static str,
    /// `database.write_buffer_mib`: a small one makes many tables.
    pub buffer_mib: u32,
    /// `storage.free_mib`: the floor of free space.
    pub free_mib: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { sync: "every", buffer_mib: 4, free_mib: 0 }
    }
}

/// A server and its folder. Dropping it kills the process and leaves the folder.
#[derive(Debug)]
pub(super) struct Server {
    folder: PathBuf,
    log: PathBuf,
    settings: Settings,
    port: u16,
    child: Option<Child>,
    http: reqwest::Client,
}

impl Server {
    /// A server that is not started yet. Its log is written to `log`, which should lie on another disk than the folder.
    ///
    /// # Errors
    /// Where no port is free.
    pub(super) fn new(folder: &Path, log: &Path, settings: Settings) -> Result<Self> {
        Ok(Self {
            folder: folder.to_owned(),
            log: log.to_owned(),
            settings,
            port: free_port()?,
            child: None,
            http: client::http(Duration::from_secs(5))?,
        })
    }

    /// The folder with `db` and `blobs`.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Address of the server.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts the process and does not wait for it.
    ///
    /// # Errors
    /// Where the binary is missing.
    pub(super) fn spawn(&mut self) -> Result<()> {
        self.kill();
        let log = File::options().create(true).append(true).open(&self.log).context("a file for the server's log")?;
        let mut command = self.command(&self.folder)?;
        command.arg("serve").stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        self.child = Some(command.spawn().context("the server does not start")?);
        Ok(())
    }

    /// Starts the server; the time until `/readyz` says so.
    ///
    /// # Errors
    /// Where the process ends or does not get ready.
    pub(super) async fn start(&mut self) -> Result<Duration> {
        let begun = Instant::now();
        self.spawn()?;
        while begun.elapsed() < PATIENCE {
            if self.is_ready().await {
                return Ok(begun.elapsed());
            }
            if let Some(status) = self.child.as_mut().and_then(|child| child.try_wait().ok().flatten()) {
                self.child = None;
                bail!("the server ended with {status}: {}", self.last_words());
            }
            sleep(LOOK).await;
        }
        bail!("the server did not get ready: {}", self.last_words())
    }

    /// Whether `/readyz` answers 200.
    pub(super) async fn is_ready(&self) -> bool {
        let asked = self.http.get(format!("{}/readyz", self.url())).send().await;
        asked.is_ok_and(|answer| answer.status().is_success())
    }

    /// Whether the process runs.
    pub(super) fn is_alive(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None)))
    }

    /// Ends the process by SIGKILL, where it runs.
    pub(super) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _it_may_have_ended = child.kill();
            let _gone = child.wait();
        }
    }

    /// Ends the process by SIGTERM.
    ///
    /// # Errors
    /// Where it does not end in time, or ends with a failure.
    pub(super) async fn stop(&mut self) -> Result<()> {
        let Some(mut child) = self.child.take() else { return Ok(()) };
        // The shell's own `kill`: the program of that name is not installed everywhere.
        let asked = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &child.id().to_string()]).status();
        asked.context("the server cannot be asked to stop")?;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match child.try_wait().context("the server's process")? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => bail!("the server stopped with {status}: {}", self.last_words()),
                None => sleep(LOOK).await,
            }
        }
        let _ended = child.kill().and_then(|()| child.wait());
        bail!("the server did not stop on SIGTERM: {}", self.last_words())
    }

    /// Runs one of the operator's commands with the settings of this server, on `folder`.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub(super) fn operator(&self, folder: &Path, arguments: &[&str]) -> Result<Output> {
        let mut command = self.command(folder)?;
        tokio::task::block_in_place(|| command.args(arguments).stdin(Stdio::null()).output())
            .with_context(|| format!("backend {arguments:?} does not start"))
    }

    /// The binary with its settings.
    fn command(&self, folder: &Path) -> Result<Command> {
        let mut command = Command::new(server_binary()?);
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("BACKEND_")) {
            command.env_remove(name);
        }
        let database = format!("rocksdb://{}?sync={}", folder.join("db").display(), self.settings.sync);
        command
            .env("BACKEND_MODE", "demo")
            .env("BACKEND_DEMO__ENABLED", "true")
            .env("BACKEND_SERVER__LISTEN", format!("127.0.0.1:{}", self.port))
            .env("BACKEND_SERVER__PUBLIC_URL", self.url())
            .env("BACKEND_DATABASE__ADDRESS", database)
            .env("BACKEND_DATABASE__WRITE_BUFFER_MIB", self.settings.buffer_mib.to_string())
            .env("BACKEND_STORAGE__FREE_MIB", self.settings.free_mib.to_string())
            .env("BACKEND_STORAGE__FREE_PERCENT", "0")
            .env("BACKEND_BLOBS__ADDRESS", format!("folder:{}", folder.join("blobs").display()))
            .env("BACKEND_POLICY__REGISTER_LOOKUPS_PER_HOUR", "1000000")
            // No claim runs out while a run lasts.
            .env("BACKEND_POLICY__CLAIM_IDLE_MINUTES", "1000")
            .env(
                "BACKEND_LOG__FILTER",
                "info,backend::http::trace=warn,surrealdb=warn,surrealdb::method::live=error,poem=warn",
            );
        Ok(command)
    }

    /// The last lines of the server's log.
    pub(super) fn last_words(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(6)..].join(" | ")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
