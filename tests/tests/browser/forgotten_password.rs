//! 忘记密码: a new password by SMS code.

use anyhow::ensure;
use integration_tests::browser::{Screen, journey};
use integration_tests::people::OTHER_PASSWORD;

use crate::{PASSWORD, demo};

#[tokio::test]
async fn a_forgotten_password_is_set_anew() {
    journey(async |stage| {
        // A device that is logged in; it will not be, afterwards.
        let other = stage.browser_of(Screen::Wide, demo::LEGAL_REP, PASSWORD).await?;

        let page = stage.browser(Screen::Phone).await?;
        page.go("/login").await?;
        page.click("forgot-password-link").await?;
        page.at("/forgot-password").await?;
        page.fill("mobile", demo::LEGAL_REP).await?;
        page.prove_number(&stage.server, demo::LEGAL_REP).await?;

        // The rules of passwords hold here, too.
        page.fill("new_password", "Password123!").await?;
        page.click("submit").await?;
        page.reads("new_password-error", "太常见").await?;
        page.fill("new_password", "lakeside").await?;
        page.reads("new_password-error", "至少要有 3 种").await?;
        page.fill("new_password", OTHER_PASSWORD).await?;
        page.gone("new_password-error").await?;
        page.click("submit").await?;
        page.at("/login").await?;
        page.reads("toast", "密码已重设").await?;

        // The old one is no longer good, the new one is.
        page.fill_all(&[("identifier", demo::LEGAL_REP), ("password", PASSWORD)]).await?;
        page.click("submit").await?;
        page.reads("error-summary", "账号或密码不正确").await?;
        page.fill("password", OTHER_PASSWORD).await?;
        page.click("submit").await?;
        page.at("/home").await?;

        other.go("/agents").await?;
        other.at("/login").await?;
        ensure!(other.count("agent-row").await? == 0, "the other device still sees the agents");
        Ok(())
    })
    .await;
}
