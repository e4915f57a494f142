//! 经办人管理: agents of the enterprise, and the proof of identity that changing them needs.

use shared::access::StepUpPurpose;
use shared::api::{AgentIn, AgentOut, AgentPage, AgentPasswordIn, SmsCodeOut, StepUpCodeIn, StepUpIn, StepUpOut};

use super::client::Call;
use super::{Answer, segment, with_query};

const STEP_UP: &str = "X-Step-Up";

fn agent_path(id: &str) -> String {
    format!("/agents/{}", segment(id))
}

/// A page of agents; an empty search finds all, an empty cursor is the first page.
pub(crate) async fn agents(search: &str, cursor: &str) -> Answer<AgentPage> {
    Call::get(&with_query("/agents", &[("search", search), ("cursor", cursor)])).json().await
}

/// One agent.
pub(crate) async fn agent(id: &str) -> Answer<AgentOut> {
    Call::get(&agent_path(id)).json().await
}

/// Adds an agent.
pub(crate) async fn add_agent(input: &AgentIn, step_up: &str, idempotency_key: &str) -> Answer<AgentOut> {
    Call::post("/agents").header(STEP_UP, step_up).header("Idempotency-Key", idempotency_key).body(input).json().await
}

/// Edits an agent.
pub(crate) async fn edit_agent(id: &str, input: &AgentIn, step_up: &str) -> Answer<AgentOut> {
    Call::put(&agent_path(id)).header(STEP_UP, step_up).body(input).json().await
}

/// Gives an agent a new password.
pub(crate) async fn set_agent_password(id: &str, input: &AgentPasswordIn, step_up: &str) -> Answer<()> {
    Call::put(&format!("{}/password", agent_path(id))).header(STEP_UP, step_up).body(input).done().await
}

/// Disables an agent.
pub(crate) async fn disable_agent(id: &str, step_up: &str) -> Answer<AgentOut> {
    Call::post(&format!("{}/disable", agent_path(id))).header(STEP_UP, step_up).json().await
}

/// Enables an agent.
pub(crate) async fn enable_agent(id: &str, step_up: &str) -> Answer<AgentOut> {
    Call::post(&format!("{}/enable", agent_path(id))).header(STEP_UP, step_up).json().await
}

/// Sends an agent's invitation again.
pub(crate) async fn invite_agent(id: &str) -> Answer<()> {
    Call::post(&format!("{}/invitation", agent_path(id))).done().await
}

/// Deletes an agent.
pub(crate) async fn delete_agent(id: &str, step_up: &str) -> Answer<()> {
    Call::delete(&agent_path(id)).header(STEP_UP, step_up).done().await
}

/// Asks for the SMS code of a step-up.
pub(crate) async fn send_step_up_code(purpose: StepUpPurpose) -> Answer<SmsCodeOut> {
    Call::post("/step-ups/sms-code").body(&StepUpCodeIn { purpose }).json().await
}

/// Proves who one is.
pub(crate) async fn step_up(input: &StepUpIn) -> Answer<StepUpOut> {
    Call::post("/step-ups").body(input).json().await
}
