//! Everything is still there after the server restarts.

use integration_tests::browser::{Screen, journey};
use integration_tests::people::{PASSWORD, Person, company};

#[tokio::test]
async fn an_enterprise_and_its_agent_outlive_the_server() {
    journey(async |stage| {
        let (boss, agent) = (Person::number(241), Person::number(242));
        let page = stage.browser(Screen::Wide).await?;
        page.go("/register").await?;
        page.fill_registration(&stage.server, &boss, &company(7241), "长春第四食品有限公司").await?;
        page.click("submit").await?;
        page.at("/home").await?;
        page.begin_agent(&stage.server, "to-do-first-agent", &boss.mobile, PASSWORD).await?;
        page.fill_agent(&agent).await?;
        page.click("submit").await?;
        page.see("agent-added").await?;
        let link = stage.server.invitation(&agent.mobile).await?;

        stage.server.stop().await?;
        stage.server.launch().await?;

        // The session, the enterprise, the agent, and the invitation.
        page.go("/agents").await?;
        page.reads("agent-row", &agent.name).await?;
        let phone = stage.browser(Screen::Phone).await?;
        phone.go(&link).await?;
        phone.reads("invitation-enterprise", "长春第四食品有限公司").await?;
        phone.log_in(&boss.mobile, PASSWORD).await?;
        phone.at("/home").await?;
        phone.reads("enterprise-name", "长春第四食品有限公司").await?;
        phone.click("home-agents").await?;
        phone.reads("agent-row", &agent.name).await
    })
    .await;
}
