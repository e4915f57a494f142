//! 经办人管理: the agents of an enterprise.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::registration::{parse_consent, parse_document};
use crate::access::{AgentAction, AgentState, Permission};
use crate::error::{FieldErrors, Invalid};
use crate::identity::{AccountName, IdDocument, Mobile, Password, PersonName};
use crate::legal;

/// How a new agent comes by a password.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum AgentStart {
    /// An SMS invites the person to set one.
    #[default]
    Invitation,
    /// The manager sets a first one, to be changed at the first login.
    InitialPassword,
}

/// The form of an agent, for adding and for editing, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AgentIn {
    /// 姓名
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub name: String,
    /// 证件类型: a code of `DocumentType`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub document_type: String,
    /// 证件号码. When editing: empty leaves it as it is.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub document_number: String,
    /// 手机号码. When editing: empty leaves it as it is.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub mobile: String,
    /// 账号名
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub account_name: String,
    /// How the agent comes by a password; only read when adding.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub start: AgentStart,
    /// The first password, where the manager sets one; only read when adding.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub initial_password: String,
    /// 权限
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub permissions: Vec<Permission>,
    /// 有效期至, `YYYY-MM-DD`; empty for no end.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub valid_until: String,
    /// The revision that was read, when editing.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub revision: u64,
}

/// A new agent whose every field stood the rules.
#[derive(Debug, Clone)]
pub struct NewAgent {
    /// Name.
    pub name: PersonName,
    /// Document.
    pub document: IdDocument,
    /// Mobile number.
    pub mobile: Mobile,
    /// Account name.
    pub account_name: AccountName,
    /// The first password, `None` for an invitation.
    pub initial_password: Option<Password>,
    /// Permissions, without repeats.
    pub permissions: Vec<Permission>,
    /// Last day.
    pub valid_until: Option<NaiveDate>,
}

/// An edit of an agent whose every field stood the rules.
#[derive(Debug, Clone)]
pub struct AgentEdit {
    /// Name.
    pub name: PersonName,
    /// Document, `None` to leave it.
    pub document: Option<IdDocument>,
    /// Mobile number, `None` to leave it.
    pub mobile: Option<Mobile>,
    /// Account name.
    pub account_name: AccountName,
    /// Permissions, without repeats.
    pub permissions: Vec<Permission>,
    /// Last day.
    pub valid_until: Option<NaiveDate>,
    /// The revision that was read.
    pub revision: u64,
}

impl AgentIn {
    /// Reads the form for adding.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse_new(&self, today: NaiveDate) -> Result<NewAgent, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", PersonName::parse(&self.name));
        let document = parse_document(&mut errors, &self.document_type, &self.document_number, today);
        let mobile = errors.take("mobile", Mobile::parse(&self.mobile));
        let account_name = errors.take("account_name", AccountName::parse(&self.account_name));
        let initial_password = match self.start {
            AgentStart::Invitation => None,
            AgentStart::InitialPassword => errors.take(
                "initial_password",
                Password::parse(&self.initial_password, &[&self.mobile, &self.document_number, &self.account_name]),
            ),
        };
        let (permissions, valid_until) = self.parse_terms(&mut errors, today);
        match (name, document, mobile, account_name) {
            (Some(name), Some(document), Some(mobile), Some(account_name)) if errors.0.is_empty() => {
                Ok(NewAgent { name, document, mobile, account_name, initial_password, permissions, valid_until })
            }
            _ => Err(errors),
        }
    }

    /// Reads the form for editing: number fields left empty stay as they are (they are shown masked).
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse_edit(&self, today: NaiveDate) -> Result<AgentEdit, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", PersonName::parse(&self.name));
        let document = if self.document_number.trim().is_empty() {
            None
        } else {
            parse_document(&mut errors, &self.document_type, &self.document_number, today)
        };
        let mobile =
            if self.mobile.trim().is_empty() { None } else { errors.take("mobile", Mobile::parse(&self.mobile)) };
        let account_name = errors.take("account_name", AccountName::parse(&self.account_name));
        let (permissions, valid_until) = self.parse_terms(&mut errors, today);
        match (name, account_name) {
            (Some(name), Some(account_name)) if errors.0.is_empty() => {
                let revision = self.revision;
                Ok(AgentEdit { name, document, mobile, account_name, permissions, valid_until, revision })
            }
            _ => Err(errors),
        }
    }

    fn parse_terms(&self, errors: &mut FieldErrors, today: NaiveDate) -> (Vec<Permission>, Option<NaiveDate>) {
        let mut permissions = self.permissions.clone();
        permissions.sort_unstable();
        permissions.dedup();
        if permissions.is_empty() {
            errors.add("permissions", Invalid::new("permission_required"));
        }
        let valid_until = if self.valid_until.trim().is_empty() {
            None
        } else {
            let date = super::parse_date(&self.valid_until)
                .and_then(|date| if date < today { Err(Invalid::new("date_in_past")) } else { Ok(date) });
            errors.take("valid_until", date)
        };
        (permissions, valid_until)
    }
}

/// An agent as managers see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AgentOut {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Kind of document.
    pub document_type: String,
    /// Document number, masked.
    pub document_masked: String,
    /// Mobile number, masked.
    pub mobile_masked: String,
    /// Account name.
    pub account_name: String,
    /// Where the membership stands.
    pub state: AgentState,
    /// Permissions.
    pub permissions: Vec<Permission>,
    /// Last day.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<NaiveDate>,
    /// Whether the agent is the one asking.
    pub is_self: bool,
    /// Whether the person acts for other enterprises too, so that name, document, number and password are theirs alone.
    pub shared_identity: bool,
    /// What the one asking may do to the agent.
    pub actions: Vec<AgentAction>,
    /// To be sent back with an edit.
    pub revision: u64,
    /// When added.
    pub created_at: DateTime<Utc>,
    /// When last changed.
    pub updated_at: DateTime<Utc>,
    /// After adding: whether the SMS (invitation or notice) went out; where not, it can be sent again.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms_sent: Option<bool>,
    /// When the person last logged in.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_login_at: Option<DateTime<Utc>>,
}

/// A page of agents, by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AgentPage {
    /// The agents.
    pub items: Vec<AgentOut>,
    /// Give it back as `cursor` for the next page; absent on the last.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// A new password for an agent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AgentPasswordIn {
    /// The new password; the agent has to change it at the next login.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub new_password: String,
}

/// What an invitation says before it is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct InvitationOut {
    /// Who invites.
    pub enterprise_name: String,
    /// Who is invited.
    pub name: String,
    /// Account name to log in with.
    pub account_name: String,
    /// Mobile number, masked.
    pub mobile_masked: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Accept an invitation by setting a password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct AcceptInvitationIn {
    /// The password chosen.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub new_password: String,
    /// Version of the terms consented to.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub terms_version: String,
    /// Version of the privacy notice consented to.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub privacy_version: String,
    /// How the token travels.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", oai(default))]
    pub client: super::ClientKind,
}

impl AcceptInvitationIn {
    /// Reads the form; `account` names and numbers that the password must not contain.
    ///
    /// # Errors
    /// The refusals by field.
    pub fn parse(&self, account: &[&str]) -> Result<Password, FieldErrors> {
        let mut errors = FieldErrors::default();
        let password = errors.take("new_password", Password::parse(&self.new_password, account));
        parse_consent(&mut errors, "terms_version", &self.terms_version, legal::TERMS.version);
        parse_consent(&mut errors, "privacy_version", &self.privacy_version, legal::PRIVACY.version);
        match password {
            Some(password) if errors.0.is_empty() => Ok(password),
            _ => Err(errors),
        }
    }
}
