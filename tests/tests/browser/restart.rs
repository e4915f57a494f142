//! Everything is still there after the server restarts.

use integration_tests::browser::{Screen, journey};
use integration_tests::people::{PASSWORD, Person, company};

#[tokio::test]
async fn an_enterprise_and_its_agent_outlive_the_server() {
    journey(async |stage| {
        let (boss, agent) = (Person::number(241), Person::number(242));
        let page = stage.browser(Screen::Wide).await?;
        page.go("/register").await?;
        page.fill_all(&[
            ("credit_code", &company(7241)),
            ("enterprise_name", "长春第四食品有限公司"),
            ("legal_rep_name", &boss.name),
            ("document_number", &boss.document_number),
            ("mobile", &boss.mobile),
        ])
        .await?;
        page.prove_number(&stage.server, &boss.mobile).await?;
        page.fill("password", PASSWORD).await?;
        page.tick("terms_version", true).await?;
        page.tick("privacy_version", true).await?;
        page.click("submit").await?;
        page.at("/home").await?;
        page.click("to-do-first-agent").await?;
        page.at("/agents/new").await?;
        page.fill_all(&[
            ("name", &agent.name),
            ("document_number", &agent.document_number),
            ("mobile", &agent.mobile),
            ("account_name", &agent.account_name),
        ])
        .await?;
        page.tick("permissions-file_applications", true).await?;
        page.click("submit").await?;
        page.step_up(&stage.server, &boss.mobile, PASSWORD).await?;
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
