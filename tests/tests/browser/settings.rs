//! 设置: language and large print, kept on the device.

use anyhow::ensure;
use integration_tests::browser::{Screen, journey};

use crate::{PASSWORD, demo};

#[tokio::test]
async fn language_and_large_print_are_chosen_and_kept() {
    journey(async |stage| {
        let page = stage.browser_of(Screen::Small, demo::LEGAL_REP, PASSWORD).await?;
        page.click("tab-me").await?;
        page.click("me-settings").await?;
        page.tick("language-en", true).await?;
        page.until_script("return document.documentElement.lang === 'en' || null").await?;
        page.reads("setting-large-print", "Large print").await?;
        let before = page.script("return parseFloat(getComputedStyle(document.body).fontSize)").await?;
        page.click("setting-large-print").await?;
        page.until_script("return document.documentElement.classList.contains('large') || null").await?;
        let after = page.script("return parseFloat(getComputedStyle(document.body).fontSize)").await?;
        ensure!(after.as_f64() > before.as_f64(), "letters of {after} are no larger than {before}");

        // Kept over a reload, and before logging in, too; the server's refusals come in the language chosen.
        page.reload().await?;
        page.until_script("return document.documentElement.lang === 'en' || null").await?;
        page.is_sane().await?;
        page.go("/me").await?;
        page.is_sane().await?;
        page.click("log-out").await?;
        page.click("confirm-log-out-yes").await?;
        page.at("/login").await?;
        page.fill_all(&[("identifier", demo::LEGAL_REP), ("password", "Wrong-Tree7")]).await?;
        page.click("submit").await?;
        page.reads("error-summary", "Account or password is not right").await?;
        page.is_sane().await?;

        // Back by one tap.
        page.click("toggle-language").await?;
        page.until_script("return document.documentElement.lang === 'zh-CN' || null").await?;
        page.click("toggle-large-print").await?;
        page.until_script("return document.documentElement.classList.contains('large') ? null : true").await?;
        Ok(())
    })
    .await;
}
