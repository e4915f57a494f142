//! What the device keeps: sent once by however many tabs, forgotten when somebody logs out.

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Page, Screen, journey};
use integration_tests::uploads::photo;

use crate::papers::{FILE, arrived, file, materials};
use crate::{PASSWORD, demo};

/// How many notes and contents of papers the device keeps.
pub(super) async fn kept_on_device(page: &Page) -> Result<u64> {
    let count = page
        .script(
            "return new Promise((done, fail) => {
               const opening = indexedDB.open('esi.papers');
               opening.onerror = fail;
               opening.onsuccess = () => {
                 const reading = opening.result.transaction(['notes', 'contents']);
                 const counts = ['notes', 'contents'].map(name => reading.objectStore(name).count());
                 reading.oncomplete = () => {
                   opening.result.close();
                   done(counts.reduce((sum, count) => sum + count.result, 0));
                 };
               };
             })",
        )
        .await?;
    count.as_u64().context("a count")
}

#[tokio::test]
async fn two_tabs_send_a_page_once() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.begin(0).await?.id;
        let page = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
        page.watch_pieces().await?;
        page.hold_pieces(1).await?;
        materials(&page, &id).await?;
        let paper = file("一", ".jpg", &photo(8, 1400, 1000))?;
        page.upload(FILE, paper.path()).await?;
        let (upload, stopped) = page.held_piece().await?;

        // The same draft in another tab: it sees the page, and leaves it to the tab that sends.
        page.new_tab().await?;
        page.watch_pieces().await?;
        materials(&page, &id).await?;
        page.see("upload").await?;
        // Closed in the middle of a piece: the other one goes on from there.
        page.to_tab(0).await?;
        page.close_tab().await?;
        page.release_pieces().await?;
        arrived(&page, 1).await?;
        let pieces = page.pieces().await?;
        ensure!(pieces.iter().all(|(one, _)| *one == upload), "another upload began: {pieces:?}");
        ensure!(
            pieces.get(1).is_some_and(|(_, from)| *from == stopped),
            "went on elsewhere than {stopped}: {pieces:?}"
        );
        ensure!(pieces.windows(2).all(|two| two[0].1 < two[1].1), "bytes were sent twice: {pieces:?}");

        // Both open, and nothing held: one sends, both show it.
        page.new_tab().await?;
        page.watch_pieces().await?;
        materials(&page, &id).await?;
        arrived(&page, 1).await?;
        let another = file("二", ".jpg", &photo(9, 1400, 1000))?;
        page.upload(FILE, another.path()).await?;
        arrived(&page, 2).await?;
        page.to_tab(0).await?;
        page.reload().await?;
        arrived(&page, 2).await?;
        ensure!(filing.get(&id).await?.attachments.len() == 2, "two pages");
        ensure!(kept_on_device(&page).await? == 0, "the device keeps what has arrived");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn whoever_logs_out_leaves_no_page_behind() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.begin(0).await?.id;
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        page.watch_pieces().await?;
        page.hold_pieces(0).await?;
        materials(&page, &id).await?;
        let paper = file("身份证", ".jpg", &photo(10, 1400, 1000))?;
        page.upload(FILE, paper.path()).await?;
        page.held_piece().await?;
        ensure!(kept_on_device(&page).await? == 2, "a note and a content");

        page.go("/me").await?;
        page.click("log-out").await?;
        page.click("confirm-log-out-yes").await?;
        page.at("/login").await?;
        ensure!(kept_on_device(&page).await? == 0, "the device keeps a page of whoever has gone");
        let drafts = page.script("return Object.keys(localStorage).filter(key => key.includes('draft.'))").await?;
        ensure!(drafts.as_array().is_some_and(Vec::is_empty), "drafts are left: {drafts}");
        page.release_pieces().await?;
        page.log_in(demo::AGENT, PASSWORD).await?;
        materials(&page, &id).await?;
        page.gone("upload").await?;
        ensure!(page.pieces().await?.is_empty(), "something was sent all the same");
        ensure!(filing.get(&id).await?.attachments.is_empty(), "the page has arrived all the same");
        Ok(())
    })
    .await;
}
