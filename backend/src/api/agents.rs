//! `agents`: 经办人管理. Every change takes a proof of identity in `X-Step-Up`.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use shared::api::{AgentIn, AgentOut, AgentPage, AgentPasswordIn};

use super::Tag;
use super::responses::{Created, Done};
use crate::app::App;
use crate::http::{ApiError, From, IdempotencyKey, ManageAgents, Principal, StepUpProof};
use crate::services::agents;

pub(super) struct AgentsApi;

#[OpenApi(tag = "Tag::Agents")]
impl AgentsApi {
    /// A page of agents, by name
    #[oai(path = "/agents", method = "get", operation_id = "list_agents")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<ManageAgents>,
        /// A part of name or account name, a number's last digits, or a whole number.
        search: Query<Option<String>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
    ) -> Result<Json<AgentPage>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(agents::page(&app, &principal.who, acting, search.0.as_deref(), cursor.0.as_deref()).await?))
    }

    /// Add an agent
    ///
    /// Takes `X-Step-Up` (purpose `add_agent`) and `Idempotency-Key`.
    #[oai(path = "/agents", method = "post", operation_id = "add_agent")]
    async fn add(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        proof: StepUpProof,
        key: IdempotencyKey,
        input: Json<AgentIn>,
    ) -> Result<Created<AgentOut>, ApiError> {
        let acting = principal.membership()?;
        let added = agents::add(&app, &principal.who, acting, &input, proof.value(), key.value(), &from.0).await?;
        Ok(Created::Created(Json(added)))
    }

    /// One agent
    #[oai(path = "/agents/:id", method = "get", operation_id = "get_agent")]
    async fn get(
        &self,
        app: Data<&Arc<App>>,
        principal: Principal<ManageAgents>,
        id: Path<String>,
    ) -> Result<Json<AgentOut>, ApiError> {
        Ok(Json(agents::get(&app, &principal.who, principal.membership()?, &id).await?))
    }

    /// Edit an agent
    ///
    /// Takes `X-Step-Up` (purpose `edit_agent`) and the revision that was read.
    #[oai(path = "/agents/:id", method = "put", operation_id = "edit_agent")]
    async fn edit(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        proof: StepUpProof,
        id: Path<String>,
        input: Json<AgentIn>,
    ) -> Result<Json<AgentOut>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(agents::edit(&app, &principal.who, acting, &id, &input, proof.value(), &from.0).await?))
    }

    /// Set an agent's password
    ///
    /// Takes `X-Step-Up` (purpose `set_agent_password`). The agent has to change it at the next login.
    #[oai(path = "/agents/:id/password", method = "put", operation_id = "set_agent_password")]
    async fn set_password(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        proof: StepUpProof,
        id: Path<String>,
        input: Json<AgentPasswordIn>,
    ) -> Result<Done, ApiError> {
        let acting = principal.membership()?;
        agents::set_password(&app, &principal.who, acting, &id, &input, proof.value(), &from.0).await?;
        Ok(Done::Done)
    }

    /// Disable an agent (停用)
    ///
    /// Takes `X-Step-Up` (purpose `switch_agent`). Sessions end at once.
    #[oai(path = "/agents/:id/disable", method = "post", operation_id = "disable_agent")]
    async fn disable(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        proof: StepUpProof,
        id: Path<String>,
    ) -> Result<Json<AgentOut>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(agents::switch(&app, &principal.who, acting, &id, false, proof.value(), &from.0).await?))
    }

    /// Enable an agent (启用)
    ///
    /// Takes `X-Step-Up` (purpose `switch_agent`).
    #[oai(path = "/agents/:id/enable", method = "post", operation_id = "enable_agent")]
    async fn enable(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        proof: StepUpProof,
        id: Path<String>,
    ) -> Result<Json<AgentOut>, ApiError> {
        let acting = principal.membership()?;
        Ok(Json(agents::switch(&app, &principal.who, acting, &id, true, proof.value(), &from.0).await?))
    }

    /// Send the invitation again
    #[oai(path = "/agents/:id/invitation", method = "post", operation_id = "invite_agent")]
    async fn invite(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        id: Path<String>,
    ) -> Result<Done, ApiError> {
        agents::invite_again(&app, &principal.who, principal.membership()?, &id, &from.0).await?;
        Ok(Done::Done)
    }

    /// Delete an agent
    ///
    /// Takes `X-Step-Up` (purpose `delete_agent`). Sessions end at once; what the agent filed stays.
    #[oai(path = "/agents/:id", method = "delete", operation_id = "delete_agent")]
    async fn delete(
        &self,
        app: Data<&Arc<App>>,
        from: From,
        principal: Principal<ManageAgents>,
        proof: StepUpProof,
        id: Path<String>,
    ) -> Result<Done, ApiError> {
        let acting = principal.membership()?;
        agents::delete(&app, &principal.who, acting, &id, proof.value(), &from.0).await?;
        Ok(Done::Done)
    }
}
