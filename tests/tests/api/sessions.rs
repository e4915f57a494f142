//! `sessions`: logging in, the lock, choosing an enterprise, listing, ending, idling out.

use chrono::Duration;
use integration_tests::people::{PASSWORD, company};
use integration_tests::{Person, TestApp};
use poem::http::Method;
use serde_json::json;
use shared::api::{AuditAction, MeOut, SessionList};

#[tokio::test]
async fn password_login_by_number_account_name_and_credit_code() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let agent = app.agent(&legal, 2, &["file_applications"]).await;
    for identifier in [legal.person.mobile.clone(), company(1), company(1).to_lowercase()] {
        let login = app.login_from(&app.try_log_in(&identifier, PASSWORD).await, &legal.person);
        assert_eq!(login.user_id, legal.user_id, "{identifier}");
    }
    for identifier in [agent.person.mobile.clone(), agent.person.account_name.to_uppercase()] {
        let login = app.login_from(&app.try_log_in(&identifier, PASSWORD).await, &agent.person);
        assert_eq!(login.user_id, agent.user_id, "{identifier}");
    }
}

#[tokio::test]
async fn unknown_account_and_wrong_password_answer_alike() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let wrong = app.try_log_in(&legal.person.mobile, "Wrong-Guess1").await;
    let unknown = app.try_log_in(&Person::number(99).mobile, "Wrong-Guess1").await;
    let (wrong, unknown) = (wrong.refused(401, "wrong_credentials"), unknown.refused(401, "wrong_credentials"));
    assert_eq!((wrong.detail, wrong.errors), (unknown.detail, unknown.errors));
    assert_eq!(app.log_of(&legal).await[0], AuditAction::LoginFailed);
}

#[tokio::test]
async fn five_failures_lock_for_ten_minutes_whether_the_account_exists_or_not() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    for identifier in [legal.person.mobile.clone(), Person::number(99).mobile] {
        for _ in 0..5 {
            app.try_log_in(&identifier, "Wrong-Guess1").await.refused(401, "wrong_credentials");
        }
        let problem = app.try_log_in(&identifier, PASSWORD).await.refused(429, "locked_out");
        assert_eq!(problem.retry_after_seconds, Some(600));
    }
    app.wait(Duration::minutes(10));
    app.log_in(&legal.person, PASSWORD).await;
}

#[tokio::test]
async fn a_success_forgets_earlier_failures() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    for _ in 0..3 {
        for _ in 0..4 {
            app.try_log_in(&legal.person.mobile, "Wrong-Guess1").await.refused(401, "wrong_credentials");
        }
        app.log_in(&legal.person, PASSWORD).await;
    }
}

#[tokio::test]
async fn guesses_at_the_same_time_are_all_counted() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let tries = (0..12).map(|_| app.try_log_in(&legal.person.mobile, "Wrong-Guess1"));
    let answers = futures_util::future::join_all(tries).await;
    let checked = answers.iter().filter(|answer| answer.status.as_u16() == 401).count();
    assert!(checked <= 5, "{checked} of 12 guesses were checked");
    app.try_log_in(&legal.person.mobile, PASSWORD).await.refused(429, "locked_out");
}

#[tokio::test]
async fn empty_and_overlong_fields_are_named() {
    let app = TestApp::new().await;
    let answer = app.post("/sessions/by-password", json!({"identifier": " ", "password": ""})).await;
    answer.refused_field("identifier", "required");
    answer.refused_field("password", "required");
    let body = json!({"identifier": "a".repeat(129), "password": "b".repeat(200)});
    let answer = app.post("/sessions/by-password", body).await;
    answer.refused_field("identifier", "too_long");
    answer.refused_field("password", "too_long");
}

#[tokio::test]
async fn sms_login_of_a_number_without_account_says_so_to_its_owner() {
    let app = TestApp::new().await;
    let mobile = Person::number(1).mobile;
    let code = app.code(&mobile, "login").await;
    let body = json!({"mobile": mobile, "sms_code": code});
    app.post("/sessions/by-sms-code", body).await.refused(404, "no_account");
}

