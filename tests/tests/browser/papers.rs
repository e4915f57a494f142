//! Papers on their way: a cut network, a reload in the middle, a refusal; and looking at what has arrived.

use std::io::Write as _;

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{PNG, Page, Screen, journey};
use integration_tests::uploads::photo;
use tempfile::NamedTempFile;

use crate::{PASSWORD, demo};

pub(super) const FILE: &str = "material-personnel_archive-file";

pub(super) fn file(name: &str, ending: &str, content: &[u8]) -> Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(name).suffix(ending).tempfile().context("a file")?;
    file.write_all(content)?;
    Ok(file)
}

/// Waits until so many documents have arrived and nothing is on its way.
pub(super) async fn arrived(page: &Page, count: usize) -> Result<()> {
    let all = format!("return document.querySelectorAll('[data-testid=attachment]').length === {count} || null");
    page.until_script(&all).await?;
    page.gone("upload").await
}

pub(super) async fn materials(page: &Page, id: &str) -> Result<()> {
    page.go(&format!("/applications/{id}/edit")).await?;
    page.click("step-materials").await?;
    page.see("material-personnel_archive").await.map(drop)
}

#[tokio::test]
async fn three_photos_outlive_a_cut_network_and_a_reload() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.begin(0).await?.id;
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        materials(&page, &id).await?;
        page.cut_off(true).await?;
        let names = ["一", "二", "三"];
        let mut files = Vec::new();
        for (seed, name) in (0_u64..).zip(names) {
            let photo = file(name, ".jpg", &photo(seed, 1400, 1000))?;
            page.upload(FILE, photo.path()).await?;
            files.push(photo);
            let taken = files.len();
            let all = format!("return document.querySelectorAll('[data-testid=upload]').length === {taken} || null");
            page.until_script(&all).await?;
        }
        page.until_script("return document.querySelector('[data-state=paused]') && true").await?;
        page.sketch("papers-paused").await?;
        ensure!(filing.get(&id).await?.attachments.is_empty(), "something arrived without a network");
        page.cut_off(false).await?;
        // The page is gone before it has said anything; what the device keeps goes on.
        materials(&page, &id).await?;
        arrived(&page, names.len()).await?;
        page.is_sane().await?;
        page.sketch("papers-arrived").await?;
        let listed = filing.get(&id).await?.attachments;
        ensure!(listed.len() == names.len(), "{} documents", listed.len());
        for (file, name) in listed.iter().zip(names) {
            ensure!(file.file_name.starts_with(name), "{} stands where {name} should", file.file_name);
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_refused_file_is_named_and_kept() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.begin(0).await?.id;
        let page = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
        materials(&page, &id).await?;
        let wrong = file("表格", ".jpg", b"no picture at all")?;
        page.upload(FILE, wrong.path()).await?;
        page.until_script("return document.querySelector('[data-state=failed]') && true").await?;
        page.reads("upload", "表格").await?;
        // It does not hold up what comes after it, and a reload does not lose it.
        page.upload(FILE, file("好", ".png", PNG)?.path()).await?;
        page.see("attachment").await?;
        materials(&page, &id).await?;
        page.until_script("return document.querySelector('[data-state=failed]') && true").await?;
        page.click("upload-drop").await?;
        page.gone("upload").await?;
        ensure!(filing.get(&id).await?.attachments.len() == 1, "one document");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_document_is_looked_at_by_keys() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.complete(0).await?.id;
        let page = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
        materials(&page, &id).await?;
        page.click("attachment-open").await?;
        page.see("viewer-page").await?;
        let lies = |what: &str| {
            format!(
                "return document.querySelector('[data-testid=viewer-page]')?.style.transform.includes('{what}') || null"
            )
        };
        page.press("+").await?;
        page.until_script(&lies("scale(1.5)")).await?;
        page.press("r").await?;
        page.until_script(&lies("rotate(90deg)")).await?;
        page.press("0").await?;
        page.until_script(&lies("scale(1)")).await?;
        page.click("viewer-next").await?;
        page.reads("viewer-place", "第 2 份").await?;
        page.sketch("viewer").await?;
        page.press_escape().await?;
        page.gone("viewer").await
    })
    .await;
}
