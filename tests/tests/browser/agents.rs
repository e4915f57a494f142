//! 经办人管理: from adding an agent to deleting it, each change after a step-up.

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Page, Screen, Stage, journey};
use integration_tests::people::{OTHER_PASSWORD, Person};

use crate::{PASSWORD, demo};

/// What the manager hands out with a new account.
const INITIAL: &str = "Birch-Road5";
/// What the manager sets later.
const SECOND_INITIAL: &str = "Willow-Hill8";

/// From the list to an agent's page; gives its path.
async fn open(page: &Page, name: &str) -> Result<String> {
    page.go("/agents").await?;
    page.fill("search", name).await?;
    page.reads("agent-row", name).await?;
    page.until_script(
        "const rows = document.querySelectorAll('[data-testid=agent-row]'); return rows.length === 1 || null",
    )
    .await?;
    let id = page.attribute("agent-row", "data-id").await?.context("a row without an id")?;
    page.click(&format!("agent-{id}")).await?;
    let path = format!("/agents/{id}");
    page.at(&path).await?;
    page.reads("agent-name", name).await?;
    Ok(path)
}

async fn prove(page: &Page, stage: &Stage) -> Result<()> {
    page.step_up(&stage.server, demo::LEGAL_REP, PASSWORD).await
}

#[tokio::test]
async fn an_agent_with_an_initial_password_from_adding_to_deleting() {
    journey(async |stage| {
        let person = Person::number(211);
        let page = stage.browser_of(Screen::Wide, demo::LEGAL_REP, PASSWORD).await?;

        page.picture("home").await?;
        // 法人中心 → 账号设置 → 我的经办人
        page.click("nav-enterprise").await?;
        page.at("/enterprise").await?;
        page.click("enterprise-account").await?;
        page.at("/enterprise/settings").await?;
        page.click("account-agents").await?;
        page.at("/agents").await?;
        page.see("agent-row").await?;
        page.picture("agents").await?;
        // Add: the proof comes before the form.
        page.begin_agent(&stage.server, "agent-add", demo::LEGAL_REP, PASSWORD).await?;
        page.tick("permissions-file_applications", false).await?;
        page.click("submit").await?;
        page.reads("permissions-error", "至少选择一项").await?;
        page.see("name-error").await?;
        page.fill_agent(&person).await?;
        page.tick("start-initial_password", true).await?;
        page.fill("initial_password", &format!("Xx-{}", person.account_name)).await?;
        page.reads("initial_password-error", "含有账号名").await?;
        page.fill("initial_password", INITIAL).await?;
        page.tick("permissions-file_applications", true).await?;
        page.set_date("valid_until", "2099-12-31").await?;
        page.click("submit").await?;
        page.see("agent-added").await?;
        page.keeps_no_secret(INITIAL).await?;
        page.click("agent-added-detail").await?;
        page.reads("agent-account-name", &person.account_name).await?;
        page.reads("agent-valid-until", "2099-12-31").await?;
        page.reads("agent-state", "正常").await?;
        let path = page.path().await?;

        // The agent logs in, and sets a password of their own before anything else.
        let agent = stage.browser_of(Screen::Phone, &person.account_name, INITIAL).await?;
        agent.at("/set-password").await?;
        agent.go("/home").await?;
        agent.at("/set-password").await?;
        agent.fill_all(&[("current_password", INITIAL), ("new_password", INITIAL)]).await?;
        agent.click("submit").await?;
        agent.reads("new_password-error", "不能与当前密码相同").await?;
        agent.fill("new_password", OTHER_PASSWORD).await?;
        agent.click("submit").await?;
        agent.at("/home").await?;
        agent.reads("enterprise-name", demo::ENTERPRISE).await?;
        ensure!(agent.count("home-agents").await? == 0, "an agent without the permission is shown the management");

        // Edit.
        page.click("action-edit").await?;
        page.at(&format!("{path}/edit")).await?;
        page.holds("name", &person.name).await?;
        page.holds("mobile", "").await?;
        page.tick("permissions-manage_agents", true).await?;
        page.fill("account_name", "new.name.211").await?;
        page.click("submit").await?;
        prove(&page, stage).await?;
        page.at(&path).await?;
        page.reads("agent-account-name", "new.name.211").await?;
        page.reads("agent-permissions", "管理权限").await?;
        agent.reload().await?;
        agent.see("home-agents").await?;

        // A new password puts the agent out at once.
        page.click("action-set-password").await?;
        page.fill("new_password", SECOND_INITIAL).await?;
        page.click("submit").await?;
        prove(&page, stage).await?;
        page.at(&path).await?;
        agent.click("home-agents").await?;
        agent.at("/login").await?;
        agent.log_in("new.name.211", SECOND_INITIAL).await?;
        agent.at("/set-password").await?;
        agent.fill_all(&[("current_password", SECOND_INITIAL), ("new_password", OTHER_PASSWORD)]).await?;
        agent.click("submit").await?;
        agent.until_script("return location.pathname === '/set-password' ? null : true").await?;

        // Disable: out at once, and no way in.
        page.click("action-disable").await?;
        page.reads("confirm-disable", &person.name).await?;
        page.click("confirm-disable-no").await?;
        page.gone("confirm-disable").await?;
        page.click("action-disable").await?;
        page.click("confirm-disable-yes").await?;
        prove(&page, stage).await?;
        page.reads("agent-state", "已停用").await?;
        agent.reload().await?;
        agent.at("/login").await?;
        agent.click("way-password").await?;
        agent.fill_all(&[("identifier", "new.name.211"), ("password", OTHER_PASSWORD)]).await?;
        agent.click("submit").await?;
        agent.reads("error-summary", "没有可办理业务的单位").await?;

        // Enable: in again.
        page.click("action-enable").await?;
        page.click("confirm-enable-yes").await?;
        prove(&page, stage).await?;
        page.reads("agent-state", "正常").await?;
        agent.log_in("new.name.211", OTHER_PASSWORD).await?;
        agent.at("/home").await?;

        // Delete: gone from the list, and out.
        page.click("action-delete").await?;
        page.click("confirm-delete-yes").await?;
        prove(&page, stage).await?;
        page.at("/agents").await?;
        page.fill("search", &person.name).await?;
        page.reads("empty", "没有找到").await?;
        page.go(&path).await?;
        page.see("agent-gone-list").await?;
        agent.click("home-sessions").await?;
        agent.at("/login").await?;

        // Everything stands in the log, the newest first.
        page.click("nav-audit-log").await?;
        page.see("audit-entry").await?;
        let actions = page
            .script("return [...document.querySelectorAll('[data-testid=audit-entry]')].map(e => e.dataset.action).join(' ')")
            .await?;
        let actions = actions.as_str().unwrap_or_default().to_owned();
        let mut rest = actions.as_str();
        for action in ["agent_deleted", "agent_enabled", "agent_disabled", "agent_password_set", "agent_edited", "agent_added"] {
            let at = rest.find(action).with_context(|| format!("{action} is not in its place: {actions}"))?;
            rest = &rest[at..];
        }
        page.is_sane().await
    })
    .await;
}