#[tokio::test]
async fn a_person_of_two_enterprises_chooses_and_switches() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let form = app.registration(&legal.person, 2).await;
    app.post("/enterprises", form).await.expect_status(201);
    let login = app.log_in(&legal.person, PASSWORD).await;
    assert_eq!(login.enterprise, None);
    app.call(&login, Method::GET, "/agents", None).await.refused(409, "enterprise_not_chosen");
    for serial in [1, 2] {
        let body = json!({"enterprise_id": company(serial)});
        let me: MeOut = app.call(&login, Method::PUT, "/sessions/current/enterprise", Some(body)).await.expect(200);
        assert_eq!(me.current.unwrap().enterprise_id, company(serial));
        app.call(&login, Method::GET, "/agents", None).await.expect_status(200);
    }
    let stranger = app.legal_rep(3).await;
    let body = json!({"enterprise_id": stranger.enterprise});
    let answer = app.call(&login, Method::PUT, "/sessions/current/enterprise", Some(body)).await;
    answer.refused(404, "not_found");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let app = TestApp::new().await;
    let first = app.legal_rep(1).await;
    let second = app.log_in(&first.person, PASSWORD).await;
    let third = app.log_in(&first.person, PASSWORD).await;
    let list: SessionList = app.call(&first, Method::GET, "/sessions", None).await.expect(200);
    assert_eq!(list.items.len(), 3);
    assert_eq!(list.items.iter().filter(|session| session.current).count(), 1);
    let other = list.items.iter().find(|session| !session.current).unwrap();
    let path = format!("/sessions/{}", other.id);
    app.call(&first, Method::DELETE, &path, None).await.expect_status(204);
    app.call(&first, Method::DELETE, &path, None).await.refused(404, "not_found");
    app.call(&first, Method::POST, "/sessions/end-others", None).await.expect_status(204);
    app.call(&second, Method::GET, "/me", None).await.refused(401, "not_logged_in");
    app.call(&third, Method::GET, "/me", None).await.refused(401, "not_logged_in");
    app.call(&first, Method::DELETE, "/sessions/current", None).await.expect_status(204);
    app.call(&first, Method::GET, "/me", None).await.refused(401, "not_logged_in");
}

#[tokio::test]
async fn a_strangers_session_cannot_be_ended() {
    let app = TestApp::new().await;
    let (first, second) = (app.legal_rep(1).await, app.legal_rep(2).await);
    let list: SessionList = app.call(&second, Method::GET, "/sessions", None).await.expect(200);
    let path = format!("/sessions/{}", list.items[0].id);
    app.call(&first, Method::DELETE, &path, None).await.refused(404, "not_found");
    app.call(&second, Method::GET, "/me", None).await.expect_status(200);
}

#[tokio::test]
async fn a_session_idles_out_and_ends_absolutely() {
    let app = TestApp::new().await;
    let idle = app.legal_rep(1).await;
    app.wait(Duration::minutes(i64::from(app.app.config.policy.session_idle_minutes)));
    app.call(&idle, Method::GET, "/me", None).await.refused(401, "not_logged_in");
    let busy = app.log_in(&idle.person, PASSWORD).await;
    let hours = i64::from(app.app.config.policy.session_absolute_hours);
    for _ in 0..hours - 1 {
        app.wait(Duration::hours(1));
        app.call(&busy, Method::GET, "/me", None).await.expect_status(200);
    }
    app.wait(Duration::hours(1));
    app.call(&busy, Method::GET, "/me", None).await.refused(401, "not_logged_in");
}

#[tokio::test]
async fn made_up_tokens_are_nobody() {
    let app = TestApp::new().await;
    for token in ["", "x", "Bearer", "Bearer abc", "Bearer ../../etc/passwd", "Basic YTpi"] {
        let answer = app.send(Method::GET, "/me", &[("Authorization", token)], None).await;
        answer.refused(401, "not_logged_in");
    }
    app.get("/me").await.refused(401, "not_logged_in");
}

#[tokio::test]
async fn a_browser_gets_a_cookie_and_no_token() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let body = json!({"identifier": legal.person.mobile, "password": PASSWORD});
    let answer = app.post("/sessions/by-password", body).await;
    answer.expect_status(201);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("session=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    let out: shared::api::SessionOut = answer.json();
    assert_eq!(out.token, None);
    assert!(!String::from_utf8_lossy(&answer.body).contains(cookie.split(['=', ';']).nth(1).unwrap()));
}
