//! The settings, section by section; `config.default.toml` explains each and holds the defaults.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use shared::application::{REMINDERS_FILE, Reminders, WORKING_DAYS_FILE, WorkingDays};
use shared::retirement::{FILES, Policy};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;
use zeroize::Zeroizing;

use super::Secret;

/// What the server is run for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// For trying out.
    Demo,
    /// For real people.
    Production,
}

/// `[server]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerConfig {
    /// Address and port.
    pub listen: SocketAddr,
    /// Folder of the browser app.
    #[serde(default)]
    pub app_dir: Option<PathBuf>,
    /// How the server is reached from outside.
    pub public_url: String,
    /// Whether the session cookie travels over https alone.
    pub cookie_secure: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Largest body of a request.
    pub max_body_bytes: usize,
    /// Largest document that is uploaded.
    pub max_upload_bytes: usize,
    /// Time limit of a request.
    pub request_timeout_seconds: u64,
    /// Time that requests have to finish once the server was told to stop.
    pub shutdown_seconds: u64,
}

impl ServerConfig {
    /// The address of a page of the app, `path` with its leading slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.trim_end_matches('/'))
    }
}

/// `[database]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseConfig {
    /// Where the database is: `rocksdb://`, `ws://`, `wss://` or `mem://`.
    pub address: String,
    /// Namespace.
    pub namespace: String,
    /// Database.
    pub name: String,
    /// User of a database server.
    #[serde(default)]
    pub username: Option<String>,
    /// Password of a database server.
    #[serde(default)]
    pub password: Option<Secret>,
    /// MiB of changes that a database in a folder gathers in memory before it writes them out as a file.
    pub write_buffer_mib: usize,
    /// MiB of blocks read from its files that a database in a folder keeps in memory.
    pub block_cache_mib: usize,
    /// Threads that write tables out and merge them, of a database in a folder.
    pub background_threads: usize,
    /// Files that a database in a folder keeps open.
    pub open_files: usize,
}

/// `[secrets]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretsConfig {
    /// Key that seals and indexes personal data, in base64.
    pub data_key: Secret,
}

/// The data key is not 32 bytes in base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("secrets.data_key is not 32 bytes in base64")]
pub struct BadDataKey;

impl SecretsConfig {
    /// The key itself.
    ///
    /// # Errors
    /// Where it is not 32 bytes in base64.
    pub fn data_key_bytes(&self) -> Result<[u8; 32], BadDataKey> {
        // One byte more than a key, so that a longer one is seen and not cut.
        let mut buffer = Zeroizing::new([0_u8; 33]);
        match STANDARD.decode_slice(self.data_key.expose().trim(), &mut *buffer) {
            Ok(32) => buffer.first_chunk().copied().ok_or(BadDataKey),
            _ => Err(BadDataKey),
        }
    }
}

/// Who sends SMS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmsSenderKind {
    /// Nobody: they are kept in the database.
    Outbox,
    /// Alibaba Cloud SMS.
    Aliyun,
}

/// `[sms]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsConfig {
    /// Who sends SMS.
    pub sender: SmsSenderKind,
    /// Settings of Alibaba Cloud SMS.
    pub aliyun: AliyunConfig,
}

/// Every kind of message, as `SmsMessage::kind` names it.
pub(super) const MESSAGE_KINDS: [&str; 16] = [
    "code-register",
    "code-login",
    "code-reset-password",
    "code-step-up",
    "invitation",
    "agent-added",
    "agent-password-set",
    "appeal-settled",
    "face-enrolled",
    "face-withdrawn",
    "face-refused",
    "application-submitted",
    "application-correction-requested",
    "application-rejected",
    "application-approved",
    "application-deadline-near",
];

/// `[sms.aliyun]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AliyunConfig {
    /// Address of the API.
    pub endpoint: String,
    /// AccessKey ID.
    pub access_key_id: String,
    /// AccessKey secret.
    pub access_key_secret: Secret,
    /// 短信签名
    pub sign_name: String,
    /// Time limit of one call.
    pub timeout_seconds: u64,
    /// 模板CODE by kind of message, written with underscores.
    pub templates: BTreeMap<String, String>,
}

impl AliyunConfig {
    /// The key in `templates` of a kind of message.
    pub fn template_key(kind: &str) -> String {
        kind.replace('-', "_")
    }

