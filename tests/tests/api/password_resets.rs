//! `password-resets`: a forgotten password.

use integration_tests::people::{OTHER_PASSWORD, PASSWORD};
use integration_tests::{Person, TestApp};
use poem::http::Method;
use serde_json::json;
use shared::api::AuditAction;

#[tokio::test]
async fn a_forgotten_password_is_set_anew_and_every_session_ends() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    for _ in 0..5 {
        app.try_log_in(&legal.person.mobile, "Wrong-Guess1").await.refused(401, "wrong_credentials");
    }
    let code = app.code(&legal.person.mobile, "reset_password").await;
    let body = json!({"mobile": legal.person.mobile, "sms_code": code, "new_password": OTHER_PASSWORD});
    app.post("/password-resets", &body).await.expect_status(204);
    app.call(&legal, Method::GET, "/me", None).await.refused(401, "not_logged_in");
    app.try_log_in(&legal.person.mobile, PASSWORD).await.refused(401, "wrong_credentials");
    let login = app.log_in(&legal.person, OTHER_PASSWORD).await;
    assert!(app.log_of(&login).await.contains(&AuditAction::PasswordReset));
    app.post("/password-resets", &body).await.refused_field("sms_code", "sms_code_rejected");
}

#[tokio::test]
async fn a_reset_opens_the_lock() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let code = app.code(&legal.person.mobile, "reset_password").await;
    for _ in 0..5 {
        app.try_log_in(&legal.person.mobile, "Wrong-Guess1").await.refused(401, "wrong_credentials");
    }
    app.try_log_in(&legal.person.mobile, PASSWORD).await.refused(429, "locked_out");
    let body = json!({"mobile": legal.person.mobile, "sms_code": code, "new_password": OTHER_PASSWORD});
    app.post("/password-resets", &body).await.expect_status(204);
    app.log_in(&legal.person, OTHER_PASSWORD).await;
}

#[tokio::test]
async fn a_number_without_account_is_told_to_its_owner_alone() {
    let app = TestApp::new().await;
    let mobile = Person::number(9).mobile;
    let body = json!({"mobile": mobile, "sms_code": "123456", "new_password": OTHER_PASSWORD});
    app.post("/password-resets", body).await.refused_field("sms_code", "sms_code_rejected");
    let code = app.code(&mobile, "reset_password").await;
    let body = json!({"mobile": mobile, "sms_code": code, "new_password": OTHER_PASSWORD});
    app.post("/password-resets", body).await.refused(404, "no_account");
}

#[tokio::test]
async fn each_field_is_refused_by_its_name() {
    let app = TestApp::new().await;
    let answer =
        app.post("/password-resets", json!({"mobile": "1", "sms_code": "x", "new_password": "password"})).await;
    answer.refused_field("mobile", "phone_format");
    answer.refused_field("sms_code", "sms_code_format");
    answer.refused_field("new_password", "password_classes");
}
