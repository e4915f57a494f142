//! Claims: one at a time, `next`, giving back, running out, taking over; and whose application is never whose.

use std::sync::Arc;

use backend::services::reviewers::{self, Account};
use backend::services::reviews;
use chrono::Duration;
use integration_tests::applications::Office;
use integration_tests::operator;
use poem::http::Method;
use serde_json::json;
use shared::api::{ApplicationOut, HistoryEvent, HistoryOut, ReviewCounts, ReviewOut, ReviewPage};
use shared::application::{Action, Status};
use shared::identity::{AccountName, DocumentType, IdDocument, PersonName};

async fn look(office: &Office, token: &str, id: &str) -> ReviewOut {
    office.review(token, Method::GET, &format!("/reviews/{id}"), None).await.expect(200)
}

async fn page(office: &Office, token: &str, query: &str) -> Vec<String> {
    let page: ReviewPage = office.review(token, Method::GET, &format!("/reviews?{query}"), None).await.expect(200);
    page.items.into_iter().map(|row| row.id).collect()
}

async fn submitted(office: &Office) -> ApplicationOut {
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect(200)
}

async fn events(office: &Office, token: &str, id: &str) -> Vec<HistoryEvent> {
    let history: HistoryOut =
        office.review(token, Method::GET, &format!("/reviews/{id}/history"), None).await.expect(200);
    history.items.iter().rev().map(|entry| entry.event).collect()
}

#[tokio::test]
async fn the_next_one_is_claimed_given_back_and_shown_on_its_shelf() {
    let office = Office::open().await;
    let (first, other) =
        (office.reviewer("first1", "first", "220100").await, office.reviewer("first2", "first", "220100").await);
    office.review(&first, Method::POST, "/reviews/next", None).await.refused(404, "nothing_waits");
    let id = submitted(&office).await.id;
    let taken: ReviewOut = office.review(&first, Method::POST, "/reviews/next", None).await.expect(200);
    assert_eq!((taken.application.id.as_str(), taken.place.holder.as_deref()), (id.as_str(), Some("审核员")));
    assert!(taken.others.is_empty(), "it is not another one of itself");
    assert_eq!(taken.place.actions, [Action::Approve, Action::RequestCorrection, Action::Reject, Action::Release]);
    office.review(&other, Method::POST, "/reviews/next", None).await.refused(404, "nothing_waits");
    assert_eq!(look(&office, &other, &id).await.place.actions, []);
    for (token, shelf, shown) in [
        (&first, "open", false),
        (&first, "mine", true),
        (&first, "held", false),
        (&other, "mine", false),
        (&other, "held", true),
        (&other, "all", true),
        (&other, "overdue", false),
    ] {
        assert_eq!(page(&office, token, &format!("shelf={shelf}")).await.contains(&id), shown, "{shelf}");
        assert_eq!(page(&office, token, &format!("shelf={shelf}&sort=newest")).await.contains(&id), shown, "{shelf}");
    }
    let counts: ReviewCounts = office.review(&first, Method::GET, "/reviews/counts", None).await.expect(200);
    assert_eq!((counts.open, counts.mine, counts.held, counts.overdue, counts.all), (0, 1, 0, 0, 1));
    office.decide(&first, &id, Action::Release).await.expect_status(200);
    assert_eq!(page(&office, &other, "shelf=open").await, std::slice::from_ref(&id));
    office.decide(&first, &id, Action::Release).await.refused(409, "action_not_allowed");
    office.decide(&other, &id, Action::Claim).await.expect_status(200);
    let told = events(&office, &first, &id).await;
    assert_eq!(told[2..], [HistoryEvent::Claimed, HistoryEvent::Released, HistoryEvent::Claimed]);
}

