//! By keyboard alone.

use anyhow::{Result, ensure};
use integration_tests::browser::{Page, Screen, journey};
use shared::application::Section;

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

/// What has the focus, and whether that can be seen: at it, at what stands for it, or at the card that it is stretched over.
const FOCUS: &str = "const e = document.activeElement;
    if (!e || e === document.body) return null;
    const ring = (e, part) => { const s = getComputedStyle(e, part); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; };
    const seen = [e, ...(e.labels ?? [])].some(e => ring(e)) || ring(e, '::after');
    const box = (e.labels?.[0]?.contains(e) ? e.labels[0] : e).getBoundingClientRect();
    const within = box.bottom > 0 && box.top < innerHeight;
    return `${seen && within ? 'seen' : 'unseen'} ${e.tagName} ${e.dataset.testid ?? e.id ?? ''}`";

/// Steps through a page by Tab, and tells where the focus gets lost to the eye.
async fn unseen(page: &Page, path: &str, shown: &str) -> Result<Vec<String>> {
    page.go(path).await?;
    page.see(shown).await?;
    let mut lost = Vec::new();
    for _ in 0..70 {
        page.press_tab().await?;
        let focus = page.script(FOCUS).await?;
        // Past the last one, the browser's own bar has it.
        let Some(focus) = focus.as_str() else { break };
        if focus.starts_with("unseen") {
            lost.push(format!("{path}: {focus}"));
        }
    }
    Ok(lost)
}

#[tokio::test]
async fn the_focus_is_seen_all_the_way_through_an_application() {
    journey(async |stage| {
        let id = stage.server.filing(demo::AGENT, PASSWORD).await?.complete(0).await?.id;
        let page = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
        let mut lost = unseen(&page, "/applications", "application-row").await?;
        lost.extend(unseen(&page, &format!("/applications/{id}"), "history-entry").await?);
        for step in Section::ALL.iter().copied().map(Section::code) {
            lost.extend(unseen(&page, &format!("/applications/{id}/edit?step={step}"), "save-state").await?);
        }
        ensure!(lost.is_empty(), "{}", lost.join("\n"));
        Ok(())
    })
    .await;
}
