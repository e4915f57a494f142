//! 拍照: the sheet is found, the picture takes itself, the page is cut, turned and sent; and what happens without a camera.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Filing, Film, Page, Screen, Stage, journey};
use shared::api::AttachmentOut;

use crate::{PASSWORD, demo};

/// The camera's page for a kind of material of an application.
pub(super) fn camera_of(id: &str, kind: &str) -> String {
    format!("/applications/{id}/edit?step=materials.{kind}")
}

/// Waits until the server has so many documents of a kind.
pub(super) async fn arrived(filing: &Filing<'_>, id: &str, kind: &str, count: usize) -> Result<Vec<AttachmentOut>> {
    let of_kind = |file: &AttachmentOut| file.kind == kind;
    for _ in 0..600 {
        let files: Vec<_> = filing.get(id).await?.attachments.into_iter().filter(of_kind).collect();
        if files.len() >= count {
            return Ok(files);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("{count} documents of {kind} have not arrived")
}

pub(super) async fn filming<'a>(stage: &'a Stage, screen: Screen, film: Film) -> Result<(Page, Filing<'a>, String)> {
    let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
    let id = filing.begin(1).await?.id;
    let page = stage.browser_filming(screen, &film, demo::AGENT, PASSWORD).await?;
    Ok((page, filing, id))
}

#[tokio::test]
async fn a_card_is_found_taken_cut_turned_and_sent() {
    journey(async |stage| {
        let (page, filing, id) = filming(stage, Screen::Phone, Film::of_cards(1, 11)).await?;
        page.go(&camera_of(&id, "id_card_front")).await?;
        page.see("camera-outline").await?;
        page.sketch("camera-live").await?;
        // By itself, without anybody pressing anything.
        page.see("crop-page").await?;
        page.until_script("return document.querySelector('[data-testid=crop-page]')?.dataset.ready === 'true' || null")
            .await?;
        page.reads("crop-said", "可以使用").await?;
        page.is_sane().await?;
        page.picture("camera-page").await?;

        page.click("crop-turn").await?;
        page.until_script("return document.querySelector('[data-testid=crop-page]')?.dataset.turns === '1' || null")
            .await?;
        page.click("crop-corners").await?;
        let before = page.attribute("crop-corner-0", "style").await?.context("a place")?;
        page.script("document.querySelector('[data-testid=crop-corner-0]').focus()").await?;
        page.press("\u{e014}\u{e015}").await?;
        let moved = format!(
            "const style = document.querySelector('[data-testid=crop-corner-0]').getAttribute('style');
             return style !== {} || null",
            serde_json::Value::from(before)
        );
        page.until_script(&moved).await?;
        page.picture("camera-corners").await?;
        page.click("crop-corners").await?;
        page.until_script("return document.querySelector('[data-testid=crop]')?.dataset.judged === 'true' || null")
            .await?;
        page.click("crop-use").await?;

        // The kind takes one page: back to the papers.
        page.gone("camera").await?;
        page.see("material-id_card_front").await?;
        let files = arrived(&filing, &id, "id_card_front", 1).await?;
        let file = files.first().context("a document")?;
        ensure!(file.media_type == "image/jpeg", "it came as {}", file.media_type);
        // A card lies; turned by a quarter it stands.
        ensure!(file.height > file.width, "{} × {}", file.width, file.height);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_next_page_is_taken_at_once_and_one_with_faults_asks_why() {
    journey(async |stage| {
        let (page, filing, id) = filming(stage, Screen::Phone, Film::of_cards(2, 21)).await?;
        // A card is far too small for what is to be a sheet.
        page.go(&camera_of(&id, "other")).await?;
        page.see("crop-fault").await?;
        page.click("crop-use").await?;
        page.see("crop-reason").await?;
        page.click("crop-reason-yes").await?;
        page.reads("crop-reason", "请选择或写明原因").await?;
        page.click("crop-reason-1").await?;
        page.picture("camera-reason").await?;
        page.click("crop-reason-yes").await?;
        page.reads("camera-count", "1").await?;
        // The camera has never been left: the other card comes, and is taken.
        page.see("crop-fault").await?;
        page.click("crop-use").await?;
        page.click("crop-reason-0").await?;
        page.click("crop-reason-yes").await?;
        page.reads("camera-count", "2").await?;
        page.click("camera-done").await?;
        page.gone("camera").await?;
        arrived(&filing, &id, "other", 2).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn without_anybody_to_look_the_button_takes_the_photo() {
    journey(async |stage| {
        let (page, filing, id) = filming(stage, Screen::Wide, Film::of_cards(1, 31)).await?;
        page.go(&format!("/applications/{id}/edit?step=materials")).await?;
        page.see("material-id_card_back-camera").await?;
        page.script("document.querySelector('meta[name=vision-worker]').remove()").await?;
        page.click("material-id_card_back-camera").await?;
        page.reads("camera-line", "圆钮").await?;
        page.picture("camera-button-only").await?;
        page.click("camera-shutter").await?;
        page.see("crop-raw").await?;
        page.reads("crop-said", "不能自动检查").await?;
        page.click("crop-use").await?;
        page.gone("camera").await?;
        let files = arrived(&filing, &id, "id_card_back", 1).await?;
        ensure!(files.first().is_some_and(|file| file.width == 1280), "it came as {files:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn whoever_denies_the_camera_is_shown_the_way_on() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.begin(1).await?.id;
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        page.go(&format!("/applications/{id}/edit?step=materials")).await?;
        page.see("material-other-camera").await?;
        page.script(
            "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
        )
        .await?;
        page.click("material-other-camera").await?;
        page.reads("camera-failed", "没有使用摄像头的权限").await?;
        page.is_sane().await?;
        page.picture("camera-denied").await?;
        page.click("camera-choose").await?;
        page.gone("camera").await?;
        page.see("material-other-zone").await?;
        Ok(())
    })
    .await;
}
