//! QR logins: shown on a page, decided on a phone.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where a QR login stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum QrLoginState {
    /// Shown, not yet scanned.
    Waiting,
    /// Scanned; the phone is asked.
    Scanned,
    /// Approved; the page may fetch its session.
    Approved,
    /// Refused on the phone.
    Refused,
    /// Its two minutes are over, or the session was fetched.
    Ended,
}

/// A QR login for the page that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct QrLoginOut {
    /// Id; part of the address in the code.
    pub id: String,
    /// Secret of the page, never in the code.
    pub secret: String,
    /// Path of the page that the phone opens, to be put after the page's own origin.
    pub path: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// Seconds until then.
    pub expires_in_seconds: u64,
}

/// The state of a QR login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct QrLoginStatus {
    /// Where it stands.
    pub state: QrLoginState,
}

/// What a phone is told before it approves a QR login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct QrLoginRequest {
    /// Id.
    pub id: String,
    /// Browser and system that ask, as far as told.
    pub device: String,
    /// Network address that asks.
    pub ip: String,
    /// When the code was made.
    pub requested_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// Where it stands.
    pub state: QrLoginState,
}
