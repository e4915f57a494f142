//! 人脸验证: consent, enrolment, adding an agent by face; and whoever is not let through, who then takes the other way.

mod replayed;

use anyhow::{Context, Result, bail, ensure};
use integration_tests::browser::{Page, Role, Screen, Stage, Troupe, journey_of_faces};
use integration_tests::people::Person;

use crate::{PASSWORD, demo};

/// Looks at a page at the size and in the language of its journey.
async fn look(page: &Page, name: &str) -> Result<()> {
    page.is_sane().await?;
    page.sketch(&format!("{}-face-{name}", page.screen().size().0)).await
}

/// From the settings through consent and step-up to the first capture.
async fn begin_enrolment(page: &Page, stage: &Stage, mobile: &str) -> Result<()> {
    page.go("/settings/face").await?;
    page.see("face-read-consent").await?;
    look(page, "settings").await?;
    page.click("face-read-consent").await?;
    page.see("face-consent").await?;
    page.tick("face-consent-check", true).await?;
    look(page, "consent").await?;
    page.click("face-consent-give").await?;
    page.step_up(&stage.server, mobile, PASSWORD).await?;
    page.see("face-capture-number").await?;
    look(page, "enrol").await
}

/// Captures until this comes out: `passed`, or the code of a refusal. The server draws the steps anew each time, and a drawn
/// lid or turn is not always read, the less so the busier the machine: then the capture is made again, as a person would.
async fn capture(page: &Page, button: &str, wanted: &str) -> Result<()> {
    const UNREAD: [&str; 2] = ["face_action_missing", "face_wrong_order"];
    let mut button = button;
    let mut told = String::new();
    for _ in 0..8 {
        page.click(button).await?;
        page.see("face-result").await.context("an end")?;
        let result = page.attribute("face-result", "data-result").await?.context("a result")?;
        told = if result == "passed" {
            result
        } else {
            page.attribute("face-result", "data-code").await?.context("a code")?
        };
        if told == wanted {
            return Ok(());
        }
        ensure!(UNREAD.contains(&told.as_str()), "{wanted} was expected: {}", page.text("face-result").await?);
        button = "face-again";
    }
    bail!("{wanted} was expected, not {told} again and again")
}

async fn enrol(page: &Page, stage: &Stage, troupe: &Troupe, mobile: &str) -> Result<()> {
    begin_enrolment(page, stage, mobile).await?;
    troupe.enter(page, Role::Owner).await?;
    for number in 1..=2 {
        capture(page, "face-start", "passed").await.with_context(|| format!("capture {number}"))?;
        page.gone("face-result").await?;
    }
    page.see("face-enrol-done").await?;
    ensure!(page.attribute("face-enrol-done", "data-state").await?.as_deref() == Some("awaiting_approval"));
    Ok(())
}

/// The operator approves whatever waits.
async fn approve(stage: &Stage) -> Result<()> {
    let waiting = stage.server.operator(&["face-enrolments", "list"]).await?;
    let id = waiting.split_whitespace().next().context("nobody waits")?.to_owned();
    stage.server.operator(&["face-enrolments", "approve", &id]).await.map(drop)
}

/// A browser of somebody whose face is enrolled and approved.
async fn enrolled(stage: &Stage, troupe: &Troupe, screen: Screen) -> Result<Page> {
    let page = stage.browser_of(screen, demo::LEGAL_REP, PASSWORD).await?;
    enrol(&page, stage, troupe, demo::LEGAL_REP).await?;
    approve(stage).await?;
    Ok(page)
}

/// To the step-up page of adding an agent, by face.
async fn to_face(page: &Page) -> Result<()> {
    page.go("/agents").await?;
    page.click("agent-add").await?;
    by_face(page).await
}

/// On the step-up page, by face.
async fn by_face(page: &Page) -> Result<()> {
    page.see("step-up-purpose").await?;
    page.tick("way-face", true).await?;
    page.see("face-start").await?;
    look(page, "step-up").await
}

