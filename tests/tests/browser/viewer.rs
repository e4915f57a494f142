//! 查看材料: a page made larger by the wheel and by two fingers, moved about, and left by a swipe.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Page, Screen, Stage, journey};
use integration_tests::uploads::photo;

use crate::papers::materials;
use crate::{PASSWORD, demo};

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Lies {
    zoom: f64,
    x: f64,
    y: f64,
}

/// How it lies once that is so.
async fn lies(page: &Page, wanted: impl Fn(Lies) -> bool, what: &str) -> Result<Lies> {
    let read = "const lies = document.querySelector('[data-testid=viewer-page]')?.style.transform ?? '';
        return lies.match(/-?[0-9.]+(?=px|\\))/g)?.map(Number) ?? null";
    let mut last = None;
    for _ in 0..200 {
        let numbers: Vec<f64> = serde_json::from_value(page.until_script(read).await?).context("numbers")?;
        if let [x, y, zoom, ..] = numbers.as_slice() {
            let now = Lies { zoom: *zoom, x: *x, y: *y };
            if wanted(now) {
                return Ok(now);
            }
            last = Some(now);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    anyhow::bail!("{what}: it lies {last:?}")
}

async fn looking(stage: &Stage, screen: Screen) -> Result<Page> {
    let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
    let id = filing.begin(0).await?.id;
    for seed in 0..2 {
        filing.attach(&id, "personnel_archive", photo(seed, 900, 1200)).await?;
    }
    let page = stage.browser_of(screen, demo::AGENT, PASSWORD).await?;
    materials(&page, &id).await?;
    page.click("attachment-open").await?;
    page.see("viewer-page").await?;
    Ok(page)
}

#[tokio::test]
async fn the_wheel_enlarges_what_it_is_over_and_the_mouse_moves_it() {
    journey(async |stage| {
        let page = looking(stage, Screen::Wide).await?;
        let (x, y) = page.middle("viewer-stage").await?;
        page.wheel((x + 100.0, y + 60.0), -120.0).await?;
        page.wheel((x + 100.0, y + 60.0), -120.0).await?;
        let large = lies(&page, |lies| lies.zoom > 1.4, "larger by the wheel").await?;
        // What lay under the mouse stays there: the rest moves away from it.
        let (right, down) = (large.x / 100.0, large.y / 60.0);
        ensure!((right - (1.0 - large.zoom)).abs() < 0.02 && (down - (1.0 - large.zoom)).abs() < 0.02, "{large:?}");
        page.drag((x, y), (x + 70.0, y + 35.0)).await?;
        let moved = |lies: Lies| (lies.x - large.x - 70.0).abs() < 1.0 && (lies.y - large.y - 35.0).abs() < 1.0;
        lies(&page, moved, "moved by the mouse").await?;
        for _ in 0..4 {
            page.wheel((x, y), 120.0).await?;
        }
        lies(&page, |lies| lies == Lies { zoom: 1.0, x: 0.0, y: 0.0 }, "whole again").await?;
        page.press("+").await?;
        lies(&page, |lies| lies.zoom == 1.5, "larger by a key").await?;
        page.press("0").await?;
        lies(&page, |lies| lies.zoom == 1.0, "whole by a key").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn two_fingers_enlarge_a_page_and_one_turns_it_over() {
    journey(async |stage| {
        let page = looking(stage, Screen::Phone).await?;
        let (x, y) = page.middle("viewer-stage").await?;
        let finger = |from: f64, to: f64| ((x + from, y), (x + to, y));
        page.pinch(finger(-40.0, -120.0), finger(40.0, 120.0)).await?;
        let large = lies(&page, |lies| (lies.zoom - 3.0).abs() < 0.05, "three times as large").await?;
        page.sketch("viewer-pinched").await?;
        // While it is large, one finger moves it and leaves it on its page.
        page.swipe((x, y), (x - 90.0, y)).await?;
        lies(&page, |lies| (lies.x - large.x + 90.0).abs() < 1.0, "moved by a finger").await?;
        page.reads("viewer-place", "第 1 份").await?;
        page.pinch(finger(-120.0, -20.0), finger(120.0, 20.0)).await?;
        lies(&page, |lies| lies.zoom == 1.0, "whole again").await?;
        page.swipe((x + 60.0, y), (x - 80.0, y)).await?;
        page.reads("viewer-place", "第 2 份").await?;
        page.swipe((x - 60.0, y), (x + 80.0, y)).await?;
        page.reads("viewer-place", "第 1 份").await
    })
    .await;
}
