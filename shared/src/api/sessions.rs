//! Logging in and out, and choosing an enterprise.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::access::{Permission, Role};
use crate::error::{FieldErrors, Invalid};
use crate::identity::{Mobile, SmsCode};

/// How a session's token travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum ClientKind {
    /// A browser: HttpOnly cookie, and a CSRF token in the header `X-CSRF-Token` of every change.
    #[default]
    Browser,
    /// A native shell: `Authorization: Bearer …`.
    Native,
}

/// Log in by password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct PasswordLoginIn {
    /// Mobile number, account name, or – for the legal representative – the credit code.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub identifier: String,
    /// Password.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub password: String,
    /// How the token travels.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub client: ClientKind,
}

impl PasswordLoginIn {
    /// Checks that both fields are filled, within bounds: whether they are right is the server's to say.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::default();
        for (field, value) in [("identifier", &self.identifier), ("password", &self.password)] {
            if value.trim().is_empty() {
                errors.add(field, Invalid::new("required"));
            } else if value.chars().count() > 128 {
                errors.add(field, Invalid::new("too_long").with("max", 128));
            }
        }
        if errors.0.is_empty() { Ok(()) } else { Err(errors) }
    }
}

/// Log in by SMS code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct SmsLoginIn {
    /// Mobile number.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub mobile: String,
    /// The code sent to it for logging in.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub sms_code: String,
    /// How the token travels.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub client: ClientKind,
}

impl SmsLoginIn {
    /// Reads number and code.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self) -> Result<(Mobile, SmsCode), FieldErrors> {
        let mut errors = FieldErrors::default();
        let mobile = errors.take("mobile", Mobile::parse(&self.mobile));
        let code = errors.take("sms_code", SmsCode::parse(&self.sms_code));
        mobile.zip(code).ok_or(errors)
    }
}

/// Exchange an approved QR login for a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct QrSessionIn {
    /// Id of the QR login.
    pub qr_login_id: String,
    /// The secret that only the page that shows the code holds.
    pub secret: String,
    /// How the token travels.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub client: ClientKind,
}

/// A fresh session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct SessionOut {
    /// The bearer token, for native clients alone; a browser gets a cookie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    pub token: Option<String>,
    /// Who is logged in.
    pub me: MeOut,
}

/// Who is logged in and for whom they act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct MeOut {
    /// Id of the person's account.
    pub user_id: String,
    /// Name.
    pub name: String,
    /// Kind of document: a code of `DocumentType`.
    pub document_type: String,
    /// Document number, masked.
    pub document_masked: String,
    /// Mobile number, masked.
    pub mobile_masked: String,
    /// Account name, where there is one.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// The enterprise acted for in this session; absent until one is chosen.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<MembershipOut>,
    /// Every enterprise that the person may act for now.
    pub memberships: Vec<MembershipOut>,
    /// A manager set the password: it has to be changed before anything else.
    pub must_change_password: bool,
    /// To be sent as `X-CSRF-Token` with every change made from a browser.
    pub csrf_token: String,
}

/// One enterprise that a person acts for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct MembershipOut {
    /// Id of the enterprise: its credit code.
    pub enterprise_id: String,
    /// Name of the enterprise.
    pub enterprise_name: String,
    /// What the person is to it.
    pub role: Role,
    /// What the person may do for it.
    pub permissions: Vec<Permission>,
    /// Last day on which the person may act, in the agency's time zone.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<chrono::NaiveDate>,
}

/// Choose or switch the enterprise acted for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ChooseEnterpriseIn {
    /// Id of one of the person's enterprises.
    pub enterprise_id: String,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct SessionInfo {
    /// Id, good for ending it.
    pub id: String,
    /// Browser and system, as far as told.
    pub device: String,
    /// Network address of its last use.
    pub ip: String,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub last_used_at: DateTime<Utc>,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
    /// Whether it is the one asking.
    pub current: bool,
}

/// One's sessions, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct SessionList {
    /// The sessions.
    pub items: Vec<SessionInfo>,
}
