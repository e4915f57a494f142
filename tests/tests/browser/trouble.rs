//! What goes wrong outside the form: an unknown address, a server that is not reached, a session that is over.

use anyhow::Result;
use integration_tests::browser::{Screen, journey};
use integration_tests::people::{Person, company};

use crate::{PASSWORD, demo};

#[tokio::test]
async fn an_unknown_address_shows_the_way_home() {
    journey(async |stage| {
        let page = stage.browser(Screen::Phone).await?;
        page.go("/no/such/page").await?;
        page.reads("empty", "/no/such/page").await?;
        page.is_sane().await?;
        page.click("go-home").await?;
        page.at("/login").await?;
        page.go("/legal/nonsense").await?;
        page.see("go-home").await?;
        page.go("/legal/privacy").await?;
        page.is_sane().await
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_not_reached_loses_nothing_that_was_typed() {
    journey(async |stage| {
        let person = Person::number(231);
        let page = stage.browser(Screen::Phone).await?;
        page.go("/register").await?;
        page.fill_registration(&stage.server, &person, &company(7231), "长春第九机械有限公司").await?;

        stage.server.stop().await?;
        page.click("submit").await?;
        page.reads("error-summary", "连接不上服务器").await?;
        page.holds("enterprise_name", "长春第九机械有限公司").await?;
        page.holds("password", PASSWORD).await?;
        page.is_sane().await?;

        // The code that was sent before the restart is still good: it lies in the database.
        stage.server.launch().await?;
        page.click("submit").await?;
        page.at("/home").await?;
        page.reads("enterprise-name", "长春第九机械有限公司").await
    })
    .await;
}

#[tokio::test]
async fn a_list_that_is_not_reached_is_tried_again() {
    journey(async |stage| {
        let page = stage.browser_of(Screen::Wide, demo::LEGAL_REP, PASSWORD).await?;
        stage.server.stop().await?;
        page.click("nav-agents").await?;
        page.reads("error-page", "网络连接不上").await?;
        page.is_sane().await?;
        stage.server.launch().await?;
        page.click("retry").await?;
        page.see("agent-row").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_session_that_is_over_keeps_what_was_typed() {
    journey(async |stage| -> Result<()> {
        let person = Person::number(232);
        let page = stage.browser_of(Screen::Phone, demo::LEGAL_REP, PASSWORD).await?;
        page.click("home-agents").await?;
        page.begin_agent(&stage.server, "agent-add", demo::LEGAL_REP, PASSWORD).await?;
        page.fill_agent(&person).await?;
        stage.server.end_sessions(demo::LEGAL_REP, PASSWORD).await?;

        page.click("submit").await?;
        page.at("/login").await?;
        page.fill_all(&[("identifier", demo::LEGAL_REP), ("password", PASSWORD)]).await?;
        page.click("submit").await?;
        // Back to where one was: whoever logs in anew proves anew, and finds what was typed.
        page.step_up(&stage.server, demo::LEGAL_REP, PASSWORD).await?;
        page.at("/agents/new").await?;
        page.holds("name", &person.name).await?;
        page.holds("document_number", &person.document_number).await?;
        page.holds("account_name", &person.account_name).await?;
        page.click("submit").await?;
        page.see("agent-added").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn pages_that_are_loaded_later_come_when_the_network_does() {
    journey(async |stage| {
        let page = stage.browser(Screen::Phone).await?;
        page.go("/login").await?;
        // Only the file of the pages about applications is out of reach.
        page.script(
            "const real = window.fetch;
             window.fetch = (what, ...more) => String(what).includes('/part-later') && !window.reached
                 ? Promise.reject(new TypeError('out of reach')) : real(what, ...more);",
        )
        .await?;
        page.click("way-password").await?;
        page.fill_all(&[("identifier", demo::AGENT), ("password", PASSWORD)]).await?;
        page.click("submit").await?;
        page.at("/home").await?;
        page.click("tab-applications").await?;
        page.reads("error-page", "网络连接不上").await?;
        page.see("retry").await?;
        page.script("window.reached = true").await?;
        page.see("application-add").await.map(drop)
    })
    .await;
}
