//! An agent is invited by SMS and sets a password by the link in it.

use anyhow::ensure;
use integration_tests::browser::{Screen, journey};
use integration_tests::people::{OTHER_PASSWORD, Person};

use crate::{PASSWORD, demo};

#[tokio::test]
async fn an_invited_agent_accepts_by_the_link() {
    journey(async |stage| {
        let person = Person::number(221);
        let page = stage.browser_of(Screen::Phone, demo::LEGAL_REP, PASSWORD).await?;
        page.click("home-agents").await?;
        page.begin_agent(&stage.server, "agent-add", demo::LEGAL_REP, PASSWORD).await?;
        page.fill_agent(&person).await?;
        page.tick("start-invitation", true).await?;
        page.click("submit").await?;
        page.see("agent-added").await?;
        page.reads("agent-added-state", "待激活").await?;
        page.go("/home").await?;
        page.reads("to-do-invited", "1 位经办人尚未激活").await?;

        // Sent again: the older link is no longer good.
        let first = stage.server.invitation(&person.mobile).await?;
        page.click("to-do-invited").await?;
        page.fill("search", &person.account_name).await?;
        page.until_script("return document.querySelectorAll('[data-testid=agent-row]').length === 1 || null").await?;
        let id = page.attribute("agent-row", "data-id").await?.unwrap_or_default();
        page.click(&format!("agent-{id}")).await?;
        page.click("action-invite").await?;
        page.reads("toast", "发送邀请短信").await?;
        let link = stage.server.invitation(&person.mobile).await?;
        ensure!(link != first, "the same link again");

        let agent = stage.browser(Screen::Small).await?;
        agent.go(&first).await?;
        agent.see("invitation-ended").await?;
        agent.go(&link).await?;
        agent.reads("invitation-enterprise", demo::ENTERPRISE).await?;
        agent.reads("invitation-account", &person.account_name).await?;
        agent.is_sane().await?;
        agent.click("submit").await?;
        agent.see("new_password-error").await?;
        agent.fill("new_password", OTHER_PASSWORD).await?;
        agent.tick("terms_version", true).await?;
        agent.tick("privacy_version", true).await?;
        agent.click("submit").await?;
        agent.at("/home").await?;
        agent.reads("enterprise-name", demo::ENTERPRISE).await?;

        // A link is good once.
        agent.go(&link).await?;
        agent.see("invitation-ended").await?;
        page.reload().await?;
        page.reads("agent-state", "正常").await
    })
    .await;
}
