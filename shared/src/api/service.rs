//! What a client needs to know first, and the demonstration's outbox.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a client needs to know before anybody logs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ServiceInfo {
    /// Whether this is a demonstration: made-up people, SMS readable on a page.
    pub demo: bool,
    /// Version of the terms in force.
    pub terms_version: String,
    /// Version of the privacy notice in force.
    pub privacy_version: String,
    /// Number of the helpline.
    pub helpline: String,
    /// Today in the agency's time zone.
    pub today: chrono::NaiveDate,
    /// Whether photographed cards are read.
    #[serde(default)]
    pub reading: bool,
    /// Version of the server.
    pub version: String,
}

/// A message in the demonstration's outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct OutboxMessage {
    /// The number it was sent to.
    pub mobile: String,
    /// Its text.
    pub text: String,
    /// When.
    pub sent_at: DateTime<Utc>,
}

/// The demonstration's outbox, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct Outbox {
    /// The newest messages.
    pub items: Vec<OutboxMessage>,
    /// What the authenticator of the demonstration's reviewers shows now.
    #[serde(default)]
    pub reviewer_code: String,
}
