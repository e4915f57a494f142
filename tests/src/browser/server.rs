//! The server's binary as a child process, on a database folder of its own that outlives it.

mod together;
mod traces;

use std::env;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use backend::adapters::surreal::Database;
use backend::config::Config;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::api::{Outbox, OutboxMessage, SessionOut};
use shared::limits::SMS_CODE_DIGITS;
use tempfile::TempDir;

use super::{LOOK, PATIENCE, environment};
use crate::copies::{Copy, copy_application};
pub use together::SharedDatabase;
pub use traces::Memory;

/// What a server can do beside everything else, by models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Skill {
    None,
    /// Reads photographed cards.
    Reads,
    /// Verifies faces.
    Verifies,
    /// The same, for a machine that is kept busy: there is time to answer.
    VerifiesPatiently,
    /// A claim runs out after a minute.
    Hurries,
}

/// A server and its folder.
#[derive(Debug)]
pub struct Server {
    folder: TempDir,
    /// The folder of the pages it serves beside the API, where it serves any.
    pages: Option<PathBuf>,
    port: u16,
    process: Mutex<Option<Child>>,
    /// What it can do beside.
    skill: Skill,
    /// The database server that it shares with others, where it does.
    shared: Option<SharedDatabase>,
    pub(super) client: reqwest::Client,
}

impl Server {
    /// Starts a server with the made-up people of the demonstration on an empty folder.
    ///
    /// # Errors
    /// Where the binary or the app is missing, or the server does not get ready.
    pub async fn start() -> Result<Self> {
        Self::start_with(Some(environment::app()?)).await
    }

    /// The same with other pages than the app's, or none.
    ///
    /// # Errors
    /// As above.
    pub async fn start_with(pages: Option<PathBuf>) -> Result<Self> {
        Self::start_on(pages, Skill::None, None).await
    }

    /// One that reads photographed cards, too.
    ///
    /// # Errors
    /// As above.
    pub async fn start_reading() -> Result<Self> {
        Self::start_on(Some(environment::app()?), Skill::Reads, None).await
    }

    /// One that verifies faces, too.
    ///
    /// # Errors
    /// As above.
    pub async fn start_verifying() -> Result<Self> {
        Self::start_on(Some(environment::app()?), Skill::Verifies, None).await
    }

    /// One whose claims run out after a minute.
    ///
    /// # Errors
    /// As above.
    pub async fn start_hurrying() -> Result<Self> {
        Self::start_on(Some(environment::app()?), Skill::Hurries, None).await
    }

    /// One that verifies faces and gives time to answer, without pages: to be measured.
    ///
    /// # Errors
    /// As above.
    pub async fn start_measured() -> Result<Self> {
        Self::start_on(None, Skill::VerifiesPatiently, None).await
    }

