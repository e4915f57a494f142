//! `retirement-applications`: from the first look-up to the approval.

use integration_tests::applications::{NEEDED, Office, PATH, PNG};
use poem::http::Method;
use serde_json::json;
use shared::api::{
    ApplicationCounts, ApplicationOut, ApplicationPage, AuditAction, HistoryEvent, HistoryOut, PrecheckOut,
};
use shared::application::{Action, Severity, Status};

#[tokio::test]
async fn an_application_goes_all_the_way_and_back_again() {
    let office = Office::open().await;
    let (first, second) =
        (office.reviewer("first1", "first", "220100").await, office.reviewer("second1", "second", "220100").await);
    let person = office.person();
    let made = office.create(person).await;
    assert_eq!((made.status, made.revision, made.submissions), (Status::Draft, 1, 0));
    assert_eq!(made.document_number, person.document_number);
    assert_eq!(made.record.personal_number, person.record.personal_number);
    assert_eq!(made.actions, [Action::Edit, Action::Submit, Action::Delete]);

    // An empty form is told everything that is missing, by field, and is not submitted.
    let refused = office.act(&made, "submit").await.refused(422, "invalid_input");
    for field in ["mobile", "category", "post", "work_start_month", "choice", "materials.id_card_front"] {
        assert!(refused.errors.iter().any(|error| error.field == field), "{field}: {:?}", refused.errors);
    }
    let saved: ApplicationOut = office.save(&made, Office::good_form(person)).await.expect(200);
    assert_eq!(saved.revision, 2);
    assert!(saved.retirement_month.is_some(), "the month is worked out");
    let check: PrecheckOut =
        office.app.call(&office.agent, Method::GET, &format!("{PATH}/{}/precheck", made.id), None).await.expect(200);
    let blocking: Vec<&str> = check
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Blocking)
        .map(|finding| finding.field.as_str())
        .collect();
    assert_eq!(blocking, NEEDED.map(|kind| format!("materials.{kind}")));
    for kind in NEEDED {
        office.attach(&made.id, kind, PNG).await.expect_status(201);
    }

    // Submit, withdraw, submit again.
    let submitted: ApplicationOut = office.act(&saved, "submit").await.expect(200);
    assert_eq!((submitted.status, submitted.submissions), (Status::Submitted, 1));
    assert_eq!(submitted.actions, [Action::Withdraw]);
    office.save(&submitted, Office::good_form(person)).await.refused(409, "action_not_allowed");
    let withdrawn: ApplicationOut = office.act(&submitted, "withdraw").await.expect(200);
    assert_eq!(withdrawn.status, Status::Draft);
    let mut form = Office::good_form(person);
    form["post"] = json!("车工");
    let edited: ApplicationOut = office.save(&withdrawn, form).await.expect(200);
    let submitted: ApplicationOut = office.act(&edited, "submit").await.expect(200);

    // The agency: claimed, sent back with reasons, mended, approved twice.
    office.decide(&first, &made.id, Action::Claim).await.expect_status(200);
    assert_eq!(office.now(&made.id).await.actions, []);
    office.act(&submitted, "withdraw").await.refused(409, "already_handled");
    office.decide(&first, &made.id, Action::RequestCorrection).await.expect_status(200);
    let back = office.now(&made.id).await;
    assert_eq!((back.status, back.actions.as_slice()), (Status::CorrectionRequested, [Action::Refile].as_slice()));
    assert_eq!((back.reasons[0].field.as_str(), back.reasons[0].text.as_str()), ("post", "请写明工种"));
    let refiling: ApplicationOut = office.act(&back, "refile").await.expect(200);
    assert_eq!(refiling.actions, [Action::Edit, Action::Submit]);
    assert_eq!(refiling.reasons, back.reasons, "the reasons stay in sight while one mends");
    let mut form = Office::good_form(person);
    form["post"] = json!("车工（一线）");
    let mended: ApplicationOut = office.save(&refiling, form).await.expect(200);
    let again: ApplicationOut = office.act(&mended, "submit").await.expect(200);
    assert_eq!((again.submissions, again.reasons.len()), (3, 0));
    let to_second = [(&first, Action::Claim), (&first, Action::Approve), (&second, Action::Claim)];
    for (token, action) in to_second.into_iter().chain([(&second, Action::SendBack)]) {
        office.decide(token, &made.id, action).await.expect_status(200);
    }
    assert_eq!(office.now(&made.id).await.actions, [], "sent back to the first review it is still the agency's");
    for (token, action) in to_second.into_iter().chain([(&second, Action::Approve)]) {
        office.decide(token, &made.id, action).await.expect_status(200);
    }
    let approved = office.now(&made.id).await;
    assert_eq!((approved.status, approved.actions.len()), (Status::Approved, 0));

    // The history tells it all, with what each submission changed.
    let path = format!("{PATH}/{}/history", made.id);
    let history: HistoryOut = office.app.call(&office.agent, Method::GET, &path, None).await.expect(200);
    let events: Vec<HistoryEvent> = history.items.iter().rev().map(|entry| entry.event).collect();
    use HistoryEvent::{
        Approved, Claimed, CorrectionRequested, Created, PassedFirstReview, Refiled, SentBack, Submitted, Withdrawn,
    };
    assert_eq!(
        events,
        [
            Created,
            Submitted,
            Withdrawn,
            Submitted,
            Claimed,
            CorrectionRequested,
            Refiled,
            Submitted,
            Claimed,
            PassedFirstReview,
            Claimed,
            SentBack,
            Claimed,
            PassedFirstReview,
            Claimed,
            Approved
        ]
    );
    let submissions: Vec<_> = history.items.iter().rev().filter(|entry| entry.submission.is_some()).collect();
    let told: Vec<Vec<(&str, &str, &str)>> = submissions
        .iter()
        .map(|entry| {
            entry.differences.iter().map(|d| (d.field.as_str(), d.before.as_str(), d.after.as_str())).collect()
        })
        .collect();
    assert_eq!(told, [vec![], vec![("post", "钳工", "车工")], vec![("post", "车工", "车工（一线）")]]);

    // So does the enterprise's log.
    let log = office.app.log_of(&office.legal).await;
    for action in [
        AuditAction::ApplicationCreated,
        AuditAction::AttachmentAdded,
        AuditAction::ApplicationSubmitted,
        AuditAction::ApplicationWithdrawn,
        AuditAction::ApplicationClaimed,
        AuditAction::ApplicationCorrectionRequested,
        AuditAction::ApplicationRefiled,
        AuditAction::ApplicationPassedFirstReview,
        AuditAction::ApplicationSentBack,
        AuditAction::ApplicationApproved,
    ] {
        assert!(log.contains(&action), "{action:?} is missing in {log:?}");
    }
    let counts: ApplicationCounts =
        office.app.call(&office.agent, Method::GET, &format!("{PATH}/counts"), None).await.expect(200);
    assert_eq!(counts, ApplicationCounts { approved: 1, ..Default::default() });
}

