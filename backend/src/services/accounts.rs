//! People and what they are to enterprises: looking them up by what they type, by id, by session.

use chrono::NaiveDate;
use shared::access::{Actor, AgentState, Permission, Role};
use shared::api::MembershipOut;
use shared::identity::{AccountName, CreditCode, IdDocument, Mobile};
use surrealdb::types::{RecordId, SurrealValue};

use super::{ServiceError, ServiceResult};
use crate::adapters::surreal::{DbError, Vars, key_of, record};
use crate::app::App;

/// Columns of [`UserRow`].
pub const USER_COLUMNS: &str = "id, name, document_type, document_masked, document_index, mobile_sealed, mobile_masked, \
     mobile_index, account_name, password_hash, must_change_password";

/// Columns of [`MembershipRow`].
pub const MEMBERSHIP_COLUMNS: &str = "id, enterprise, enterprise.name AS enterprise_name, user, role, permissions, state, \
     valid_until, revision";

/// A person's account.
#[derive(Debug, Clone, SurrealValue)]
pub struct UserRow {
    /// Record id.
    pub id: RecordId,
    /// Name.
    pub name: String,
    /// Code of the kind of document.
    pub document_type: String,
    /// Document number, masked.
    pub document_masked: String,
    /// Blind index of the document.
    pub document_index: String,
    /// Mobile number, sealed.
    pub mobile_sealed: String,
    /// Mobile number, masked.
    pub mobile_masked: String,
    /// Blind index of the number.
    pub mobile_index: String,
    /// Account name.
    pub account_name: Option<String>,
    /// Argon2id PHC string; none until an invitation is accepted.
    pub password_hash: Option<String>,
    /// Whether a manager set the password.
    pub must_change_password: bool,
}

impl UserRow {
    /// Id.
    pub fn key(&self) -> &str {
        key_of(&self.id)
    }

    /// The mobile number, opened.
    ///
    /// # Errors
    /// Where the seal does not open: the data key is another.
    pub fn mobile(&self, app: &App) -> ServiceResult<Mobile> {
        let plain = app.vault.open("mobile", &self.mobile_sealed)?;
        Mobile::parse(&plain).map_err(|_| shape("user", "mobile number"))
    }
}

/// What a person is to an enterprise.
#[derive(Debug, Clone, SurrealValue)]
pub struct MembershipRow {
    /// Record id.
    pub id: RecordId,
    /// The enterprise.
    pub enterprise: RecordId,
    /// Its name.
    pub enterprise_name: String,
    /// The person.
    pub user: RecordId,
    /// `legal_representative` or `agent`.
    pub role: String,
    /// Codes of permissions.
    pub permissions: Vec<String>,
    /// `invited`, `active` or `disabled`.
    pub state: String,
    /// `YYYY-MM-DD`.
    pub valid_until: Option<String>,
    /// Counts changes.
    pub revision: i64,
}

impl MembershipRow {
    /// Id.
    pub fn key(&self) -> &str {
        key_of(&self.id)
    }

    /// Credit code of the enterprise.
    pub fn enterprise_id(&self) -> &str {
        key_of(&self.enterprise)
    }

    /// Where it stands on a day.
    pub fn state_on(&self, today: NaiveDate) -> AgentState {
        agent_state(&self.state, self.valid_until.as_deref(), today)
    }

    /// Whether the person may act for the enterprise on a day.
    pub fn is_in_force(&self, today: NaiveDate) -> bool {
        self.state_on(today) == AgentState::Active
    }

    /// Role and permissions.
    pub fn actor(&self) -> Actor {
        Actor { role: self.role(), permissions: permissions_of(&self.permissions) }
    }

    /// The role.
    pub fn role(&self) -> Role {
        if self.role == "legal_representative" { Role::LegalRepresentative } else { Role::Agent }
    }

    /// For the wire.
    pub fn to_wire(&self) -> MembershipOut {
        let role = self.role();
        MembershipOut {
            enterprise_id: self.enterprise_id().to_owned(),
            enterprise_name: self.enterprise_name.clone(),
            role,
            permissions: match role {
                Role::LegalRepresentative => Permission::ALL.to_vec(),
                Role::Agent => permissions_of(&self.permissions),
            },
            valid_until: self.valid_until.as_deref().and_then(|date| date.parse().ok()),
        }
    }
}

/// Where an agent stands on a day.
pub fn agent_state(stored: &str, valid_until: Option<&str>, today: NaiveDate) -> AgentState {
    let over = valid_until.and_then(|date| date.parse::<NaiveDate>().ok()).is_some_and(|last| last < today);
    match stored {
        "disabled" => AgentState::Disabled,
        _ if over => AgentState::Expired,
        "invited" => AgentState::Invited,
        _ => AgentState::Active,
    }
}