    async fn start_on(pages: Option<PathBuf>, skill: Skill, shared: Option<SharedDatabase>) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("journey-").tempdir().context("a folder for the database")?;
        let server = Self {
            folder,
            pages,
            port: free_port()?,
            process: Mutex::new(None),
            skill,
            shared,
            client: reqwest::Client::new(),
        };
        server.launch().await?;
        Ok(server)
    }

    /// Starts it again on the same folder and address.
    ///
    /// # Errors
    /// Where it ends at once or does not get ready.
    pub async fn launch(&self) -> Result<()> {
        let log = File::options().create(true).append(true).open(self.log_path()).context("a file for the log")?;
        let mut command = self.command()?;
        command.arg("serve").stdin(Stdio::null()).stdout(log.try_clone().context("the log twice")?).stderr(log);
        *self.process() = Some(command.spawn().context("the server does not start")?);
        self.until_ready().await
    }

    /// The server's binary with its settings, for any of its commands.
    pub(super) fn command(&self) -> Result<Command> {
        let mut command = Command::new(environment::server()?);
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("BACKEND_")) {
            command.env_remove(name);
        }
        command
            .current_dir(self.folder.path())
            .env("BACKEND_MODE", "demo")
            .env("BACKEND_DEMO__ENABLED", "true")
            .env("BACKEND_SERVER__LISTEN", format!("127.0.0.1:{}", self.port))
            .env("BACKEND_SERVER__PUBLIC_URL", self.url(""))
            .env("BACKEND_DATABASE__ADDRESS", self.database())
            .env("BACKEND_BLOBS__ADDRESS", format!("folder:{}", self.folder.path().join("blobs").display()))
            // A journey asks for more codes within a minute than a person may.
            .env("BACKEND_POLICY__SMS_PER_MINUTE", "1000")
            .env("BACKEND_POLICY__SMS_PER_HOUR", "1000")
            .env("BACKEND_POLICY__SMS_PER_DAY", "1000")
            .env("BACKEND_POLICY__SMS_PER_IP_PER_HOUR", "1000");
        if let Some(pages) = &self.pages {
            command.env("BACKEND_SERVER__APP_DIR", pages);
        }
        if let Some(shared) = &self.shared {
            command.envs(shared.settings());
        }
        match self.skill {
            Skill::None => {}
            Skill::Hurries => {
                command.env("BACKEND_POLICY__CLAIM_IDLE_MINUTES", "1");
            }
            Skill::Reads => {
                command.env("BACKEND_OCR__MODELS", environment::models());
            }
            Skill::Verifies | Skill::VerifiesPatiently => {
                command
                    .env("BACKEND_FACE__KIND", "models")
                    .env("BACKEND_FACE__MODELS", environment::models().join("faces"));
                // A drawn face is not always read; a journey may try more often than a person.
                command.env("BACKEND_FACE__TRIES_PER_PURPOSE", "10").env("BACKEND_FACE__TRIES_PER_DAY", "100");
                if self.skill == Skill::VerifiesPatiently {
                    command.env("BACKEND_FACE__CHALLENGE_SECONDS", "300");
                }
            }
        }
        Ok(command)
    }

    /// The address of its database, which is for others while the server stands still.
    fn database(&self) -> String {
        format!("rocksdb://{}?sync=every", self.folder.path().join("db").display())
    }

    /// Writes copies of an application into its database, while it stands still.
    ///
    /// # Errors
    /// Where the server does not stop and start again, or the database does not take them.
    pub async fn copy_application(&self, id: &str, copies: Vec<Copy>) -> Result<()> {
        self.stop().await?;
        let (settings, id) = (format!("database.address = '{}'", self.database()), id.to_owned());
        // On a runtime of its own, which ends when the database has closed: only then may the server have it.
        let write = move || -> Result<()> {
            let runtime = tokio::runtime::Runtime::new().context("a runtime")?;
            runtime.block_on(async {
                let database = Database::open(&Config::parse(&settings)?).await?;
                copy_application(&database, &id, &copies).await?;
                drop(database);
                let since = Instant::now();
                while runtime.metrics().num_alive_tasks() > 0 && since.elapsed() < PATIENCE {
                    tokio::time::sleep(LOOK).await;
                }
                Ok(())
            })
        };
        let writer = std::thread::Builder::new().stack_size(10 * 1024 * 1024).spawn(write).context("a thread")?;
        let written = tokio::task::spawn_blocking(move || writer.join()).await?;
        written.map_err(|_| anyhow!("the writer panicked"))??;
        self.launch().await
    }

    /// Stops it as an operator does, by SIGTERM, and waits until its process is gone.
    ///
    /// # Errors
    /// Where it does not end in time, or ends with a failure.
    pub async fn stop(&self) -> Result<()> {
        let Some(mut child) = self.process().take() else { return Ok(()) };
        // The shell's own `kill`: the program of that name is not installed everywhere.
        let asked = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &child.id().to_string()]).status();
        asked.context("the server cannot be asked to stop")?;
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            if let Some(status) = child.try_wait().context("the server's process")? {
                if !status.success() {
                    bail!("the server ended with {status} when asked to stop\n{}", self.log_tail());
                }
                return Ok(());
            }
            tokio::time::sleep(LOOK).await;
        }
        let _ended = child.kill().and_then(|()| child.wait());
        bail!("the server did not stop on SIGTERM\n{}", self.log_tail())
    }

    /// Ends it at once, as a power cut does.
    ///
    /// # Errors
    /// Where it is gone already.
    pub fn kill(&self) -> Result<()> {
        let mut child = self.process().take().context("the server is gone already")?;
        child.kill().context("the server cannot be ended")?;
        child.wait().context("the server's process")?;
        Ok(())
    }

    /// An address of it.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// SMS to a number, the newest first.
    ///
    /// # Errors
    /// Where the server does not answer.
    pub async fn messages(&self, mobile: &str) -> Result<Vec<OutboxMessage>> {
        let url = self.url(&format!("/api/v1/demo/sms-outbox?mobile={mobile}"));
        let outbox: Outbox = answer(self.client.get(url)).await?;
        Ok(outbox.items)
    }

    /// The code in the newest SMS to a number, once there are more than `seen` messages.
    ///
    /// # Errors
    /// Where none comes.
    pub async fn code_after(&self, mobile: &str, seen: usize) -> Result<String> {
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            let messages = self.messages(mobile).await?;
            if messages.len() > seen
                && let Some(code) = messages.first().and_then(|message| code_of(&message.text))
            {
                return Ok(code);
            }
            tokio::time::sleep(LOOK).await;
        }
        bail!("no SMS with a code came to {mobile}")
    }

    /// The path of the newest invitation sent to a number.
    ///
    /// # Errors
    /// Where none was sent.
    pub async fn invitation(&self, mobile: &str) -> Result<String> {
        let messages = self.messages(mobile).await?;
        let found = messages.iter().find_map(|message| {
            let path = message.text.get(message.text.find("/invitation/")?..)?;
            path.split_whitespace().next().map(str::to_owned)
        });
        found.with_context(|| format!("no invitation came to {mobile}: {messages:?}"))
    }

    /// Ends every session of a person, as another device of theirs could.
    ///
    /// # Errors
    /// Where the person cannot log in.
    pub async fn end_sessions(&self, identifier: &str, password: &str) -> Result<()> {
        let login = json!({"identifier": identifier, "password": password, "client": "native"});
        let opened: SessionOut =
            answer(self.client.post(self.url("/api/v1/sessions/by-password")).json(&login)).await?;
        let token = opened.token.context("no token for a native client")?;
        let end = self.client.post(self.url("/api/v1/sessions/end-others")).bearer_auth(token).json(&Value::Null);
        end.send().await?.error_for_status().context("ending the other sessions")?;
        Ok(())
    }

    /// The last lines that it logged.
    pub(super) fn log_tail(&self) -> String {
        let log = fs::read_to_string(self.log_path()).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }

    fn log_path(&self) -> PathBuf {
        self.folder.path().join("server.log")
    }

    fn process(&self) -> std::sync::MutexGuard<'_, Option<Child>> {
        self.process.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn until_ready(&self) -> Result<()> {
        let since = Instant::now();
        while since.elapsed() < PATIENCE * 2 {
            if self.client.get(self.url("/readyz")).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            let ended = self.process().as_mut().and_then(|child| child.try_wait().ok().flatten());
            if let Some(status) = ended {
                bail!("the server ended with {status}\n{}", self.log_tail());
            }
            tokio::time::sleep(LOOK).await;
        }
        bail!("the server did not get ready\n{}", self.log_tail())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.process().take() {
            let _ended = child.kill().and_then(|()| child.wait());
        }
    }
}

pub(super) async fn answer<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> Result<T> {
    let response = request.send().await.context("the server does not answer")?;
    Ok(response.error_for_status().context("the server refused")?.json().await?)
}

/// The first run of exactly as many digits as a code has.
fn code_of(text: &str) -> Option<String> {
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    runs.find(|run| run.len() == SMS_CODE_DIGITS).map(str::to_owned)
}

/// A port that nobody listens on. Below those that the system gives to outgoing connections, so that the server finds it
/// free again after a restart; each process and each call begins elsewhere.
pub(crate) fn free_port() -> Result<u16> {
    static CALLS: AtomicU16 = AtomicU16::new(0);
    let call = u32::from(CALLS.fetch_add(1, Ordering::Relaxed));
    let first = std::process::id().wrapping_mul(31).wrapping_add(call.wrapping_mul(17));
    let ports = (0..500_u32).filter_map(|step| u16::try_from(20_000 + first.wrapping_add(step) % 12_000).ok());
    let mut free = ports.filter(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok());
    free.next().context("no free port")
}
