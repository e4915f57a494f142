//! Papers: the form and the sheet of photos, and whether a paper that somebody holds is what is on record.

use integration_tests::applications::{NEEDED, Office, PATH};
use integration_tests::papers::code;
use poem::http::Method;
use serde_json::json;
use shared::api::{ApplicationOut, PaperCheckOut};
use shared::application::{Action, Status};

async fn printed(office: &Office, id: &str, what: &str) -> (String, Vec<u8>) {
    let answer = office.app.call(&office.agent, Method::GET, &format!("{PATH}/{id}/{what}"), None).await;
    let name = answer.header("content-disposition").to_owned();
    answer.expect_status(200);
    (name, answer.body.to_vec())
}

async fn check(office: &Office, receipt: &str, code: &str) -> PaperCheckOut {
    office.app.get(&format!("/paper-checks/{receipt}/{code}")).await.expect(200)
}

#[tokio::test]
async fn a_form_is_printed_for_who_may_see_it_the_same_each_time() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    assert_eq!(ready.receipt_number, None);
    let (name, draft) = printed(&office, &ready.id, "form.pdf").await;
    assert!(name.starts_with("attachment") && draft.starts_with(b"%PDF-1.7"), "{name}");
    office.act(&ready, "submit").await.expect_status(200);
    let (_, one) = printed(&office, &ready.id, "form.pdf").await;
    let (_, again) = printed(&office, &ready.id, "form.pdf").await;
    assert!(one == again && one != draft);
    let (_, sheet) = printed(&office, &ready.id, "photos.pdf").await;
    assert!(sheet.starts_with(b"%PDF"));
    let review = office.review(&first, Method::GET, &format!("/reviews/{}/form.pdf", ready.id), None).await;
    review.expect_status(200);
    let other = office.app.legal_rep(7).await;
    for what in ["form.pdf", "photos.pdf"] {
        office
            .app
            .call(&other, Method::GET, &format!("{PATH}/{}/{what}", ready.id), None)
            .await
            .refused(404, "not_found");
    }
}

#[tokio::test]
async fn a_paper_is_true_while_it_is_what_was_submitted_last() {
    let office = Office::open().await;
    let first = office.reviewer("first1", "first", "220100").await;
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    let submitted = office.now(&ready.id).await;
    let receipt = submitted.receipt_number.clone().expect("a receipt number");
    let paper = code(&submitted);
    let found = check(&office, &receipt, &paper).await;
    assert_eq!((found.matches, found.status), (true, Some(Status::Submitted)));
    assert_eq!(found.submitted_on.map(|day| day.to_string()).as_deref(), Some("2026-11-23"));
    // Typed from paper in small letters it is the same; anything else tells nothing, not even that the number is one.
    assert!(check(&office, &receipt, &paper.to_lowercase()).await.matches);
    for (receipt, paper) in
        [(receipt.as_str(), "0000-0000-0000-0000-0000"), ("22010020261123", paper.as_str()), (&receipt, "x")]
    {
        let wrong = check(&office, receipt, paper).await;
        assert_eq!((wrong.matches, wrong.status, wrong.submitted_on), (false, None, None));
    }
    // Sent back and mended, the old paper is not true any more, and the number stays.
    for action in [Action::Claim, Action::RequestCorrection] {
        office.decide(&first, &ready.id, action).await.expect_status(200);
    }
    assert_eq!(check(&office, &receipt, &paper).await.status, Some(Status::CorrectionRequested));
    let refiling: ApplicationOut = office.act(&office.now(&ready.id).await, "refile").await.expect(200);
    let mut form = Office::good_form(office.person());
    form["post"] = json!("车工");
    let mended: ApplicationOut = office.save(&refiling, form).await.expect(200);
    assert!(check(&office, &receipt, &paper).await.matches, "what is being mended was not submitted yet");
    office.act(&mended, "submit").await.expect_status(200);
    assert!(!check(&office, &receipt, &paper).await.matches);
    let now = office.now(&ready.id).await;
    assert_eq!(now.receipt_number.as_deref(), Some(receipt.as_str()));
    assert!(check(&office, &receipt, &code(&now)).await.matches);
    assert_eq!(NEEDED.len(), now.attachments.len());
}
