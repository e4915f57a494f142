//! A reviewer's log-in: name, password and a second factor.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::api::ClientKind;
use crate::application::Party;

/// A reviewer logs in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewerLoginIn {
    /// Name to log in with.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub login: String,
    /// Password.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub password: String,
    /// The six digits that the authenticator shows now, or a recovery code, which is good once.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub code: String,
    /// What logs in.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub client: ClientKind,
}

/// A reviewer, as they see themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewerOut {
    /// The reviewer's name.
    pub name: String,
    /// `first_reviewer` or `second_reviewer`.
    pub party: Party,
    /// Division code of the region reviewed for.
    pub region: String,
    /// Whether they may take over what another reviewer holds.
    pub leads: bool,
    /// Recovery codes that are left.
    pub recovery_codes_left: u32,
    /// For browsers: goes as `X-CSRF-Token` with every change.
    pub csrf_token: String,
}

/// A reviewer's session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewerSessionOut {
    /// For native clients: to be sent as `Authorization: Bearer …`. Browsers have a cookie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    pub token: Option<String>,
    /// Who.
    pub reviewer: ReviewerOut,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}
