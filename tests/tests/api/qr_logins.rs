//! `qr-logins`: shown on a page, decided on a phone.

use chrono::Duration;
use integration_tests::{Answer, Login, TestApp};
use poem::http::Method;
use serde_json::json;
use shared::api::{AuditAction, QrLoginOut, QrLoginRequest, QrLoginState, QrLoginStatus};

async fn create(app: &TestApp) -> QrLoginOut {
    app.send(Method::POST, "/qr-logins", &[], None).await.expect(201)
}

async fn state(app: &TestApp, qr: &QrLoginOut) -> QrLoginState {
    let path = format!("/qr-logins/{}/status", qr.id);
    let status: QrLoginStatus = app.send(Method::GET, &path, &[("X-Qr-Secret", &qr.secret)], None).await.expect(200);
    status.state
}

async fn phone(app: &TestApp, login: &Login, qr: &QrLoginOut, what: &str) -> Answer {
    app.call(login, Method::POST, &format!("/qr-logins/{}/{what}", qr.id), None).await
}

async fn fetch(app: &TestApp, qr: &QrLoginOut) -> Answer {
    let body = json!({"qr_login_id": qr.id, "secret": qr.secret, "client": "native"});
    app.post("/sessions/by-qr-login", body).await
}

#[tokio::test]
async fn a_phone_approves_and_the_page_is_logged_in_once() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let qr = create(&app).await;
    assert!(!qr.path.contains(&qr.secret), "the code shows no secret");
    assert_eq!(state(&app, &qr).await, QrLoginState::Waiting);
    let request: QrLoginRequest = phone(&app, &legal, &qr, "scan").await.expect(200);
    assert_eq!(request.state, QrLoginState::Scanned);
    assert_eq!(state(&app, &qr).await, QrLoginState::Scanned);
    fetch(&app, &qr).await.refused(410, "qr_login_ended");
    phone(&app, &legal, &qr, "approve").await.expect_status(204);
    assert_eq!(state(&app, &qr).await, QrLoginState::Approved);
    let page = app.login_from(&fetch(&app, &qr).await, &legal.person);
    assert_eq!((page.user_id, page.enterprise), (legal.user_id.clone(), legal.enterprise.clone()));
    fetch(&app, &qr).await.refused(410, "qr_login_ended");
    let log = app.log_of(&legal).await;
    assert!(log.contains(&AuditAction::QrLoginApproved) && log.contains(&AuditAction::LoggedIn));
}

#[tokio::test]
async fn a_phone_refuses() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let qr = create(&app).await;
    phone(&app, &legal, &qr, "scan").await.expect_status(200);
    phone(&app, &legal, &qr, "refuse").await.expect_status(204);
    assert_eq!(state(&app, &qr).await, QrLoginState::Refused);
    phone(&app, &legal, &qr, "approve").await.refused(410, "qr_login_ended");
    fetch(&app, &qr).await.refused(410, "qr_login_ended");
}

#[tokio::test]
async fn it_lives_two_minutes() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let qr = create(&app).await;
    assert_eq!(qr.expires_in_seconds, 120);
    phone(&app, &legal, &qr, "scan").await.expect_status(200);
    app.wait(Duration::seconds(120));
    assert_eq!(state(&app, &qr).await, QrLoginState::Ended);
    phone(&app, &legal, &qr, "approve").await.refused(410, "qr_login_ended");
    phone(&app, &legal, &qr, "scan").await.refused(410, "qr_login_ended");
}

#[tokio::test]
async fn only_who_scanned_decides_and_only_after_scanning() {
    let app = TestApp::new().await;
    let (first, second) = (app.legal_rep(1).await, app.legal_rep(2).await);
    let qr = create(&app).await;
    phone(&app, &first, &qr, "approve").await.refused(410, "qr_login_ended");
    phone(&app, &first, &qr, "scan").await.expect_status(200);
    phone(&app, &second, &qr, "scan").await.refused(410, "qr_login_ended");
    phone(&app, &second, &qr, "approve").await.refused(410, "qr_login_ended");
}

#[tokio::test]
async fn without_the_pages_secret_there_is_nothing() {
    let app = TestApp::new().await;
    let (qr, other) = (create(&app).await, create(&app).await);
    let path = format!("/qr-logins/{}/status", qr.id);
    for secret in ["", "x", other.secret.as_str()] {
        app.send(Method::GET, &path, &[("X-Qr-Secret", secret)], None).await.refused(404, "not_found");
        let body = json!({"qr_login_id": qr.id, "secret": secret});
        app.post("/sessions/by-qr-login", body).await.refused(404, "not_found");
    }
    app.get("/qr-logins/none/status").await.refused(404, "not_found");
    app.send(Method::POST, &format!("/qr-logins/{}/scan", qr.id), &[], None).await.refused(401, "not_logged_in");
}
