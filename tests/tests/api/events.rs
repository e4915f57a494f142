//! `events`: notices as they come, over two servers, over breaks, none twice and none missed; ends with the session.

use std::sync::Arc;
use std::time::Duration;

use backend::app::App;
use backend::services::notices;
use backend::services::sessions;
use futures_util::{Stream, StreamExt as _};
use integration_tests::applications::Office;
use integration_tests::servers::another_server;
use poem::http::Method;
use shared::api::{NoticeKind, NoticeOut};
use shared::application::Action;

/// Longer than anything here takes; a notice that does not come ends the test.
const PATIENCE: Duration = Duration::from_secs(15);

type Told = std::pin::Pin<Box<dyn Stream<Item = NoticeOut> + Send>>;

async fn listen(office: &Office, app: &Arc<App>, last: Option<&NoticeOut>) -> Told {
    let token = backend::crypto::Token::parse(&office.agent.token).expect("a token");
    let who = sessions::recognise(app, &token).await.expect("known").expect("logged in");
    let last = last.map(|notice| notice.id.clone());
    notices::listen(Arc::clone(app), who, last).await.expect("a listener").boxed()
}

async fn next(told: &mut Told) -> NoticeOut {
    tokio::time::timeout(PATIENCE, told.next()).await.expect("a notice in time").expect("a notice")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_of_one_server_comes_to_the_listener_of_another() {
    let office = Office::open().await;
    let other = another_server(&office.app, 8, |_| {});
    let watching =
        [tokio::spawn(notices::watch(Arc::clone(&other))), tokio::spawn(notices::watch(Arc::clone(&office.app.app)))];
    let first = office.reviewer("first1", "first", "220100").await;
    let mut told = listen(&office, &other, None).await;
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    for (action, event) in [
        (Action::Claim, NoticeKind::Claimed),
        (Action::RequestCorrection, NoticeKind::CorrectionRequested),
        (Action::Undo, NoticeKind::DecisionUndone),
    ] {
        office.decide(&first, &ready.id, action).await.expect_status(200);
        let notice = next(&mut told).await;
        assert_eq!((notice.event, notice.application_id.as_str(), notice.read), (event, ready.id.as_str(), false));
    }
    watching.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reminder_of_the_last_day_comes_like_any_other_notice() {
    let office = Office::open().await;
    let app = Arc::clone(&office.app.app);
    let watching = tokio::spawn(notices::watch(Arc::clone(&app)));
    // Of somebody whose month is the one that is running out.
    let ready = office.ready(office.person()).await;
    let mut told = listen(&office, &app, None).await;
    notices::remind(&app).await.expect("looked");
    let notice = next(&mut told).await;
    assert_eq!((notice.event, notice.application_id.as_str()), (NoticeKind::DeadlineNear, ready.id.as_str()));
    assert_eq!(notice.last_day.map(|day| day.to_string()).as_deref(), Some("2026-11-30"));
    watching.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_break_nothing_is_missed_and_nothing_told_twice() {
    let office = Office::open().await;
    let app = Arc::clone(&office.app.app);
    let watching = tokio::spawn(notices::watch(Arc::clone(&app)));
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    let mut told = listen(&office, &app, None).await;
    office.decide(&first, &ready.id, Action::Claim).await.expect_status(200);
    let last = next(&mut told).await;
    drop(told);
    for action in [Action::Reject, Action::Undo, Action::RequestCorrection] {
        office.app.wait(chrono::Duration::seconds(1));
        office.decide(&first, &ready.id, action).await.expect_status(200);
    }
    let mut told = listen(&office, &app, Some(&last)).await;
    let mut events = Vec::new();
    for _ in 0..3 {
        events.push(next(&mut told).await.event);
    }
    assert_eq!(events, [NoticeKind::Rejected, NoticeKind::DecisionUndone, NoticeKind::CorrectionRequested]);
    // The next one is a new one.
    office.decide(&first, &ready.id, Action::Undo).await.expect_status(200);
    assert_eq!(next(&mut told).await.event, NoticeKind::DecisionUndone);
    watching.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_logs_out_or_is_not_logged_in_hears_nothing() {
    let office = Office::open().await;
    let app = Arc::clone(&office.app.app);
    let mut told = listen(&office, &app, None).await;
    office.app.call(&office.agent, Method::DELETE, "/sessions/current", None).await.expect_status(204);
    app.notices.wake_all();
    assert!(tokio::time::timeout(PATIENCE, told.next()).await.expect("an end").is_none());
    office.app.get("/events").await.refused(401, "not_logged_in");
}
