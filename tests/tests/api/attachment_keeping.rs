//! What is kept of documents and for how long: order, bounds, what the device told, contents that nothing names.

use backend::adapters::surreal::Vars;
use backend::services::sweeper::sweep;
use chrono::Duration;
use futures_util::future::join_all;
use integration_tests::applications::{Office, PATH, PNG};
use integration_tests::people::PASSWORD;
use integration_tests::uploads::{Announcement, VERSION, photo};
use poem::http::Method;
use serde_json::json;
use shared::api::{ApplicationOut, AttachmentList, PhotoFault};

use crate::attachment_files::PDF;

/// The names of contents that have rows.
async fn blobs(office: &Office) -> Vec<String> {
    let query = "SELECT VALUE record::id(id) FROM blob";
    office.app.app.db.read(query, Vars::new()).await.unwrap().take(0).unwrap()
}

/// A photo large enough to have another, small picture.
fn page() -> Vec<u8> {
    photo(9, 500, 400)
}

async fn lies_there(office: &Office, name: &str) -> bool {
    let app = &office.app.app;
    app.blobs.get(&app.vault, name).await.is_ok()
}

#[tokio::test]
async fn pages_are_put_into_another_order() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let mut ids = Vec::new();
    for seed in 0..3 {
        let list: AttachmentList = office.attach(&made.id, "approval_form", &photo(seed, 60, 40)).await.expect(201);
        ids.push(list.items.last().unwrap().id.clone());
        office.app.wait(Duration::seconds(1));
    }
    office.attach(&made.id, "other", PNG).await.expect_status(201);
    let path = format!("{PATH}/{}/attachments/order", made.id);
    let wanted = [&ids[2], &ids[0], &ids[1]];
    let order = json!({"kind": "approval_form", "ids": wanted});
    let list: AttachmentList = office.app.call(&office.agent, Method::PUT, &path, Some(order)).await.expect(200);
    let seen: Vec<&String> =
        list.items.iter().filter(|file| file.kind == "approval_form").map(|file| &file.id).collect();
    assert_eq!(seen, wanted);
    assert_eq!(list.items.len(), 4);
    for wrong in [json!(ids[..2]), json!([ids[0], ids[1], ids[1]]), json!([ids[0], ids[1], "x"]), json!([])] {
        let order = json!({"kind": "approval_form", "ids": wrong});
        office.app.call(&office.agent, Method::PUT, &path, Some(order)).await.refused(409, "already_handled");
    }
}

#[tokio::test]
async fn pages_of_a_pdf_count_and_those_at_the_same_instant_too() {
    let office = Office::open().await.shared();
    let made = office.create(office.person()).await;
    // Four pages at most: the PDF has three.
    office.attach(&made.id, "approval_form", PDF).await.expect_status(201);
    office.attach(&made.id, "approval_form", PDF).await.refused_field("file", "material_pages");
    let at_once = (0..6).map(|seed| {
        let (office, id) = (office.clone(), made.id.clone());
        async move { office.attach(&id, "approval_form", &photo(seed, 60, 40)).await.status.as_u16() }
    });
    let answers = join_all(at_once).await;
    assert_eq!(answers.iter().filter(|status| **status == 201).count(), 1, "{answers:?}");
    let pages: u32 = office.now(&made.id).await.attachments.iter().map(|file| file.pages).sum();
    assert_eq!(pages, 4);
}

#[tokio::test]
async fn the_room_of_an_enterprise_ends_and_what_is_deleted_gives_it_back() {
    let office = Office::open_with(|config| config.uploads.enterprise_bytes = 1_000_000).await;
    let made = office.create(office.person()).await;
    let mut last: AttachmentList = office.attach(&made.id, "other", &photo(0, 900, 700)).await.expect(201);
    let mut refused = None;
    for seed in 1..20 {
        let answer = office.attach(&made.id, "personnel_archive", &photo(seed, 900, 700)).await;
        if answer.status.as_u16() != 201 {
            refused = Some(answer);
            break;
        }
        last = answer.json();
    }
    refused.expect("there is an end").refused(409, "quota_exceeded");
    assert!(last.items.iter().map(|file| file.bytes).sum::<u64>() <= 1_000_000);
    let path = format!("{PATH}/{}/attachments/{}", made.id, last.items[0].id);
    office.app.call(&office.agent, Method::DELETE, &path, None).await.expect_status(200);
    office.attach(&made.id, "other", &photo(0, 900, 700)).await.expect_status(201);
    // A deleted application gives everything back.
    office.app.call(&office.agent, Method::DELETE, &format!("{PATH}/{}", made.id), None).await.expect_status(204);
    let used: Vec<i64> =
        office.app.app.db.read("SELECT VALUE bytes FROM document_use", Vars::new()).await.unwrap().take(0).unwrap();
    assert_eq!(used, [0]);
}

