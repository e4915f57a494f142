//! `reviewer-sessions`: password and second factor, each code once; recovery codes; whoever is shut out.

use backend::services::reviewers;
use chrono::Duration;
use integration_tests::applications::Office;
use integration_tests::operator;
use poem::http::Method;
use serde_json::{Value, json};
use shared::api::{ReviewerOut, ReviewerSessionOut};
use shared::application::Party;
use shared::identity::AccountName;

const LOGIN: &str = "first1";

fn body(password: &str, code: &str, client: &str) -> Value {
    json!({"login": LOGIN, "password": password, "code": code, "client": client})
}

#[tokio::test]
async fn a_reviewer_logs_in_by_password_and_code_and_out() {
    let office = Office::open().await;
    let made = office.reviewer_account(LOGIN, "first", "220100", true).await;
    let token = office.log_in_reviewer(LOGIN, &made).await;
    let me: ReviewerOut = office.review(&token, Method::GET, "/reviewer-sessions/current", None).await.expect(200);
    assert_eq!((me.name.as_str(), me.party, me.region.as_str()), ("审核员", Party::FirstReviewer, "220100"));
    assert!(me.leads && me.recovery_codes_left == 8);
    for field in ["login", "password", "code"] {
        office.app.post("/reviewer-sessions", json!({})).await.refused_field(field, "required");
    }
    office.review(&token, Method::DELETE, "/reviewer-sessions/current", None).await.expect_status(204);
    office.review(&token, Method::GET, "/reviews", None).await.refused(401, "not_logged_in");
}

#[tokio::test]
async fn a_code_opens_one_session_and_an_old_one_none() {
    let office = Office::open().await;
    let made = office.reviewer_account(LOGIN, "first", "220100", false).await;
    let password = made.password.expose();
    let code = office.totp(&made.secret);
    let log_in = |code: String| office.app.post("/reviewer-sessions", body(password, &code, "native"));
    log_in(code.clone()).await.expect_status(201);
    log_in(code.clone()).await.refused(401, "wrong_credentials");
    office.app.wait(Duration::seconds(30));
    let next = office.totp(&made.secret);
    office.app.wait(Duration::seconds(30));
    // The clocks may differ by a step; the code before the one that was used is not good any more.
    log_in(next).await.expect_status(201);
    log_in(code).await.refused(401, "wrong_credentials");
    office.app.wait(Duration::seconds(90));
    let late = office.totp(&made.secret);
    office.app.wait(Duration::seconds(90));
    log_in(late).await.refused(401, "wrong_credentials");
}

#[tokio::test]
async fn a_recovery_code_is_good_once() {
    let office = Office::open().await;
    let made = office.reviewer_account(LOGIN, "first", "220100", false).await;
    let password = made.password.expose();
    // As somebody types it from paper.
    let typed = made.recovery[3].to_uppercase().replace('-', " ");
    let opened: ReviewerSessionOut =
        office.app.post("/reviewer-sessions", body(password, &typed, "native")).await.expect(201);
    assert_eq!(opened.reviewer.recovery_codes_left, 7);
    office.app.post("/reviewer-sessions", body(password, &typed, "native")).await.refused(401, "wrong_credentials");
}

#[tokio::test]
async fn guessing_locks_whether_the_password_or_the_code_is_guessed() {
    let office = Office::open().await;
    let made = office.reviewer_account(LOGIN, "first", "220100", false).await;
    let right = made.password.expose();
    for (password, code) in [("Wrong-Pass9", "000000"), (right, "000000")] {
        for _ in 0..5 {
            let refused = office.app.post("/reviewer-sessions", body(password, code, "native")).await;
            refused.refused(401, "wrong_credentials");
        }
        let code = office.totp(&made.secret);
        office.app.post("/reviewer-sessions", body(right, &code, "native")).await.refused(429, "locked_out");
        office.app.wait(Duration::minutes(11));
    }
    let code = office.totp(&made.secret);
    office.app.post("/reviewer-sessions", body(right, &code, "native")).await.expect_status(201);
}

#[tokio::test]
async fn a_browser_has_a_cookie_and_sends_the_csrf_token_with_every_change() {
    let office = Office::open().await;
    let made = office.reviewer_account(LOGIN, "first", "220100", false).await;
    let code = office.totp(&made.secret);
    let answer = office.app.post("/reviewer-sessions", body(made.password.expose(), &code, "browser")).await;
    let cookie = answer.header("set-cookie").to_owned();
    assert!(
        cookie.starts_with("reviewer_session=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict")
    );
    let opened: ReviewerSessionOut = answer.expect(201);
    assert_eq!(opened.token, None);
    let cookie = cookie.split(';').next().expect("its value");
    let current = "/reviewer-sessions/current";
    office.app.send(Method::GET, current, &[("Cookie", cookie)], None).await.expect_status(200);
    office.app.send(Method::DELETE, current, &[("Cookie", cookie)], None).await.refused(403, "csrf_rejected");
    let headers = [("Cookie", cookie), ("X-CSRF-Token", opened.reviewer.csrf_token.as_str())];
    office.app.send(Method::DELETE, current, &headers, None).await.expect_status(204);
    office.app.send(Method::GET, current, &[("Cookie", cookie)], None).await.refused(401, "not_logged_in");
}

#[tokio::test]
async fn whoever_is_shut_out_is_out_at_once_until_the_account_is_reset() {
    let office = Office::open().await;
    let made = office.reviewer_account(LOGIN, "first", "220100", false).await;
    let token = office.log_in_reviewer(LOGIN, &made).await;
    let login = AccountName::parse(LOGIN).expect("a login");
    assert!(reviewers::disable(&office.app.app, &operator(), &login).await.expect("disabled"));
    office.review(&token, Method::GET, "/reviews", None).await.refused(401, "not_logged_in");
    office.app.wait(Duration::seconds(30));
    let code = office.totp(&made.secret);
    let right = body(made.password.expose(), &code, "native");
    office.app.post("/reviewer-sessions", right).await.refused(401, "wrong_credentials");
    let again = reviewers::reset(&office.app.app, &operator(), &login).await.expect("reset").expect("an account");
    assert_ne!(again.secret, made.secret);
    office.log_in_reviewer(LOGIN, &again).await;
    let nobody = AccountName::parse("nobody1").expect("a login");
    assert!(!reviewers::disable(&office.app.app, &operator(), &nobody).await.expect("no account"));
}
