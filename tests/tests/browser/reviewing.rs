//! 审核: an agent and two reviewers, each at a browser of their own, from the submission to the last approval.

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Page, Screen, Stage, journey};
use ocr::fixtures::{Person, id_front, jpeg, photographed};

use crate::application_form::{picture, saved};
use crate::{PASSWORD, demo};

/// Opens the agent's details and waits until they show a status.
async fn standing(page: &Page, id: &str, status: &str) -> Result<()> {
    page.go(&format!("/applications/{id}")).await?;
    becomes(page, status).await
}

/// Waits until the details that are open show a status, without anything being done.
async fn becomes(page: &Page, status: &str) -> Result<()> {
    let script = format!(
        "return document.querySelector('[data-testid=application-status]')?.dataset.status === '{status}' || null"
    );
    page.until_script(&script).await.map(drop)
}

/// Waits until the reviewer's decision is told.
async fn decided(page: &Page, event: &str) -> Result<()> {
    let script = format!("return document.querySelector('[data-testid=outcome]')?.dataset.event === '{event}' || null");
    page.until_script(&script).await.map(drop)
}

/// Waits until so many reasons are noted; the list is open.
async fn noted(page: &Page, count: usize) -> Result<()> {
    let all = format!("return document.querySelectorAll('[data-testid=noted-reason]').length === {count} || null");
    page.until_script(&all).await.map(drop)
}

/// Looks at every page that has to be seen, one after another, by its small picture.
async fn read_all(page: &Page) -> Result<()> {
    page.see("photo-page").await?;
    for _ in 0..40 {
        let next =
            page.script("return document.querySelector('.photo-small[data-unread]')?.dataset.testid ?? ''").await?;
        let next = next.as_str().unwrap_or_default().to_owned();
        if next.is_empty() {
            return Ok(());
        }
        page.click(&next).await?;
        let seen = format!("return document.querySelector('[data-testid=\"{next}\"]').dataset.unread ? null : true");
        page.until_script(&seen).await?;
    }
    anyhow::bail!("pages stay unread")
}

/// Notes a reason at whatever has this flag.
async fn flag(page: &Page, path: &str, code: &str, text: &str) -> Result<()> {
    page.click(&format!("flag-{path}")).await?;
    page.see("reason-dialog").await?;
    page.click(&format!("reason-code-{code}")).await?;
    if !text.is_empty() {
        page.fill("reason-text", text).await?;
    }
    page.click("reason-save").await?;
    page.gone("reason-dialog").await
}

/// Asks for a correction although not every page was looked at.
async fn ask_for_correction(page: &Page) -> Result<()> {
    page.click("review-request_correction").await?;
    page.see("decision-reasons").await?;
    page.tick("unread-known", true).await?;
    page.click("decision-yes").await?;
    decided(page, "correction_requested").await
}

async fn submit(page: &Page, id: &str) -> Result<()> {
    page.go(&format!("/applications/{id}/edit?step=review")).await?;
    page.click("submit").await?;
    page.click("submit-confirm-yes").await?;
    page.see("application-submitted").await.map(drop)
}

async fn approve(page: &Page, event: &str) -> Result<()> {
    read_all(page).await?;
    page.press("a").await?;
    page.see("decision").await?;
    page.click("decision-yes").await?;
    decided(page, event).await
}

