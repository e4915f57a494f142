//! 正常退休申请查询: filters that live in the address, counts, what may be done right from the list.

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Page, Screen, journey};
use integration_tests::copies::Copy;
use integration_tests::table_file;

use crate::{PASSWORD, demo};

/// Waits until so many applications are shown.
async fn rows(page: &Page, count: usize) -> Result<()> {
    rows_of(page, ("applications", "application-row"), count).await
}

/// Waits until a list that is read has so many rows.
pub(super) async fn rows_of(page: &Page, (list, row): (&str, &str), count: usize) -> Result<()> {
    let script = format!(
        "const table = document.querySelector('[data-testid={list}]');
         const rows = document.querySelectorAll('[data-testid={row}]');
         return rows.length === {count} && !table?.hasAttribute('aria-busy') || null"
    );
    page.until_script(&script).await.with_context(|| format!("{count} rows"))?;
    Ok(())
}

/// What the address asks for.
pub(super) async fn query(page: &Page) -> Result<String> {
    let query = page.script("return decodeURIComponent(location.search)").await?;
    Ok(query.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_list_is_narrowed_and_opened_again_by_its_link() {
    journey(async |stage| {
        let page = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
        page.click("nav-applications").await?;
        page.at("/applications").await?;
        page.see("application-add-first").await?;
        page.sketch("applications-1440-empty").await?;

        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let man = filing.complete(0).await?;
        filing.submit(&man.id).await?;
        let woman = filing.complete(1).await?;
        filing.begin(3).await?;
        page.go("/home").await?;
        page.reads("to-do-drafts", "2").await?;
        page.sketch("home-1440-to-do").await?;
        page.click("home-applications").await?;
        rows(&page, 3).await?;
        page.reads("count-all", "3").await?;
        page.reads("count-draft", "2").await?;
        page.reads("count-submitted", "1").await?;
        page.is_sane().await?;
        page.picture("applications").await?;

        // A part of the name; the address says so, and brings the list back.
        page.fill("filter-name", "桂兰").await?;
        page.click("filter-apply").await?;
        rows(&page, 1).await?;
        page.reads("application-row", &woman.name).await?;
        ensure!(query(&page).await? == "?name=桂兰", "the address asks for {}", query(&page).await?);
        page.reload().await?;
        rows(&page, 1).await?;
        page.holds("filter-name", "桂兰").await?;
        // The whole number, not a part of it.
        page.click("filter-clear").await?;
        rows(&page, 3).await?;
        page.holds("filter-name", "").await?;
        page.fill("filter-document_number", &man.document_number[..10]).await?;
        page.click("filter-apply").await?;
        page.see("filter-clear-all").await?;
        page.fill("filter-document_number", &man.document_number).await?;
        page.click("filter-apply").await?;
        rows(&page, 1).await?;
        page.click("filter-clear").await?;
        rows(&page, 3).await?;

        // A wrong filter lands at its field, and nothing is asked.
        page.fill("filter-month_from", "2026-13").await?;
        page.click("filter-apply").await?;
        page.see("month_from-error").await?;
        page.fill("filter-month_from", "202611").await?;
        page.choose("filter-category", "male").await?;
        page.choose("filter-sort", "retirement_month").await?;
        page.tick("filter-mine", true).await?;
        page.click("filter-apply").await?;
        rows(&page, 1).await?;
        let asked = query(&page).await?;
        for part in ["category=male", "month_from=2026", "agent=", "sort=retirement_month"] {
            ensure!(asked.contains(part), "{part} is missing in {asked}");
        }
        // Back is the list before.
        page.script("history.back()").await?;
        rows(&page, 3).await?;
        ensure!(!page.is_ticked("filter-mine").await?, "a filter that the address does not have");

        // The table goes with the session of the browser.
        let address = page.attribute("export", "href").await?.context("a link to the table")?;
        let table = table_file::rows(&page.download(&address).await?);
        ensure!(table.len() == 4, "the export holds {table:?}");

        // A link to somebody who has to log in first leads to the same list.
        let link = "/applications?status=draft&name=%E6%A1%82";
        let other = stage.browser(Screen::Phone).await?;
        other.go(link).await?;
        other.at("/login").await?;
        other.click("way-password").await?;
        other.fill_all(&[("identifier", demo::AGENT), ("password", PASSWORD)]).await?;
        other.click("submit").await?;
        other.at("/applications").await?;
        rows(&other, 1).await?;
        ensure!(query(&other).await? == "?name=桂&status=draft", "the way back leads to {}", query(&other).await?);
        other.reads("filter-open", "2").await
    })
    .await;
}

#[tokio::test]
async fn withdrawing_and_deleting_from_the_list() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let submitted = filing.complete(0).await?;
        filing.submit(&submitted.id).await?;
        let draft = filing.begin(2).await?;
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        page.click("tab-applications").await?;
        rows(&page, 2).await?;
        page.is_sane().await?;
        page.picture("applications").await?;
        page.click("filter-open").await?;
        page.is_sane().await?;
        page.sketch("applications-390-filters").await?;
        page.choose("filter-status", "submitted").await?;
        page.click("filter-apply").await?;
        rows(&page, 1).await?;
        page.gone("filter-apply").await?;
        page.reads("filter-open", "1").await?;

        page.click(&format!("row-action-withdraw-{}", submitted.id)).await?;
        page.see("confirm-withdraw").await?;
        page.sketch("applications-390-confirm").await?;
        page.click("confirm-withdraw-no").await?;
        page.gone("confirm-withdraw").await?;
        rows(&page, 1).await?;
        page.click(&format!("row-action-withdraw-{}", submitted.id)).await?;
        page.click("confirm-withdraw-yes").await?;
        page.reads("toast", "已撤销").await?;
        // Nothing is submitted any more; both are drafts now.
        page.see("filter-clear-all").await?;
        page.reads("count-submitted", "0").await?;
        page.reads("count-draft", "2").await?;
        page.click("count-draft").await?;
        rows(&page, 2).await?;

        // The status that is chosen is seen in its row, however far at its end.
        page.go("/applications?status=approved").await?;
        page.reads("count-approved", "0").await?;
        page.until_script(
            "const chosen = document.querySelector('[data-testid=count-approved]').getBoundingClientRect();
             return chosen.left >= 0 && chosen.right <= innerWidth || null",
        )
        .await
        .context("the chosen status")?;
        page.go("/applications?status=draft").await?;
        rows(&page, 2).await?;

        // 提交 leads to the last step of the form, and back to this list.
        page.click(&format!("row-action-submit-{}", submitted.id)).await?;
        page.at(&format!("/applications/{}/edit", submitted.id)).await?;
        page.go("/applications?status=draft").await?;
        rows(&page, 2).await?;
        page.click(&format!("row-action-delete-{}", draft.id)).await?;
        page.click("confirm-delete-yes").await?;
        page.reads("toast", &draft.name).await?;
        rows(&page, 1).await?;
        page.reads("count-draft", "1").await?;

        // From the list to the details and back to the same list.
        page.click(&format!("application-{}", submitted.id)).await?;
        page.reads("application-status", "未提交").await?;
        page.click("back").await?;
        page.at("/applications").await?;
        ensure!(query(&page).await? == "?status=draft", "back leads to {}", query(&page).await?);
        Ok(())
    })
    .await;
}