#[tokio::test]
async fn a_claim_lasts_while_its_reviewer_is_at_it_and_then_runs_out() {
    let office = Office::open().await;
    let (first, other) =
        (office.reviewer("first1", "first", "220100").await, office.reviewer("first2", "first", "220100").await);
    let application = submitted(&office).await;
    let id = application.id.as_str();
    office.decide(&first, id, Action::Claim).await.expect_status(200);
    let keep = format!("/reviews/{id}/keep");
    for _ in 0..3 {
        office.app.wait(Duration::minutes(20));
        office.review(&first, Method::POST, &keep, None).await.expect_status(204);
    }
    office.review(&other, Method::POST, &keep, None).await.refused(409, "already_handled");
    assert_eq!(look(&office, &other, id).await.place.actions, []);
    office.app.wait(Duration::minutes(31));
    // Nothing has swept yet, and it is nobody's all the same.
    office.decide(&first, id, Action::Approve).await.refused(409, "action_not_allowed");
    assert_eq!(look(&office, &other, id).await.place.actions, [Action::Claim]);
    assert_eq!(reviews::expire(&office.app.app).await.expect("ended"), 1);
    assert_eq!(reviews::expire(&office.app.app).await.expect("nothing left"), 0);
    assert_eq!(page(&office, &other, "shelf=open").await, [id]);
    assert_eq!(events(&office, &other, id).await[2..], [HistoryEvent::Claimed, HistoryEvent::ClaimExpired]);
    // No reviewer decided: the enterprise may take it back, and the agency's names are not told.
    let now = office.now(id).await;
    assert_eq!((now.actions.as_slice(), now.updated_by.as_str()), ([Action::Withdraw].as_slice(), ""));
    let path = format!("/retirement-applications/{id}/history");
    let history: HistoryOut = office.app.call(&office.agent, Method::GET, &path, None).await.expect(200);
    assert!(history.items.iter().take(2).all(|entry| entry.actor_name.is_empty()));
}

