//! 企业职工正常退休申请, the whole way: the register is imported, an application is filled in over two browsers, submitted,
//! withdrawn, sent back, mended and approved; list, filter and export agree with it.

use std::io::Write as _;

use anyhow::{Context, Result, ensure};
use chrono::NaiveDate;
use integration_tests::browser::{Page, Screen, Stage, journey};
use integration_tests::table_file;
use shared::identity::made_up;
use tempfile::NamedTempFile;

use crate::application_form::{picture, saved};
use crate::{PASSWORD, demo};

const NAME: &str = "刘建民";
const NEEDED: [&str; 7] = [
    "id_card_front",
    "id_card_back",
    "personnel_archive",
    "approval_form",
    "social_security_card_front",
    "deemed_contribution_proof",
    "special_work_approval",
];

/// Nobody of the demonstration: only the import knows him.
fn number() -> String {
    let born = NaiveDate::from_ymd_opt(1966, 6, 1).unwrap_or_default();
    made_up::resident_id(made_up::REGION, born, 77)
}

/// The register's file with that one man.
fn register() -> Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix("register").suffix(".csv").tempfile().context("a file")?;
    writeln!(
        file,
        "document_type,document_number,name,sex,birth_date,personal_number,first_insured_month,account_opened_month,\
         paid_months,bank,card_number,region,average_index,account_balance"
    )?;
    let number = number();
    writeln!(
        file,
        "resident_id,{number},{NAME},male,1966-06-01,P77,1986-03,1995-07,371,吉林银行,6200000000000000001,220100,1.08,98765.43"
    )?;
    Ok(file)
}

/// Everything but the materials, each section in its turn.
async fn fill_in(page: &Page) -> Result<()> {
    page.tick("category-male", true).await?;
    page.fill("post", "钳工").await?;
    page.fill("work_start_month", "1986-03").await?;
    page.tick("choice-statutory", true).await?;
    page.click("step-person").await?;
    page.fill("mobile", "13800000001").await?;
    page.click("step-deemed_periods").await?;
    page.click("deemed-add").await?;
    page.fill_all(&[("row-from", "1986-03"), ("row-to", "1995-06"), ("row-employer", "长春第一机械厂")]).await?;
    page.click("row-save").await?;
    page.see("deemed-row-0").await?;
    page.click("step-special_work").await?;
    page.click("special-add").await?;
    page.fill_all(&[("row-from", "1990-01"), ("row-to", "1991-12"), ("row-employer", "长春第一机械厂")]).await?;
    page.choose("row-work_kind", "high_temperature").await?;
    page.fill("row-job_title", "炉前工").await?;
    page.click("row-save").await?;
    page.see("special-row-0").await?;
    saved(page).await
}

async fn submit(page: &Page) -> Result<()> {
    page.click("step-review").await?;
    page.see("findings-none").await?;
    page.click("submit").await?;
    page.click("submit-confirm-yes").await?;
    page.see("application-submitted").await.map(drop)
}

/// Waits until the details show a status.
async fn standing(page: &Page, id: &str, status: &str) -> Result<()> {
    page.go(&format!("/applications/{id}")).await?;
    page.until_script(&format!(
        "return document.querySelector('[data-testid=application-status]')?.dataset.status === '{status}' || null"
    ))
    .await?;
    Ok(())
}

/// How many rows the list has with a query, and how many its export has under the head.
async fn listed(page: &Page, query: &str) -> Result<(usize, usize)> {
    page.go(&format!("/applications?{query}")).await?;
    page.until_script(
        "return document.querySelector('[data-testid=application-row], [data-testid=applications-empty]') || null",
    )
    .await
    .ok();
    let rows = page.count("application-row").await?;
    let file = page.download(&format!("/api/v1/retirement-applications/export?{query}")).await?;
    Ok((rows, table_file::rows(&file).len().saturating_sub(1)))
}

async fn whole_life(stage: &Stage) -> Result<()> {
    let file = register()?;
    let told = stage.server.operator(&["import-insured", &file.path().display().to_string()]).await?;
    ensure!(told.contains('1'), "{told}");
    let first = stage.server.reviewing_at("first").await?;
    let second = stage.server.reviewing_at("second").await?;

    // A new application in one browser: fetched, every section filled in, kept.
    let phone = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
    phone.go("/applications/new").await?;
    phone.fill_all(&[("name", NAME), ("document_number", &number())]).await?;
    phone.click("fetch-record").await?;
    phone.reads("record-paid_months", "371").await?;
    phone.click("record-confirm").await?;
    phone.see("work_start_month").await?;
    fill_in(&phone).await?;
    let path = phone.path().await?;
    let id = path.split('/').nth(2).context("an id in the address")?.to_owned();
    // The browser is closed and its profile gone: another one goes on with what the server keeps.
    stage.close_browser(phone).await?;
    let desk = stage.browser_of(Screen::Wide, demo::AGENT, PASSWORD).await?;
    desk.go(&path).await?;
    desk.click("step-determination").await?;
    desk.holds("post", "钳工").await?;
    desk.click("step-materials").await?;
    let paper = picture()?;
    for kind in NEEDED {
        desk.upload(&format!("material-{kind}-file"), paper.path()).await?;
    }
    let arrived =
        format!("return document.querySelectorAll('[data-testid=attachment]').length === {} || null", NEEDED.len());
    desk.until_script(&arrived).await?;
    desk.gone("upload").await?;
    submit(&desk).await?;

    // Withdraw, edit, submit again.
    standing(&desk, &id, "submitted").await?;
    desk.click("action-withdraw").await?;
    desk.click("confirm-withdraw-yes").await?;
    standing(&desk, &id, "draft").await?;
    desk.click("action-edit").await?;
    desk.click("step-determination").await?;
    desk.fill("post", "车工").await?;
    saved(&desk).await?;
    submit(&desk).await?;

    // Sent back, mended, submitted again, approved.
    first.claim(&id).await?;
    first.request_correction(&id, &[("post", "请写明是否一线岗位")]).await?;
    standing(&desk, &id, "correction_requested").await?;
    desk.click("action-refile").await?;
    desk.click("confirm-refile-yes").await?;
    desk.click("step-determination").await?;
    desk.reads("reason", "请写明是否一线岗位").await?;
    desk.fill("post", "车工（一线）").await?;
    saved(&desk).await?;
    submit(&desk).await?;
    first.claim(&id).await?;
    first.approve(&id).await?;
    standing(&desk, &id, "in_second_review").await?;
    second.claim(&id).await?;
    second.approve(&id).await?;
    standing(&desk, &id, "approved").await?;
    // Begun, submitted, withdrawn, submitted, claimed, sent back, refiled, submitted, claimed, passed, claimed, approved.
    desk.until_script("return document.querySelectorAll('[data-testid=history-entry]').length === 12 || null").await?;
    desk.is_sane().await?;

    // List, filter and export agree.
    for (query, rows) in [("", 1), ("status=approved", 1), ("status=draft", 0)] {
        let (shown, exported) = listed(&desk, query).await?;
        ensure!((shown, exported) == (rows, rows), "{query}: {shown} in the list, {exported} in the export");
    }
    desk.go("/applications").await?;
    desk.reads("count-approved", "1").await
}

#[tokio::test]
async fn an_application_lives_its_whole_life() {
    journey(async |stage| whole_life(stage).await).await;
}
