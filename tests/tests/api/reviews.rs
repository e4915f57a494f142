//! `reviewer-sessions` and `reviews`: the agency's side.

use integration_tests::applications::{Office, PATH, PNG};
use poem::http::Method;
use serde_json::json;
use shared::api::{
    ApplicationOut, AttachmentList, AttachmentOut, HistoryEvent, HistoryOut, ReviewOut, ReviewPage, ReviewReason,
};
use shared::application::{Action, Status};

#[tokio::test]
async fn the_queue_holds_what_waits_in_the_region_longest_first() {
    let office = Office::open().await;
    let (first, second) =
        (office.reviewer("first1", "first", "220100").await, office.reviewer("second1", "second", "220100").await);
    let elsewhere = office.reviewer("first2", "first", "220200").await;
    let ready = office.ready(office.person()).await;
    let queue = |token: String| {
        let office = &office;
        async move {
            let page: ReviewPage = office.review(&token, Method::GET, "/reviews", None).await.expect(200);
            page.items.into_iter().map(|row| row.id).collect::<Vec<_>>()
        }
    };
    assert!(queue(first.clone()).await.is_empty(), "drafts are the enterprise's own affair");
    office.review(&first, Method::GET, &format!("/reviews/{}", ready.id), None).await.refused(404, "not_found");
    office.act(&ready, "submit").await.expect_status(200);
    assert_eq!(queue(first.clone()).await, std::slice::from_ref(&ready.id));
    assert!(queue(second.clone()).await.is_empty() && queue(elsewhere.clone()).await.is_empty());
    let seen: ReviewOut = office.review(&first, Method::GET, &format!("/reviews/{}", ready.id), None).await.expect(200);
    assert_eq!(seen.place.actions, [Action::Claim]);
    for (method, path) in [
        (Method::GET, format!("/reviews/{}", ready.id)),
        (Method::GET, format!("/reviews/{}/history", ready.id)),
        (
            Method::GET,
            format!(
                "/reviews/{}/attachments/{}/content",
                ready.id,
                ready.attachments.first().map_or("x", |file| &file.id)
            ),
        ),
    ] {
        office.review(&elsewhere, method, &path, None).await.refused(404, "not_found");
    }
    office.decide_on(&elsewhere, &ready.id, seen.place.revision, Action::Claim).await.refused(404, "not_found");
    office.decide(&first, &ready.id, Action::Claim).await.expect_status(200);
    office.decide(&first, &ready.id, Action::Approve).await.expect_status(200);
    assert_eq!(queue(second).await, std::slice::from_ref(&ready.id));
    let history: HistoryOut =
        office.review(&first, Method::GET, &format!("/reviews/{}/history", ready.id), None).await.expect(200);
    assert_eq!(history.items.len(), 4);
}

#[tokio::test]
async fn who_sends_back_says_why_and_saw_what_is_decided_on() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    let submitted: ApplicationOut = office.act(&ready, "submit").await.expect(200);
    office.decide(&first, &ready.id, Action::Claim).await.expect_status(200);
    let path = format!("/reviews/{}/reject", ready.id);
    let claimed = office.now(&ready.id).await;
    let body = json!({"revision": claimed.revision});
    office.review(&first, Method::POST, &path, Some(body)).await.refused_field("reasons", "required");
    let body = json!({"revision": claimed.revision, "reasons": [{"field": "post", "text": "<script>"}]});
    office.review(&first, Method::POST, &path, Some(body)).await.refused_field("reasons[0].text", "text_characters");
    office.decide_on(&first, &ready.id, submitted.revision, Action::Reject).await.refused(409, "revision_conflict");
    assert_eq!(office.now(&ready.id).await.status, Status::Submitted);
}

#[tokio::test]
async fn an_enterprises_token_opens_nothing_at_the_agency_and_the_other_way_round() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    office.app.call(&office.agent, Method::GET, "/reviews", None).await.refused(401, "not_logged_in");
    office.review(&first, Method::GET, PATH, None).await.refused(401, "not_logged_in");
    office.review(&first, Method::GET, "/me", None).await.refused(401, "not_logged_in");
}

#[tokio::test]
async fn a_reason_stays_at_its_page_whatever_the_order() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    let kind = "personnel_archive";
    let list: AttachmentList = office.attach(&ready.id, kind, PNG).await.expect(201);
    let pages = |list: &[AttachmentOut]| -> Vec<String> {
        list.iter().filter(|file| file.kind == kind).map(|file| file.id.clone()).collect()
    };
    let ids = pages(&list.items);
    assert_eq!(ids.len(), 2);
    office.act(&office.now(&ready.id).await, "submit").await.expect_status(200);
    office.decide(&first, &ready.id, Action::Claim).await.expect_status(200);
    let revision = office.now(&ready.id).await.revision;
    // Whatever document the decision names: the path does.
    let about = |field: &str| json!({"field": field, "code": "unclear", "text": "看不清", "attachment": "anothers"});
    let fields = ["materials.personnel_archive[1]", "materials.personnel_archive[7]", "materials.portrait[0]", "post"];
    let reasons: Vec<_> = fields.iter().map(|field| about(field)).collect();
    let body = json!({"revision": revision, "reasons": reasons, "unread_confirmed": true});
    let path = format!("/reviews/{}/request-correction", ready.id);
    let decided: ReviewOut = office.review(&first, Method::POST, &path, Some(body)).await.expect(200);
    let named = |reasons: &[ReviewReason]| -> Vec<Option<String>> {
        reasons.iter().map(|reason| reason.attachment.clone()).collect()
    };
    let expected = [Some(ids[1].clone()), None, None, None];
    assert_eq!(named(&decided.application.reasons), expected);

    office.act(&office.now(&ready.id).await, "refile").await.expect_status(200);
    let order = json!({"kind": kind, "ids": [ids[1], ids[0]]});
    let path = format!("{PATH}/{}/attachments/order", ready.id);
    office.app.call(&office.agent, Method::PUT, &path, Some(order)).await.expect_status(200);
    let now = office.now(&ready.id).await;
    assert_eq!(pages(&now.attachments), [ids[1].clone(), ids[0].clone()]);
    assert_eq!(named(&now.reasons), expected);
    let reason = &now.reasons[0];
    assert_eq!(reason.document(&now.attachments).map(|file| &file.id), Some(&ids[1]));
    assert_eq!(reason.field_now(&now.attachments), "materials.personnel_archive[0]");

    let path = format!("{PATH}/{}/attachments/{}", ready.id, ids[1]);
    office.app.call(&office.agent, Method::DELETE, &path, None).await.expect_status(200);
    let now = office.now(&ready.id).await;
    let reason = &now.reasons[0];
    assert!(reason.is_of_deleted(&now.attachments) && reason.document(&now.attachments).is_none());
    // The history tells it, too.
    let path = format!("{PATH}/{}/history", ready.id);
    let history: HistoryOut = office.app.call(&office.agent, Method::GET, &path, None).await.expect(200);
    let told = history.items.iter().find(|entry| entry.event == HistoryEvent::CorrectionRequested);
    assert_eq!(named(&told.expect("an entry").reasons), expected);
}
