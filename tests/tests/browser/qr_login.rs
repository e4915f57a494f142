//! Logging in by a QR code: a computer shows it, a phone that is logged in answers.

use anyhow::{Context, Result, ensure};
use integration_tests::browser::{Page, Screen, journey};

use crate::{PASSWORD, demo};

/// The path in the code that a computer shows.
async fn path_in_code(computer: &Page) -> Result<String> {
    let address = computer.attribute("qr-code", "data-text").await?.context("a code without a text")?;
    let at = address.find("/qr/").with_context(|| format!("the code holds {address}"))?;
    Ok(address[at..].to_owned())
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
        let path = path_in_code(&computer).await?;

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
        let refused = path_in_code(&computer).await?;
        phone.go(&refused).await?;
        phone.click("qr-refuse").await?;
        phone.see("qr-refused").await?;
        computer.reads("qr-state", "已在手机上拒绝登录").await?;
        ensure!(computer.path().await? == "/login", "a refused computer is let in");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_camera_reads_the_code_and_the_computer_goes_on_to_where_it_wanted() {
    journey(async |stage| {
        let computer = stage.browser(Screen::Wide).await?;
        computer.go("/agents").await?;
        computer.at("/login").await?;
        let path = path_in_code(&computer).await?;
        let picture = computer.qr_code().await?;

        let phone = stage.browser_with_camera(Screen::Phone, &picture).await?;
        phone.log_in(demo::LEGAL_REP, PASSWORD).await?;
        phone.click("home-scan").await?;
        phone.at(&path).await?;
        phone.click("qr-approve").await?;
        phone.see("qr-approved").await?;
        computer.at("/agents").await?;
        computer.see("agent-row").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn without_a_camera_the_address_is_typed_and_a_foreign_one_is_refused() {
    journey(async |stage| {
        let phone = stage.browser_of(Screen::Small, demo::LEGAL_REP, PASSWORD).await?;
        phone.go("/qr/0123456789").await?;
        phone.see("qr-ended").await?;
        phone.click("qr-scan-again").await?;
        phone.at("/scan").await?;
        // There is no camera here: that is said, with a way out.
        phone.see("scan-failure").await?;
        phone.is_sane().await?;
        phone.fill("address", "https://evil.example/qr/abc").await?;
        phone.click("submit").await?;
        phone.reads("address-error", "不是本系统").await?;

        let computer = stage.browser(Screen::Wide).await?;
        computer.go("/login").await?;
        let path = path_in_code(&computer).await?;
        phone.fill("address", &stage.server.url(&path)).await?;
        phone.click("submit").await?;
        phone.at(&path).await?;
        phone.click("qr-approve").await?;
        computer.at("/home").await
    })
    .await;
}