#[tokio::test]
async fn what_nothing_names_any_more_is_removed_after_its_time_and_nothing_else() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    // The same photo twice is one content, and a refused file leaves none that is named.
    let one: AttachmentList = office.attach(&made.id, "other", &page()).await.expect(201);
    office.attach(&made.id, "other", &page()).await.expect_status(201);
    assert_eq!(blobs(&office).await.len(), 2, "photo and small picture");
    let path = format!("{PATH}/{}/attachments/{}", made.id, one.items[0].id);
    office.app.call(&office.agent, Method::DELETE, &path, None).await.expect_status(200);
    office.app.wait(Duration::hours(25));
    sweep(&office.app.app).await.unwrap();
    let names = blobs(&office).await;
    assert_eq!(names.len(), 2, "the other document names them");
    for name in &names {
        assert!(lies_there(&office, name).await);
    }
    let office = Office { agent: office.app.log_in(&office.agent.person, PASSWORD).await, ..office };
    office.app.call(&office.agent, Method::DELETE, &format!("{PATH}/{}", made.id), None).await.expect_status(204);
    sweep(&office.app.app).await.unwrap();
    assert_eq!(blobs(&office).await.len(), 2, "not before its time");
    office.app.wait(Duration::hours(25));
    sweep(&office.app.app).await.unwrap();
    assert!(blobs(&office).await.is_empty());
    for name in &names {
        assert!(!lies_there(&office, name).await);
    }
}

#[tokio::test]
async fn a_server_that_ends_between_content_and_row_leaves_nothing_behind() {
    // The transaction that names a content fails for good: what was written before it is as after a crash.
    let office = Office::open_with(|config| config.uploads.enterprise_bytes = 1).await;
    let made = office.create(office.person()).await;
    office.attach(&made.id, "other", &page()).await.refused(409, "quota_exceeded");
    let names = blobs(&office).await;
    assert_eq!(names.len(), 2);
    assert!(lies_there(&office, &names[0]).await, "the content was written");
    sweep(&office.app.app).await.unwrap();
    assert_eq!(blobs(&office).await.len(), 2, "it may still be named");
    office.app.wait(Duration::hours(25));
    sweep(&office.app.app).await.unwrap();
    assert!(blobs(&office).await.is_empty());
    assert!(!lies_there(&office, &names[0]).await);
}

#[tokio::test]
async fn a_content_that_is_being_removed_is_not_named_again() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    office.attach(&made.id, "other", &page()).await.expect_status(201);
    let going = "UPDATE blob SET going = true, unneeded_since = time::from_unix(1);";
    office.app.app.db.write(going, Vars::new()).await.unwrap();
    office.attach(&made.id, "other", &page()).await.refused(503, "busy");
    // Named all the same, the sweeper sees; nobody loses a document to a wrong mark.
    sweep(&office.app.app).await.unwrap();
    office.app.wait(Duration::hours(25));
    sweep(&office.app.app).await.unwrap();
    let office = Office { agent: office.app.log_in(&office.agent.person, PASSWORD).await, ..office };
    office.attach(&made.id, "other", &page()).await.expect_status(201);
}

#[tokio::test]
async fn what_the_device_found_wrong_and_why_it_was_sent_is_told() {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let begin = async |key: &str, faults: &str, reason: &str| {
        let length = PNG.len().to_string();
        let file =
            Announcement { application: made.id.clone(), kind: "other".into(), key: key.into(), bytes: PNG.len() };
        let metadata = format!(
            "{},faults {},override_reason {}",
            file.metadata(),
            STANDARD.encode(faults),
            STANDARD.encode(reason)
        );
        let headers = [VERSION, ("Upload-Length", length.as_str()), ("Upload-Metadata", metadata.as_str())];
        office.tus(&office.agent, Method::POST, "/uploads", &headers, b"").await
    };
    begin("a", "too_pretty", "").await.refused(400, "malformed_request");
    begin("b", "blurred", &"长".repeat(201)).await.refused_field("override_reason", "too_long");
    let begun = begin("c", "blurred,glare", " 原件就是这样 ").await;
    begun.expect_status(201);
    let address = begun.header("location").to_owned();
    office.send_piece(&address, 0, PNG).await.expect_status(204);
    let now: ApplicationOut = office.now(&made.id).await;
    let [file] = now.attachments.as_slice() else { panic!("{now:?}") };
    assert_eq!(file.faults, [PhotoFault::Blurred, PhotoFault::Glare]);
    assert_eq!(file.override_reason, "原件就是这样");
}
