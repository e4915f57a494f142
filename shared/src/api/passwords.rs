//! One's own password: forgotten, and changed.

use serde::{Deserialize, Serialize};

use crate::error::{FieldErrors, Invalid};
use crate::identity::{Mobile, Password, SmsCode};

/// Set a forgotten password anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct PasswordResetIn {
    /// Mobile number of the account.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub mobile: String,
    /// The code sent to it for this.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub sms_code: String,
    /// The new password.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub new_password: String,
}

impl PasswordResetIn {
    /// Reads the form.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self) -> Result<(Mobile, SmsCode, Password), FieldErrors> {
        let mut errors = FieldErrors::default();
        let mobile = errors.take("mobile", Mobile::parse(&self.mobile));
        let code = errors.take("sms_code", SmsCode::parse(&self.sms_code));
        let password = errors.take("new_password", Password::parse(&self.new_password, &[&self.mobile]));
        match (mobile, code, password) {
            (Some(mobile), Some(code), Some(password)) => Ok((mobile, code, password)),
            _ => Err(errors),
        }
    }
}

/// Change one's own password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct PasswordChangeIn {
    /// The present password.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub current_password: String,
    /// The new one.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub new_password: String,
}

impl PasswordChangeIn {
    /// Reads the form; `account` names and numbers that the password must not contain.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self, account: &[&str]) -> Result<Password, FieldErrors> {
        let mut errors = FieldErrors::default();
        if self.current_password.is_empty() {
            errors.add("current_password", Invalid::new("required"));
        }
        let password = errors.take("new_password", Password::parse(&self.new_password, account));
        if !self.new_password.is_empty() && self.new_password == self.current_password {
            errors.add("new_password", Invalid::new("password_unchanged"));
        }
        match password {
            Some(password) if errors.0.is_empty() => Ok(password),
            _ => Err(errors),
        }
    }
}