async fn whole_way(stage: &Stage) -> Result<()> {
    let first = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
    let second = stage.server.reviewer("second1", "钱进", "second", &[]).await?;
    let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
    let id = filing.complete_but(0, "id_card_front").await?.id;
    filing.attach(&id, "id_card_front", jpeg(&photographed(&id_front(&Person::made(0)), 0))).await?;
    let agent = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
    submit(&agent, &id).await?;
    standing(&agent, &id, "submitted").await?;
    agent.click("action-withdraw").await?;
    agent.see("confirm-withdraw-yes").await?;

    // Claimed from the queue while the agent is asked whether to withdraw: that comes too late.
    let desk = stage.browser(Screen::Wide).await?;
    desk.log_in_reviewer(&first).await?;
    desk.reads("count-open", "1").await?;
    desk.is_sane().await?;
    desk.click(&format!("claim-{id}")).await?;
    desk.at(&format!("/agency/reviews/{id}")).await?;
    desk.see("review-approve").await?;
    agent.click("confirm-withdraw-yes").await?;
    agent.reads("deed-refused", "没有撤销成功").await?;
    agent.gone("action-withdraw").await?;

    // Nothing is approved before it was looked at; each page is a way to itself.
    desk.see("photo-page").await?;
    desk.click("review-approve").await?;
    desk.see("ask-unread").await?;
    ensure!(!desk.see("decision-yes").await?.is_enabled().await?, "unread pages can be approved");
    desk.click("ask-unread-materials.approval_form[0]").await?;
    desk.gone("decision").await?;
    desk.reads("photo-name", "退休审批表").await?;
    desk.press("?").await?;
    desk.see("keys-help").await?;
    desk.press_escape().await?;
    desk.gone("keys-help").await?;

    // A reason at a field and one at a page; a reload loses neither.
    flag(&desk, "post", "differs_from_document", "与档案不一致，请核对。").await?;
    desk.reads("noted-post", "与所附材料不一致：与档案不一致").await?;
    flag(&desk, "materials.personnel_archive[0]", "unclear", "").await?;
    desk.reload().await?;
    desk.click("pane-decide").await?;
    noted(&desk, 2).await?;
    desk.is_sane().await?;
    desk.picture("agency-review").await?;
    ask_for_correction(&desk).await?;
    becomes(&agent, "correction_requested").await.context("the agent sees it live")?;

    // Taken back at once, with the reasons; then decided for good.
    desk.reads("undo-left", "还可以撤回").await?;
    desk.press("u").await?;
    desk.see("review-approve").await?;
    desk.click("pane-decide").await?;
    noted(&desk, 2).await?;
    becomes(&agent, "submitted").await.context("the agent sees it undone")?;
    ask_for_correction(&desk).await?;
    noted(&desk, 0).await?;

    mend(&agent, &id).await?;

    // The next one waits; what was changed stands at its field.
    desk.click("review-next").await?;
    desk.see("review-approve").await?;
    desk.click("pane-form").await?;
    desk.reads("before-post", "钳工").await?;
    approve(&desk, "passed_first_review").await?;

    let other = stage.browser(Screen::Wide).await?;
    other.log_in_reviewer(&second).await?;
    other.click("queue-next").await?;
    other.see("review-send_back").await?;
    approve(&other, "approved").await?;
    other.click("pane-history").await?;
    other.until_script("return document.querySelectorAll('[data-testid=history-entry]').length >= 10 || null").await?;
    let told = other.text("history").await?;
    ensure!(told.contains("赵敏") && told.contains("钱进"), "the agency knows who decided: {told}");
    other.is_sane().await?;
    becomes(&agent, "approved").await
}

/// The agent changes what was asked for, and nothing else.
async fn mend(agent: &Page, id: &str) -> Result<()> {
    becomes(agent, "correction_requested").await?;
    agent.gone("unread").await?;
    agent.click("action-refile").await?;
    agent.click("confirm-refile-yes").await?;
    agent.at(&format!("/applications/{id}/edit")).await?;
    agent.click("step-determination").await?;
    agent.reads("reason", "与所附材料不一致：与档案不一致，请核对。").await?;
    agent.fill("post", "车工").await?;
    agent.click("step-materials").await?;
    agent.reads("reason", "第 1 页").await?;
    let before = agent.count("attachment").await?;
    let paper = picture().context("a page")?;
    agent.upload("material-personnel_archive-file", paper.path()).await?;
    let all = format!("return document.querySelectorAll('[data-testid=attachment]').length === {} || null", before + 1);
    agent.until_script(&all).await?;
    agent.gone("upload").await?;
    // Put behind the new page, it is the same page that bears the mark.
    ensure!(agent.count("attachment-noted").await? == 1, "the page itself is marked");
    let later = "const page = document.querySelector('[data-testid=attachment]:has([data-testid=attachment-noted])');
         page.querySelector('[data-testid=attachment-later]').click()";
    agent.script(later).await?;
    agent.reads("reason", "第 2 页").await?;
    ensure!(agent.count("attachment-noted").await? == 1, "one page is marked");
    saved(agent).await?;
    submit(agent, id).await?;
    standing(agent, id, "submitted").await
}