#[tokio::test]
async fn only_a_draft_is_deleted_and_then_the_person_is_free() {
    let office = Office::open().await;
    let person = office.person();
    let ready = office.ready(person).await;
    office
        .app
        .call(&office.agent, Method::POST, PATH, Some(Office::begin(person)))
        .await
        .refused(409, "application_open");
    let submitted: ApplicationOut = office.act(&ready, "submit").await.expect(200);
    let path = format!("{PATH}/{}", ready.id);
    office.app.call(&office.agent, Method::DELETE, &path, None).await.refused(409, "action_not_allowed");
    office.act(&submitted, "withdraw").await.expect_status(200);
    office.app.call(&office.agent, Method::DELETE, &path, None).await.expect_status(204);
    office.app.call(&office.agent, Method::GET, &path, None).await.refused(404, "not_found");
    assert!(office.app.log_of(&office.legal).await.contains(&AuditAction::ApplicationDeleted));
    office.create(person).await;
}

#[tokio::test]
async fn one_person_has_one_open_application_across_enterprises() {
    let office = Office::open().await;
    let person = office.person();
    office.create(person).await;
    let other = office.app.legal_rep(7).await;
    let answer = office.app.call(&other, Method::POST, PATH, Some(Office::begin(person))).await;
    let problem = answer.refused(409, "application_open");
    let told = format!("{problem:?}");
    assert!(!told.contains("机械") && !told.contains(&office.agent.person.name), "the answer reveals nothing: {told}");
}

#[tokio::test]
async fn a_rejected_person_is_free_until_somebody_refiles() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let person = office.person();
    let ready = office.ready(person).await;
    office.bring(&ready, Status::Rejected, &first, "").await;
    let other = office.app.legal_rep(7).await;
    let begun: ApplicationOut =
        office.app.call(&other, Method::POST, PATH, Some(Office::begin(person))).await.expect(201);
    let rejected = office.now(&ready.id).await;
    office.act(&rejected, "refile").await.refused(409, "application_open");
    office.app.call(&other, Method::DELETE, &format!("{PATH}/{}", begun.id), None).await.expect_status(204);
    office.act(&rejected, "refile").await.expect_status(200);
    office.app.call(&other, Method::POST, PATH, Some(Office::begin(person))).await.refused(409, "application_open");
}

