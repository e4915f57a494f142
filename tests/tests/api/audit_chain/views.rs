//! Looking at papers and taking them along leaves a trace, on either side; leafing through them leaves one.

use backend::services::audit::{Period, export, verify};
use integration_tests::applications::{Office, PATH};
use integration_tests::operator;
use poem::http::Method;
use serde_json::Value;
use shared::api::{AttachmentList, AuditAction, AuditEntry, AuditPage};

async fn entries(office: &Office, action: AuditAction) -> Vec<AuditEntry> {
    let page: AuditPage = office.app.call(&office.legal, Method::GET, "/audit-entries", None).await.expect(200);
    page.items.into_iter().filter(|entry| entry.action == action).collect()
}

#[tokio::test]
async fn looks_at_papers_are_entered_by_whom_and_at_what() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    let list: AttachmentList = office
        .app
        .call(&office.agent, Method::GET, &format!("{PATH}/{}/attachments", ready.id), None)
        .await
        .expect(200);
    let (one, two) = (&list.items[0].id, &list.items[1].id);
    let look = async |id: &str, what: &str| {
        office.app.wait(chrono::Duration::seconds(1));
        let path = format!("{PATH}/{}/attachments/{id}/{what}", ready.id);
        office.app.call(&office.agent, Method::GET, &path, None).await.expect_status(200);
    };
    let review = async |id: &str, what: &str| {
        office.app.wait(chrono::Duration::seconds(1));
        let path = format!("/reviews/{}/attachments/{id}/{what}", ready.id);
        office.review(&first, Method::GET, &path, None).await.expect_status(200);
    };
    assert!(entries(&office, AuditAction::DocumentsViewed).await.is_empty());
    for id in [one, two, one, two] {
        look(id, "thumbnail").await;
    }
    assert_eq!(entries(&office, AuditAction::DocumentsViewed).await.len(), 1, "small pictures are one look");
    for id in [one, one, two] {
        look(id, "content").await;
    }
    let seen = entries(&office, AuditAction::DocumentsViewed).await;
    assert_eq!(seen.len(), 3, "each document once");
    assert_eq!(seen[0].detail.as_deref(), Some(format!("kind={} document={two}", list.items[1].kind).as_str()));
    assert_eq!(seen[0].subject_name.as_deref(), Some(ready.name.as_str()));
    assert_eq!(seen[0].actor_name, office.agent.person.name);
    review(one, "content").await;
    review(one, "thumbnail").await;
    let seen = entries(&office, AuditAction::DocumentsViewed).await;
    // That it was the agency is told to the enterprise, not who of it, nor from where.
    assert_eq!((seen.len(), seen[0].by_agency, seen[0].actor_name.as_str()), (5, true, ""));
    assert!(seen[0].ip.is_empty() && seen[0].device.is_empty());
    office.app.wait(chrono::Duration::minutes(11));
    look(one, "content").await;
    assert_eq!(entries(&office, AuditAction::DocumentsViewed).await.len(), 6, "later it is another look");
    // Who may not see is not entered as having seen.
    let elsewhere = office.reviewer("first2", "first", "220200").await;
    let path = format!("/reviews/{}/attachments/{one}/content", ready.id);
    office.review(&elsewhere, Method::GET, &path, None).await.expect_status(404);
    assert_eq!(entries(&office, AuditAction::DocumentsViewed).await.len(), 6);
    assert!(verify(&office.app.app, &[]).await.unwrap().broken.is_empty());
}

/// The lines of the whole log that tell of an action.
async fn lines(office: &Office, action: AuditAction) -> Vec<Value> {
    let now = office.app.app.clock.now();
    let period = Period { from: now - chrono::Duration::days(9), until: now + chrono::Duration::days(9) };
    let mut lines: Vec<Value> = Vec::new();
    let by = operator();
    let told = export(&office.app.app, &by, period, |line| {
        lines.push(serde_json::from_str(line)?);
        Ok(())
    });
    told.await.unwrap();
    lines.retain(|line| line["action"] == action.code());
    lines
}