#[tokio::test]
async fn on_a_phone_agents_are_under_me_and_a_duplicate_is_named() {
    journey(async |stage| {
        let page = stage.browser_of(Screen::Phone, demo::LEGAL_REP, PASSWORD).await?;
        page.picture("home").await?;
        page.click("tab-me").await?;
        page.picture("me").await?;
        page.click("me-agents").await?;
        page.see("agent-row").await?;
        page.picture("agents").await?;
        page.click("agent-add").await?;
        page.see("step-up-purpose").await?;
        page.picture("step-up").await?;
        page.step_up(&stage.server, demo::LEGAL_REP, PASSWORD).await?;
        page.at("/agents/new").await?;
        let person = Person::number(212);
        page.fill_agent(&person).await?;
        page.fill("account_name", "zhangwei").await?;
        page.picture("agent-new").await?;

        // A taken account name is refused at its field, and nothing typed is lost.
        page.click("submit").await?;
        page.see("account_name-error").await?;
        page.see("summary-account_name").await?;
        page.holds("name", &person.name).await?;
        page.holds("mobile", &person.mobile).await?;
        page.is_sane().await?;

        // Leaving and coming back keeps it, too; the proof was not used up.
        page.click("back").await?;
        page.at("/agents").await?;
        page.click("agent-add").await?;
        page.at("/agents/new").await?;
        page.holds("document_number", &person.document_number).await?;
        page.fill("account_name", &person.account_name).await?;
        page.click("submit").await?;
        page.see("agent-added").await?;
        page.is_sane().await
    })
    .await;
}

#[tokio::test]
async fn a_wrong_proof_is_refused_and_cancelling_changes_nothing() {
    journey(async |stage| {
        let page = stage.browser_of(Screen::Phone, demo::LEGAL_REP, PASSWORD).await?;
        let path = open(&page, "张伟").await?;
        page.click("action-disable").await?;
        page.click("confirm-disable-yes").await?;
        page.at("/step-up").await?;
        page.reads("step-up-purpose", "停用或启用经办人").await?;
        page.reads("step-up-mobile", "154****0001").await?;
        page.is_sane().await?;
        page.fill("password", "Wrong-Tree7").await?;
        page.prove_number(&stage.server, demo::LEGAL_REP).await?;
        page.click("submit").await?;
        page.see("error-summary").await?;
        ensure!(page.path().await? == "/step-up", "a wrong password is taken for a proof");
        page.click("step-up-cancel").await?;
        page.at(&path).await?;
        page.reads("agent-state", "正常").await
    })
    .await;
}
