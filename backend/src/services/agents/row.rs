//! An agent as stored, joined with the person, and as shown.

use chrono::{DateTime, Utc};
use shared::access::{AgentAction, AgentState, agent_actions};
use shared::api::AgentOut;
use shared::error::ProblemCode;
use surrealdb::types::{RecordId, SurrealValue};

use crate::adapters::surreal::{Vars, key_of, record};
use crate::app::App;
use crate::services::accounts::{MembershipRow, agent_state, membership_key, permissions_of};
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult};

/// Columns of [`AgentRow`].
pub(super) const COLUMNS: &str =
    "id, user, state, permissions, valid_until, revision, sort_key, created_at, updated_at,
    user.name AS name, user.document_type AS document_type, user.document_masked AS document_masked,
    user.document_index AS document_index, user.mobile_sealed AS mobile_sealed, user.mobile_masked AS mobile_masked,
    user.mobile_index AS mobile_index, user.account_name AS account_name, user.last_login_at AS last_login_at,
    array::len((SELECT VALUE id FROM membership WHERE user = $parent.user LIMIT 2)) > 1 AS shared_identity";

#[derive(Debug, Clone, SurrealValue)]
pub(super) struct AgentRow {
    pub(super) id: RecordId,
    pub(super) user: RecordId,
    pub(super) state: String,
    pub(super) permissions: Vec<String>,
    pub(super) valid_until: Option<String>,
    pub(super) revision: i64,
    pub(super) sort_key: String,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
    pub(super) name: String,
    pub(super) document_type: String,
    pub(super) document_masked: String,
    pub(super) document_index: String,
    pub(super) mobile_sealed: String,
    pub(super) mobile_masked: String,
    pub(super) mobile_index: String,
    pub(super) account_name: Option<String>,
    pub(super) last_login_at: Option<DateTime<Utc>>,
    pub(super) shared_identity: bool,
}

impl AgentRow {
    pub(super) fn user_key(&self) -> &str {
        key_of(&self.user)
    }

    pub(super) fn state(&self, app: &App) -> AgentState {
        agent_state(&self.state, self.valid_until.as_deref(), app.clock.today())
    }

    pub(super) fn actions(&self, app: &App, who: &LoggedIn, acting: &MembershipRow) -> Vec<AgentAction> {
        agent_actions(&acting.actor(), self.state(app), self.user == who.user.id)
    }

    pub(super) fn to_wire(&self, app: &App, who: &LoggedIn, acting: &MembershipRow) -> AgentOut {
        AgentOut {
            id: self.user_key().to_owned(),
            name: self.name.clone(),
            document_type: self.document_type.clone(),
            document_masked: self.document_masked.clone(),
            mobile_masked: self.mobile_masked.clone(),
            account_name: self.account_name.clone().unwrap_or_default(),
            state: self.state(app),
            permissions: permissions_of(&self.permissions),
            valid_until: self.valid_until.as_deref().and_then(|date| date.parse().ok()),
            is_self: self.user == who.user.id,
            shared_identity: self.shared_identity,
            actions: self.actions(app, who, acting),
            revision: u64::try_from(self.revision).unwrap_or_default(),
            created_at: self.created_at,
            updated_at: self.updated_at,
            sms_sent: None,
            last_login_at: self.last_login_at,
        }
    }
}

/// The agent of an id in the acting person's enterprise; anybody else's is not found.
pub(super) async fn find(app: &App, acting: &MembershipRow, id: &str) -> ServiceResult<AgentRow> {
    let query = format!("SELECT {COLUMNS} FROM $id WHERE role = 'agent'");
    let id = record("membership", &membership_key(acting.enterprise_id(), id));
    let rows: Vec<AgentRow> = app.db.read(&query, Vars::new().set("id", id)).await?.take(0)?;
    rows.into_iter().next().ok_or(ServiceError::Problem(ProblemCode::NotFound))
}

/// The agent, if the action is open to the one who asks: `not_permitted` on oneself, `action_not_allowed` in that state.
pub(super) async fn find_for(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    action: AgentAction,
) -> ServiceResult<AgentRow> {
    let agent = find(app, acting, id).await?;
    if agent.actions(app, who, acting).contains(&action) {
        Ok(agent)
    } else if agent.user == who.user.id {
        Err(ProblemCode::NotPermitted.into())
    } else {
        Err(ProblemCode::ActionNotAllowed.into())
    }
}

/// Order of lists: by name, and no two alike.
pub(super) fn sort_key(name: &str, user: &str) -> String {
    format!("{name}\u{0}{user}")
}

/// What the search box looks in: name, account name, last four digits of the number.
pub(super) fn search_text(name: &str, account_name: &str, mobile_masked: &str) -> String {
    let last_digits: String = mobile_masked.chars().skip_while(|c| *c != '*').filter(char::is_ascii_digit).collect();
    format!("{name} {account_name} {last_digits}").to_lowercase()
}

/// Statement that refuses to change the login of `$user` where they act for another enterprise, too; for transactions that are
/// guarded by the person.
pub(super) const REFUSE_SHARED: &str = "
    IF array::len((SELECT VALUE id FROM membership WHERE user = $user LIMIT 2)) > 1 { THROW 'shared_identity' };";

/// Statement that raises the revision of `$membership`, refusing one that was changed since `$revision` was read.
pub(super) const CHECK_REVISION: &str = "
    IF (SELECT VALUE revision FROM ONLY $membership) != $revision { THROW 'revision_conflict' };";
