//! Passwords, disabling, enabling and deleting: each with a proof, each ending the agent's sessions where it should.

use shared::access::{AgentAction, StepUpPurpose};
use shared::api::{AgentOut, AgentPasswordIn, AuditAction};
use shared::error::ProblemCode;
use shared::identity::{Mobile, Password};

use super::row::{AgentRow, REFUSE_SHARED, find, find_for};
use crate::adapters::surreal::{Vars, record};
use crate::app::App;
use crate::ports::SmsMessage;
use crate::services::accounts::MembershipRow;
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;
use crate::services::sessions::LoggedIn;
use crate::services::{ServiceError, ServiceResult, faces, step_ups};

/// 修改密码: sets a new password for an agent, to be changed at the next login; the agent is told by SMS.
///
/// # Errors
/// The refusals at `new_password`; `step_up_required`; `shared_identity` where the person acts for others too.
pub async fn set_password(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    input: &AgentPasswordIn,
    proof: Option<&str>,
    origin: &Origin,
) -> ServiceResult<()> {
    let agent = find_for(app, who, acting, id, AgentAction::SetPassword).await?;
    if agent.shared_identity {
        return Err(ProblemCode::SharedIdentity.into());
    }
    let number = app.vault.open("mobile", &agent.mobile_sealed)?;
    let account_name = agent.account_name.as_deref().unwrap_or_default();
    let password = Password::parse(&input.new_password, &[&number, account_name])
        .map_err(|invalid| ServiceError::Fields(("new_password", invalid).into()))?;
    let vars = base(&agent)
        .set("hash", app.passwords.hash(&*app.entropy, &password).await?)
        .set("login_guard", record("login_guard", id));
    let vars = step_ups::bind_use(vars, app, who, proof, StepUpPurpose::SetAgentPassword);
    let entry = entry(AuditAction::AgentPasswordSet, who, acting, &agent);
    let statements = format!(
        "{}
         IF !record::exists($membership) {{ THROW 'not_found' }};
         {REFUSE_SHARED}
         UPDATE $user SET password_hash = $hash, must_change_password = true RETURN NONE;
         DELETE session WHERE user = $user;
         DELETE $login_guard;
         {}",
        step_ups::USE,
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    if let Ok(mobile) = Mobile::parse(&number) {
        let message = SmsMessage::AgentPasswordSet { enterprise: acting.enterprise_name.clone() };
        if let Err(error) = app.sms.send(&mobile, &message).await {
            tracing::warn!(%error, kind = message.kind(), "an SMS was not sent");
        }
    }
    Ok(())
}

/// 停用 or 启用. Disabling ends the agent's sessions for this enterprise at once.
///
/// # Errors
/// `step_up_required`; `action_not_allowed` where the agent is in that state already.
pub async fn switch(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    enable: bool,
    proof: Option<&str>,
    origin: &Origin,
) -> ServiceResult<AgentOut> {
    let action = if enable { AgentAction::Enable } else { AgentAction::Disable };
    let agent = find_for(app, who, acting, id, action).await?;
    let vars = base(&agent).set("enable", enable).set("now", app.clock.now());
    let vars = step_ups::bind_use(vars, app, who, proof, StepUpPurpose::SwitchAgent);
    let audit_action = if enable { AuditAction::AgentEnabled } else { AuditAction::AgentDisabled };
    let entry = entry(audit_action, who, acting, &agent);
    // Enabled again, one who never set a password is invited still.
    let statements = format!(
        "{}
         IF !record::exists($membership) {{ THROW 'not_found' }};
         LET $disabled = (SELECT VALUE state FROM ONLY $membership) = 'disabled';
         IF $disabled != $enable {{ THROW 'action_not_allowed' }};
         LET $on = IF (SELECT VALUE password_hash FROM ONLY $user) = NONE {{ 'invited' }} ELSE {{ 'active' }};
         UPDATE $membership SET state = IF $enable {{ $on }} ELSE {{ 'disabled' }}, revision += 1, updated_at = $now;
         IF !$enable {{ DELETE session WHERE membership = $membership }};
         {}",
        step_ups::USE,
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    Ok(find(app, acting, id).await?.to_wire(app, who, acting))
}

/// 删除. Sessions end at once; what the agent filed stays. A person who acts for nobody else loses the account with it,
/// so that number, document and account name are free again.
///
/// # Errors
/// `step_up_required`; `not_permitted` on oneself.
pub async fn delete(
    app: &App,
    who: &LoggedIn,
    acting: &MembershipRow,
    id: &str,
    proof: Option<&str>,
    origin: &Origin,
) -> ServiceResult<()> {
    let agent = find_for(app, who, acting, id, AgentAction::Delete).await?;
    let vars = faces::bind_let_go(base(&agent), app, agent.user_key());
    let vars = step_ups::bind_use(vars, app, who, proof, StepUpPurpose::DeleteAgent);
    let entry = entry(AuditAction::AgentDeleted, who, acting, &agent);
    let statements = format!(
        "{}
         IF !record::exists($membership) {{ THROW 'not_found' }};
         DELETE session WHERE membership = $membership;
         DELETE invitation WHERE membership = $membership;
         DELETE $membership;
         IF array::len((SELECT VALUE id FROM membership WHERE user = $user LIMIT 1)) = 0 {{
             DELETE session WHERE user = $user;
             LET $person = (SELECT mobile_index, document_index, account_name FROM ONLY $user);
             LET $claims = [
                 type::record('claim', string::concat('mobile:', $person.mobile_index)),
                 type::record('claim', string::concat('document:', $person.document_index)),
                 type::record('claim', string::concat('account_name:', $person.account_name ?? '')),
             ];
             DELETE $claims WHERE user = $user;
             UPDATE $user SET password_hash = NONE, must_change_password = false RETURN NONE;
             {}
         }};
         {}",
        step_ups::USE,
        faces::LET_GO,
        audit::WRITE
    );
    app.db.write(&statements, entry.bind(vars, app, origin)).await?;
    faces::remove_now(app).await;
    Ok(())
}

/// Guarded by the person: whoever else adds, changes or ends them waits for it, or is run again.
fn base(agent: &AgentRow) -> Vars {
    Vars::new().set("membership", agent.id.clone()).set("user", agent.user.clone()).guard(&agent.user)
}

fn entry<'a>(action: AuditAction, who: &'a LoggedIn, acting: &'a MembershipRow, agent: &'a AgentRow) -> Entry<'a> {
    Entry::new(action, Some(acting.enterprise_id()), Some((who.user.key(), &who.user.name)))
        .about(agent.user_key(), &agent.name)
}
