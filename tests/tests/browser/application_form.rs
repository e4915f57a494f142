//! 退休申请填报: from a name and a number to the submitted application; nothing typed is lost on the way.

use std::io::Write as _;

use anyhow::{Context, Result, ensure};
use chrono::NaiveDate;
use integration_tests::browser::{PNG, Page, Screen, Stage, journey};
use serde_json::Value;
use shared::application::ApplicationForm;
use shared::identity::made_up;
use tempfile::NamedTempFile;

use crate::{PASSWORD, demo};

/// A made-up insured person of the demonstration.
#[derive(Debug, Clone, Copy)]
struct Worker {
    name: &'static str,
    born: (i32, u32, u32),
    sequence: u16,
    sex: &'static str,
    category: &'static str,
    start: &'static str,
    /// A deemed period that reaches up to the account's opening.
    deemed: (&'static str, &'static str),
}

const MAN: Worker = Worker {
    name: "孙德福",
    born: (1966, 6, 1),
    sequence: 1,
    sex: "男",
    category: "male",
    start: "1984-07",
    deemed: ("198407", "1995.6"),
};
const WOMAN: Worker = Worker {
    name: "周桂兰",
    born: (1976, 4, 2),
    sequence: 2,
    sex: "女",
    category: "female_50",
    start: "1994-05",
    deemed: ("1994-05", "1997-12"),
};
const OTHER_WOMAN: Worker = Worker {
    name: "吴雅琴",
    born: (1971, 6, 3),
    sequence: 4,
    sex: "女",
    category: "female_55",
    start: "1989-07",
    deemed: ("1989-07", "1995-06"),
};

impl Worker {
    fn number(self) -> String {
        let (year, month, day) = self.born;
        let born = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        made_up::resident_id(made_up::REGION, born, self.sequence)
    }
}

pub(super) fn picture() -> Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix("身份证").suffix(".png").tempfile().context("a file")?;
    file.write_all(PNG)?;
    Ok(file)
}

/// Pictures of the page from top to bottom.
pub(super) async fn sights(page: &Page, name: &str) -> Result<()> {
    page.is_sane().await.with_context(|| name.to_owned())?;
    let (width, height) = page.screen().size();
    let all = page.script("return document.documentElement.scrollHeight").await?.as_u64().unwrap_or_default();
    let pages = all.div_ceil(u64::from(height)).clamp(1, 6);
    for part in 0..pages {
        page.script(&format!("window.scrollTo(0, {})", part * u64::from(height - 40))).await?;
        page.sketch(&format!("application-{width}-{name}-{part}")).await?;
    }
    page.script("window.scrollTo(0, 0)").await?;
    Ok(())
}

/// Waits until what is typed has arrived.
pub(super) async fn saved(page: &Page) -> Result<()> {
    page.until_script("return document.querySelector('[data-testid=save-state]')?.dataset.state === 'saved' || null")
        .await?;
    Ok(())
}

async fn state(page: &Page, state: &str) -> Result<()> {
    page.until_script(&format!(
        "return document.querySelector('[data-testid=save-state]')?.dataset.state === '{state}' || null"
    ))
    .await?;
    Ok(())
}

