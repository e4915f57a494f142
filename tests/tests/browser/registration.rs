//! 法人注册: an enterprise registers on a phone.

use anyhow::ensure;
use integration_tests::browser::{Screen, journey};
use integration_tests::people::{PASSWORD, Person, company};

/// Lawful but for its check character, and in the public register all the same.
const UNUSUAL_CODE: &str = "91350100M0001TGQXM";

#[tokio::test]
async fn an_enterprise_registers_and_is_logged_in() {
    journey(async |stage| {
        let person = Person::number(107);
        let page = stage.browser(Screen::Phone).await?;
        page.go("/").await?;
        page.at("/login").await?;
        page.click("register-link").await?;
        page.at("/register").await?;
        page.picture("register").await?;

        // Nothing filled in: every refusal is listed, and a line of the list leads to its field.
        page.click("submit").await?;
        page.reads("error-summary", "单位名称").await?;
        for field in
            ["credit_code", "enterprise_name", "legal_rep_name", "document_number", "mobile", "sms_code", "password"]
        {
            page.see(&format!("{field}-error")).await?;
            page.see(&format!("summary-{field}")).await?;
        }
        for consent in ["terms_version", "privacy_version"] {
            page.reads(&format!("{consent}-error"), "勾选同意").await?;
        }
        page.click("summary-mobile").await?;
        ensure!(
            page.script("return document.activeElement.name").await? == "mobile",
            "the list does not lead to its field"
        );

        // What is wrong with a number is said while it is typed, in words about that number.
        let other = if person.document_number.ends_with('1') { '2' } else { '1' };
        let wrong = format!("{}{other}", &person.document_number[..17]);
        page.fill("document_number", &wrong).await?;
        page.reads("document_number-error", "校验位").await?;
        page.fill("mobile", "12345678901").await?;
        page.reads("mobile-error", "手机号码应为 11 位").await?;
        page.fill("password", "maple").await?;
        page.reads("password-error", "密码太短").await?;
        page.fill("credit_code", UNUSUAL_CODE).await?;
        page.reads("credit_code-error", "请确认后继续").await?;
        page.tick("credit_code_confirmed", true).await?;
        page.gone("credit_code-error").await?;

        page.fill_registration(&stage.server, &person, UNUSUAL_CODE, "长春第七机械有限公司").await?;
        // The confirmation was for what was read then, not for what was typed since.
        ensure!(!page.is_ticked("credit_code_confirmed").await?, "another code is confirmed unread");
        page.tick("credit_code_confirmed", true).await?;

        // A reload in the middle loses nothing but the secrets.
        page.keeps_no_secret(PASSWORD).await?;
        page.reload().await?;
        page.holds("credit_code", UNUSUAL_CODE).await?;
        page.holds("enterprise_name", "长春第七机械有限公司").await?;
        page.holds("document_number", &person.document_number).await?;
        page.holds("mobile", &person.mobile).await?;
        page.holds("password", "").await?;
        page.holds("sms_code", "").await?;
        ensure!(page.is_ticked("credit_code_confirmed").await?, "the confirmation is lost");
        ensure!(page.is_ticked("terms_version").await?, "the consent is lost");

        page.prove_number(&stage.server, &person.mobile).await?;
        page.fill("password", PASSWORD).await?;
        page.click("submit").await?;
        page.at("/home").await?;
        page.reads("enterprise-name", "长春第七机械有限公司").await?;
        page.see("to-do-first-agent").await?;

        // What was typed is forgotten once it is sent.
        let kept = page.script("return Object.keys(localStorage).filter(k => k.includes('draft.')).length").await?;
        ensure!(kept == 0, "drafts are left: {kept}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_enterprise_that_is_registered_is_told_so_and_nothing_is_lost() {
    journey(async |stage| {
        let person = Person::number(108);
        let page = stage.browser(Screen::Small).await?;
        page.go("/register").await?;
        // The first enterprise of the demonstration.
        page.fill_registration(&stage.server, &person, &company(1001), "长春第八机械有限公司").await?;
        page.click("submit").await?;
        page.reads("error-summary", "已经注册").await?;
        page.holds("legal_rep_name", &person.name).await?;
        page.holds("password", PASSWORD).await?;

        // The text of the terms opens over the page.
        page.click("terms_version-open").await?;
        page.see("terms_version-text").await?;
        page.click("terms_version-text-close").await?;
        page.gone("terms_version-text").await?;
        page.holds("password", PASSWORD).await?;

        page.fill("credit_code", &company(7008)).await?;
        page.gone("error-summary").await?;
        page.click("submit").await?;
        page.at("/home").await
    })
    .await;
}

#[tokio::test]
async fn a_wrong_code_is_said_at_its_field() {
    journey(async |stage| {
        let person = Person::number(109);
        let page = stage.browser(Screen::Phone).await?;
        page.go("/register").await?;
        // Without a number there is nowhere to send a code to.
        page.click("sms_code-send").await?;
        page.see("mobile-error").await?;

        page.fill_registration(&stage.server, &person, &company(7009), "长春第九机械有限公司").await?;
        let right = page.see("sms_code").await?.prop("value").await?.unwrap_or_default();
        page.fill("sms_code", if right == "000000" { "000001" } else { "000000" }).await?;
        page.click("submit").await?;
        page.reads("sms_code-error", "验证码不正确").await?;
        page.reads("error-summary", "短信验证码").await?;
        page.fill("sms_code", &right).await?;
        page.click("submit").await?;
        page.at("/home").await
    })
    .await;
}
