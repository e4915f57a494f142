//! `attachments`: documents of an application.

use integration_tests::applications::{Office, PATH, PNG};
use poem::http::Method;
use shared::api::{ApplicationOut, AttachmentKindList, AttachmentList};
use shared::retirement::Policy;

/// The head of a PNG that claims 50,000 × 50,000 pixels, and next to nothing behind it.
const VAST: &[u8] = b"\x89PNG\x0D\x0A\x1A\x0A\x00\x00\x00\x0DIHDR\x00\x00\xC3P\x00\x00\xC3P\x08\x02\x00\x00\x00\xC4\xCD\xAA\x9D\x00\x00\x00\x00IDAT5\xAF\x06\x1E";

#[tokio::test]
async fn a_document_is_uploaded_listed_read_and_removed() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let list: AttachmentList = office.attach(&made.id, "id_card_front", PNG).await.expect(201);
    let [file] = list.items.as_slice() else { panic!("{list:?}") };
    assert_eq!(
        (file.kind.as_str(), file.media_type.as_str(), file.file_name.as_str()),
        ("id_card_front", "image/jpeg", "scan.jpg")
    );
    let content = format!("{PATH}/{}/attachments/{}/content", made.id, file.id);
    let answer = office.app.call(&office.agent, Method::GET, &content, None).await;
    answer.expect_status(200);
    // A photo is kept as JPEG, whatever it came as.
    assert_eq!((answer.body.get(..3), answer.header("content-type")), (Some(b"\xFF\xD8\xFF".as_slice()), "image/jpeg"));
    assert_eq!(answer.body.len() as u64, file.bytes);
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(
        answer.header("cache-control").contains("private")
            && answer.header("content-security-policy").contains("sandbox")
    );
    let path = format!("{PATH}/{}/attachments/{}", made.id, file.id);
    let left: AttachmentList = office.app.call(&office.agent, Method::DELETE, &path, None).await.expect(200);
    assert!(left.items.is_empty());
    office.app.call(&office.agent, Method::GET, &content, None).await.refused(404, "not_found");
    office.app.call(&office.agent, Method::DELETE, &path, None).await.refused(404, "not_found");
}

#[tokio::test]
async fn what_is_no_document_is_refused_by_name() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    office.attach(&made.id, "nothing", PNG).await.refused_field("kind", "choose_one");
    office.attach(&made.id, "id_card_front", b"").await.refused_field("file", "required");
    for content in [b"<svg onload=alert(1)>".as_slice(), b"MZ\x90\x00", b"GIF89a", b"\xFF\xD8"] {
        office.attach(&made.id, "id_card_front", content).await.refused_field("file", "file_type");
    }
    for cut in [&PNG[..PNG.len() / 2], b"\xFF\xD8\xFF\xE0\0\x10JFIF", b"RIFF\0\0\0\0WEBP"] {
        office.attach(&made.id, "id_card_front", cut).await.refused_field("file", "photo_broken");
    }
    office.attach(&made.id, "id_card_front", VAST).await.refused_field("file", "photo_pixels");
    office.attach(&made.id, "id_card_front", PNG).await.expect_status(201);
    office.attach(&made.id, "id_card_front", PNG).await.refused_field("file", "material_pages");
    let large = vec![0xFF; 11 * 1024 * 1024];
    office.attach(&made.id, "other", &large).await.refused(413, "body_too_large");
    office.attach("0".repeat(32).as_str(), "other", PNG).await.refused(404, "not_found");
}

#[tokio::test]
async fn what_was_submitted_is_not_changed_any_more() {
    let office = Office::open().await;
    let ready = office.ready(office.person()).await;
    let submitted: ApplicationOut = office.act(&ready, "submit").await.expect(200);
    office.attach(&submitted.id, "other", PNG).await.refused(409, "action_not_allowed");
    let path =
        format!("{PATH}/{}/attachments/{}", submitted.id, ready.attachments.first().map_or("x", |file| &file.id));
    office.app.call(&office.agent, Method::DELETE, &path, None).await.refused(409, "action_not_allowed");
}

#[tokio::test]
async fn a_repeated_upload_is_one_document() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let bearer = format!("Bearer {}", office.agent.token);
    let path = format!("{PATH}/{}/attachments?kind=other&file_name=a.jpg", made.id);
    let headers =
        [("Authorization", bearer.as_str()), ("Content-Type", "application/octet-stream"), ("Idempotency-Key", "u-1")];
    for _ in 0..2 {
        let list: AttachmentList = office.app.send_raw(Method::POST, &path, &headers, PNG.to_vec()).await.expect(201);
        assert_eq!(list.items.len(), 1);
    }
}

#[tokio::test]
async fn kinds_and_policy_are_those_in_force() {
    let office = Office::open().await;
    let kinds: AttachmentKindList =
        office.app.call(&office.agent, Method::GET, "/attachment-kinds", None).await.expect(200);
    let front = kinds.items.iter().find(|kind| kind.code == "id_card_front").unwrap();
    assert_eq!((front.name.as_str(), front.required.as_str(), front.most_pages), ("身份证（人像面）", "always", 1));
    assert!(kinds.items.iter().all(|kind| !kind.basis.is_empty() && kind.name != kind.code));
    let policy: Policy = office.app.call(&office.agent, Method::GET, "/policy", None).await.expect(200);
    assert_eq!(&policy, Policy::built_in());
}
