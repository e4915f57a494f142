//! `audit-entries`: the enterprise's log.

use integration_tests::TestApp;
use integration_tests::people::PASSWORD;
use poem::http::Method;
use shared::api::{AuditAction, AuditPage};

#[tokio::test]
async fn pages_are_newest_first_without_gap_or_repeat() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    for _ in 0..44 {
        app.wait(chrono::Duration::seconds(1));
        app.log_in(&legal.person, PASSWORD).await;
    }
    let mut entries = Vec::new();
    let mut path = "/audit-entries".to_owned();
    loop {
        let page: AuditPage = app.call(&legal, Method::GET, &path, None).await.expect(200);
        entries.extend(page.items);
        match page.next_cursor {
            Some(cursor) => path = format!("/audit-entries?cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(entries.len(), 45);
    assert!(entries.windows(2).all(|pair| pair[0].at >= pair[1].at));
    assert_eq!(entries.last().unwrap().action, AuditAction::EnterpriseRegistered);
    let answer = app.call(&legal, Method::GET, "/audit-entries?cursor=%27%20OR%201", None).await;
    answer.refused_field("cursor", "cursor_invalid");
}

#[tokio::test]
async fn the_log_is_the_legal_representatives_to_read() {
    let app = TestApp::new().await;
    let legal = app.legal_rep(1).await;
    let manager = app.agent(&legal, 2, &["file_applications", "manage_agents"]).await;
    app.call(&manager, Method::GET, "/audit-entries", None).await.refused(403, "not_permitted");
    app.get("/audit-entries").await.refused(401, "not_logged_in");
}

#[tokio::test]
async fn one_enterprise_does_not_read_anothers() {
    let app = TestApp::new().await;
    let (first, second) = (app.legal_rep(1).await, app.legal_rep(2).await);
    app.log_in(&first.person, PASSWORD).await;
    assert_eq!(app.log_of(&second).await, [AuditAction::EnterpriseRegistered]);
}
