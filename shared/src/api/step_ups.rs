//! A fresh proof that it is really them, before a sensitive action.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::access::StepUpPurpose;
use crate::error::{FieldErrors, Invalid};
use crate::identity::SmsCode;

/// Asks for the SMS code of a step-up; it goes to one's own number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct StepUpCodeIn {
    /// What the proof will be for; the code is good for it alone.
    pub purpose: StepUpPurpose,
}

/// A proof by password and SMS code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct StepUpIn {
    /// What the proof is for.
    pub purpose: StepUpPurpose,
    /// One's own password.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub password: String,
    /// The code sent to one's own number for this purpose.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub sms_code: String,
}

impl StepUpIn {
    /// Reads the code and checks that a password was typed.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self) -> Result<SmsCode, FieldErrors> {
        let mut errors = FieldErrors::default();
        if self.password.is_empty() {
            errors.add("password", Invalid::new("required"));
        } else if self.password.chars().count() > 128 {
            errors.add("password", Invalid::new("too_long").with("max", 128));
        }
        match errors.take("sms_code", SmsCode::parse(&self.sms_code)) {
            Some(code) if errors.0.is_empty() => Ok(code),
            _ => Err(errors),
        }
    }
}

/// A proof was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct StepUpOut {
    /// To be sent once as `X-Step-Up` with the action.
    pub token: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}