/// Holds back every answer that goes on with a list, until [`LET_GO`].
const HOLD: &str = "
    const real = window.fetch;
    window.held = [];
    window.fetch = (request, ...rest) => {
        const cursor = new URL(request.url ?? request, location.href).searchParams.get('cursor');
        if (!cursor || !window.held) return real(request, ...rest);
        return new Promise(go => window.held.push(go)).then(() => real(request, ...rest));
    }";
const LET_GO: &str = "const held = window.held ?? []; window.held = null; held.forEach(go => go())";

#[tokio::test]
async fn a_search_goes_on_by_itself_and_can_be_stopped() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let sought = filing.begin(3).await?;
        // One request does not look as far as that.
        let copies = (0..2_300).map(|number| Copy::new(number, "欧阳海", None)).collect();
        stage.server.copy_application(&sought.id, copies).await?;
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        page.go("/applications").await?;
        rows(&page, 20).await?;
        page.script(HOLD).await?;
        page.click("filter-open").await?;
        page.fill("filter-name", &sought.name).await?;
        page.click("filter-apply").await?;
        page.reads("looking", "正在继续查找").await?;
        page.gone("filter-clear-all").await?;
        page.picture("applications-looking").await?;

        page.click("looking-stop").await?;
        page.gone("looking").await?;
        page.see("load-more").await?;
        page.reads("notice", "还没有查完").await?;
        page.gone("filter-clear-all").await?;
        page.is_sane().await?;

        page.click("load-more").await?;
        page.script(LET_GO).await?;
        rows(&page, 1).await?;
        page.reads("application-row", &sought.name).await?;
        page.gone("looking").await?;
        page.gone("load-more").await?;

        // Somebody who is not there: nothing is said before the end, then it is.
        page.go(&format!("/applications?name={}", "上官")).await?;
        page.see("filter-clear-all").await?;
        page.gone("looking").await
    })
    .await;
}
