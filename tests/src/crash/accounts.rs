//! People of the demonstration who work in the crash suite, and their sessions.

use anyhow::{Context, Result};
use reqwest::Method;
use serde_json::json;

use super::client::Client;
use crate::people::PASSWORD;

/// Agents: how each logs in, and for which of their enterprises.
const AGENTS: [(&str, usize); 4] = [("zhangwei", 0), ("15400000001", 0), ("15400000004", 0), ("lixiuying", 1)];
/// Reviewers, and whether of the first stage.
const REVIEWERS: [(&str, bool); 3] = [("chushen", true), ("chushen2", true), ("fushen", false)];

/// Somebody with a session.
#[derive(Debug, Clone)]
pub(super) struct Account {
    pub(super) name: &'static str,
    pub(super) token: String,
    /// The agent's enterprise; empty for a reviewer.
    pub(super) enterprise: String,
    /// Whether a reviewer of the first stage.
    pub(super) first_stage: bool,
}

/// Logs in all agents and all reviewers.
///
/// # Errors
/// Where somebody cannot log in.
pub(super) async fn log_in_all(client: &Client) -> Result<(Vec<Account>, Vec<Account>)> {
    let (mut agents, mut reviewers) = (Vec::new(), Vec::new());
    for (name, enterprise) in AGENTS {
        agents.push(log_in(client, name, enterprise).await.with_context(|| format!("{name} logs in"))?);
    }
    for (name, first_stage) in REVIEWERS {
        let account = log_in_reviewer(client, name, first_stage).await;
        reviewers.push(account.with_context(|| format!("{name} logs in"))?);
    }
    Ok((agents, reviewers))
}

async fn log_in(client: &Client, name: &'static str, enterprise: usize) -> Result<Account> {
    let login = json!({"identifier": name, "password": PASSWORD, "client": "native"});
    let opened = client.json(Method::POST, "/sessions/by-password", &login, None).await?;
    let token = opened["token"].as_str().context("no token")?.to_owned();
    let memberships = opened["me"]["memberships"].as_array().cloned().unwrap_or_default();
    let mut enterprises: Vec<&str> = memberships.iter().filter_map(|one| one["enterprise_id"].as_str()).collect();
    enterprises.sort_unstable();
    let chosen = (*enterprises.get(enterprise).context("no such enterprise")?).to_owned();
    if opened["me"]["current"]["enterprise_id"].as_str() != Some(chosen.as_str()) {
        let choice = json!({"enterprise_id": chosen});
        client.with(&token).json(Method::PUT, "/sessions/current/enterprise", &choice, None).await?;
    }
    Ok(Account { name, token, enterprise: chosen, first_stage: false })
}

async fn log_in_reviewer(client: &Client, name: &'static str, first_stage: bool) -> Result<Account> {
    let outbox = client.get("/demo/sms-outbox").await?;
    let login = json!({"login": name, "password": PASSWORD, "code": outbox["reviewer_code"], "client": "native"});
    let opened = client.json(Method::POST, "/reviewer-sessions", &login, None).await?;
    let token = opened["token"].as_str().context("no token")?.to_owned();
    Ok(Account { name, token, enterprise: String::new(), first_stage })
}
