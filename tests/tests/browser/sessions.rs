//! 登录设备: one's sessions, and ending them.

use anyhow::ensure;
use integration_tests::browser::{Screen, journey};
use integration_tests::people::OTHER_PASSWORD;

use crate::{PASSWORD, demo};

#[tokio::test]
async fn a_session_is_ended_from_another_device() {
    journey(async |stage| {
        let lost = stage.browser_of(Screen::Wide, demo::LEGAL_REP, PASSWORD).await?;
        let page = stage.browser_of(Screen::Phone, demo::LEGAL_REP, PASSWORD).await?;
        page.click("tab-me").await?;
        page.click("me-sessions").await?;
        page.see("session-current").await?;
        ensure!(page.count("session-other").await? == 1, "the other session is not listed");
        page.is_sane().await?;
        let other = page
            .until_script("return document.querySelector('[data-testid=session-other] button')?.dataset.testid ?? null")
            .await?;
        page.click(other.as_str().unwrap_or_default()).await?;
        page.reads("confirm-end", "立即退出").await?;
        page.click("confirm-end-yes").await?;
        page.gone("session-other").await?;

        lost.click("nav-agents").await?;
        lost.at("/login").await?;
        page.reload().await?;
        page.see("session-current").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_keeps_this_one() {
    journey(async |stage| {
        let other = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        page.click("tab-me").await?;
        page.click("me-password").await?;
        page.fill_all(&[("current_password", "Wrong-Tree7"), ("new_password", OTHER_PASSWORD)]).await?;
        page.click("submit").await?;
        page.see("error-summary").await?;
        page.is_sane().await?;
        page.fill("current_password", PASSWORD).await?;
        page.click("submit").await?;
        page.at("/me").await?;
        page.reads("toast", "密码已修改").await?;
        page.go("/sessions").await?;
        page.see("session-current").await?;
        ensure!(page.count("session-other").await? == 0, "another session is left");
        other.go("/me").await?;
        other.at("/login").await
    })
    .await;
}