#[tokio::test]
async fn a_lead_takes_over_and_nobody_else_does() {
    let office = Office::open().await;
    let (first, other) =
        (office.reviewer("first1", "first", "220100").await, office.reviewer("first2", "first", "220100").await);
    let made = office.reviewer_account("lead1", "first", "220100", true).await;
    let lead = office.log_in_reviewer("lead1", &made).await;
    let id = submitted(&office).await.id;
    office.decide(&lead, &id, Action::TakeOver).await.refused(409, "action_not_allowed");
    office.decide(&first, &id, Action::Claim).await.expect_status(200);
    office.decide(&other, &id, Action::TakeOver).await.refused(409, "action_not_allowed");
    office.decide(&lead, &id, Action::TakeOver).await.expect_status(200);
    office.decide(&first, &id, Action::Approve).await.refused(409, "action_not_allowed");
    assert_eq!(events(&office, &lead, &id).await.last(), Some(&HistoryEvent::TakenOver));
    office.decide(&lead, &id, Action::Approve).await.expect_status(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_ask_for_the_next_one_each_gets_another() {
    let office = Office::open().await;
    let mut tokens = Vec::new();
    for number in 0..4 {
        tokens.push(office.reviewer(&format!("first{number}"), "first", "220100").await);
    }
    let id = submitted(&office).await.id;
    let office = Arc::new(office);
    let asking = tokens.into_iter().map(|token| {
        let office = Arc::clone(&office);
        tokio::spawn(async move { office.review(&token, Method::POST, "/reviews/next", None).await })
    });
    let mut taken = 0;
    for asked in asking.collect::<Vec<_>>() {
        let answer = asked.await.expect("an answer");
        if answer.status.is_success() {
            taken += 1;
            let found: ReviewOut = answer.expect(200);
            assert_eq!(found.application.id, id);
        } else {
            answer.refused(404, "nothing_waits");
        }
    }
    assert_eq!(taken, 1, "one application is one reviewer's");
}

#[tokio::test]
async fn nobody_reviews_what_they_filed_or_does_both_stages() {
    let office = Office::open().await;
    let account = async |login: &str, stage: &str, number: &str| {
        let app = &office.app.app;
        let (login, name) = (AccountName::parse(login).expect("a login"), PersonName::parse("周全").expect("a name"));
        let document = IdDocument::parse(DocumentType::ResidentId, number, app.clock.today()).expect("a number");
        let (region, document) = ("220100", Some(&document));
        let account = Account { login: &login, name: &name, region, stage, leads: false, document };
        let made = reviewers::create(app, &operator(), &account).await.expect("an account").expect("a new one");
        office.log_in_reviewer(login.as_str(), &made).await
    };
    let filer = account("filer1", "first", &office.agent.person.document_number).await;
    let both = integration_tests::Person::number(77).document_number;
    let (first, second) = (account("both1", "first", &both).await, account("both2", "second", &both).await);
    let another = office.reviewer("second1", "second", "220100").await;
    let id = submitted(&office).await.id;
    assert_eq!(look(&office, &filer, &id).await.place.actions, [], "the one who filed it");
    office.decide(&filer, &id, Action::Claim).await.refused(409, "action_not_allowed");
    office.review(&filer, Method::POST, "/reviews/next", None).await.refused(404, "nothing_waits");
    for action in [Action::Claim, Action::Approve] {
        office.decide(&first, &id, action).await.expect_status(200);
    }
    office.app.wait(Duration::minutes(6));
    assert_eq!(office.now(&id).await.status, Status::InSecondReview);
    office.decide(&second, &id, Action::Claim).await.refused(409, "action_not_allowed");
    office.decide(&another, &id, Action::Claim).await.expect_status(200);
}

#[tokio::test]
async fn what_waits_too_long_is_overdue_by_working_days() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    // A Monday: the time runs out with Monday the 21st of December.
    let application = submitted(&office).await;
    let place = look(&office, &first, &application.id).await.place;
    assert_eq!((place.due_on.map(|day| day.to_string()).as_deref(), place.days_left), (Some("2026-12-21"), Some(20)));
    for (days, left, overdue) in [(28, 0, false), (1, -1, true)] {
        office.app.wait(Duration::days(days));
        let made = office.reviewer_account(&format!("later{days}"), "first", "220100", false).await;
        let token = office.log_in_reviewer(&format!("later{days}"), &made).await;
        assert_eq!(look(&office, &token, &application.id).await.place.days_left, Some(left));
        for sort in ["oldest", "newest"] {
            let found = page(&office, &token, &format!("shelf=overdue&sort={sort}")).await;
            assert_eq!(found.contains(&application.id), overdue, "{left} {sort}");
        }
        let counts: ReviewCounts = office.review(&token, Method::GET, "/reviews/counts", None).await.expect(200);
        assert_eq!(counts.overdue, u32::from(overdue));
    }
}

#[tokio::test]
async fn a_person_is_found_by_the_whole_number_in_any_status_of_the_region_alone() {
    let office = Office::open().await;
    let (first, elsewhere) =
        (office.reviewer("first1", "first", "220100").await, office.reviewer("first2", "first", "220200").await);
    let ready = office.ready(office.person()).await;
    let number = &office.person().document_number;
    assert!(page(&office, &first, &format!("number={number}")).await.is_empty(), "never submitted");
    office.act(&ready, "submit").await.expect_status(200);
    office.decide(&first, &ready.id, Action::Claim).await.expect_status(200);
    office.decide(&first, &ready.id, Action::Reject).await.expect_status(200);
    assert_eq!(page(&office, &first, &format!("number={number}&shelf=open")).await, std::slice::from_ref(&ready.id));
    assert!(page(&office, &elsewhere, &format!("number={number}")).await.is_empty());
    assert!(page(&office, &first, "number=220101199001011234").await.is_empty());
    let body = json!({});
    office.review(&first, Method::POST, "/reviews/none/claim", Some(body)).await.refused(404, "not_found");
}
