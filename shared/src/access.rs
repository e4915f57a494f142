//! Who may do what: roles, permissions, and the one table that server and app both read.

use serde::{Deserialize, Serialize};

/// What a person is to an enterprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum Role {
    /// 法定代表人: answers for the enterprise and may do everything an enterprise may.
    LegalRepresentative,
    /// 经办人: acts for the enterprise within the permissions given.
    Agent,
}

/// What an agent may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum Permission {
    /// 业务申报: file retirement applications.
    FileApplications,
    /// 管理权限: add, change and remove agents.
    ManageAgents,
}

impl Permission {
    /// Every permission, in the order of the form.
    pub const ALL: [Self; 2] = [Self::FileApplications, Self::ManageAgents];

    /// The name on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FileApplications => "file_applications",
            Self::ManageAgents => "manage_agents",
        }
    }

    /// The permission of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }
}

/// Where an agent's membership stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum AgentState {
    /// Invited by SMS; has not set a password yet.
    Invited,
    /// May act.
    Active,
    /// Stopped by the enterprise.
    Disabled,
    /// The day until which the permission was given is over.
    Expired,
}

/// What may be done to an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum AgentAction {
    /// 编辑
    Edit,
    /// 修改密码
    SetPassword,
    /// Send the invitation again.
    Invite,
    /// 停用
    Disable,
    /// 启用
    Enable,
    /// 删除
    Delete,
}

impl AgentAction {
    /// Every action, in the order in which buttons stand.
    pub const ALL: [Self; 6] = [Self::Edit, Self::SetPassword, Self::Invite, Self::Disable, Self::Enable, Self::Delete];

    /// The states in which the action makes sense.
    const fn fits(self, state: AgentState) -> bool {
        match self {
            Self::Edit | Self::Delete => true,
            Self::SetPassword => matches!(state, AgentState::Active | AgentState::Expired),
            Self::Invite => matches!(state, AgentState::Invited),
            Self::Disable => !matches!(state, AgentState::Disabled),
            Self::Enable => matches!(state, AgentState::Disabled),
        }
    }
}

/// What the acting person is to the enterprise they act for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Role in the current enterprise.
    pub role: Role,
    /// Permissions; a legal representative holds all, whatever stands here.
    pub permissions: Vec<Permission>,
}

impl Actor {
    /// Whether the actor holds a permission.
    pub fn holds(&self, permission: Permission) -> bool {
        self.role == Role::LegalRepresentative || self.permissions.contains(&permission)
    }

    /// Whether the actor may read the enterprise's log: the legal representative alone.
    pub fn may_read_audit_log(&self) -> bool {
        self.role == Role::LegalRepresentative
    }

    /// The first of the wanted permissions that the actor cannot give, not holding it.
    pub fn cannot_give(&self, wanted: &[Permission]) -> Option<Permission> {
        wanted.iter().copied().find(|p| !self.holds(*p))
    }
}

/// What `actor` may do to an agent in `state`; `is_self` when the agent is the actor.
///
/// A managing agent cannot disable, delete or re-password itself here (its own password has a page of its own).
pub fn agent_actions(actor: &Actor, state: AgentState, is_self: bool) -> Vec<AgentAction> {
    if !actor.holds(Permission::ManageAgents) || is_self {
        return Vec::new();
    }
    AgentAction::ALL.into_iter().filter(|action| action.fits(state)).collect()
}

/// What a fresh proof of identity (step-up) is for; a proof serves its purpose alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Enum), oai(rename_all = "snake_case"))]
pub enum StepUpPurpose {
    /// 添加经办人
    AddAgent,
    /// 编辑经办人
    EditAgent,
    /// 修改经办人密码
    SetAgentPassword,
    /// 停用或启用经办人
    SwitchAgent,
    /// 删除经办人
    DeleteAgent,
    /// 开通人脸验证
    EnrolFace,
}

impl StepUpPurpose {
    /// Every purpose.
    pub const ALL: [Self; 6] = [
        Self::AddAgent,
        Self::EditAgent,
        Self::SetAgentPassword,
        Self::SwitchAgent,
        Self::DeleteAgent,
        Self::EnrolFace,
    ];

    /// The name on the wire and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AddAgent => "add_agent",
            Self::EditAgent => "edit_agent",
            Self::SetAgentPassword => "set_agent_password",
            Self::SwitchAgent => "switch_agent",
            Self::DeleteAgent => "delete_agent",
            Self::EnrolFace => "enrol_face",
        }
    }

    /// The purpose of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// The purpose that an action needs a proof for; `None` where none is needed.
    pub const fn of(action: AgentAction) -> Option<Self> {
        match action {
            AgentAction::Edit => Some(Self::EditAgent),
            AgentAction::SetPassword => Some(Self::SetAgentPassword),
            AgentAction::Invite => None,
            AgentAction::Disable | AgentAction::Enable => Some(Self::SwitchAgent),
            AgentAction::Delete => Some(Self::DeleteAgent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(permissions: &[Permission]) -> Actor {
        Actor { role: Role::Agent, permissions: permissions.to_vec() }
    }

    #[test]
    fn an_agent_without_the_permission_may_do_nothing_to_agents() {
        for state in [AgentState::Invited, AgentState::Active, AgentState::Disabled, AgentState::Expired] {
            assert!(agent_actions(&agent(&[Permission::FileApplications]), state, false).is_empty());
        }
    }

    #[test]
    fn nobody_manages_themselves() {
        let manager = agent(&Permission::ALL);
        assert!(agent_actions(&manager, AgentState::Active, true).is_empty());
        assert!(agent_actions(&manager, AgentState::Active, false).contains(&AgentAction::Delete));
    }

    #[test]
    fn a_manager_cannot_give_what_it_lacks() {
        let manager = agent(&[Permission::ManageAgents]);
        assert_eq!(manager.cannot_give(&Permission::ALL), Some(Permission::FileApplications));
        let legal = Actor { role: Role::LegalRepresentative, permissions: vec![] };
        assert_eq!(legal.cannot_give(&Permission::ALL), None);
    }

    #[test]
    fn enable_and_disable_exclude_each_other() {
        let legal = Actor { role: Role::LegalRepresentative, permissions: vec![] };
        for state in [AgentState::Invited, AgentState::Active, AgentState::Disabled, AgentState::Expired] {
            let actions = agent_actions(&legal, state, false);
            assert!(actions.contains(&AgentAction::Enable) != actions.contains(&AgentAction::Disable));
        }
    }

    #[test]
    fn codes_are_the_wire_names() {
        for purpose in StepUpPurpose::ALL {
            assert_eq!(serde_json::to_value(purpose).unwrap_or_default(), purpose.code());
            assert_eq!(StepUpPurpose::from_code(purpose.code()), Some(purpose));
        }
        for permission in Permission::ALL {
            assert_eq!(serde_json::to_value(permission).unwrap_or_default(), permission.code());
        }
    }
}
