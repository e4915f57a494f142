//! Every page at every size, in both languages and in large print: names, sizes, nothing that runs out of the screen.

use anyhow::Result;
use integration_tests::browser::{Page, Screen, journey};
use shared::application::Section;

use crate::application_form::{saved, sights};
use crate::{PASSWORD, demo};

/// Pages of those who are not logged in, with something that shows that they are there.
const OPEN: [(&str, &str); 10] = [
    ("/login", "register-link"),
    ("/register", "submit"),
    ("/forgot-password", "submit"),
    ("/appeal", "submit"),
    ("/legal/terms", "back"),
    ("/invitation/none", "invitation-ended"),
    ("/demo/sms", "empty"),
    ("/agency/login", "submit"),
    ("/verify/none/none", "verdict"),
    ("/nowhere", "go-home"),
];

/// Pages of a legal representative.
const CLOSED: [(&str, &str); 12] = [
    ("/home", "services"),
    ("/enterprise", "enterprise-entries"),
    ("/enterprise/settings", "account-entries"),
    ("/me", "person-card"),
    ("/me/password", "submit"),
    ("/agents", "agent-row"),
    ("/step-up?purpose=add_agent&next=/agents/new", "submit"),
    ("/sessions", "session-current"),
    ("/audit-log", "audit-entry"),
    ("/settings", "settings-version"),
    ("/scan", "submit"),
    ("/notices", "sms-decided"),
];

async fn look_at(page: &Page, kind: &str, pages: &[(&str, &str)]) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for (path, shown) in pages {
        page.go(path).await?;
        page.see(shown).await?;
        if let Err(error) = page.is_sane().await {
            wrong.push(format!("{error:#}"));
        }
        let name = path.split('?').next().unwrap_or_default().replace(|c: char| !c.is_ascii_lowercase(), "-");
        page.sketch(&format!("{kind}{name}")).await?;
    }
    Ok(wrong)
}

/// The long pages of an application, from top to bottom: the list's filters, the details, every step of the form.
async fn look_through(page: &Page, kind: &str, id: &str) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    page.go("/applications").await?;
    page.see("application-row").await?;
    if page.screen().is_phone() {
        page.click("filter-open").await?;
        page.see("filter-apply").await?;
    }
    wrong.extend(sights(page, &format!("{kind}-filters")).await.err().map(|error| format!("{error:#}")));
    page.go(&format!("/applications/{id}")).await?;
    page.see("history-entry").await?;
    wrong.extend(sights(page, &format!("{kind}-details")).await.err().map(|error| format!("{error:#}")));
    for step in Section::ALL.iter().copied().map(Section::code) {
        page.go(&format!("/applications/{id}/edit?step={step}")).await?;
        page.see("save-state").await?;
        // What the step holds is open, as if somebody were at it.
        for (button, opened) in [("deemed-add", "row-save"), ("special-add", "row-save"), ("card-show", "card-show")] {
            if page.count(button).await? > 0 {
                page.click(button).await?;
                page.see(opened).await?;
            }
        }
        wrong.extend(sights(page, &format!("{kind}-{step}")).await.err().map(|error| format!("{error:#}")));
        // The browser asks who leaves before the new row has arrived.
        saved(page).await?;
    }
    Ok(wrong)
}

async fn look_at_all(screen: Screen, language: &str, large: bool) {
    journey(async |stage| {
        let kind = format!("{}-{language}-{}", screen.size().0, if large { "large" } else { "normal" });
        let page = stage.browser(screen).await?;
        page.prefer(language, large).await?;
        let mut wrong = look_at(&page, &kind, &OPEN).await?;
        page.log_in(demo::LEGAL_REP, PASSWORD).await?;
        wrong.extend(look_at(&page, &kind, &CLOSED).await?);
        // The form of a new agent, which comes after a proof.
        page.go("/agents").await?;
        page.begin_agent(&stage.server, "agent-add", demo::LEGAL_REP, PASSWORD).await?;
        page.see("submit").await?;
        page.tick("start-initial_password", true).await?;
        wrong.extend(page.is_sane().await.err().map(|error| format!("{error:#}")));
        page.sketch(&format!("{kind}-agent-new")).await?;
        // An agent's own pages.
        page.go("/agents").await?;
        let id = page.attribute("agent-row", "data-id").await?.unwrap_or_default();
        let of_agent = [
            (format!("/agents/{id}"), "action-edit"),
            (format!("/agents/{id}/edit"), "submit"),
            (format!("/agents/{id}/password"), "cancel"),
        ];
        let of_agent: Vec<(&str, &str)> = of_agent.iter().map(|(path, shown)| (path.as_str(), *shown)).collect();
        wrong.extend(look_at(&page, &kind, &of_agent).await?);
        // Retirement applications: none yet, then one that can be submitted.
        wrong.extend(look_at(&page, &kind, &[("/applications", "application-add-first")]).await?);
        let id = stage.server.filing(demo::LEGAL_REP, PASSWORD).await?.complete(0).await?.id;
        let of_application = [
            ("/applications?status=draft".to_owned(), "application-row"),
            ("/applications/new".to_owned(), "fetch-record"),
        ];
        let of_application: Vec<(&str, &str)> =
            of_application.iter().map(|(path, shown)| (path.as_str(), *shown)).collect();
        wrong.extend(look_at(&page, &kind, &of_application).await?);
        wrong.extend(look_through(&page, &kind, &id).await?);
        anyhow::ensure!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn on_a_small_phone() {
    look_at_all(Screen::Small, "zh-CN", false).await;
}

#[tokio::test]
async fn on_a_small_phone_in_english_and_large_print() {
    look_at_all(Screen::Small, "en", true).await;
}

#[tokio::test]
async fn on_a_phone_in_large_print() {
    look_at_all(Screen::Phone, "zh-CN", true).await;
}

#[tokio::test]
async fn on_a_wide_screen() {
    look_at_all(Screen::Wide, "zh-CN", false).await;
}

#[tokio::test]
async fn on_a_wide_screen_in_english_and_large_print() {
    look_at_all(Screen::Wide, "en", true).await;
}
