//! A person who acts for two enterprises chooses one, and switches.

use anyhow::ensure;
use integration_tests::browser::{Screen, journey};
use integration_tests::people::company;

use crate::{PASSWORD, demo};

#[tokio::test]
async fn one_of_two_enterprises_is_chosen_and_switched() {
    journey(async |stage| {
        let page = stage.browser_of(Screen::Phone, demo::OF_TWO, PASSWORD).await?;
        page.at("/choose-enterprise").await?;
        page.reads("enterprises", demo::ENTERPRISE).await?;
        page.reads("enterprises", demo::OTHER_ENTERPRISE).await?;
        page.is_sane().await?;
        page.picture("choose-enterprise").await?;
        page.click(&format!("enterprise-{}", company(1001))).await?;
        page.at("/home").await?;
        page.reads("enterprise-name", demo::ENTERPRISE).await?;
        // There she manages agents …
        page.click("home-agents").await?;
        page.see("agent-row").await?;

        page.click("back").await?;
        page.at("/me").await?;
        page.click("me-switch").await?;
        page.click(&format!("enterprise-{}", company(1002))).await?;
        page.at("/home").await?;
        page.reads("enterprise-name", demo::OTHER_ENTERPRISE).await?;
        // … here not, and the choice holds over a reload.
        ensure!(page.count("home-agents").await? == 0, "a permission of the other enterprise is shown");
        page.reload().await?;
        page.reads("enterprise-name", demo::OTHER_ENTERPRISE).await?;
        page.go("/agents").await?;
        page.see("not-permitted-home").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn on_a_wide_screen_the_menu_switches_and_the_wanted_page_comes_after_the_choice() {
    journey(async |stage| {
        let page = stage.browser(Screen::Wide).await?;
        page.go("/enterprise").await?;
        page.click("password-login-here").await?;
        page.fill_all(&[("identifier", "lixiuying"), ("password", PASSWORD)]).await?;
        page.click("submit").await?;
        page.at("/choose-enterprise").await?;
        page.click(&format!("enterprise-{}", company(1002))).await?;
        page.at("/enterprise").await?;
        page.reads("enterprise-name", demo::OTHER_ENTERPRISE).await?;
        page.click("switch-enterprise").await?;
        page.click(&format!("enterprise-{}", company(1001))).await?;
        page.at("/home").await?;
        page.reads("enterprise-name", demo::ENTERPRISE).await?;
        page.is_sane().await
    })
    .await;
}
