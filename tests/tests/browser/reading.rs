//! A photographed card: what was read stands beside its picture, is compared, and goes into the form when it is accepted.

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Screen, journey_of_reading};
use ocr::fixtures::{Person, bank_card, id_front, jpeg, photographed};

use crate::application_form::{saved, sights};
use crate::{PASSWORD, demo};

/// One of the made-up insured persons.
const NUMBER: usize = 3;

#[tokio::test]
async fn what_a_card_says_is_taken_over_when_it_is_accepted() {
    journey_of_reading(async |stage| -> Result<()> {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.begin(NUMBER).await?.id;
        let person = Person::made(11);
        let photo = |flat: image::RgbImage| jpeg(&photographed(&flat, 11));
        filing.attach(&id, "social_security_card_front", photo(bank_card(&person))).await?;
        // Somebody else's card: plainly an identity card, but not this person's.
        filing.attach(&id, "id_card_front", photo(id_front(&person))).await?;

        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        page.go(&format!("/applications/{id}/edit?step=card")).await?;
        page.see("accept-card_number").await.context("the card's number is offered")?;
        let shown = page.text("reading-card_number").await?;
        ensure!(shown.contains(&person.card_number), "{shown}");
        sights(&page, "reading").await?;
        page.click("accept-card_number").await?;
        page.see("accepted-card_number").await?;
        page.click("accept-bank").await?;
        page.see("accepted-bank").await?;
        page.holds("card_number", &person.card_number).await?;
        page.holds("bank", "中国工商银行").await?;
        saved(&page).await?;
        let form = filing.get(&id).await?.form;
        ensure!(form.card_number == person.card_number, "the server has {}", form.card_number);

        page.click("step-person").await?;
        let difference =
            "return document.querySelector('[data-testid=reading-name]')?.textContent.includes('登记为') || null";
        page.until_script(difference).await.context("another name than the register's is said")?;
        sights(&page, "reading-person").await
    })
    .await;
}

#[tokio::test]
async fn a_paper_of_another_kind_is_asked_about() {
    journey_of_reading(async |stage| -> Result<()> {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.begin(NUMBER + 1).await?.id;
        let photo = jpeg(&photographed(&id_front(&Person::made(12)), 12));
        filing.attach(&id, "social_security_card_front", photo).await?;
        let page = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
        page.go(&format!("/applications/{id}/edit?step=card")).await?;
        let asked = page.text("reading-other").await?;
        ensure!(asked.contains("身份证"), "{asked}");
        page.click("reading-other-delete").await?;
        page.click(&format!("reading-{}-delete-yes", filing.get(&id).await?.attachments[0].id)).await?;
        page.gone("reading").await?;
        ensure!(filing.get(&id).await?.attachments.is_empty(), "the photo is still there");
        Ok(())
    })
    .await;
}
