//! Decisions: nothing unread is approved, what was decided can be taken back for a moment, and never over somebody's head.

use chrono::Duration;
use integration_tests::applications::Office;
use poem::http::Method;
use serde_json::json;
use shared::api::{ApplicationOut, HistoryEvent, HistoryOut, ReviewOut};
use shared::application::{Action, Status};

async fn look(office: &Office, token: &str, id: &str) -> ReviewOut {
    office.review(token, Method::GET, &format!("/reviews/{id}"), None).await.expect(200)
}

#[tokio::test]
async fn nothing_is_approved_before_its_pages_were_opened() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    let id = ready.id.as_str();
    office.decide(&first, id, Action::Claim).await.expect_status(200);
    let seen = look(&office, &first, id).await;
    assert_eq!(seen.unread.len(), 5);
    let approve = format!("/reviews/{id}/approve");
    let body = json!({"revision": seen.place.revision, "unread_confirmed": true});
    office.review(&first, Method::POST, &approve, Some(body.clone())).await.refused(422, "pages_unread");
    // A thumbnail is not a page that was read.
    let (last, others) = seen.unread.split_last().expect("pages");
    for page in others {
        let path = format!("/reviews/{id}/attachments/{page}/content");
        office.review(&first, Method::GET, &path, None).await.expect_status(200);
    }
    let path = format!("/reviews/{id}/attachments/{last}/thumbnail");
    office.review(&first, Method::GET, &path, None).await;
    assert_eq!(look(&office, &first, id).await.unread, std::slice::from_ref(last));
    let refused = office.review(&first, Method::POST, &approve, Some(body.clone())).await;
    assert_eq!(refused.refused(422, "pages_unread").errors[0].field, "attachments");
    // Who sends it back may have seen enough, and says so.
    let reasons = json!([{"field": "materials.id_card_front[0]", "code": "unclear", "text": "照片不清晰"}]);
    let correct = format!("/reviews/{id}/request-correction");
    let mut decision = json!({"revision": seen.place.revision, "reasons": reasons});
    office.review(&first, Method::POST, &correct, Some(decision.clone())).await.refused(422, "pages_unread");
    decision["unread_confirmed"] = json!(true);
    let decided: ReviewOut = office.review(&first, Method::POST, &correct, Some(decision)).await.expect(200);
    assert_eq!(decided.application.reasons[0].code, "unclear");
    let body = json!({"revision": decided.place.revision, "reasons": [{"field": "post", "code": "x", "text": "x"}]});
    office.review(&first, Method::POST, &correct, Some(body)).await.refused_field("reasons[0].code", "choose_one");
}

#[tokio::test]
async fn every_decision_can_be_taken_back_by_who_took_it_and_leaves_its_trace() {
    let office = Office::open().await;
    let (first, other, second) = (
        office.reviewer("first1", "first", "220100").await,
        office.reviewer("first2", "first", "220100").await,
        office.reviewer("second1", "second", "220100").await,
    );
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    let id = ready.id.as_str();
    office.decide(&first, id, Action::Claim).await.expect_status(200);
    for (action, event) in [
        (Action::RequestCorrection, HistoryEvent::CorrectionRequested),
        (Action::Reject, HistoryEvent::Rejected),
        (Action::Approve, HistoryEvent::PassedFirstReview),
    ] {
        let decided: ReviewOut = office.decide(&first, id, action).await.expect(200);
        assert_eq!(decided.place.actions, [Action::Undo], "{action:?}");
        assert_eq!(decided.undo.map(|undo| undo.decision), Some(event));
        office.decide(&other, id, Action::Undo).await.refused(409, "action_not_allowed");
        let back: ReviewOut = office.decide(&first, id, Action::Undo).await.expect(200);
        assert_eq!((back.application.status, back.application.reasons.len()), (Status::Submitted, 0));
        assert!(back.place.actions.contains(&Action::Approve), "it is claimed again");
    }
    office.decide(&first, id, Action::Approve).await.expect_status(200);
    office.decide(&second, id, Action::Claim).await.expect_status(200);
    office.decide(&first, id, Action::Undo).await.refused(409, "action_not_allowed");
    for action in [Action::SendBack, Action::Undo, Action::Approve, Action::Undo, Action::Approve] {
        office.decide(&second, id, action).await.expect_status(200);
    }
    assert_eq!(office.now(id).await.status, Status::Approved);
    let path = format!("/reviews/{id}/history");
    let history: HistoryOut = office.review(&second, Method::GET, &path, None).await.expect(200);
    let undone = history.items.iter().filter(|entry| entry.event == HistoryEvent::DecisionUndone);
    assert_eq!(undone.count(), 5, "nothing is erased");
    office.app.wait(Duration::minutes(5));
    office.decide(&second, id, Action::Undo).await.refused(409, "action_not_allowed");
}

#[tokio::test]
async fn nothing_is_taken_back_over_the_enterprises_head() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let other = office.app.legal_rep(7).await;
    let person = office.person();
    let ready = office.ready(person).await;
    office.act(&ready, "submit").await.expect_status(200);
    let id = ready.id.as_str();
    for action in [Action::Claim, Action::Reject] {
        office.decide(&first, id, action).await.expect_status(200);
    }
    // The person was free, and another enterprise began an application.
    let applications = "/retirement-applications";
    let begun: ApplicationOut =
        office.app.call(&other, Method::POST, applications, Some(Office::begin(person))).await.expect(201);
    office.decide(&first, id, Action::Undo).await.refused(409, "application_open");
    office.app.call(&other, Method::DELETE, &format!("{applications}/{}", begun.id), None).await.expect_status(204);
    // The enterprise has begun to mend.
    let rejected = office.now(id).await;
    office.act(&rejected, "refile").await.expect_status(200);
    office.decide(&first, id, Action::Undo).await.refused(409, "action_not_allowed");
    office.decide_on(&first, id, rejected.revision, Action::Undo).await.refused(409, "already_handled");
}

#[tokio::test]
async fn a_withdrawal_that_was_faster_is_told_and_nothing_happens() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    let submitted: ApplicationOut = office.act(&ready, "submit").await.expect(200);
    let seen = look(&office, &first, &ready.id).await;
    office.act(&submitted, "withdraw").await.expect_status(200);
    let claim = office.decide_on(&first, &ready.id, seen.place.revision, Action::Claim).await;
    claim.refused(409, "already_handled");
    assert_eq!(office.now(&ready.id).await.status, Status::Draft);
}
