//! Two at once, two hundred times each: exactly one wins, the other is told, nothing is left half-written.

use std::sync::Arc;

use integration_tests::Answer;
use integration_tests::applications::{Office, PATH};
use poem::http::Method;
use serde_json::json;
use shared::api::{ApplicationCounts, ApplicationOut, HistoryEvent, HistoryOut};
use shared::application::{Action, Status};

const TIMES: usize = 200;

/// Both answers of two requests that start together.
async fn together(
    one: impl Future<Output = Answer> + Send + 'static,
    other: impl Future<Output = Answer> + Send + 'static,
) -> (Answer, Answer) {
    let (one, other) = (tokio::spawn(one), tokio::spawn(other));
    (one.await.unwrap(), other.await.unwrap())
}

/// The one that won, the one that was told.
#[track_caller]
fn sorted(one: Answer, other: Answer) -> (Answer, Answer) {
    let won = |answer: &Answer| answer.status.is_success();
    assert!(won(&one) != won(&other), "{} and {}", one.status, other.status);
    if won(&one) { (one, other) } else { (other, one) }
}

async fn history(office: &Office, id: &str) -> Vec<HistoryEvent> {
    let path = format!("{PATH}/{id}/history");
    let history: HistoryOut = office.app.call(&office.agent, Method::GET, &path, None).await.expect(200);
    history.items.into_iter().map(|entry| entry.event).collect()
}

async fn counts(office: &Office) -> ApplicationCounts {
    office.app.call(&office.agent, Method::GET, &format!("{PATH}/counts"), None).await.expect(200)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn withdraw_against_claim() {
    let office = Office::open().await;
    let token = office.reviewer("first1", "first", "220100").await;
    let mut application = office.ready(office.person()).await;
    let office = office.shared();
    let mut claims = 0;
    for _ in 0..TIMES {
        let submitted: ApplicationOut = office.act(&application, "submit").await.expect(200);
        let (a, b) = (Arc::clone(&office), Arc::clone(&office));
        let (mine, token) = (submitted.clone(), token.clone());
        let (id, revision) = (submitted.id.clone(), submitted.revision);
        let claimant = token.clone();
        let (withdrawn, claimed) = together(async move { a.act(&mine, "withdraw").await }, async move {
            b.decide_on(&claimant, &id, revision, Action::Claim).await
        })
        .await;
        let claim_won = claimed.status.is_success();
        let (_, told) = sorted(withdrawn, claimed);
        let code = told.json::<shared::error::Problem>().code;
        assert!(["already_handled", "revision_conflict", "action_not_allowed"].contains(&code.as_str()), "{code}");
        let now = office.now(&submitted.id).await;
        assert_eq!(now.revision, submitted.revision + 1, "one change, not two");
        if claim_won {
            claims += 1;
            assert_eq!((now.status, now.actions.len()), (Status::Submitted, 0));
            office.decide(&token, &now.id, Action::RequestCorrection).await.expect_status(200);
            let back = office.now(&now.id).await;
            application = office.act(&back, "refile").await.expect(200);
        } else {
            assert_eq!(now.status, Status::Draft);
            application = now;
        }
    }
    let told = history(&office, &application.id).await;
    let claimed = told.iter().filter(|event| **event == HistoryEvent::Claimed).count();
    assert!(claimed <= claims, "the history tells of no claim that lost");
    let counted = counts(&office).await;
    assert_eq!(counted.draft + counted.correction_requested, 1, "{counted:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn double_submit() {
    let office = Office::open().await;
    let mut application = office.ready(office.person()).await;
    let office = office.shared();
    for turn in 0..TIMES {
        let before = application.submissions;
        let send = |key: Option<String>| {
            let (office, application) = (Arc::clone(&office), application.clone());
            async move {
                let path = format!("{PATH}/{}/submit", application.id);
                let body = Some(json!({"revision": application.revision}));
                let headers: Vec<(&str, &str)> = key.iter().map(|key| ("Idempotency-Key", key.as_str())).collect();
                office.app.call_with(&office.agent, Method::POST, &path, &headers, body).await
            }
        };
        if turn % 2 == 0 {
            // Without a key the second is another wish, and told that it came too late.
            let (one, other) = together(send(None), send(None)).await;
            let (_, told) = sorted(one, other);
            told.expect_status(409);
        } else {
            // With one key they are the same wish: both are answered with the one submission.
            let key = format!("key-{turn}");
            let (one, other) = together(send(Some(key.clone())), send(Some(key))).await;
            one.expect_status(200);
            other.expect_status(200);
        }
        let now = office.now(&application.id).await;
        assert_eq!((now.status, now.submissions), (Status::Submitted, before + 1));
        application = office.act(&now, "withdraw").await.expect(200);
    }
    assert_eq!(counts(&office).await, ApplicationCounts { draft: 1, ..Default::default() });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_creates_for_one_person() {
    let office = Office::open().await;
    let rival = office.app.legal_rep(7).await;
    let person = office.person().clone();
    let office = office.shared();
    for _ in 0..TIMES {
        let create = |login: integration_tests::Login| {
            let (office, body) = (Arc::clone(&office), Office::begin(&person));
            async move { office.app.call(&login, Method::POST, PATH, Some(body)).await }
        };
        let (mine, theirs) = together(create(office.agent.clone()), create(rival.clone())).await;
        let i_won = mine.status.is_success();
        let (made, told) = sorted(mine, theirs);
        told.refused(409, "application_open");
        let made: ApplicationOut = made.json();
        let winner = if i_won { &office.agent } else { &rival };
        let loser = if i_won { &rival } else { &office.agent };
        let page: shared::api::ApplicationPage = office.app.call(loser, Method::GET, PATH, None).await.expect(200);
        assert!(page.items.is_empty(), "the loser has nothing half-written");
        office.app.call(winner, Method::DELETE, &format!("{PATH}/{}", made.id), None).await.expect_status(204);
    }
    assert_eq!(counts(&office).await, ApplicationCounts::default());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_edits_of_one_revision() {
    let office = Office::open().await;
    let person = office.person().clone();
    let mut application = office.create(&person).await;
    let office = office.shared();
    for turn in 0..TIMES {
        let save = |post: String| {
            let (office, application) = (Arc::clone(&office), application.clone());
            let mut form = Office::good_form(&person);
            form["post"] = json!(post);
            async move { office.save(&application, form).await }
        };
        let (one, other) = together(save(format!("甲{turn}")), save(format!("乙{turn}"))).await;
        let (won, told) = sorted(one, other);
        told.refused(409, "revision_conflict");
        let won: ApplicationOut = won.json();
        let now = office.now(&application.id).await;
        assert_eq!(now.revision, application.revision + 1);
        assert_eq!(now.form, won.form, "what the winner was told is what stands");
        application = now;
    }
}