/// Permissions by their stored names; unknown ones give nothing.
pub fn permissions_of(stored: &[String]) -> Vec<Permission> {
    stored.iter().filter_map(|code| Permission::from_code(code)).collect()
}

/// A sealed mobile number, opened; `None` where it cannot be.
pub fn mobile_of(app: &App, sealed: &str) -> Option<Mobile> {
    app.vault.open("mobile", sealed).ok().and_then(|plain| Mobile::parse(&plain).ok())
}

/// Id of the membership of a person in an enterprise.
pub fn membership_key(enterprise: &str, user: &str) -> String {
    format!("{enterprise}_{user}")
}

/// Id of the claim on a mobile number.
pub fn mobile_claim(app: &App, mobile: &Mobile) -> String {
    format!("mobile:{}", app.vault.index("mobile", mobile.as_str()))
}

/// Id of the claim on a document.
pub fn document_claim(app: &App, document: &IdDocument) -> String {
    format!("document:{}", document_index(app, document))
}

/// Blind index of a document: kind and number.
pub fn document_index(app: &App, document: &IdDocument) -> String {
    app.vault.index("document", &format!("{}|{}", document.kind().code(), document.as_str()))
}

/// Id of the claim on an account name.
pub fn account_name_claim(name: &AccountName) -> String {
    format!("account_name:{}", name.as_str())
}

/// What someone typed to say who they are.
#[derive(Debug)]
pub enum Identifier {
    /// A mobile number.
    Mobile(Mobile),
    /// A credit code: the legal representative of that enterprise.
    CreditCode(CreditCode),
    /// An account name.
    AccountName(AccountName),
    /// None of these: nobody's.
    Unknown,
}

impl Identifier {
    /// Reads what was typed.
    pub fn parse(raw: &str) -> Self {
        if let Ok(mobile) = Mobile::parse(raw) {
            return Self::Mobile(mobile);
        }
        if let Ok(code) = CreditCode::parse_confirmed(raw) {
            return Self::CreditCode(code);
        }
        AccountName::parse(raw).map_or(Self::Unknown, Self::AccountName)
    }
}

/// The account that an identifier names, if there is one.
///
/// # Errors
/// Where the database fails.
pub async fn find_user(app: &App, identifier: &Identifier) -> ServiceResult<Option<UserRow>> {
    let (link, id) = match identifier {
        Identifier::Mobile(mobile) => ("user", record("claim", &mobile_claim(app, mobile))),
        Identifier::AccountName(name) => ("user", record("claim", &account_name_claim(name))),
        Identifier::CreditCode(code) => ("legal_rep", record("enterprise", code.as_str())),
        Identifier::Unknown => ("user", record("claim", "nobody")),
    };
    let query = format!("SELECT {USER_COLUMNS} FROM (SELECT VALUE {link} FROM $id)");
    let rows: Vec<UserRow> = app.db.read(&query, Vars::new().set("id", id)).await?.take(0)?;
    Ok(rows.into_iter().next())
}

/// The account of an id.
///
/// # Errors
/// `not_found`.
pub async fn user(app: &App, id: &str) -> ServiceResult<UserRow> {
    let query = format!("SELECT {USER_COLUMNS} FROM $id");
    let rows: Vec<UserRow> = app.db.read(&query, Vars::new().set("id", record("user", id))).await?.take(0)?;
    rows.into_iter().next().ok_or(ServiceError::Problem(shared::error::ProblemCode::NotFound))
}

/// Every enterprise that the person may act for today.
///
/// # Errors
/// Where the database fails.
pub async fn memberships_in_force(app: &App, user: &str) -> ServiceResult<Vec<MembershipRow>> {
    // A person acts for a handful of enterprises; the bound is against abuse alone.
    let query = format!("SELECT {MEMBERSHIP_COLUMNS} FROM membership WHERE user = $user LIMIT 200");
    let rows: Vec<MembershipRow> = app.db.read(&query, Vars::new().set("user", record("user", user))).await?.take(0)?;
    let today = app.clock.today();
    let mut rows: Vec<MembershipRow> = rows.into_iter().filter(|row| row.is_in_force(today)).collect();
    rows.sort_by(|a, b| {
        a.enterprise_name.cmp(&b.enterprise_name).then_with(|| a.enterprise_id().cmp(b.enterprise_id()))
    });
    Ok(rows)
}

fn shape(table: &'static str, reason: &str) -> ServiceError {
    ServiceError::Database(DbError::Shape { table, reason: reason.to_owned() })
}
