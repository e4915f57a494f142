//! 核验: whoever holds a printed paper sees whether it is what is on record, without a log-in and without a name.

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Page, Screen, journey};
use integration_tests::papers::code;

use crate::{PASSWORD, demo};

async fn verdict(page: &Page, path: &str, matches: bool) -> Result<()> {
    page.go(path).await?;
    let script =
        format!("return document.querySelector('[data-testid=verdict]')?.dataset.matches === '{matches}' || null");
    page.until_script(&script).await?;
    page.is_sane().await
}

#[tokio::test]
async fn a_paper_is_true_until_what_is_on_record_is_another() {
    journey(async |stage| -> Result<()> {
        let reviewing = stage.server.reviewing().await?;
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.complete(0).await?.id;
        filing.submit(&id).await?;
        let submitted = filing.get(&id).await?;
        let receipt = submitted.receipt_number.clone().context("no receipt number")?;
        let path = format!("/verify/{receipt}/{}", code(&submitted));

        // Nobody is logged in: this is who scans the code.
        let page = stage.browser(Screen::Phone).await?;
        verdict(&page, &path, true).await?;
        page.reads("verify-status", "提交待初审").await?;
        page.picture("verify").await?;
        let told = page.text("verdict").await?;
        ensure!(!told.contains(&submitted.name), "a name is told: {told}");
        let wrong = path.replace(|c: char| c.is_ascii_digit(), "7");
        verdict(&page, &wrong, false).await?;
        ensure!(page.count("verify-status").await? == 0, "a wrong paper is told of a status");

        // Sent back and filed with another post, the old paper is of something else.
        reviewing.claim(&id).await?;
        reviewing.request_correction(&id, &[("post", "请写明工种")]).await?;
        filing.refile(&id).await?;
        let mut form = filing.get(&id).await?.form;
        form.post = "车工".into();
        filing.save(&id, form).await?;
        filing.submit(&id).await?;
        verdict(&page, &path, false).await?;
        let now = filing.get(&id).await?;
        verdict(&page, &format!("/verify/{receipt}/{}", code(&now)), true).await
    })
    .await;
}
