//! The page that came of a shot: its corners under a pointer, and a photo that is out of focus.

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Film, Page, Screen, Stage, journey};
use shared::api::PhotoFault;

use crate::camera::{camera_of, filming};
use crate::camera_files::{DROP, give, jpeg};
use crate::{PASSWORD, demo};

const READY: &str = "return document.querySelector('[data-testid=crop-page][data-ready=true]') !== null || null";

/// The address of the straightened page, which is another one after each cut.
async fn cut(page: &Page) -> Result<String> {
    page.until_script(READY).await?;
    let address = page.script("return document.querySelector('[data-testid=crop-page] img').src").await?;
    Ok(address.as_str().context("an address")?.to_owned())
}

fn is_near(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).hypot(one.1 - other.1) < 3.0
}

/// Drags the first corner of a photographed card: by a finger on a phone, else by the mouse.
async fn drag_a_corner(stage: &Stage, screen: Screen) -> Result<()> {
    let (page, _, id) = filming(stage, screen, Film::of_cards(1, 61)).await?;
    page.go(&camera_of(&id, "id_card_front")).await?;
    page.see("crop-page").await?;
    let before = cut(&page).await?;
    page.click("crop-corners").await?;
    let drag = async |from, to| if screen.is_phone() { page.swipe(from, to).await } else { page.drag(from, to).await };
    let (x, y) = page.middle("crop-corner-0").await?;
    let aim = (x + 42.0, y + 23.0);
    drag((x, y), aim).await?;
    let there = page.middle("crop-corner-0").await?;
    ensure!(is_near(there, aim), "dragged to {aim:?}, it is at {there:?}");
    // Past the opposite corner no page would be left: it stays on its own side.
    let opposite = page.middle("crop-corner-2").await?;
    drag(there, (opposite.0 + 20.0, opposite.1 + 20.0)).await?;
    let stopped = page.middle("crop-corner-0").await?;
    ensure!(stopped.0 < opposite.0 && stopped.1 < opposite.1, "{stopped:?} lies past {opposite:?}");
    if screen.is_phone() {
        // That the page is cut anew is the mouse's journey to see.
        return Ok(());
    }
    page.click("crop-corners").await?;
    let after = cut(&page).await?;
    ensure!(before != after, "the page is as it was");
    Ok(())
}

#[tokio::test]
async fn a_corner_is_dragged_by_a_finger() {
    journey(async |stage| drag_a_corner(stage, Screen::Phone).await).await;
}

#[tokio::test]
async fn a_corner_is_dragged_by_the_mouse_and_the_page_cut_anew() {
    journey(async |stage| drag_a_corner(stage, Screen::Wide).await).await;
}

/// Everything that is pressed lies within the window.
async fn all_can_be_reached(page: &Page, within: &str) -> Result<()> {
    let out = page
        .script(&format!(
            "const out = element => {{
               const box = element.getBoundingClientRect();
               return box.width > 0 && (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight);
             }};
             return [...document.querySelectorAll('{within} button, {within} img, {within} video')].filter(out)
               .map(element => element.outerHTML.slice(0, 120))"
        ))
        .await?;
    ensure!(out.as_array().is_some_and(Vec::is_empty), "out of reach: {out}");
    page.is_sane().await
}

#[tokio::test]
async fn a_phone_is_turned_while_it_photographs() {
    journey(async |stage| {
        let (page, _, id) = filming(stage, Screen::Phone, Film::of_cards(1, 81)).await?;
        page.go(&camera_of(&id, "id_card_front")).await?;
        page.see("camera-outline").await?;
        page.resize(844, 390).await?;
        page.see("camera-shutter").await?;
        all_can_be_reached(&page, ".camera-live:not([hidden])").await?;
        cut(&page).await?;
        all_can_be_reached(&page, ".crop").await?;
        page.sketch("camera-turned").await?;
        page.click("crop-corners").await?;
        page.see("crop-corner-0").await?;
        all_can_be_reached(&page, ".crop").await?;
        page.resize(390, 844).await?;
        all_can_be_reached(&page, ".crop").await
    })
    .await;
}

#[tokio::test]
async fn a_card_out_of_focus_is_said_to_be_so() {
    journey(async |stage| {
        let (page, _, id) = filming(stage, Screen::Phone, Film::of_cards(1, 71).out_of_focus()).await?;
        page.go(&camera_of(&id, "id_card_front")).await?;
        page.reads("crop-said", "不够清楚").await?;
        page.sketch("camera-blurred").await?;
        page.click("crop-again").await?;
        page.gone("crop").await
    })
    .await;
}

#[tokio::test]
async fn why_a_blurred_photo_is_sent_is_told_to_the_reviewer() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.complete(0).await?.id;
        let page = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
        page.go(&format!("/applications/{id}/edit?step=materials")).await?;
        page.see("material-household_register-zone").await?;
        give(&page, "material-household_register-zone", DROP, "booklet.jpg", &jpeg(1.0, 4.0)?).await?;
        page.reads("picker-doubt", "不够清楚").await?;
        page.click("doubt-use").await?;
        // The last choice is one's own words.
        page.until_script(
            "const choices = document.querySelectorAll('dialog[open] input[type=radio]');
             choices[choices.length - 1]?.click();
             return choices.length > 0 || null",
        )
        .await?;
        let own =
            page.until_script("return document.querySelector('dialog[open] input[type=text]')?.dataset.testid ?? null");
        let own = own.await?.as_str().context("a field for one's own words")?.to_owned();
        page.fill(&own, "原件被水泡过").await?;
        page.script("document.querySelector('dialog[open] .button.primary').click()").await?;
        page.gone("picker-doubt").await?;
        page.reads("material-household_register", "原件被水泡过").await?;
        filing.submit(&id).await?;

        let reviewing = stage.server.reviewing().await?;
        let seen = reviewing.get(&id).await?.attachments;
        let file = seen.iter().find(|file| file.kind == "household_register").context("the photo")?;
        ensure!(file.faults == [PhotoFault::Blurred], "{:?}", file.faults);
        ensure!(file.override_reason == "原件被水泡过", "{}", file.override_reason);
        Ok(())
    })
    .await;
}
