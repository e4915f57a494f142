//! A managing agent's face; and somebody who sends what was sent before: other frames, the same nonce, an answer too late.

use std::time::Duration;

use anyhow::{Result, ensure};
use integration_tests::browser::{Page, Role, Screen, Troupe, journey_of_faces};
use integration_tests::people::{Person, company};

use super::{add, approve, by_face, capture, enrol, to_face};
use crate::{PASSWORD, demo};

/// Stands between page and server; see the file.
const BETWEEN: &str = include_str!("between.js");

async fn between(page: &Page, does: &str) -> Result<()> {
    page.script(BETWEEN).await?;
    page.script(&format!("window.between.does = '{does}'; return true")).await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_managing_agent_adds_an_agent_by_face_and_what_was_sent_before_is_refused() {
    let troupe = Troupe::new().expect("the troupe");
    journey_of_faces(async |stage| -> Result<()> {
        let page = stage.browser(Screen::Small).await?;
        page.prefer("en", true).await?;
        page.log_in(demo::OF_TWO, PASSWORD).await?;
        page.click(&format!("enterprise-{}", company(1001))).await?;
        page.see("services").await?;
        enrol(&page, stage, &troupe, demo::OF_TWO).await?;
        approve(stage).await?;
        to_face(&page).await?;
        troupe.enter(&page, Role::OwnerLater).await?;
        between(&page, "pass").await?;
        capture(&page, "face-start", "passed").await?;
        add(&page, &Person::number(321)).await?;

        // The page has not been loaded anew, so whoever stands between still has those frames.
        page.click("agent-added-list").await?;
        page.click("agent-add").await?;
        by_face(&page).await?;
        between(&page, "frames").await?;
        capture(&page, "face-start", "face_replayed").await?;
        // The right answer, and then the same again: the page hears of the second.
        between(&page, "twice").await?;
        capture(&page, "face-again", "face_challenge_used").await?;
        between(&page, "late").await?;
        page.click("face-again").await?;
        // A challenge is open for longer than a page is waited for.
        tokio::time::sleep(Duration::from_secs(55)).await;
        page.see("face-result").await?;
        ensure!(page.attribute("face-result", "data-code").await?.as_deref() == Some("face_challenge_late"));
        let sent = page.script("return window.between.sent").await?;
        ensure!(sent.as_u64() >= Some(4), "{sent} answers came by");
        page.click("face-use-password").await?;
        page.step_up(&stage.server, demo::OF_TWO, PASSWORD).await?;
        add(&page, &Person::number(322)).await
    })
    .await;
}
