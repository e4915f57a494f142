//! 选择文件: chosen, dropped and pasted photos are judged before they are sent; a HEIC gets a clear sentence.

use std::io::Write as _;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use integration_tests::browser::{Page, Screen, Stage, journey};
use vision::fixtures::{Light, Scene, page as papers};

use crate::{PASSWORD, demo};

/// Blur of a lens in focus, pixels.
const SHARP: f64 = 0.7;

/// A photo of a card on a desk in this light, through a lens with so much blur in pixels.
pub(super) fn jpeg(gain: f64, blur: f64) -> Result<Vec<u8>> {
    let card = papers::draw(papers::Kind::Card, 5);
    let light = Light { gain, ..Light::default() };
    let (picture, _) = Scene { light, blur, ..Scene::default() }.render(Some(card.view()));
    let (width, height) = (u32::try_from(picture.width())?, u32::try_from(picture.height())?);
    let rgb: Vec<u8> = picture.into_data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 90).write_image(&rgb, width, height, ExtendedColorType::Rgb8)?;
    Ok(file)
}

async fn at_materials(stage: &Stage) -> Result<Page> {
    let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
    let id = filing.begin(1).await?.id;
    let page = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
    page.go(&format!("/applications/{id}/edit?step=materials")).await?;
    page.see("material-id_card_front-zone").await?;
    Ok(page)
}

/// Has an event with a file in it happen to an element.
pub(super) async fn give(page: &Page, test: &str, event: &str, name: &str, content: &[u8]) -> Result<()> {
    let script = format!(
        "const bytes = Uint8Array.from(atob('{}'), letter => letter.charCodeAt(0));
         const data = new DataTransfer();
         data.items.add(new File([bytes], '{name}', {{type: 'image/jpeg'}}));
         const element = document.querySelector('[data-testid={test}]');
         element.dispatchEvent({event});",
        STANDARD.encode(content)
    );
    page.script(&script).await.map(drop)
}

pub(super) const DROP: &str = "new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: data})";
const PASTE: &str = "new ClipboardEvent('paste', {bubbles: true, cancelable: true, clipboardData: data})";

#[tokio::test]
async fn photos_are_dropped_and_pasted() {
    journey(async |stage| {
        let page = at_materials(stage).await?;
        let good = jpeg(1.0, SHARP)?;
        give(&page, "material-id_card_front-zone", DROP, "front.jpg", &good).await?;
        page.reads("material-id_card_front", "front.jpg").await?;
        page.see("attachment").await?;
        // One page is all that this kind takes.
        page.gone("material-id_card_front-camera").await?;
        page.reads("picker-full", "最多 1 页").await?;
        give(&page, "material-id_card_front-zone", DROP, "more.jpg", &good).await?;
        page.reads("picker-refused", "最多 1 页").await?;
        // The same page once more is no other one.
        give(&page, "material-id_card_back", PASTE, "back.jpg", &good).await?;
        page.reads("picker-doubt", "已经拍过").await?;
        page.click("doubt-drop").await?;
        page.gone("picker-doubt").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_dark_photo_asks_why_and_a_heic_says_what_to_do() {
    journey(async |stage| {
        let page = at_materials(stage).await?;
        give(&page, "material-id_card_front-zone", DROP, "dark.jpg", &jpeg(0.16, SHARP)?).await?;
        page.reads("picker-doubt", "太暗").await?;
        page.picture("camera-doubt").await?;
        page.click("doubt-use").await?;
        page.until_script("return document.querySelector('dialog[open]') !== null || null").await?;
        page.script("document.querySelector('dialog[open] input[type=radio]').click()").await?;
        page.script("document.querySelector('dialog[open] .button.primary').click()").await?;
        page.gone("picker-doubt").await?;
        page.see("attachment").await?;

        let mut heic = tempfile::Builder::new().suffix(".heic").tempfile().context("a file")?;
        heic.write_all(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and so on")?;
        page.upload("material-id_card_back-file", heic.path()).await?;
        page.reads("picker-refused", "兼容性最佳").await?;
        page.is_sane().await?;
        Ok(())
    })
    .await;
}
