//! `notifications`: told to whom it concerns, once, in the app and by SMS, and taken back with what was decided.

use backend::services::notices;
use chrono::Duration;
use integration_tests::applications::Office;
use integration_tests::{Login, TestApp};
use poem::http::Method;
use serde_json::json;
use shared::api::{ApplicationOut, NoticeCount, NoticeKind, NoticePage, NoticeSettings};
use shared::application::Action;

async fn told(app: &TestApp, login: &Login) -> Vec<NoticeKind> {
    let page: NoticePage = app.call(login, Method::GET, "/notifications", None).await.expect(200);
    page.items.into_iter().map(|notice| notice.event).collect()
}

async fn unread(office: &Office) -> u32 {
    let path = "/notifications/unread";
    let count: NoticeCount = office.app.call(&office.agent, Method::GET, path, None).await.expect(200);
    count.unread
}

/// SMS about applications that went to the agent.
async fn sms(office: &Office) -> Vec<&'static str> {
    notices::send_outgoing(&office.app.app).await.expect("sent");
    let all = office.app.sms.kinds(&office.agent.person.mobile);
    all.into_iter().filter(|kind| kind.starts_with("application-")).collect()
}

async fn claimed(office: &Office, first: &str) -> ApplicationOut {
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    office.decide(first, &ready.id, Action::Claim).await.expect_status(200);
    ready
}

#[tokio::test]
async fn what_the_agency_does_is_told_to_who_filed_it_and_to_nobody_else() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let other = office.app.legal_rep(7).await;
    assert_eq!(told(&office.app, &office.agent).await, []);
    let ready = claimed(&office, &first).await;
    office.app.wait(Duration::seconds(1));
    office.decide(&first, &ready.id, Action::RequestCorrection).await.expect_status(200);
    assert_eq!(
        told(&office.app, &office.agent).await,
        [NoticeKind::CorrectionRequested, NoticeKind::Claimed],
        "what one did oneself is no news"
    );
    assert_eq!(told(&office.app, &other).await, []);
    assert_eq!(unread(&office).await, 2);
    let body = json!({"application_id": "another"});
    let path = "/notifications/read";
    let count: NoticeCount = office.app.call(&office.agent, Method::POST, path, Some(body)).await.expect(200);
    assert_eq!(count.unread, 2);
    let body = json!({"application_id": ready.id});
    let count: NoticeCount = office.app.call(&office.agent, Method::POST, path, Some(body)).await.expect(200);
    assert_eq!((count.unread, unread(&office).await), (0, 0));
    office
        .app
        .call(&office.agent, Method::GET, "/notifications?cursor=x", None)
        .await
        .refused_field("cursor", "cursor_invalid");
}

#[tokio::test]
async fn a_decision_goes_out_by_sms_when_it_cannot_be_taken_back_any_more_and_once() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = claimed(&office, &first).await;
    assert_eq!(sms(&office).await.len(), 1, "that it was submitted is told at once");
    office.decide(&first, &ready.id, Action::Reject).await.expect_status(200);
    assert_eq!(sms(&office).await.len(), 1);
    office.decide(&first, &ready.id, Action::Undo).await.expect_status(200);
    office.decide(&first, &ready.id, Action::RequestCorrection).await.expect_status(200);
    office.app.wait(Duration::minutes(5));
    assert_eq!(sms(&office).await, ["application-submitted", "application-correction-requested"]);
    office.app.wait(Duration::hours(1));
    assert_eq!(sms(&office).await.len(), 2, "once");
}

#[tokio::test]
async fn taking_a_decision_back_does_not_take_back_that_it_was_submitted() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = claimed(&office, &first).await;
    for action in [Action::RequestCorrection, Action::Undo] {
        office.decide(&first, &ready.id, action).await.expect_status(200);
    }
    office.app.wait(Duration::minutes(6));
    assert_eq!(sms(&office).await, ["application-submitted"]);
}

#[tokio::test]
async fn two_servers_send_nothing_twice_and_what_failed_is_tried_again() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    office.app.sms.set_broken(true);
    claimed(&office, &first).await;
    assert_eq!(notices::send_outgoing(&office.app.app).await.expect("looked"), 0);
    office.app.sms.set_broken(false);
    assert_eq!(notices::send_outgoing(&office.app.app).await.expect("looked"), 0, "not at once");
    office.app.wait(Duration::minutes(2));
    let app = &office.app.app;
    let (one, other) = tokio::join!(notices::send_outgoing(app), notices::send_outgoing(app));
    assert_eq!(one.expect("sent") + other.expect("sent"), 1);
    assert_eq!(sms(&office).await.len(), 1);
}

#[tokio::test]
async fn who_wants_no_sms_gets_none() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let path = "/notifications/settings";
    let found: NoticeSettings = office.app.call(&office.agent, Method::GET, path, None).await.expect(200);
    assert_eq!(found, NoticeSettings::default());
    let wanted = json!({"submitted": false, "decided": false, "deadline": true});
    office.app.call(&office.agent, Method::PUT, path, Some(wanted)).await.expect_status(200);
    let ready = claimed(&office, &first).await;
    office.decide(&first, &ready.id, Action::Reject).await.expect_status(200);
    office.app.wait(Duration::minutes(6));
    assert_eq!(sms(&office).await.len(), 0);
    assert_eq!(told(&office.app, &office.agent).await.len(), 2, "the app tells it all the same");
}
