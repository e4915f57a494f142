//! 账号申诉: whoever cannot log in tells the operator.

use anyhow::ensure;
use integration_tests::browser::{Screen, journey};

#[tokio::test]
async fn an_appeal_is_taken_and_has_a_number() {
    journey(async |stage| {
        let page = stage.browser(Screen::Small).await?;
        page.go("/login").await?;
        page.click("appeal-link").await?;
        page.at("/appeal").await?;
        page.fill_all(&[("name", "王建国"), ("contact_mobile", "15400000077"), ("statement", "手机停用")]).await?;
        page.click("submit").await?;
        page.reads("statement-error", "内容太短").await?;
        page.is_sane().await?;

        // What was written survives a reload.
        let statement = "原来的手机号码已经停用，收不到验证码，请帮助更换。\n单位：长春市松苑机械制造有限公司";
        page.fill("statement", statement).await?;
        page.reload().await?;
        page.holds("statement", statement).await?;
        page.holds("contact_mobile", "15400000077").await?;
        page.click("submit").await?;
        let receipt = page.text("receipt-number").await?;
        ensure!(receipt.len() >= 8, "no number of a receipt: {receipt}");
        page.is_sane().await?;
        page.click("to-login").await?;
        page.at("/login").await?;

        // Another appeal begins empty.
        page.click("appeal-link").await?;
        page.holds("statement", "").await?;
        Ok(())
    })
    .await;
}