#[tokio::test]
async fn a_reviewer_who_opens_an_application_or_looks_for_a_person_is_entered_with_the_account() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    let open = async |token: &str, status: u16| {
        let path = format!("/reviews/{}", ready.id);
        office.review(token, Method::GET, &path, None).await.expect_status(status);
    };
    assert!(entries(&office, AuditAction::ApplicationViewed).await.is_empty());
    open(&first, 200).await;
    open(&first, 200).await;
    let seen = entries(&office, AuditAction::ApplicationViewed).await;
    // The enterprise is told that the agency looked, not who of it, nor from where.
    assert_eq!((seen.len(), seen[0].by_agency, seen[0].actor_name.as_str(), seen[0].ip.as_str()), (1, true, "", ""));
    assert_eq!(seen[0].subject_name.as_deref(), Some(ready.name.as_str()));
    office.app.wait(chrono::Duration::minutes(11));
    open(&first, 200).await;
    assert_eq!(entries(&office, AuditAction::ApplicationViewed).await.len(), 2, "later it is another look");
    // Who may not see is not entered as having seen.
    let elsewhere = office.reviewer("first2", "first", "220200").await;
    open(&elsewhere, 404).await;
    let told = lines(&office, AuditAction::ApplicationViewed).await;
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|line| line["reviewer"] == "first1" && line["actor_name"] == "审核员"), "{told:?}");

    // A list is no look at a person; a whole number is, whether anything is found or not.
    let look = async |token: &str, query: &str| {
        office.review(token, Method::GET, &format!("/reviews?{query}"), None).await.expect_status(200);
    };
    look(&first, "shelf=all").await;
    look(&first, "number=12").await;
    assert!(lines(&office, AuditAction::ApplicationsSearched).await.is_empty());
    let number = office.person().document_number.clone();
    for token in [&first, &first, &elsewhere] {
        look(token, &format!("number={number}")).await;
    }
    let told = lines(&office, AuditAction::ApplicationsSearched).await;
    let mut by: Vec<&str> = told.iter().filter_map(|line| line["reviewer"].as_str()).collect();
    by.sort_unstable();
    assert_eq!(by, ["first1", "first2"]);
    assert!(told.iter().all(|line| !line.to_string().contains(&number)), "the number itself does not lie in the log");
    assert!(told.iter().all(|line| line["subject"].as_str().is_some_and(|subject| subject.ends_with(&number[14..]))));
    assert!(verify(&office.app.app, &[]).await.unwrap().broken.is_empty());
}

#[tokio::test]
async fn what_is_taken_along_is_entered_each_time() {
    let office = Office::open().await;
    let ready = office.ready(office.person()).await;
    for (tail, detail) in [("archive", "form=zip"), ("pdf", "form=pdf"), ("archive", "form=zip")] {
        let path = format!("{PATH}/{}/attachments/{tail}", ready.id);
        office.app.call(&office.agent, Method::GET, &path, None).await.expect_status(200);
        office.app.wait(chrono::Duration::seconds(1));
        let taken = entries(&office, AuditAction::DocumentsDownloaded).await;
        assert_eq!(taken[0].detail.as_deref(), Some(detail));
    }
    assert_eq!(entries(&office, AuditAction::DocumentsDownloaded).await.len(), 3);
    office.app.call(&office.agent, Method::GET, &format!("{PATH}/export"), None).await.expect_status(200);
    let taken = entries(&office, AuditAction::ApplicationsExported).await;
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].detail.as_deref(), Some("rows=1"));
}

#[tokio::test]
async fn a_period_is_exported_whole_in_order_with_its_links_and_entered_itself() {
    let office = Office::open().await;
    let app = &office.app;
    let from = app.app.clock.now();
    for _ in 0..60 {
        app.wait(chrono::Duration::minutes(3));
        app.try_log_in(&office.agent.person.mobile, "Wrong-Pass9").await;
    }
    let until = app.app.clock.now() + chrono::Duration::seconds(1);
    app.wait(chrono::Duration::days(1));
    app.log_in(&office.legal.person, integration_tests::people::PASSWORD).await;
    let taken = async |from, until| {
        let mut lines: Vec<Value> = Vec::new();
        let by = operator();
        let told = export(&app.app, &by, Period { from, until }, |line| {
            lines.push(serde_json::from_str(line)?);
            Ok(())
        });
        assert_eq!(told.await.unwrap(), lines.len() as u64);
        lines
    };
    let lines = taken(from + chrono::Duration::minutes(1), until).await;
    let failed = lines.iter().filter(|line| line["action"] == "login_failed").count();
    assert!(failed >= 5 && lines.iter().all(|line| line["action"] == "login_failed"), "{failed} of {}", lines.len());
    let mut links = 0;
    for pair in lines.windows(2).filter(|pair| pair[0]["lane"] == pair[1]["lane"]) {
        assert_eq!(pair[0]["hash"], pair[1]["previous"]);
        links += 1;
    }
    assert!(links > 0);
    // All time holds everything, the exports of before among it.
    let all = taken(from - chrono::Duration::days(9), until + chrono::Duration::days(9)).await;
    let report = verify(&app.app, &[]).await.unwrap();
    assert_eq!((all.len() as u64, report.broken.len()), (report.entries, 0));
    assert_eq!(all.iter().filter(|line| line["action"] == "audit_exported").count(), 2);
}