#[tokio::test]
async fn another_enterprise_finds_nothing() {
    let office = Office::open().await;
    let ready = office.ready(office.person()).await;
    let other = office.app.legal_rep(7).await;
    let id = &ready.id;
    let seen = json!({"revision": ready.revision});
    let calls = [
        (Method::GET, format!("{PATH}/{id}"), None),
        (Method::PUT, format!("{PATH}/{id}"), Some(json!({"revision": ready.revision, "form": {}}))),
        (Method::DELETE, format!("{PATH}/{id}"), None),
        (Method::GET, format!("{PATH}/{id}/precheck"), None),
        (Method::GET, format!("{PATH}/{id}/history"), None),
        (Method::GET, format!("{PATH}/{id}/attachments"), None),
        (Method::GET, format!("{PATH}/{id}/attachments/{}/content", ready.attachments[0].id), None),
        (Method::DELETE, format!("{PATH}/{id}/attachments/{}", ready.attachments[0].id), None),
        (Method::POST, format!("{PATH}/{id}/submit"), Some(seen.clone())),
        (Method::POST, format!("{PATH}/{id}/withdraw"), Some(seen.clone())),
        (Method::POST, format!("{PATH}/{id}/refile"), Some(seen)),
        (Method::POST, format!("{PATH}/{id}/insured-record"), None),
    ];
    for (method, path, body) in calls {
        office.app.call(&other, method, &path, body).await.refused(404, "not_found");
    }
    let page: ApplicationPage = office.app.call(&other, Method::GET, PATH, None).await.expect(200);
    assert!(page.items.is_empty());
    assert_eq!(office.now(id).await.revision, ready.revision, "nothing was changed");
}

#[tokio::test]
async fn every_operation_needs_login_and_permission() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let manager = office.app.agent(&office.legal, 3, &["manage_agents"]).await;
    let id = &made.id;
    for (method, path) in [
        (Method::GET, PATH.to_owned()),
        (Method::POST, PATH.to_owned()),
        (Method::GET, format!("{PATH}/counts")),
        (Method::GET, format!("{PATH}/export")),
        (Method::GET, format!("{PATH}/{id}")),
        (Method::PUT, format!("{PATH}/{id}")),
        (Method::DELETE, format!("{PATH}/{id}")),
        (Method::POST, format!("{PATH}/{id}/submit")),
        (Method::POST, format!("{PATH}/{id}/withdraw")),
        (Method::POST, format!("{PATH}/{id}/refile")),
        (Method::POST, format!("{PATH}/{id}/insured-record")),
        (Method::GET, format!("{PATH}/{id}/precheck")),
        (Method::GET, format!("{PATH}/{id}/history")),
        (Method::GET, format!("{PATH}/{id}/attachments")),
        (Method::GET, "/attachment-kinds".to_owned()),
        (Method::GET, "/policy".to_owned()),
    ] {
        let body = if method == Method::GET { None } else { Some(json!({})) };
        let bytes = body.as_ref().map(|body| body.to_string().into_bytes());
        office.app.send(method.clone(), &path, &[], bytes).await.refused(401, "not_logged_in");
        office.app.call(&manager, method, &path, body).await.refused(403, "not_permitted");
    }
}

#[tokio::test]
async fn a_stale_edit_is_a_conflict_and_the_same_form_once_more_is_none() {
    let office = Office::open().await;
    let person = office.person();
    let made = office.create(person).await;
    let saved: ApplicationOut = office.save(&made, Office::good_form(person)).await.expect(200);
    // The answer was lost, the save is repeated on the old revision: nothing changes.
    let repeated: ApplicationOut = office.save(&made, Office::good_form(person)).await.expect(200);
    assert_eq!(repeated.revision, saved.revision);
    let mut other = Office::good_form(person);
    other["post"] = json!("电工");
    office.save(&made, other).await.refused(409, "revision_conflict");
    assert_eq!(office.now(&made.id).await.form.post, "钳工");
    office.act(&made, "submit").await.refused(409, "revision_conflict");
}

#[tokio::test]
async fn a_repeated_create_or_submit_is_one_event() {
    let office = Office::open().await;
    let person = office.person();
    let key = [("Idempotency-Key", "k-1")];
    let body = Some(Office::begin(person));
    let first: ApplicationOut =
        office.app.call_with(&office.agent, Method::POST, PATH, &key, body.clone()).await.expect(201);
    let second: ApplicationOut = office.app.call_with(&office.agent, Method::POST, PATH, &key, body).await.expect(201);
    assert_eq!(first.id, second.id);
    for kind in NEEDED {
        office.attach(&first.id, kind, PNG).await.expect_status(201);
    }
    let saved: ApplicationOut = office.save(&first, Office::good_form(person)).await.expect(200);
    let path = format!("{PATH}/{}/submit", first.id);
    for _ in 0..2 {
        let body = Some(json!({"revision": saved.revision}));
        let out: ApplicationOut = office
            .app
            .call_with(&office.agent, Method::POST, &path, &[("Idempotency-Key", "k-2")], body)
            .await
            .expect(200);
        assert_eq!((out.status, out.submissions), (Status::Submitted, 1));
    }
}
