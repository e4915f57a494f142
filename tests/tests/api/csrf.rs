//! A change made with a cookie carries the session's token, or does not happen.

use integration_tests::TestApp;
use integration_tests::people::PASSWORD;
use poem::http::Method;
use serde_json::json;
use shared::api::SessionOut;

#[tokio::test]
async fn a_cookie_alone_reads_but_does_not_change() {
    let app = TestApp::new().await;
    let (legal, other) = (app.legal_rep(1).await, app.legal_rep(2).await);
    let mut sessions = Vec::new();
    for person in [&legal.person, &other.person] {
        let body = json!({"identifier": person.mobile, "password": PASSWORD});
        let answer = app.post("/sessions/by-password", body).await;
        let out: SessionOut = answer.expect(201);
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        sessions.push((cookie, out.me.csrf_token));
    }
    let (cookie, token) = &sessions[0];
    app.send(Method::GET, "/me", &[("Cookie", cookie)], None).await.expect_status(200);
    for wrong in ["", "x", sessions[1].1.as_str()] {
        let headers = [("Cookie", cookie.as_str()), ("X-CSRF-Token", wrong)];
        app.send(Method::DELETE, "/sessions/current", &headers, None).await.refused(403, "csrf_rejected");
    }
    let headers = [("Cookie", cookie.as_str()), ("X-CSRF-Token", token)];
    let answer = app.send(Method::DELETE, "/sessions/current", &headers, None).await;
    answer.expect_status(204);
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    app.send(Method::GET, "/me", &[("Cookie", cookie)], None).await.refused(401, "not_logged_in");
}