async fn findings(page: &Page) -> Result<Vec<String>> {
    let found = page
        .script(
            "return [...document.querySelectorAll('[data-testid=finding][data-severity=blocking]')]
                .map(finding => finding.dataset.field)",
        )
        .await?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// From the address of a new application to the determination of the one that was begun; gives its path.
async fn begin(page: &Page, worker: Worker) -> Result<String> {
    page.go("/applications/new").await?;
    page.fill("name", worker.name).await?;
    page.fill("document_number", &worker.number()).await?;
    page.click("fetch-record").await?;
    page.reads("record-sex", worker.sex).await?;
    page.click("record-confirm").await?;
    page.see("work_start_month").await?;
    page.path().await
}

async fn walk(stage: &Stage, screen: Screen, worker: Worker) -> Result<()> {
    let page = stage.browser_of(screen, demo::AGENT, PASSWORD).await?;
    // Whom it is about: first somebody whom the register does not know.
    page.go("/applications/new").await?;
    page.fill("name", "无此人").await?;
    page.fill("document_number", &worker.number()).await?;
    page.click("fetch-record").await?;
    page.reads("document_number-error", "未查询到人员信息，请重新核对").await?;
    sights(&page, "0-missed").await?;
    page.fill("name", worker.name).await?;
    // What is typed outlives the page.
    page.reload().await?;
    page.holds("name", worker.name).await?;
    page.click("fetch-record").await?;
    page.reads("record-sex", worker.sex).await?;
    sights(&page, "0-record").await?;
    page.click("record-confirm").await?;

    // 退休认定信息
    page.see("work_start_month").await?;
    sights(&page, "2-determination-empty").await?;
    page.tick(&format!("category-{}", worker.category), true).await?;
    page.fill("post", "钳工").await?;
    page.fill("work_start_month", &worker.start.replace('-', "")).await?;
    page.tick("choice-statutory", true).await?;
    page.holds("work_start_month", worker.start).await?;
    page.see("statutory-reason").await?;
    sights(&page, "2-determination").await?;
    page.tick("choice-flexible_late", true).await?;
    page.fill("chosen_month", "2099-01").await?;
    page.press_tab().await?;
    page.reads("chosen_month-error", "晚于可选的最晚年月").await?;
    sights(&page, "2-determination-wrong").await?;
    page.tick("choice-statutory", true).await?;
    saved(&page).await?;

    // 人员信息
    page.click("step-back").await?;
    page.fill("mobile", "1380").await?;
    // The error that leaving the number shows does not move the box from under the pointer.
    page.tick("archive_birth", true).await?;
    page.see("archive_birth_date").await?;
    page.fill("archive_birth_reason", "招工表").await?;
    page.refused("mobile").await?;
    sights(&page, "1-person").await?;
    page.tick("archive_birth", false).await?;
    page.fill("mobile", "13800000001").await?;

    // 社保卡
    page.click("step-card").await?;
    page.see("record-card").await?;
    page.click("card-show").await?;
    page.tick("card_wrong", true).await?;
    page.see("bank").await?;
    sights(&page, "3-card").await?;
    page.tick("card_wrong", false).await?;

    // 视同缴费
    page.click("step-next").await?;
    page.click("deemed-add").await?;
    page.fill("row-from", worker.deemed.0).await?;
    page.fill("row-to", worker.deemed.1).await?;
    page.fill("row-employer", "长春第一机械厂").await?;
    page.see("row-months").await?;
    sights(&page, "4-editor").await?;
    page.click("row-save").await?;
    page.see("deemed-row-0").await?;
    page.click("deemed-add").await?;
    page.fill("row-from", worker.start).await?;
    page.fill("row-to", worker.start).await?;
    page.reads("row-from-error", "时间重叠").await?;
    page.click("row-save").await?;
    page.click("row-keep").await?;
    page.see("deemed-row-1-error").await?;
    sights(&page, "4-periods").await?;
    page.click("deemed-delete-1").await?;
    page.gone("deemed-row-1").await?;
    page.see("deemed-undo").await?;

    page.click("step-next").await?;
    sights(&page, "5-special").await?;
    // 附件
    page.click("step-next").await?;
    sights(&page, "6-materials-empty").await?;
    let file = picture()?;
    let required = [
        "id_card_front",
        "id_card_back",
        "personnel_archive",
        "approval_form",
        "social_security_card_front",
        "deemed_contribution_proof",
    ];
    for kind in required {
        page.upload(&format!("material-{kind}-file"), file.path()).await?;
    }
    let arrived =
        format!("return document.querySelectorAll('[data-testid=attachment]').length === {} || null", required.len());
    page.until_script(&arrived).await.context("files are missing")?;
    page.gone("upload").await?;
    sights(&page, "6-materials").await?;

    // 核对并提交: what blocks leads to its field.
    page.click("step-person").await?;
    page.fill("mobile", "").await?;
    page.click("step-review").await?;
    page.click("submit").await?;
    ensure!(findings(&page).await? == ["mobile"], "{:?}", findings(&page).await?);
    sights(&page, "7-blocked").await?;
    page.click("finding").await?;
    page.until_script("return document.activeElement?.dataset.testid === 'mobile' || null").await?;
    page.fill("mobile", "13800000001").await?;
    page.click("step-review").await?;
    page.see("findings-none").await?;
    page.see("estimate").await?;
    sights(&page, "7-review").await?;
    page.click("submit").await?;
    page.see("submit-confirm").await?;
    page.sketch(&format!("application-{}-8-confirm", screen.size().0)).await?;
    page.click("submit-confirm-yes").await?;
    page.see("application-submitted").await?;
    sights(&page, "9-done").await?;
    // It cannot be edited any more, and cannot be begun twice.
    page.go("/applications/new").await?;
    page.fill("name", worker.name).await?;
    page.fill("document_number", &worker.number()).await?;
    page.click("fetch-record").await?;
    page.click("record-confirm").await?;
    page.reads("error-summary", "已有在办").await
}

#[tokio::test]
async fn from_a_name_to_a_submitted_application_on_a_small_phone() {
    journey(async |stage| walk(stage, Screen::Small, MAN).await).await;
}

#[tokio::test]
async fn from_a_name_to_a_submitted_application_on_a_phone() {
    journey(async |stage| walk(stage, Screen::Phone, WOMAN).await).await;
}

#[tokio::test]
async fn from_a_name_to_a_submitted_application_on_a_wide_screen() {
    journey(async |stage| walk(stage, Screen::Wide, OTHER_WOMAN).await).await;
}

#[tokio::test]
async fn nothing_typed_is_lost_with_the_network() {
    journey(async |stage| {
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        let path = begin(&page, MAN).await?;
        saved(&page).await?;
        stage.server.stop().await?;
        page.fill("post", "钳工").await?;
        state(&page, "offline").await?;
        sights(&page, "offline").await?;
        // Leaving asks; staying keeps everything.
        page.click("back").await?;
        page.see("leave-confirm").await?;
        page.sketch("application-leave").await?;
        page.click("leave-confirm-no").await?;
        page.holds("post", "钳工").await?;
        stage.server.launch().await?;
        saved(&page).await?;
        // Another browser sees it.
        let other = stage.browser_of(Screen::Wide, demo::LEGAL_REP, PASSWORD).await?;
        other.go(&path).await?;
        other.click("step-determination").await?;
        other.holds("post", "钳工").await
    })
    .await;
}

/// From the list to an application's form by links alone, so that the browser's way back stays within the app.
async fn open_from_the_list(page: &Page, id: &str) -> Result<()> {
    page.go("/applications").await?;
    page.click(&format!("application-{id}")).await?;
    page.click("action-edit").await?;
    page.see("save-state").await?;
    Ok(())
}

#[tokio::test]
async fn the_browser_s_own_way_back_asks_as_the_page_s_does() {
    journey(async |stage| {
        let id = stage.server.filing(demo::AGENT, PASSWORD).await?.begin(0).await?.id;
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        let (detail, edit) = (format!("/applications/{id}"), format!("/applications/{id}/edit"));
        open_from_the_list(&page, &id).await?;
        // Nothing is unsaved: back is back, and forward again.
        page.back().await?;
        page.at(&detail).await?;
        page.forward().await?;
        page.see("mobile").await?;

        page.cut_off(true).await?;
        page.fill("mobile", "13800000001").await?;
        state(&page, "offline").await?;
        page.back().await?;
        page.see("leave-confirm-no").await?;
        page.at(&edit).await?;
        page.click("leave-confirm-no").await?;
        page.gone("leave-confirm").await?;
        page.holds("mobile", "13800000001").await?;
        // A link of the page that was turned back leaves no step of its own behind.
        page.click("back").await?;
        page.click("leave-confirm-no").await?;
        page.gone("leave-confirm").await?;
        page.back().await?;
        page.see("leave-confirm-no").await?;
        page.click("leave-confirm-no").await?;
        // From another step, the steps are walked through first.
        page.click("step-card").await?;
        page.see("record-card").await?;
        page.back().await?;
        page.holds("mobile", "13800000001").await?;
        page.gone("leave-confirm").await?;
        page.back().await?;
        page.click("leave-confirm-yes").await?;
        page.at(&detail).await?;
        // One step was gone: the one before the details is the list.
        page.back().await?;
        page.at("/applications").await
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_offline_arrives_once_when_the_network_is_back() {
    journey(async |stage| {
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        let path = begin(&page, MAN).await?;
        saved(&page).await?;
        let id = path.split('/').nth(2).context("an id in the address")?;
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let before = filing.get(id).await?.revision;

        page.cut_off(true).await?;
        page.tick("category-male", true).await?;
        page.fill("post", "钳工").await?;
        state(&page, "offline").await?;
        // The form goes on: its rules are in the app.
        page.fill("work_start_month", MAN.start).await?;
        page.tick("choice-statutory", true).await?;
        page.see("statutory-reason").await?;
        page.click("step-next").await?;
        page.click("step-back").await?;
        page.holds("post", "钳工").await?;
        ensure!(filing.get(id).await?.form.post.is_empty(), "it arrived without a network");

        page.cut_off(false).await?;
        saved(&page).await?;
        let after = filing.get(id).await?;
        ensure!(after.form.post == "钳工" && after.form.category == "male", "{:?}", after.form);
        ensure!(after.revision == before + 1, "it arrived {} times", after.revision - before);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_application_is_opened_without_the_network_from_what_the_device_keeps() {
    journey(async |stage| {
        let filing = stage.server.filing(demo::AGENT, PASSWORD).await?;
        let (id, other) = (filing.begin(0).await?.id, filing.begin(1).await?.id);
        let page = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        open_from_the_list(&page, &id).await?;
        page.cut_off(true).await?;
        page.fill("mobile", "13800000001").await?;
        state(&page, "offline").await?;
        page.back().await?;
        page.click("leave-confirm-yes").await?;
        // The details are the server's; the way to what is kept here is shown.
        page.see("error-page").await?;
        sights(&page, "offline-details").await?;
        page.click("application-go-on").await?;
        page.see("notice").await?;
        state(&page, "offline").await?;
        page.holds("mobile", "13800000001").await?;
        sights(&page, "offline-opened").await?;
        // The form works, and what is typed now is kept as well.
        page.click("step-determination").await?;
        page.tick("category-male", true).await?;
        page.fill("post", "钳工").await?;
        page.click("step-person").await?;
        // Meanwhile somebody adds a remark elsewhere: theirs and mine go together by a person's choice.
        let theirs = ApplicationForm { remarks: "档案已核".into(), ..filing.get(&id).await?.form };
        filing.save(&id, theirs).await?;
        page.cut_off(false).await?;
        page.see("conflict").await?;
        ensure!(page.is_ticked("conflict-remarks-theirs").await?, "only they changed the remarks");
        ensure!(page.is_ticked("conflict-mobile-mine").await?, "only I changed the number");
        page.click("conflict-resolve").await?;
        saved(&page).await?;
        let form = filing.get(&id).await?.form;
        let arrived = (form.mobile.as_str(), form.post.as_str(), form.remarks.as_str());
        ensure!(arrived == ("13800000001", "钳工", "档案已核"), "{form:?}");
        // What has arrived is still there on the next step.
        page.click("step-determination").await?;
        page.holds("post", "钳工").await?;

        // Where nothing is kept, the page says so, and another try brings it once it can.
        page.go("/applications").await?;
        page.click(&format!("application-{other}")).await?;
        page.see("action-edit").await?;
        page.cut_off(true).await?;
        page.click("action-edit").await?;
        page.see("error-page").await?;
        page.click("retry").await?;
        page.see("error-page").await?;
        page.cut_off(false).await?;
        page.click("retry").await?;
        page.see("mobile").await?;
        saved(&page).await
    })
    .await;
}

#[tokio::test]
async fn two_who_edit_at_once_lose_nothing_of_each_other() {
    journey(async |stage| {
        let mine = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        let path = begin(&mine, MAN).await?;
        let theirs = stage.browser_of(Screen::Wide, demo::LEGAL_REP, PASSWORD).await?;
        theirs.go(&format!("{path}?step=determination")).await?;
        theirs.fill("post", "焊工").await?;
        theirs.tick("category-male", true).await?;
        saved(&theirs).await?;
        mine.fill("work_start_month", MAN.start).await?;
        mine.fill("post", "钳工").await?;
        mine.see("conflict").await?;
        ensure!(mine.is_ticked("conflict-category-theirs").await?, "only they changed the category");
        ensure!(mine.is_ticked("conflict-work_start_month-mine").await?, "only I changed the month");
        ensure!(!mine.is_ticked("conflict-post-mine").await?, "both changed the post");
        sights(&mine, "conflict").await?;
        mine.tick("conflict-post-mine", true).await?;
        mine.click("conflict-resolve").await?;
        mine.holds("post", "钳工").await?;
        mine.holds("work_start_month", MAN.start).await?;
        ensure!(mine.is_ticked("category-male").await?, "their category stays");
        saved(&mine).await
    })
    .await;
}
