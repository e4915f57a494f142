//! `sms-codes`: limits, tries, life, one use, and a vendor that fails.

use chrono::Duration;
use integration_tests::{Person, TestApp};
use serde_json::json;
use shared::api::SmsCodeOut;

#[tokio::test]
async fn a_code_is_sent_and_its_answer_tells_nothing_of_accounts() {
    let app = TestApp::new().await;
    let known = app.legal_rep(1).await;
    app.wait(Duration::hours(1));
    let mut answers = Vec::new();
    for mobile in [known.person.mobile, Person::number(2).mobile] {
        let answer = app.post("/sms-codes", json!({"mobile": mobile, "purpose": "login"})).await;
        let out: SmsCodeOut = answer.expect(202);
        answers.push((out.expires_in_seconds, out.resend_after_seconds));
        assert_eq!(app.sms.last_code(&mobile).unwrap().len(), 6);
    }
    assert_eq!(answers, [(300, 60), (300, 60)]);
}

#[tokio::test]
async fn a_number_gets_one_a_minute_five_an_hour_ten_a_day() {
    let app = TestApp::new().await;
    let body = json!({"mobile": Person::number(1).mobile, "purpose": "login"});
    app.post("/sms-codes", &body).await.expect_status(202);
    app.wait(Duration::seconds(20));
    let refused = app.post("/sms-codes", &body).await;
    let problem = refused.refused(429, "sms_too_many");
    assert_eq!(problem.retry_after_seconds, Some(40));
    assert_eq!(refused.header("retry-after"), "40");
    for _ in 0..4 {
        app.wait(Duration::seconds(61));
        app.post("/sms-codes", &body).await.expect_status(202);
    }
    app.wait(Duration::seconds(61));
    let problem = app.post("/sms-codes", &body).await.refused(429, "sms_too_many");
    assert!(problem.retry_after_seconds.unwrap() > 3000, "the hour is full: {problem:?}");
    app.wait(Duration::minutes(61));
    for _ in 0..5 {
        app.post("/sms-codes", &body).await.expect_status(202);
        app.wait(Duration::seconds(61));
    }
    app.wait(Duration::minutes(61));
    let problem = app.post("/sms-codes", &body).await.refused(429, "sms_too_many");
    assert!(problem.retry_after_seconds.unwrap() > 3600 * 20, "the day is full: {problem:?}");
}

#[tokio::test]
async fn one_address_cannot_send_to_ever_more_numbers() {
    let app = TestApp::new().await;
    for serial in 0..30 {
        let body = json!({"mobile": Person::number(serial).mobile, "purpose": "login"});
        app.post("/sms-codes", body).await.expect_status(202);
    }
    let body = json!({"mobile": Person::number(99).mobile, "purpose": "login"});
    app.post("/sms-codes", &body).await.refused(429, "sms_too_many");
    app.wait(Duration::minutes(61));
    app.post("/sms-codes", &body).await.expect_status(202);
}

#[tokio::test]
async fn a_vendor_that_fails_costs_nothing() {
    let app = TestApp::new().await;
    let body = json!({"mobile": Person::number(1).mobile, "purpose": "login"});
    app.sms.set_broken(true);
    for _ in 0..12 {
        app.post("/sms-codes", &body).await.refused(503, "sms_unavailable");
    }
    app.sms.set_broken(false);
    app.post("/sms-codes", &body).await.expect_status(202);
}

#[tokio::test]
async fn a_code_lives_five_minutes_and_works_once() {
    let app = TestApp::new().await;
    let person = app.legal_rep(1).await.person;
    let code = app.code(&person.mobile, "login").await;
    app.wait(Duration::seconds(299));
    let body = json!({"mobile": person.mobile, "sms_code": code, "client": "native"});
    app.post("/sessions/by-sms-code", &body).await.expect_status(201);
    app.post("/sessions/by-sms-code", &body).await.refused_field("sms_code", "sms_code_rejected");
    let code = app.code(&person.mobile, "login").await;
    app.wait(Duration::seconds(301));
    let body = json!({"mobile": person.mobile, "sms_code": code, "client": "native"});
    app.post("/sessions/by-sms-code", &body).await.refused_field("sms_code", "sms_code_rejected");
}

#[tokio::test]
async fn five_wrong_tries_end_a_code() {
    let app = TestApp::new().await;
    let person = app.legal_rep(1).await.person;
    let code = app.code(&person.mobile, "login").await;
    let wrong = if code == "111111" { "222222" } else { "111111" };
    for _ in 0..5 {
        let body = json!({"mobile": person.mobile, "sms_code": wrong});
        app.post("/sessions/by-sms-code", body).await.refused_field("sms_code", "sms_code_rejected");
    }
    let body = json!({"mobile": person.mobile, "sms_code": code});
    app.post("/sessions/by-sms-code", body).await.refused_field("sms_code", "sms_code_rejected");
}

#[tokio::test]
async fn a_code_is_bound_to_number_and_purpose() {
    let app = TestApp::new().await;
    let first = app.legal_rep(1).await.person;
    let second = app.legal_rep(2).await.person;
    let code = app.code(&first.mobile, "reset_password").await;
    for mobile in [&first.mobile, &second.mobile] {
        let body = json!({"mobile": mobile, "sms_code": code});
        app.post("/sessions/by-sms-code", body).await.refused_field("sms_code", "sms_code_rejected");
    }
}

#[tokio::test]
async fn a_bad_number_or_purpose_is_refused() {
    let app = TestApp::new().await;
    app.post("/sms-codes", json!({"mobile": "123", "purpose": "login"})).await.refused_field("mobile", "phone_format");
    app.post("/sms-codes", json!({"mobile": "", "purpose": "login"})).await.refused_field("mobile", "required");
    let answer = app.post("/sms-codes", json!({"mobile": Person::number(1).mobile, "purpose": "everything"})).await;
    answer.refused(400, "malformed_request");
}