#[tokio::test]
async fn an_application_goes_back_once_and_through_both_reviews() {
    journey(async |stage| whole_way(stage).await).await;
}

#[tokio::test]
async fn a_page_that_nobody_has_looked_at_is_not_read() {
    journey(async |stage| {
        let first = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.complete(0).await?.id;
        filing.submit(&id).await?;
        let page = stage.browser(Screen::Wide).await?;
        page.log_in_reviewer(&first).await?;
        page.see(&format!("claim-{id}")).await?;
        // A tab in the background: the page lies there, large as the screen is, and nobody sees it.
        let unseen = |state: &str| {
            format!(
                "Object.defineProperty(document, 'visibilityState', {{ configurable: true, get: () => '{state}' }})"
            )
        };
        page.script(&unseen("hidden")).await?;
        page.click(&format!("claim-{id}")).await?;
        page.see("photo-page").await?;
        let fetched =
            "return performance.getEntriesByType('resource').filter(one => one.name.endsWith('/content')).length";
        // Longer than a page has to be in view.
        let waited = "window.began ??= performance.now(); return performance.now() - window.began > 3000 || null";
        page.until_script(waited).await?;
        ensure!(page.script(fetched).await?.as_u64() == Some(0), "a page was fetched that nobody looked at");
        let unread = "return document.querySelectorAll('.photo-small[data-unread]').length";
        let all = page.script(unread).await?.as_u64().context("a number")?;
        // Seen, it counts: this one page.
        page.script(&unseen("visible")).await?;
        page.until_script(&format!("{unread} === {} || null", all - 1)).await?;
        ensure!(page.script(fetched).await?.as_u64() == Some(1), "more than that page was fetched");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_application_is_rejected_on_a_phone() {
    journey(async |stage| {
        let first = stage.server.reviewer("first1", "赵敏", "first", &[]).await?;
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let id = filing.complete(0).await?.id;
        filing.submit(&id).await?;
        let page = stage.browser(Screen::Phone).await?;
        page.log_in_reviewer(&first).await?;
        page.is_sane().await?;
        page.click("queue-next").await?;
        for pane in ["form", "photos", "history", "decide"] {
            page.click(&format!("pane-{pane}")).await?;
            page.is_sane().await.with_context(|| pane.to_owned())?;
            page.sketch(&format!("agency-phone-{pane}")).await?;
        }
        // Without a reason nothing is rejected.
        page.click("review-reject").await?;
        page.reads("work-said", "请先添加至少一条意见").await?;
        flag(&page, "application", "not_entitled", "").await?;
        noted(&page, 1).await?;
        page.click("reason-edit-0").await?;
        page.fill("reason-text", "").await?;
        page.click("reason-save").await?;
        page.see("reason-text-error").await?;
        page.fill("reason-text", "未达到法定退休年龄。").await?;
        page.click("reason-save").await?;
        page.gone("reason-dialog").await?;
        page.click("review-reject").await?;
        page.tick("unread-known", true).await?;
        page.click("decision-yes").await?;
        decided(&page, "rejected").await?;
        page.is_sane().await?;
        let agent = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        standing(&agent, &id, "rejected").await?;
        agent.reads("reason", "不符合退休条件：未达到法定退休年龄。").await?;
        // Nothing else waits.
        page.click("review-next").await?;
        page.at("/agency").await?;
        page.see("empty").await.map(drop)
    })
    .await;
}
