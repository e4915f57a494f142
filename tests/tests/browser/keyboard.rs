//! By keyboard alone.

use anyhow::ensure;
use integration_tests::browser::{Screen, journey};

use crate::{PASSWORD, demo};

#[tokio::test]
async fn one_logs_in_and_reaches_the_agents_by_tab_and_enter() {
    journey(async |stage| {
        let page = stage.browser(Screen::Wide).await?;
        page.go("/login").await?;
        page.see("password-login-here").await?;
        page.tab_to("password-login-here").await?;
        page.press_enter().await?;
        page.see("identifier").await?;
        page.tab_to("identifier").await?;
        // Where the focus is can be seen.
        let outline = page
            .script("const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'")
            .await?;
        ensure!(outline == true, "the focus is not to be seen");
        page.press(demo::LEGAL_REP).await?;
        page.tab_to("password").await?;
        page.press("Wrong-Tree7").await?;
        page.press_enter().await?;

        // The summary has the focus, so that it is read out; from there on to the field.
        page.see("error-summary").await?;
        page.until_script("return document.activeElement?.dataset?.testid === 'error-summary' || null").await?;
        page.fill("password", "").await?;
        page.press(PASSWORD).await?;
        page.press_enter().await?;
        page.at("/home").await?;

        // The first Tab leads past the menu.
        page.reload().await?;
        page.see("enterprise-name").await?;
        page.press_tab().await?;
        page.press_enter().await?;
        page.until_script("return document.activeElement?.id === 'content' || null").await?;
        page.tab_to("home-agents").await?;
        page.press_enter().await?;
        page.at("/agents").await?;
        // The new page is announced by its heading.
        page.until_script("return document.activeElement?.tagName === 'H1' || null").await?;
        page.tab_to("agent-add").await?;
        page.press_enter().await?;
        page.at("/step-up").await
    })
    .await;
}

#[tokio::test]
async fn a_question_over_the_page_is_left_by_escape() {
    journey(async |stage| {
        let page = stage.browser_of(Screen::Wide, demo::LEGAL_REP, PASSWORD).await?;
        page.click("nav-me").await?;
        page.tab_to("log-out").await?;
        page.press_enter().await?;
        page.see("confirm-log-out").await?;
        page.press_escape().await?;
        page.gone("confirm-log-out").await?;
        // And can be opened again.
        page.tab_to("log-out").await?;
        page.press_enter().await?;
        page.see("confirm-log-out-yes").await?;
        page.tab_to("confirm-log-out-yes").await?;
        page.press_enter().await?;
        page.at("/login").await
    })
    .await;
}
