//! Two pages all the way: seen moving, taken by themselves, straightened, half sent when the page is loaded anew, submitted,
//! and looked at by the reviewer – each once, in its order, the right way up.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use image::imageops::rotate180;
use integration_tests::browser::{Film, Page, Reviewing, Screen, journey};
use integration_tests::likeness::{likeness, picture};
use shared::api::AttachmentOut;
use shared::application::Status;

use crate::camera::{arrived, camera_of};
use crate::{PASSWORD, demo};

const KIND: &str = "approval_form";
const PAGES: u64 = 2;
/// A page that was taken, and is looked at.
const JUDGED: &str =
    "return document.querySelector('[data-testid=crop][data-judged=true] [data-testid=crop-page][data-ready=true]')
    !== null || null";

/// Notes every outline that is drawn over the camera's picture.
async fn watch_outlines(page: &Page) -> Result<()> {
    page.script(
        "window.outlines = [];
         new MutationObserver(() => {
           const points = document.querySelector('[data-testid=camera-outline] polygon')?.getAttribute('points');
           if (points && points !== window.outlines.at(-1)) window.outlines.push(points);
         }).observe(document.body, {subtree: true, childList: true, attributes: true});",
    )
    .await
    .map(drop)
}

/// How far the outlines went: the largest way of a coordinate, in hundredths of the picture.
async fn way_of_outlines(page: &Page) -> Result<f64> {
    let drawn = page.script("return window.outlines").await?;
    let drawn: Vec<String> = serde_json::from_value(drawn).context("outlines")?;
    let read = |points: &String| -> Vec<f64> { points.split([' ', ',']).filter_map(|at| at.parse().ok()).collect() };
    let drawn: Vec<Vec<f64>> = drawn.iter().map(read).collect();
    let last = drawn.last().context("an outline was drawn")?;
    let ways = drawn.iter().flat_map(|points| points.iter().zip(last).map(|(at, then)| (at - then).abs()));
    Ok(ways.fold(0.0, f64::max))
}

/// Waits for the next page that takes itself. The film goes on while one page is looked at, so that the same may come once
/// more: then the app says so.
async fn next_page(page: &Page) -> Result<()> {
    for _ in 0..20 {
        page.until_script(JUDGED).await?;
        let said = page.text("crop-said").await?;
        if said.contains("可以使用") {
            return Ok(());
        }
        ensure!(said.contains("已经拍过"), "a good page is said to be: {said}");
        page.click("crop-again").await?;
        page.gone("crop").await?;
    }
    bail!("the next page does not come")
}

/// Each upload began at its first byte, and went on without a gap or a byte twice.
fn went_on(pieces: &[(String, u64)]) -> Result<()> {
    let mut uploads: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (upload, from) in pieces {
        uploads.entry(upload).or_default().push(*from);
    }
    ensure!(uploads.len() as u64 == PAGES, "{} uploads of {PAGES} pages: {pieces:?}", uploads.len());
    for (upload, offsets) in uploads {
        ensure!(offsets[0] == 0, "{upload} began at {offsets:?}");
        ensure!(offsets.windows(2).all(|two| two[0] < two[1]), "{upload} did not go on where it stopped: {offsets:?}");
    }
    Ok(())
}

/// The reviewer has the pages of the film, in its order, the right way up.
async fn are_the_film(reviewing: &Reviewing<'_>, id: &str, files: &[AttachmentOut], film: Film) -> Result<()> {
    for (number, file) in (0..PAGES).zip(files) {
        let (media_type, content) = reviewing.content(id, &file.id).await?;
        ensure!(media_type == "image/jpeg", "it comes as {media_type}");
        ensure!(content.len() as u64 == file.bytes, "{} bytes of {}", content.len(), file.bytes);
        let seen = image::load_from_memory(&content).context("a picture")?.to_rgba8();
        let like = |number| likeness(&seen, &picture(film.paper(number))?);
        let (own, other) = (like(number)?, like(PAGES - 1 - number)?);
        let turned = likeness(&rotate180(&seen), &picture(film.paper(number))?)?;
        ensure!(own > other + 0.1 && own > turned + 0.1, "page {number}: {own}, as the other {other}, turned {turned}");
    }
    Ok(())
}

#[tokio::test]
async fn two_pages_go_from_the_camera_to_the_reviewer() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.complete_but(0, KIND).await?.id;
        let film = Film::of_sheets(PAGES, 41);
        let page = stage.browser_filming(Screen::Phone, &film, demo::AGENT, PASSWORD).await?;
        page.watch_pieces().await?;
        page.hold_pieces(1).await?;
        page.go(&camera_of(&id, KIND)).await?;
        watch_outlines(&page).await?;

        next_page(&page).await?;
        page.sketch("journey-page").await?;
        page.click("crop-use").await?;
        page.reads("camera-count", "1").await?;
        // The first page is half-way while the second is taken.
        let (upload, stopped) = page.held_piece().await?;
        next_page(&page).await?;
        let way = way_of_outlines(&page).await?;
        ensure!(way > 3.0, "the outline stood still while the paper moved: {way}");
        page.click("crop-use").await?;
        page.reads("camera-count", "2").await?;
        page.click("camera-done").await?;
        page.gone("camera").await?;
        let on_their_way = "return document.querySelectorAll('[data-testid=upload]').length === 2 || null";
        page.until_script(on_their_way).await?;
        let percent = page.text("upload-percent").await?;
        ensure!(percent != "0%" && percent != "100%", "half-way is {percent}");
        page.sketch("journey-half-way").await?;
        ensure!(page.pieces().await? == [(upload.clone(), 0)], "one piece has left: {:?}", page.pieces().await?);

        page.reload().await?;
        page.until_script(on_their_way).await?;
        // As it is held back now, not as it was before.
        page.hold_pieces(1).await?;
        let (again, from) = page.held_piece().await?;
        ensure!((&again, from) == (&upload, stopped), "{again} goes on at {from}, {upload} stopped at {stopped}");
        page.release_pieces().await?;
        arrived(&filing, &id, KIND, 2).await?;
        page.gone("upload").await?;
        went_on(&page.pieces().await?)?;

        page.click("step-review").await?;
        page.see("findings-none").await?;
        page.click("submit").await?;
        page.click("submit-confirm-yes").await?;
        page.see("application-submitted").await?;

        let reviewing = stage.server.reviewing().await?;
        let seen = reviewing.get(&id).await?;
        ensure!(seen.status == Status::Submitted, "{:?}", seen.status);
        let files: Vec<AttachmentOut> = seen.attachments.into_iter().filter(|file| file.kind == KIND).collect();
        ensure!(files.len() as u64 == PAGES, "{} documents of {PAGES} pages", files.len());
        are_the_film(&reviewing, &id, &files, film).await
    })
    .await;
}
