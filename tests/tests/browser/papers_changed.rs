//! Pages put in another order, deleted, and given up on their way.

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Filing, PNG, Page, Screen, journey};
use integration_tests::uploads::photo;
use reqwest::{Client, StatusCode};

use crate::papers::{FILE, arrived, file, materials};
use crate::papers_kept::kept_on_device;
use crate::{PASSWORD, demo};

const KIND: &str = "personnel_archive";

/// Waits until the pages stand in this order on the page, and asks the server whether it has the same.
async fn stand(page: &Page, filing: &Filing<'_>, id: &str, order: &[&str]) -> Result<()> {
    let wanted = serde_json::to_string(order).context("ids")?;
    let shown = "JSON.stringify([...document.querySelectorAll('[data-testid=attachment]')].map(e => e.dataset.id))";
    page.until_script(&format!("return {shown} === JSON.stringify({wanted}) || null")).await?;
    let kept: Vec<String> = filing.get(id).await?.attachments.into_iter().map(|file| file.id).collect();
    ensure!(kept == order, "the server has {kept:?}, the page {order:?}");
    Ok(())
}

#[tokio::test]
async fn pages_change_places_and_are_deleted() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.begin(0).await?.id;
        for seed in 0..3 {
            filing.attach(&id, KIND, photo(seed, 300, 200)).await?;
        }
        let ids: Vec<String> = filing.get(&id).await?.attachments.into_iter().map(|file| file.id).collect();
        let [first, second, third] = ids.as_slice() else { anyhow::bail!("three pages: {ids:?}") };
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        materials(&page, &id).await?;
        stand(&page, &filing, &id, &[first, second, third]).await?;
        // The first page's own button.
        page.click("attachment-later").await?;
        stand(&page, &filing, &id, &[second, first, third]).await?;
        page.reload().await?;
        stand(&page, &filing, &id, &[second, first, third]).await?;
        page.is_sane().await?;

        page.click("attachment-delete").await?;
        page.click(&format!("attachment-{second}-delete-no")).await?;
        page.gone(&format!("attachment-{second}-delete")).await?;
        stand(&page, &filing, &id, &[second, first, third]).await?;
        page.click("attachment-delete").await?;
        page.click(&format!("attachment-{second}-delete-yes")).await?;
        stand(&page, &filing, &id, &[first, third]).await
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_is_given_up_leaves_nothing_and_holds_nobody_up() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.begin(0).await?.id;
        let page = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
        page.watch_pieces().await?;
        page.hold_pieces(1).await?;
        materials(&page, &id).await?;
        let paper = file("大", ".jpg", &photo(7, 1400, 1000))?;
        page.upload(FILE, paper.path()).await?;
        let (upload, _) = page.held_piece().await?;
        let another = file("小", ".png", PNG)?;
        page.upload(FILE, another.path()).await?;
        page.click("upload-drop").await?;
        // Its request still hangs; what waits goes on all the same.
        arrived(&page, 1).await?;
        page.reads("attachment", "小").await?;
        let address = stage.server.url(&format!("/api/v1/uploads/{upload}"));
        let asked = Client::new().head(address).bearer_auth(filing.token()).header("Tus-Resumable", "1.0.0");
        let answer = asked.send().await?;
        ensure!(answer.status() == StatusCode::NOT_FOUND, "the server keeps the upload: {}", answer.status());
        ensure!(kept_on_device(&page).await? == 0, "the device keeps what was given up");
        page.release_pieces().await?;
        materials(&page, &id).await?;
        arrived(&page, 1).await
    })
    .await;
}
