//! Logging in by password and by SMS code.

use anyhow::{Result, ensure};
use integration_tests::browser::{Screen, journey};

use crate::{PASSWORD, demo};

#[tokio::test]
async fn a_phone_starts_with_the_password() {
    journey(async |stage| {
        let page = stage.browser(Screen::Phone).await?;
        page.go("/").await?;
        page.at("/login").await?;
        page.see("identifier").await?;
        page.picture("login").await?;

        // Wrong password and unknown account read alike.
        page.fill_all(&[("identifier", demo::LEGAL_REP), ("password", "Wrong-Tree7")]).await?;
        page.click("submit").await?;
        page.reads("error-summary", "账号或密码不正确").await?;
        let wrong_password = page.text("error-summary").await?;
        page.fill("identifier", "nobody.here").await?;
        page.gone("error-summary").await?;
        page.click("submit").await?;
        let unknown_account = page.text("error-summary").await?;
        ensure!(wrong_password == unknown_account, "{wrong_password} differs from {unknown_account}");
        page.holds("identifier", "nobody.here").await?;

        // What is typed can be looked at.
        page.click("password-show").await?;
        ensure!(page.attribute("password", "type").await?.as_deref() == Some("text"), "the password stays hidden");

        page.fill_all(&[("identifier", demo::LEGAL_REP), ("password", PASSWORD)]).await?;
        page.click("submit").await?;
        page.at("/home").await?;
        page.reads("enterprise-name", demo::ENTERPRISE).await?;
        page.keeps_no_secret(PASSWORD).await?;

        // Scripts cannot read the session's cookie.
        let cookies = page.script("return document.cookie").await?;
        ensure!(cookies == "", "scripts read {cookies}");

        // Out again, and the protected pages are closed.
        page.click("tab-me").await?;
        page.reads("person-name", "王建国").await?;
        page.click("log-out").await?;
        page.click("confirm-log-out-yes").await?;
        page.at("/login").await?;
        page.go("/agents").await?;
        page.at("/login").await?;
        page.see("identifier").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_sms_code_logs_in_and_leads_to_where_one_wanted_to_go() {
    journey(async |stage| {
        let page = stage.browser(Screen::Small).await?;
        page.go("/agents").await?;
        page.at("/login").await?;
        page.click("way-sms").await?;
        page.fill("mobile", demo::LEGAL_REP).await?;
        page.prove_number(&stage.server, demo::LEGAL_REP).await?;
        page.click("submit").await?;
        page.at("/agents").await?;
        page.see("agent-row").await?;
        Ok(())
    })
    .await;
}

/// The code is read where a person of the demonstration reads it: on its page.
#[tokio::test]
async fn the_page_of_messages_shows_the_code() {
    journey(async |stage| {
        let page = stage.browser(Screen::Phone).await?;
        let inbox = stage.browser(Screen::Phone).await?;
        inbox.go("/demo/sms").await?;
        inbox.see("empty").await?;

        page.go("/login").await?;
        page.click("way-sms").await?;
        page.fill("mobile", demo::AGENT).await?;
        page.click("sms_code-send").await?;

        // It comes by itself.
        inbox.reads("sms-mobile", demo::AGENT).await?;
        let code = inbox.text("sms-code").await?;

        page.reads("sms_code-send", "秒后重发").await?;
        page.fill("sms_code", &code).await?;
        page.click("submit").await?;
        page.at("/home").await?;
        // An agent who only files applications manages no agents.
        ensure!(page.count("home-agents").await? == 0, "an entry for what is not permitted");
        page.go("/agents").await?;
        page.see("not-permitted-home").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_number_without_an_account_is_told_what_to_do() {
    journey(async |stage| -> Result<()> {
        let page = stage.browser(Screen::Phone).await?;
        page.go("/login").await?;
        page.click("way-sms").await?;
        page.fill("mobile", "15400099999").await?;
        page.prove_number(&stage.server, "15400099999").await?;
        page.click("submit").await?;
        page.reads("error-summary", "尚未开通账号").await?;
        Ok(())
    })
    .await;
}
