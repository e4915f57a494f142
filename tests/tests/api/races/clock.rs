//! A clock that is set back: what came later stands later, and who listens is told.

use std::sync::Arc;
use std::time::Duration;

use backend::services::{notices, sessions};
use chrono::Duration as Span;
use futures_util::StreamExt as _;
use integration_tests::applications::{Office, PATH};
use integration_tests::uploads::photo;
use poem::http::Method;
use shared::api::{ApplicationOut, AttachmentList, HistoryEvent, HistoryOut, NoticeKind, NoticePage};
use shared::application::Action;

/// Longer than anything here takes; a notice that does not come ends the test.
const PATIENCE: Duration = Duration::from_secs(15);

#[tokio::test]
async fn history_follows_revisions_not_the_clock() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    for action in [Action::Claim, Action::RequestCorrection, Action::Undo] {
        office.app.wait(Span::minutes(-7));
        office.decide(&first, &ready.id, action).await.expect_status(200);
    }
    let path = format!("{PATH}/{}/history", ready.id);
    let history: HistoryOut = office.app.call(&office.agent, Method::GET, &path, None).await.expect(200);
    let events: Vec<HistoryEvent> = history.items.iter().map(|entry| entry.event).collect();
    let expected = [
        HistoryEvent::DecisionUndone,
        HistoryEvent::CorrectionRequested,
        HistoryEvent::Claimed,
        HistoryEvent::Submitted,
        HistoryEvent::Created,
    ];
    assert_eq!(events, expected);
    let page: NoticePage = office.app.call(&office.agent, Method::GET, "/notifications", None).await.expect(200);
    let told: Vec<NoticeKind> = page.items.iter().map(|notice| notice.event).collect();
    assert_eq!(told, [NoticeKind::DecisionUndone, NoticeKind::CorrectionRequested, NoticeKind::Claimed]);
}

#[tokio::test]
async fn files_stay_in_the_order_in_which_they_came() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let mut list = AttachmentList { items: Vec::new() };
    for width in [400, 500, 600] {
        list = office.attach(&made.id, "other", &photo(3, width, 400)).await.expect(201);
        office.app.wait(Span::minutes(-7));
    }
    assert_eq!(list.items.iter().map(|file| file.width).collect::<Vec<_>>(), [400, 500, 600]);
    let read: ApplicationOut =
        office.app.call(&office.agent, Method::GET, &format!("{PATH}/{}", made.id), None).await.expect(200);
    assert_eq!(read.attachments.iter().map(|file| file.width).collect::<Vec<_>>(), [400, 500, 600]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listener_is_told_after_the_clock_went_back() {
    let office = Office::open().await;
    let app = Arc::clone(&office.app.app);
    let watching = tokio::spawn(notices::watch(Arc::clone(&app)));
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    office.decide(&first, &ready.id, Action::Claim).await.expect_status(200);
    let token = backend::crypto::Token::parse(&office.agent.token).expect("a token");
    let who = sessions::recognise(&app, &token).await.expect("known").expect("logged in");
    let mut told = notices::listen(Arc::clone(&app), who, None).await.expect("a listener");
    office.app.wait(Span::minutes(-30));
    office.decide(&first, &ready.id, Action::RequestCorrection).await.expect_status(200);
    let notice = tokio::time::timeout(PATIENCE, told.next()).await.expect("a notice in time").expect("a notice");
    assert_eq!(notice.event, NoticeKind::CorrectionRequested);
    watching.abort();
}
