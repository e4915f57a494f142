//! 消息: what a reviewer does is told on the agent's page as it happens, without a reload, and is read by looking at it.

use anyhow::{Result, ensure};
use integration_tests::browser::{Screen, journey};

use crate::{PASSWORD, demo};

#[tokio::test]
async fn what_the_agency_does_is_told_as_it_happens() {
    journey(async |stage| -> Result<()> {
        let server = &stage.server;
        let reviewing = server.reviewing().await?;
        let filing = server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.complete(0).await?.id;
        filing.submit(&id).await?;
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        page.click("tab-notices").await?;
        page.see("empty").await?;
        page.is_sane().await?;
        ensure!(page.count("unread").await? == 0);

        reviewing.claim(&id).await?;
        // On the page that is open, and as a count in the menu.
        page.see("notice").await?;
        page.reads("unread", "1").await?;
        ensure!(page.attribute("notice", "data-event").await?.as_deref() == Some("claimed"));
        page.click("tab-home").await?;
        page.see("services").await?;
        reviewing.request_correction(&id, &[("post", "请写明工种")]).await?;
        page.reads("unread", "2").await?;
        page.click("tab-notices").await?;
        page.see("notice").await?;
        page.is_sane().await?;
        page.picture("notices").await?;
        ensure!(page.attribute("notice", "data-event").await?.as_deref() == Some("correction_requested"));

        // Looked at, it is read.
        page.click("notice-open").await?;
        page.see("history-entry").await?;
        page.gone("unread").await?;
        page.go("/notices").await?;
        page.see("notice").await?;
        ensure!(page.attribute("notice", "data-read").await?.as_deref() == Some("true"));
        ensure!(page.count("notices-read-all").await? == 0);

        // Which of it comes by SMS is one's own choice.
        page.click("sms-decided").await?;
        page.until_script(
            "const on = document.querySelector('[data-testid=sms-decided]')?.getAttribute('aria-checked'); return on === 'false' || null",
        )
        .await?;
        page.reload().await?;
        page.see("sms-decided").await?;
        ensure!(page.attribute("sms-decided", "aria-checked").await?.as_deref() == Some("false"));
        Ok(())
    })
    .await;
}
