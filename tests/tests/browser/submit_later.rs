//! 传完后自动提交: whoever submits while a page is on its way need not wait beside it.

use anyhow::ensure;
use integration_tests::browser::{Screen, journey};
use integration_tests::uploads::photo;
use shared::application::Status;

use crate::papers::file;
use crate::{PASSWORD, demo};

const KIND: &str = "approval_form";

#[tokio::test]
async fn an_application_is_submitted_when_its_last_page_has_arrived() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.complete_but(0, KIND).await?.id;
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        page.watch_pieces().await?;
        page.hold_pieces(1).await?;
        page.go(&format!("/applications/{id}/edit?step=materials")).await?;
        page.see(&format!("material-{KIND}")).await?;
        let paper = file("审批表", ".jpg", &photo(3, 1400, 1000))?;
        page.upload(&format!("material-{KIND}-file"), paper.path()).await?;
        page.held_piece().await?;

        // What is on its way is not missing.
        page.click("step-review").await?;
        page.see("findings-none").await?;
        page.click("submit").await?;
        page.reads("submit-confirm", "传完后自动提交").await?;
        page.sketch("submit-later-asked").await?;
        page.click("submit-confirm-yes").await?;
        page.reads("submit-waits", "还有 1 个文件在上传").await?;
        page.is_sane().await?;
        page.sketch("submit-later-waits").await?;
        // Thought better of: what arrives then submits nothing.
        page.click("submit-not-yet").await?;
        page.gone("submit-waits").await?;
        page.release_pieces().await?;
        let all =
            "return document.querySelector('[data-testid=step-materials]')?.dataset.progress === 'complete' || null";
        page.until_script(all).await?;
        let now = filing.get(&id).await?;
        ensure!(now.status == Status::Draft && now.attachments.iter().any(|file| file.kind == KIND), "{now:?}");

        // Another page, and this time it is meant.
        page.hold_pieces(1).await?;
        page.click("step-materials").await?;
        let another = file("背面", ".jpg", &photo(4, 1400, 1000))?;
        page.upload(&format!("material-{KIND}-file"), another.path()).await?;
        page.held_piece().await?;
        page.click("step-review").await?;
        page.click("submit").await?;
        page.click("submit-confirm-yes").await?;
        page.see("submit-waits").await?;
        page.release_pieces().await?;
        page.see("application-submitted").await?;
        let now = filing.get(&id).await?;
        ensure!(now.status == Status::Submitted, "{:?}", now.status);
        ensure!(now.attachments.iter().filter(|file| file.kind == KIND).count() == 2, "both pages are in it");
        Ok(())
    })
    .await;
}