async fn add(page: &Page, person: &Person) -> Result<()> {
    page.fill_agent(person).await?;
    page.tick("permissions-manage_agents", true).await?;
    page.tick("start-initial_password", true).await?;
    page.fill("initial_password", "Birch-Road5").await?;
    page.click("submit").await?;
    page.see("agent-added").await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_legal_representative_enrols_and_adds_an_agent_by_face() {
    let troupe = Troupe::new().expect("the troupe");
    journey_of_faces(async |stage| -> Result<()> {
        let page = enrolled(stage, &troupe, Screen::Phone).await?;
        to_face(&page).await?;
        troupe.enter(&page, Role::OwnerLater).await?;
        capture(&page, "face-start", "passed").await?;
        add(&page, &Person::number(311)).await?;
        // No frame is on disk or in the log, neither as it came nor decoded. Nothing else here is a JPEG.
        let frames = stage.server.files_with(&[b"JFIF", b"/9j/4AAQ"]).await?;
        ensure!(frames.is_empty(), "pictures lie in {frames:?}");
        // What is kept is a template, sealed, in one place; after the withdrawal no file holds its bytes.
        let templates = stage.server.stored("faces")?;
        let marks: Vec<&[u8]> = templates.iter().filter_map(|template| template.get(..64)).collect();
        ensure!(marks.len() == 1, "{} templates are kept", marks.len());
        let holding = stage.server.files_with(&marks).await?;
        ensure!(holding.len() == 1, "the template lies in {holding:?}");
        // Withdrawn, the way by face is gone at once.
        page.go("/settings/face").await?;
        page.click("face-withdraw").await?;
        page.click("confirm-face-withdraw-yes").await?;
        page.see("face-read-consent").await?;
        let holding = stage.server.files_with(&marks).await?;
        ensure!(holding.is_empty(), "after the withdrawal the template lies in {holding:?}");
        page.go("/agents").await?;
        page.click("agent-add").await?;
        page.see("way-password-and-code").await?;
        ensure!(page.count("way-face").await? == 0, "the way by face is still offered");
        Ok(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_not_the_person_is_told_why_and_takes_the_other_way() {
    let troupe = Troupe::new().expect("the troupe");
    journey_of_faces(async |stage| -> Result<()> {
        let page = enrolled(stage, &troupe, Screen::Wide).await?;

        // Before anything is asked, the picture itself is told about: it costs no try.
        to_face(&page).await?;
        troupe.enter(&page, Role::Nobody).await?;
        page.click("face-start").await?;
        for (role, hint) in [(Role::Nobody, "no_face"), (Role::Pair, "several_faces"), (Role::Dark, "too_dark")] {
            troupe.enter(&page, role).await?;
            let told =
                format!("return document.querySelector('[data-testid=face-hint][data-hint={hint}]') ? true : null");
            page.until_script(&told).await.with_context(|| format!("{hint} is not told"))?;
        }
        page.click("face-use-password").await?;
        page.see("step-up-mobile").await?;
        page.tick("way-face", true).await?;

        // Each is refused for its own reason; then the other way.
        troupe.enter(&page, Role::Stranger).await?;
        capture(&page, "face-start", "face_other_person").await?;
        look(&page, "refused").await?;
        troupe.enter(&page, Role::Photo).await?;
        capture(&page, "face-again", "face_still").await?;
        troupe.enter(&page, Role::OwnerLater).await?;
        page.script(
            "window.fakeFace.order = { blink: 'open_mouth', open_mouth: 'blink', turn_left: 'turn_right',
                turn_right: 'turn_left' }; return true",
        )
        .await?;
        capture(&page, "face-again", "face_wrong_order").await?;
        page.click("face-use-password").await?;
        page.step_up(&stage.server, demo::LEGAL_REP, PASSWORD).await?;
        add(&page, &Person::number(312)).await
    })
    .await;
}
