//! 查看详情: one application through the hands of a reviewer, as its agent sees it.

use anyhow::{Result, ensure};
use integration_tests::browser::{Page, Screen, journey};
use shared::application::ApplicationForm;

use crate::{PASSWORD, demo};

async fn standing(page: &Page, status: &str) -> Result<()> {
    let script = format!(
        "return document.querySelector('[data-testid=application-status]')?.dataset.status === '{status}' || null"
    );
    page.until_script(&script).await?;
    Ok(())
}

#[tokio::test]
async fn an_application_is_claimed_sent_back_and_filed_again() {
    journey(async |stage| {
        let reviewing = stage.server.reviewing().await?;
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let application = filing.complete(0).await?;
        let path = format!("/applications/{}", application.id);
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        page.go(&path).await?;
        standing(&page, "draft").await?;
        for action in ["action-edit", "action-submit", "action-delete"] {
            page.see(action).await?;
        }
        filing.submit(&application.id).await?;
        page.reload().await?;
        standing(&page, "submitted").await?;
        page.reads("application-note", "20 个工作日").await?;

        // Numbers are whole only after a tap.
        let number = &application.document_number;
        ensure!(!page.text("document").await?.contains(number.as_str()), "the number is shown at once");
        page.click("reveal-document").await?;
        page.reads("document", number).await?;
        page.click("reveal-document").await?;
        page.reads("document", "****").await?;

        // The reviewer is quicker than the withdrawal, which is asked about: the page itself learns of it at once.
        page.click("action-withdraw").await?;
        page.see("confirm-withdraw-yes").await?;
        reviewing.claim(&application.id).await?;
        page.click("confirm-withdraw-yes").await?;
        page.reads("deed-refused", "没有撤销成功").await?;
        page.gone("action-withdraw").await?;
        page.reads("application-note", "已经受理").await?;

        // Sent back with reasons, each at its part.
        let reasons = [
            ("post", "与档案不一致，请核对。"),
            ("materials.personnel_archive", "照片看不清。"),
            ("application", "请尽快补齐。"),
        ];
        reviewing.request_correction(&application.id, &reasons).await?;
        page.go("/home").await?;
        page.click("to-do-corrections").await?;
        page.click(&format!("application-{}", application.id)).await?;
        standing(&page, "correction_requested").await?;
        ensure!(page.count("reason").await? == reasons.len(), "a reason is missing");
        page.click("reasons-at-materials").await?;
        page.is_sane().await?;
        page.picture("application-detail").await?;

        // Filed again: the form opens, and what was changed stands in the history.
        page.click("action-refile").await?;
        page.see("confirm-refile").await?;
        page.click("confirm-refile-yes").await?;
        page.at(&format!("{path}/edit")).await?;
        let form = ApplicationForm { post: "车工".into(), ..filing.get(&application.id).await?.form };
        filing.save(&application.id, form).await?;
        filing.submit(&application.id).await?;
        page.go(&path).await?;
        standing(&page, "submitted").await?;
        page.reads("difference", "岗位：钳工 → 车工").await?;
        ensure!(page.count("history-entry").await? == 6, "created, submitted, claimed, sent back, refiled, submitted");
        page.is_sane().await?;

        // Another enterprise's application, or none at all.
        page.go("/applications/nobodys").await?;
        page.see("application-gone-list").await?;
        page.is_sane().await
    })
    .await;
}
