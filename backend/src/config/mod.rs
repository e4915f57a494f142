//! The configuration: built-in defaults, over them a file, over it the environment.

mod blobs;
mod check;
mod environment;
mod face;
mod register;
mod secret;
mod sections;
mod storage;
mod uploads;

use std::path::{Path, PathBuf};

use figment::error::Kind;
use figment::providers::{Format, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};
use serde::Deserialize;

use environment::Environment;

pub use blobs::{BlobsConfig, S3Config};
pub use check::ConfigFault;
pub use face::{BadFaceKey, FaceConfig, FaceKind, FaceVendorConfig, WithoutCard};
pub use register::{RegisterConfig, RegisterKind};
pub use secret::Secret;
pub use sections::{
    AliyunConfig, BadDataKey, DatabaseConfig, DemoConfig, LogConfig, LogFormat, Mode, OcrConfig, PolicyConfig,
    SecretsConfig, ServerConfig, SmsConfig, SmsSenderKind,
};
pub use storage::StorageConfig;
pub use uploads::UploadsConfig;

/// The default configuration with its explanations, as `backend config --default` prints it.
pub const DEFAULT_FILE: &str = include_str!("../../config.default.toml");

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// What the server is run for.
    pub mode: Mode,
    /// `[server]`
    pub server: ServerConfig,
    /// `[database]`
    pub database: DatabaseConfig,
    /// `[storage]`
    pub storage: StorageConfig,
    /// `[blobs]`
    pub blobs: BlobsConfig,
    /// `[uploads]`
    pub uploads: UploadsConfig,
    /// `[ocr]`
    pub ocr: OcrConfig,
    /// `[face]`
    pub face: FaceConfig,
    /// `[secrets]`
    pub secrets: SecretsConfig,
    /// `[sms]`
    pub sms: SmsConfig,
    /// `[register]`
    pub register: RegisterConfig,
    /// `[policy]`
    pub policy: PolicyConfig,
    /// `[demo]`
    pub demo: DemoConfig,
    /// `[log]`
    pub log: LogConfig,
}

/// Why the settings could not be read. Never holds a value.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("cannot read the configuration file {}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A setting is unknown or of the wrong kind.
    #[error("{0}")]
    Setting(String),
}

impl Config {
    /// Reads the defaults, the file and the environment.
    ///
    /// # Errors
    /// Where the file cannot be read, a key is unknown, or a value is of the wrong kind.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let file = match file {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .map_err(|source| ConfigError::File { path: path.to_owned(), source })?;
                Some(TomlLayer { name: path.display().to_string(), text })
            }
            None => None,
        };
        // A variable that is no UTF-8 is none of ours.
        let variables =
            std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Self::layered(file, variables)
    }

    /// Whether SMS are kept to be read on a page instead of being sent: only outside production, by the outbox.
    pub fn shows_outbox(&self) -> bool {
        self.mode == Mode::Demo && self.sms.sender == SmsSenderKind::Outbox
    }

    /// Reads the defaults with a text in TOML over them and no environment; for tests and tools.
    ///
    /// # Errors
    /// Where a key is unknown or a value is of the wrong kind.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        Self::layered(Some(TomlLayer { name: "the given settings".to_owned(), text: text.to_owned() }), [])
    }

    fn layered(
        file: Option<TomlLayer>,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let built_in = TomlLayer { name: "the built-in defaults".to_owned(), text: DEFAULT_FILE.to_owned() };
        let mut figment = Figment::from(built_in);
        let defaults: Value = figment.extract().map_err(describe)?;
        if let Some(file) = file {
            figment = figment.merge(file);
        }
        figment.merge(Environment::new(variables, defaults)).extract().map_err(describe)
    }
}

/// A TOML text that errors name.
struct TomlLayer {
    name: String,
    text: String,
}

impl Provider for TomlLayer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.name.clone())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Toml::string(&self.text).data()
    }
}

/// What is wrong and where, without the value: it may be a secret.
fn describe(errors: figment::Error) -> ConfigError {
    let lines: Vec<String> = errors.into_iter().map(|error| describe_one(&error)).collect();
    ConfigError::Setting(lines.join("; "))
}

fn describe_one(error: &figment::Error) -> String {
    let reason = match &error.kind {
        // A syntax error quotes the line; its first and last lines tell the place and the reason.
        Kind::Message(text) => match (text.lines().next(), text.lines().last()) {
            (Some(first), Some(last)) if first != last => format!("{first}: {last}"),
            _ => text.clone(),
        },
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => format!("has to be {expected}"),
        Kind::UnknownField(name, known) => format!("there is no key {name}; there are {}", known.join(", ")),
        Kind::UnknownVariant(_, known) => format!("has to be one of {}", known.join(", ")),
        Kind::MissingField(name) => format!("{name} is missing"),
        Kind::ISizeOutOfRange(_) | Kind::USizeOutOfRange(_) => "is out of range".to_owned(),
        _ => "is not of the right kind".to_owned(),
    };
    let profile = error.profile.clone().unwrap_or_default();
    let place = match &error.metadata {
        Some(metadata) if error.path.is_empty() => metadata.name.to_string(),
        Some(metadata) => format!("{} in {}", metadata.interpolate(&profile, &error.path), metadata.name),
        None => error.path.join("."),
    };
    if place.is_empty() { reason } else { format!("{place}: {reason}") }
}

#[cfg(test)]
mod tests;
