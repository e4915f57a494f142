//! SMS codes for those who are not logged in.

use serde::{Deserialize, Serialize};

/// What an SMS code is asked for by someone who is not logged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum SmsCodePurpose {
    /// Registering an enterprise.
    Register,
    /// Logging in.
    Login,
    /// Setting a forgotten password anew.
    ResetPassword,
}

/// Asks for an SMS code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct SmsCodeIn {
    /// The number it goes to.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub mobile: String,
    /// What it will be good for.
    pub purpose: SmsCodePurpose,
}

/// An SMS code is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct SmsCodeOut {
    /// The number it went to, masked.
    pub mobile_masked: String,
    /// Seconds for which it can be used.
    pub expires_in_seconds: u64,
    /// Seconds before another may be asked for.
    pub resend_after_seconds: u64,
}