    /// The template for a kind of message, where one was set.
    pub fn template(&self, kind: &str) -> Option<&str> {
        self.templates.get(&Self::template_key(kind)).map(String::as_str).filter(|code| !code.is_empty())
    }
}

/// `[policy]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is explained in config.default.toml, its name says the rest")]
pub struct PolicyConfig {
    pub sms_code_minutes: u32,
    pub sms_code_tries: u32,
    pub sms_per_minute: u32,
    pub sms_per_hour: u32,
    pub sms_per_day: u32,
    pub sms_per_ip_per_hour: u32,
    pub login_failures: u32,
    pub lockout_minutes: u32,
    pub session_idle_minutes: u32,
    pub session_absolute_hours: u32,
    pub step_up_minutes: u32,
    pub qr_login_seconds: u32,
    pub invitation_days: u32,
    pub idempotency_hours: u32,
    pub appeals_per_ip_per_day: u32,
    pub register_lookups_per_hour: u32,
    pub password_hash_concurrency: usize,
    pub password_hash_queue: usize,
    pub review_stages: u8,
    pub review_working_days: u32,
    pub claim_idle_minutes: u32,
    pub undo_minutes: u32,
    #[serde(default)]
    pub tables_dir: Option<PathBuf>,
}

impl PolicyConfig {
    /// The tables of the policy: those of the folder, or the built-in ones.
    ///
    /// # Errors
    /// Where a file cannot be read or is broken, with its line.
    pub fn tables(&self) -> anyhow::Result<Policy> {
        let Some(folder) = &self.tables_dir else { return Ok(Policy::built_in().clone()) };
        let read = |name: &str| {
            let file = folder.join(name);
            std::fs::read_to_string(&file).with_context(|| format!("policy.tables_dir: reading {}", file.display()))
        };
        let tables = [read(FILES[0])?, read(FILES[1])?, read(FILES[2])?];
        Policy::parse([&tables[0], &tables[1], &tables[2]])
            .with_context(|| format!("the policy in {}", folder.display()))
    }
}

impl PolicyConfig {
    /// Working days: those of the folder, where it has that file, or the built-in ones.
    ///
    /// # Errors
    /// Where the file cannot be read or is broken.
    pub fn working_days(&self) -> anyhow::Result<WorkingDays> {
        self.table_or(WORKING_DAYS_FILE, || WorkingDays::built_in().clone(), |text| Ok(WorkingDays::parse(text)?))
    }

    /// When enterprises are reminded of what they have not submitted: as the folder says, where it has that file, or as built in.
    ///
    /// # Errors
    /// Where the file cannot be read or is broken.
    pub fn reminders(&self) -> anyhow::Result<Reminders> {
        self.table_or(REMINDERS_FILE, || Reminders::built_in().clone(), |text| Ok(Reminders::parse(text)?))
    }

    fn table_or<T>(
        &self,
        name: &str,
        built_in: impl FnOnce() -> T,
        parse: impl FnOnce(&str) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let file = self.tables_dir.as_ref().map(|folder| folder.join(name));
        let Some(file) = file.filter(|file| file.is_file()) else { return Ok(built_in()) };
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("policy.tables_dir: reading {}", file.display()))?;
        parse(&text).with_context(|| format!("the table {}", file.display()))
    }
}

/// `[ocr]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OcrConfig {
    /// Folder of the models and their list; empty for none.
    pub models: PathBuf,
    /// Readings that may wait for the one under way.
    pub queue: usize,
}

impl OcrConfig {
    /// The folder, where cards are read.
    pub fn folder(&self) -> Option<&std::path::Path> {
        Some(self.models.as_path()).filter(|folder| !folder.as_os_str().is_empty())
    }
}

/// `[demo]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoConfig {
    /// Whether there are made-up people and a page that shows every SMS.
    pub enabled: bool,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// `[log]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogConfig {
    /// How.
    pub format: LogFormat,
    /// What.
    pub filter: String,
}

impl LogConfig {
    /// The filter, read.
    ///
    /// # Errors
    /// Where it is no list of levels and targets.
    pub fn env_filter(&self) -> Result<EnvFilter, ParseError> {
        EnvFilter::builder().parse(&self.filter)
    }
}
