//! Logging in and out, choosing an enterprise, passwords and SMS codes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::access::{Permission, Role};
use crate::error::{FieldErrors, Invalid};
use crate::identity::{Mobile, Password, SmsCode};

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
}
