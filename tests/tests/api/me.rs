//! `me`: who one is, and one's password.

use integration_tests::TestApp;
use integration_tests::people::{OTHER_PASSWORD, PASSWORD};
use poem::http::Method;
use serde_json::json;
use shared::api::{AuditAction, MeOut};

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let app = TestApp::new().await;
    let here = app.legal_rep(1).await;
    let elsewhere = app.log_in(&here.person, PASSWORD).await;
    let body = json!({"current_password": PASSWORD, "new_password": OTHER_PASSWORD});
    app.call(&here, Method::PUT, "/me/password", Some(body)).await.expect_status(204);
    app.call(&elsewhere, Method::GET, "/me", None).await.refused(401, "not_logged_in");
    app.call(&here, Method::GET, "/me", None).await.expect_status(200);
    app.try_log_in(&here.person.mobile, PASSWORD).await.refused(401, "wrong_credentials");
    app.log_in(&here.person, OTHER_PASSWORD).await;
    assert!(app.log_of(&here).await.contains(&AuditAction::PasswordChanged));
}

#[tokio::test]
async fn each_field_of_a_change_is_refused_by_its_name() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let number = legal.person.mobile.clone();
    let cases = [
        (json!({"current_password": "", "new_password": OTHER_PASSWORD}), "current_password", "required"),
        (
            json!({"current_password": "Wrong-Guess1", "new_password": OTHER_PASSWORD}),
            "current_password",
            "wrong_credentials",
        ),
        (json!({"current_password": PASSWORD, "new_password": PASSWORD}), "new_password", "password_unchanged"),
        (json!({"current_password": PASSWORD, "new_password": "abc"}), "new_password", "password_too_short"),
        (json!({"current_password": PASSWORD, "new_password": "alllowercase"}), "new_password", "password_classes"),
        (
            json!({"current_password": PASSWORD, "new_password": format!("Aa-{number}")}),
            "new_password",
            "password_contains_number",
        ),
    ];
    for (body, field, code) in cases {
        app.call(&legal, Method::PUT, "/me/password", Some(body)).await.refused_field(field, code);
    }
}

#[tokio::test]
async fn guessing_the_present_password_locks() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let body = json!({"current_password": "Wrong-Guess1", "new_password": OTHER_PASSWORD});
    for _ in 0..5 {
        app.call(&legal, Method::PUT, "/me/password", Some(body.clone())).await.expect_status(422);
    }
    app.call(&legal, Method::PUT, "/me/password", Some(body)).await.refused(429, "locked_out");
}

#[tokio::test]
async fn an_initial_password_has_to_be_changed_first() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let person = integration_tests::Person::number(2);
    app.add_agent(&legal, &person, &["file_applications", "manage_agents"]).await;
    let login = app.log_in(&person, PASSWORD).await;
    let me: MeOut = app.call(&login, Method::GET, "/me", None).await.expect(200);
    assert!(me.must_change_password);
    for path in ["/agents", "/sessions"] {
        app.call(&login, Method::GET, path, None).await.refused(403, "password_change_required");
    }
    let body = json!({"current_password": PASSWORD, "new_password": OTHER_PASSWORD});
    app.call(&login, Method::PUT, "/me/password", Some(body)).await.expect_status(204);
    app.call(&login, Method::GET, "/agents", None).await.expect_status(200);
}
