//! Contents of documents: read in parts, in small, all at once; by those who may, and by nobody else.

use std::io::{Cursor, Read as _};

use chrono::Duration;
use integration_tests::Answer;
use integration_tests::applications::{Office, PATH, PNG};
use integration_tests::uploads::photo;
use poem::http::Method;
use serde_json::json;
use shared::api::{ApplicationOut, AttachmentList};
use shared::application::Action;

/// A PDF of three empty pages, as small as PDFs are.
pub(crate) const PDF: &[u8] = include_bytes!("three-pages.pdf");

async fn read(office: &Office, path: &str, headers: &[(&str, &str)]) -> Answer {
    let bearer = format!("Bearer {}", office.agent.token);
    let mut all = vec![("Authorization", bearer.as_str())];
    all.extend_from_slice(headers);
    office.app.send(Method::GET, path, &all, None).await
}

/// An application with one photo; its content's address without the last word.
async fn with_photo(office: &Office) -> (ApplicationOut, String) {
    let made = office.create(office.person()).await;
    let list: AttachmentList = office.attach(&made.id, "other", &photo(3, 900, 600)).await.expect(201);
    let path = format!("{PATH}/{}/attachments/{}", made.id, list.items[0].id);
    (made, path)
}

#[tokio::test]
async fn a_content_is_read_whole_in_parts_and_not_again() {
    let office = Office::open().await;
    let (_, path) = with_photo(&office).await;
    let path = format!("{path}/content");
    let whole = read(&office, &path, &[]).await;
    whole.expect_status(200);
    let length = whole.body.len();
    assert_eq!((whole.header("accept-ranges"), whole.header("cache-control")), ("bytes", "private, no-store"));
    assert!(whole.header("content-disposition").starts_with("inline; filename=\"scan.jpg\""));
    let part = read(&office, &path, &[("Range", "bytes=10-99")]).await;
    part.expect_status(206);
    assert_eq!(part.body, whole.body[10..100]);
    assert_eq!(part.header("content-range"), format!("bytes 10-99/{length}"));
    assert_eq!((part.header("etag"), part.header("content-type")), (whole.header("etag"), "image/jpeg"));
    let end = read(&office, &path, &[("Range", "bytes=-7")]).await;
    assert_eq!(end.body, whole.body[length - 7..]);
    let outside = read(&office, &path, &[("Range", &*format!("bytes={length}-"))]).await;
    outside.expect_status(416);
    assert_eq!(outside.header("content-range"), format!("bytes */{length}"));
    let known = read(&office, &path, &[("If-None-Match", whole.header("etag"))]).await;
    known.expect_status(304);
    assert!(known.body.is_empty());
}

#[tokio::test]
async fn a_photo_has_a_small_picture_and_its_size_and_a_pdf_has_pages() {
    let office = Office::open().await;
    let (made, path) = with_photo(&office).await;
    let small = read(&office, &format!("{path}/thumbnail"), &[]).await;
    small.expect_status(200);
    let picture = image::load_from_memory(&small.body).unwrap();
    assert_eq!((picture.width(), picture.height(), small.header("content-type")), (320, 213, "image/jpeg"));
    let list: AttachmentList = office.attach(&made.id, "other", PDF).await.expect(201);
    let told = |number: usize| (list.items[number].pages, list.items[number].width, list.items[number].height);
    assert_eq!((told(0), told(1)), ((1, 900, 600), (3, 0, 0)));
    let pdf = format!("{PATH}/{}/attachments/{}", made.id, list.items[1].id);
    read(&office, &format!("{pdf}/thumbnail"), &[]).await.refused(404, "not_found");
    assert_eq!(read(&office, &format!("{pdf}/content"), &[]).await.body, PDF);
}

#[tokio::test]
async fn all_documents_come_as_a_zip_file_and_as_one_pdf() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let path = format!("{PATH}/{}/attachments", made.id);
    for all in ["archive", "pdf"] {
        read(&office, &format!("{path}/{all}"), &[]).await.refused(404, "not_found");
    }
    for (kind, file) in [("other", PNG), ("other", PDF), ("id_card_front", &photo(4, 300, 200))] {
        office.attach(&made.id, kind, file).await.expect_status(201);
        office.app.wait(Duration::seconds(1));
    }
    let zip = read(&office, &format!("{path}/archive"), &[]).await;
    zip.expect_status(200);
    assert!(zip.header("content-disposition").starts_with("attachment; filename="));
    let mut archive = zip::ZipArchive::new(Cursor::new(zip.body)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["01-其他材料-01.jpg", "01-其他材料-02.pdf", "02-身份证（人像面）-01.jpg"]);
    let mut content = Vec::new();
    archive.by_index(1).unwrap().read_to_end(&mut content).unwrap();
    assert_eq!(content, PDF);
    let one = read(&office, &format!("{path}/pdf"), &[]).await;
    one.expect_status(200);
    assert_eq!((one.header("content-type"), pdfs::look(&one.body)), ("application/pdf", Ok(5)));
}

#[tokio::test]
async fn only_the_enterprise_and_its_reviewers_may_read() {
    let office = Office::open().await;
    let theirs = office.app.legal_rep(7).await;
    let stranger = office.app.agent(&theirs, 8, &["file_applications"]).await;
    let ready = office.ready(office.person()).await;
    let path = format!("{PATH}/{}/attachments", ready.id);
    let file = format!("{path}/{}", ready.attachments[0].id);
    for wanted in
        [format!("{file}/content"), format!("{file}/thumbnail"), format!("{path}/archive"), format!("{path}/pdf")]
    {
        office.app.call(&stranger, Method::GET, &wanted, None).await.refused(404, "not_found");
        office.app.send(Method::GET, &wanted, &[], None).await.refused(401, "not_logged_in");
    }
    let order = json!({"kind": "other", "ids": []});
    office.app.call(&stranger, Method::PUT, &format!("{path}/order"), Some(order)).await.refused(404, "not_found");
    let (near, far) =
        (office.reviewer("first1", "first", "220100").await, office.reviewer("first2", "first", "220200").await);
    let content = format!("/reviews/{}/attachments/{}", ready.id, ready.attachments[0].id);
    office.review(&near, Method::GET, &format!("{content}/content"), None).await.refused(404, "not_found");
    office.act(&ready, "submit").await.expect_status(200);
    office.decide(&near, &ready.id, Action::Claim).await.expect_status(200);
    for of in ["content", "thumbnail"] {
        let answer = office.review(&near, Method::GET, &format!("{content}/{of}"), None).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/jpeg"), "{of}");
        office.review(&far, Method::GET, &format!("{content}/{of}"), None).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn a_content_that_was_changed_in_the_store_is_not_given_out() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("folder:{}", folder.path().display());
    let office = Office::open_with(|config| config.blobs.address = address).await;
    let (_, path) = with_photo(&office).await;
    let path = format!("{path}/content");
    read(&office, &path, &[]).await.expect_status(200);
    let mut changed = 0;
    for file in walk(folder.path()) {
        let mut bytes = std::fs::read(&file).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        std::fs::write(&file, bytes).unwrap();
        changed += 1;
    }
    assert_eq!(changed, 2, "photo and small picture");
    read(&office, &path, &[]).await.refused(500, "internal");
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
