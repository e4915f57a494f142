//! Bodies and addresses that no page of ours sends.

use integration_tests::TestApp;
use poem::http::Method;

#[tokio::test]
async fn what_is_not_the_documented_shape_is_refused_without_detail() {
    let app = TestApp::new().await;
    let bodies: [&[u8]; 7] = [b"", b"{", b"[]", b"null", b"{\"identifier\":5,\"password\":[]}", b"\xff\xfe", b"\"x\""];
    for body in bodies {
        let answer = app.send(Method::POST, "/sessions/by-password", &[], Some(body.to_vec())).await;
        let problem = answer.refused(400, "malformed_request");
        assert!(!problem.detail.contains("expected"), "{problem:?}");
        assert!(problem.request_id.is_some());
    }
}

#[tokio::test]
async fn unknown_addresses_and_methods_say_so() {
    let app = TestApp::new().await;
    app.get("/nothing-here").await.refused(404, "not_found");
    app.send(Method::DELETE, "/service-info", &[], None).await.refused(405, "method_not_allowed");
}

#[tokio::test]
async fn the_language_of_an_answer_follows_the_request() {
    let app = TestApp::new().await;
    let chinese = app.send(Method::GET, "/me", &[], None).await.refused(401, "not_logged_in");
    let english = app.send(Method::GET, "/me", &[("Accept-Language", "en")], None).await.refused(401, "not_logged_in");
    assert!(chinese.detail.contains("登录") && english.detail.contains("log in"));
}

#[tokio::test]
async fn markup_and_queries_are_stored_as_they_are_typed_or_refused_never_run() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    for nasty in ["<script>alert(1)</script>", "'; DELETE user; --", "\u{0}", "😀", "a\u{202e}b"] {
        let body = serde_json::json!({"identifier": nasty, "password": nasty});
        app.post("/sessions/by-password", body).await.refused(401, "wrong_credentials");
    }
    app.call(&legal, Method::GET, "/me", None).await.expect_status(200);
}
