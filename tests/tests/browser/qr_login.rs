//! Logging in by a QR code: a computer shows it, a phone that is logged in answers.

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Page, Screen, journey};

use crate::{PASSWORD, demo};

/// The address in the code that a computer shows. A phone reads it from the picture; the test from the page's last call.
async fn address_in_code(computer: &Page) -> Result<String> {
    computer.see("qr-state").await?;
    let id = computer
        .until_script(
            "return performance.getEntriesByType('resource').map(e => e.name).filter(n => n.endsWith('/status'))
                 .map(n => n.split('/').at(-2)).at(-1) ?? null",
        )
        .await?;
    Ok(format!("/qr/{}", id.as_str().context("no id of a QR login")?))
}

#[tokio::test]
async fn a_phone_lets_a_computer_in() {
    journey(async |stage| {
        let computer = stage.browser(Screen::Wide).await?;
        computer.go("/").await?;
        computer.at("/login").await?;
        // A wide screen shows the code first, and the password in the corner.
        computer.reads("qr-state", "扫码").await?;
        computer.see("password-login-here").await?;
        computer.picture("login").await?;
        let path = address_in_code(&computer).await?;

        // The phone is asked to log in first, and comes back to the question.
        let phone = stage.browser(Screen::Phone).await?;
        phone.go(&path).await?;
        phone.at("/login").await?;
        phone.fill_all(&[("identifier", demo::LEGAL_REP), ("password", PASSWORD)]).await?;
        phone.click("submit").await?;
        phone.at(&path).await?;
        phone.see("qr-question").await?;
        phone.reads("qr-device", "Chrom").await?;
        phone.reads("qr-ip", "127.0.0.1").await?;
        computer.reads("qr-state", "请在手机上确认").await?;
        phone.is_sane().await?;
        phone.picture("qr-approve").await?;

        phone.click("qr-approve").await?;
        phone.see("qr-approved").await?;
        computer.at("/home").await?;
        computer.reads("enterprise-name", demo::ENTERPRISE).await?;

        // A code is good once.
        phone.go(&path).await?;
        phone.see("qr-ended").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_phone_refuses_and_the_computer_stays_out() {
    journey(async |stage| {
        let phone = stage.browser_of(Screen::Phone, demo::LEGAL_REP, PASSWORD).await?;
        let computer = stage.browser(Screen::Wide).await?;
        computer.go("/agents").await?;
        computer.at("/login").await?;
        let first = address_in_code(&computer).await?;
        phone.go(&first).await?;
        phone.click("qr-refuse").await?;
        phone.see("qr-refused").await?;
        computer.reads("qr-state", "已在手机上拒绝登录").await?;

        // Another try of the same person leads to where the computer wanted to go. The phone types the address.
        computer.click("qr-refresh").await?;
        computer.reads("qr-state", "扫码").await?;
        let second = computer
            .until_script(&format!(
                "const id = performance.getEntriesByType('resource').map(e => e.name).filter(n => n.endsWith('/status'))
                     .map(n => n.split('/').at(-2)).at(-1);
                 return '/qr/' + id === '{first}' ? null : '/qr/' + id"
            ))
            .await?;
        let second = second.as_str().context("no second code")?.to_owned();
        ensure!(second != first, "the refused code is shown again");
        phone.go("/scan").await?;
        phone.fill("address", &stage.server.url(&second)).await?;
        phone.click("submit").await?;
        phone.at(&second).await?;
        phone.click("qr-approve").await?;
        phone.see("qr-approved").await?;
        computer.at("/agents").await?;
        computer.see("agent-row").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_no_code_is_told_so() {
    journey(async |stage| {
        let phone = stage.browser_of(Screen::Phone, demo::AGENT, PASSWORD).await?;
        phone.go("/qr/0123456789").await?;
        phone.see("qr-ended").await?;
        phone.go("/scan").await?;
        phone.fill("address", "https://evil.example/qr/abc").await?;
        phone.click("submit").await?;
        phone.reads("address-error", "不是本系统").await?;
        // There is no camera here: that is said, with a way out.
        phone.see("scan-failure").await?;
        Ok(())
    })
    .await;
}
