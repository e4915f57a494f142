//! `uploads`: the protocol as any client speaks it, and what becomes of the file.

use chrono::Duration;
use integration_tests::applications::{Office, PATH, PNG};
use integration_tests::people::PASSWORD;
use integration_tests::uploads::{BYTES, VERSION, checksum, photo};
use poem::http::Method;
use serde_json::json;
use shared::api::{AttachmentList, SessionOut};

async fn documents(office: &Office, application: &str) -> AttachmentList {
    office.app.call(&office.agent, Method::GET, &format!("{PATH}/{application}/attachments"), None).await.expect(200)
}

#[tokio::test]
async fn a_photo_arrives_piece_by_piece_and_is_the_document_that_one_request_would_make() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let file = photo(1, 1500, 1100);
    assert!(file.len() > 1024 * 1024 + 4000, "larger than a part: {}", file.len());
    let address = office.upload_at(&Office::announce(&made.id, "id_card_front", "k1", file.len())).await;
    let cuts = [0, 1, 7, 12, 40_000, 300_000, 1_048_577, file.len()];
    for pair in cuts.windows(2) {
        assert_eq!(office.offset(&address).await, pair[0]);
        let answer = office.send_piece(&address, pair[0], &file[pair[0]..pair[1]]).await;
        answer.expect_status(204);
        assert_eq!(answer.header("upload-offset"), pair[1].to_string());
        assert_eq!(answer.header("tus-resumable"), "1.0.0");
        assert!(answer.header("upload-expires").ends_with(" GMT"));
        assert_eq!(answer.header("x-attachment-id").is_empty(), pair[1] < file.len());
    }
    let list = documents(&office, &made.id).await;
    let [document] = list.items.as_slice() else { panic!("{list:?}") };
    assert_eq!((document.kind.as_str(), document.file_name.as_str()), ("id_card_front", "身份证.jpg"));
    assert_eq!(office.document(&made.id, &document.id).await, photos::prepare(&file).unwrap().content);

    // A lost answer is found again, by asking and by beginning anew.
    let head = office.upload_status(&address).await;
    head.expect_status(200);
    let length = file.len().to_string();
    assert_eq!((head.header("upload-offset"), head.header("upload-length")), (length.as_str(), length.as_str()));
    assert_eq!(head.header("x-attachment-id"), document.id);
    assert_eq!(head.header("cache-control"), "no-store");
    let again = office.begin_upload(&Office::announce(&made.id, "id_card_front", "k1", file.len())).await;
    again.expect_status(201);
    assert_eq!((again.header("location"), again.header("upload-offset")), (address.as_str(), length.as_str()));
    assert_eq!(again.header("x-attachment-id"), document.id);
    office.send_piece(&address, file.len(), b"").await.expect_status(204);
    office.send_piece(&address, 0, &file).await.refused(409, "upload_offset");
    assert_eq!(documents(&office, &made.id).await.items.len(), 1);
    office.app.wait(Duration::days(31));
    let login = office.app.log_in(&office.agent.person, PASSWORD).await;
    office.tus(&login, Method::HEAD, &address, &[VERSION], b"").await.expect_status(410);
}

#[tokio::test]
async fn the_protocol_says_what_it_speaks_and_refuses_what_it_does_not() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let told = office.app.send_raw(Method::OPTIONS, "/uploads", &[], Vec::new()).await;
    told.expect_status(204);
    assert_eq!((told.header("tus-version"), told.header("tus-max-size")), ("1.0.0", "10485760"));
    assert_eq!(told.header("tus-checksum-algorithm"), "sha256,sha1");
    for extension in ["creation", "checksum", "expiration", "termination"] {
        assert!(told.header("tus-extension").split(',').any(|one| one == extension), "{extension}");
    }
    let file = Office::announce(&made.id, "other", "k", 70);
    let metadata = file.metadata();
    for version in [None, Some("0.2.2"), Some("2.0.0")] {
        let mut headers = vec![("Upload-Length", "70"), ("Upload-Metadata", metadata.as_str())];
        headers.extend(version.map(|version| ("Tus-Resumable", version)));
        let answer = office.tus(&office.agent, Method::POST, "/uploads", &headers, b"").await;
        answer.refused(412, "tus_version");
        assert_eq!((answer.header("tus-version"), answer.header("tus-resumable")), ("1.0.0", "1.0.0"));
    }
    for length in [None, Some("x"), Some("-1"), Some("")] {
        let mut headers = vec![VERSION, ("Upload-Metadata", metadata.as_str())];
        headers.extend(length.map(|length| ("Upload-Length", length)));
        office.tus(&office.agent, Method::POST, "/uploads", &headers, b"").await.refused(400, "malformed_request");
    }
    let headers = [VERSION, ("Upload-Length", "70"), ("Upload-Metadata", "kind ???")];
    office.tus(&office.agent, Method::POST, "/uploads", &headers, b"").await.refused(400, "malformed_request");

    let address = office.upload_at(&file).await;
    assert!(address.starts_with("/api/v1/uploads/"), "{address}");
    let wrong_type = [VERSION, ("Content-Type", "application/octet-stream"), ("Upload-Offset", "0")];
    office.tus(&office.agent, Method::PATCH, &address, &wrong_type, PNG).await.refused(415, "upload_media_type");
    office.tus(&office.agent, Method::PATCH, &address, &[VERSION, BYTES], PNG).await.refused(400, "malformed_request");
    office.send_piece(&address, 3, &PNG[3..]).await.refused(409, "upload_offset");
    let long = [PNG, PNG].concat();
    office.send_piece(&address, 0, &long).await.refused(413, "body_too_large");
    assert_eq!(office.offset(&address).await, 0);
    // Some networks let nothing through but GET and POST.
    let headers = [VERSION, BYTES, ("Upload-Offset", "0"), ("X-HTTP-Method-Override", "PATCH")];
    office.tus(&office.agent, Method::POST, &address, &headers, &PNG[..30]).await.expect_status(204);
    assert_eq!(office.offset(&address).await, 30);
    let headers = [VERSION, ("X-HTTP-Method-Override", "DELETE")];
    office.tus(&office.agent, Method::POST, &address, &headers, b"").await.expect_status(204);
    office.upload_status(&address).await.expect_status(404);
    office.send_piece(&address, 30, &PNG[30..]).await.refused(404, "not_found");
    office.tus(&office.agent, Method::DELETE, &address, &[VERSION], b"").await.refused(404, "not_found");
    assert!(documents(&office, &made.id).await.items.is_empty());
}

#[tokio::test]
async fn the_first_request_may_bring_bytes() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let metadata = Office::announce(&made.id, "other", "k", PNG.len()).metadata();
    let length = PNG.len().to_string();
    let headers = [VERSION, BYTES, ("Upload-Length", length.as_str()), ("Upload-Metadata", metadata.as_str())];
    let answer = office.tus(&office.agent, Method::POST, "/uploads", &headers, &PNG[..20]).await;
    answer.expect_status(201);
    assert_eq!(answer.header("upload-offset"), "20");
    office.send_piece(answer.header("location"), 20, &PNG[20..]).await.expect_status(204);
    assert_eq!(documents(&office, &made.id).await.items.len(), 1);
}

#[tokio::test]
async fn damaged_bytes_do_not_count() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let file = photo(2, 1500, 1100);
    let address = office.upload_at(&Office::announce(&made.id, "other", "k", file.len())).await;
    let sum = checksum(&file[..5000]);
    office.send_checked(&address, 0, &file[1..5001], &sum).await.refused(460, "checksum_mismatch");
    office.send_checked(&address, 0, &file[..4999], &sum).await.refused(460, "checksum_mismatch");
    assert_eq!(office.offset(&address).await, 0);
    for unknown in ["md5 kAFQmDzST7DWlj99KOF/cg==", "sha256", "sha256 x"] {
        office.send_checked(&address, 0, &file[..5000], unknown).await.refused(400, "malformed_request");
    }
    office.send_checked(&address, 0, &file[..5000], &sum).await.expect_status(204);
    // Larger than a part: nothing of it is left, and nothing of it counts.
    let rest = &file[5000..];
    let mut damaged = rest.to_vec();
    damaged[1_000_000] ^= 1;
    office.send_checked(&address, 5000, &damaged, &checksum(rest)).await.refused(460, "checksum_mismatch");
    assert_eq!(office.offset(&address).await, 5000);
    office.send_checked(&address, 5000, rest, &checksum(rest)).await.expect_status(204);
    let list = documents(&office, &made.id).await;
    assert_eq!(office.document(&made.id, &list.items[0].id).await, photos::prepare(&file).unwrap().content);
    assert_eq!(parts(&office).await, 0);
}

#[tokio::test]
async fn what_could_not_become_a_document_is_refused_before_it_is_sent() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let announce = |kind: &str, bytes| Office::announce(&made.id, kind, "k", bytes);
    office.begin_upload(&announce("nothing", 70)).await.refused_field("kind", "choose_one");
    office.begin_upload(&announce("other", 0)).await.refused_field("file", "required");
    let large = office.begin_upload(&announce("other", 10 * 1024 * 1024 + 1)).await.refused(413, "body_too_large");
    assert_eq!((large.errors[0].field.as_str(), large.errors[0].code.as_str()), ("file", "file_too_large"));
    assert!(large.errors[0].message.contains("10 MB"), "{large:?}");
    office.begin_upload(&Office::announce("nothing", "other", "k", 70)).await.refused(404, "not_found");
    office.attach(&made.id, "id_card_front", PNG).await.expect_status(201);
    office.begin_upload(&announce("id_card_front", 70)).await.refused_field("file", "material_pages");

    // By the first bytes, and by the head of the picture: nobody sends the rest, and nothing is left.
    let mut vast =
        b"\x89PNG\x0D\x0A\x1A\x0A\x00\x00\x00\x0DIHDR\x00\x00\xC3P\x00\x00\xC3P\x08\x02\x00\x00\x00".to_vec();
    vast.resize(200_000, 0);
    for (key, beginning, code) in [
        ("a", b"GIF89a and more".as_slice(), "file_type"),
        ("b", b"<svg onload=x>", "file_type"),
        ("c", &vast, "photo_pixels"),
    ] {
        let address = office.upload_at(&Office::announce(&made.id, "other", key, 9_000_000)).await;
        office.send_piece(&address, 0, beginning).await.refused_field("file", code);
        office.upload_status(&address).await.expect_status(404);
    }
    // The same in bytes that trickle in.
    let address = office.upload_at(&Office::announce(&made.id, "other", "d", 9_000_000)).await;
    office.send_piece(&address, 0, b"GIF8").await.expect_status(204);
    office.send_piece(&address, 4, b"9a not a page").await.refused_field("file", "file_type");
    // A photo that is broken is found at its end, and gone.
    let broken = &photo(3, 200, 200)[..9000];
    let address = office.upload_at(&Office::announce(&made.id, "other", "e", broken.len())).await;
    office.send_piece(&address, 0, broken).await.refused_field("file", "photo_broken");
    office.upload_status(&address).await.expect_status(404);
    assert_eq!(parts(&office).await, 0);
    assert_eq!(documents(&office, &made.id).await.items.len(), 1);
}

#[tokio::test]
async fn an_application_that_is_submitted_meanwhile_takes_no_more() {
    let office = Office::open().await;
    let ready = office.ready(office.person()).await;
    let address = office.upload_at(&Office::announce(&ready.id, "other", "k", PNG.len())).await;
    office.send_piece(&address, 0, &PNG[..30]).await.expect_status(204);
    office.act(&ready, "submit").await.expect_status(200);
    office.begin_upload(&Office::announce(&ready.id, "other", "k2", 70)).await.refused(409, "action_not_allowed");
    office.send_piece(&address, 30, &PNG[30..]).await.refused(409, "action_not_allowed");
    office.upload_status(&address).await.expect_status(404);
    assert_eq!(parts(&office).await, 0);
}

#[tokio::test]
async fn one_key_is_one_document_whoever_is_first() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let file = photo(4, 400, 300);
    let announced = Office::announce(&made.id, "other", "same", file.len());
    let (one, two) = tokio::join!(office.upload_at(&announced), office.upload_at(&announced));
    assert_eq!(one, two);
    let other = Office::announce(&made.id, "household_register", "same", file.len());
    office.begin_upload(&other).await.refused(409, "idempotency_mismatch");
    let half = file.len() / 2;
    let (one, two) = tokio::join!(office.send_piece(&one, 0, &file[..half]), office.send_piece(&one, 0, &file[..half]));
    let mut answers = [one.status.as_u16(), two.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [204, 409]);
    let address = office.upload_at(&announced).await;
    assert_eq!(office.offset(&address).await, half);
    // Both bring the end: both hear of the one document, or one hears that it came too late.
    let (one, two) = tokio::join!(
        office.send_piece(&address, half, &file[half..]),
        office.send_piece(&address, half, &file[half..])
    );
    assert!([one, two].iter().all(|answer| matches!(answer.status.as_u16(), 204 | 409)));
    assert_eq!(office.offset(&address).await, file.len());
    assert_eq!(documents(&office, &made.id).await.items.len(), 1);
    assert_eq!(parts(&office).await, 0);
}

#[tokio::test]
async fn an_upload_is_its_owners_alone() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let address = office.upload_at(&Office::announce(&made.id, "other", "k", PNG.len())).await;
    let colleague = office.app.agent(&office.legal, 3, &["file_applications"]).await;
    let stranger = office.app.legal_rep(4).await;
    let stranger = office.app.agent(&stranger, 5, &["file_applications"]).await;
    for other in [&colleague, &stranger] {
        for method in [Method::HEAD, Method::DELETE] {
            office.tus(other, method, &address, &[VERSION], b"").await.expect_status(404);
        }
        let headers = [VERSION, BYTES, ("Upload-Offset", "0")];
        office.tus(other, Method::PATCH, &address, &headers, PNG).await.refused(404, "not_found");
    }
    let metadata = Office::announce(&made.id, "other", "k", PNG.len()).metadata();
    let headers = [VERSION, ("Upload-Length", "70"), ("Upload-Metadata", metadata.as_str())];
    office.tus(&stranger, Method::POST, "/uploads", &headers, b"").await.refused(404, "not_found");
    let manager = office.app.agent(&office.legal, 6, &["manage_agents"]).await;
    office.tus(&manager, Method::POST, "/uploads", &headers, b"").await.refused(403, "not_permitted");
    office
        .app
        .send_raw(Method::HEAD, address.trim_start_matches("/api/v1"), &[VERSION], Vec::new())
        .await
        .expect_status(401);
    // Its owner's session idled out while others were added.
    let office = Office { agent: office.app.log_in(&office.agent.person, PASSWORD).await, ..office };
    office.send_piece(&address, 0, PNG).await.expect_status(204);
}

#[tokio::test]
async fn a_cookie_alone_brings_no_bytes() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let address = office.upload_at(&Office::announce(&made.id, "other", "k", PNG.len())).await;
    let body = json!({"identifier": office.agent.person.mobile, "password": PASSWORD});
    let answer = office.app.post("/sessions/by-password", body).await;
    let out: SessionOut = answer.expect(201);
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let path = address.trim_start_matches("/api/v1");
    let headers = [VERSION, BYTES, ("Upload-Offset", "0"), ("Cookie", cookie.as_str())];
    office.app.send_raw(Method::PATCH, path, &headers, PNG.to_vec()).await.refused(403, "csrf_rejected");
    let hidden =
        [VERSION, BYTES, ("Upload-Offset", "0"), ("Cookie", cookie.as_str()), ("X-HTTP-Method-Override", "PATCH")];
    office.app.send_raw(Method::POST, path, &hidden, PNG.to_vec()).await.refused(403, "csrf_rejected");
    office
        .app
        .send_raw(Method::HEAD, path, &[VERSION, ("Cookie", cookie.as_str())], Vec::new())
        .await
        .expect_status(200);
    let proven = [headers.as_slice(), &[("X-CSRF-Token", out.me.csrf_token.as_str())]].concat();
    office.app.send_raw(Method::PATCH, path, &proven, PNG.to_vec()).await.expect_status(204);
}

#[tokio::test]
async fn what_nobody_finishes_is_removed() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let file = photo(5, 400, 300);
    let announced = Office::announce(&made.id, "other", "k", file.len());
    let address = office.upload_at(&announced).await;
    office.send_piece(&address, 0, &file[..50_000]).await.expect_status(204);
    assert_eq!(parts(&office).await, 1);
    office.app.wait(Duration::hours(19));
    let office = Office { agent: office.app.log_in(&office.agent.person, PASSWORD).await, ..office };
    office.send_piece(&address, 50_000, &file[50_000..60_000]).await.expect_status(204);
    office.app.wait(Duration::hours(19));
    let office = Office { agent: office.app.log_in(&office.agent.person, PASSWORD).await, ..office };
    assert_eq!(office.offset(&address).await, 60_000, "whoever goes on has time again");
    office.app.wait(Duration::hours(2));
    office.upload_status(&address).await.expect_status(410);
    office.send_piece(&address, 60_000, &file[60_000..]).await.refused(410, "upload_ended");
    assert!(backend::services::sweeper::sweep(&office.app.app).await.unwrap() > 0);
    assert_eq!(parts(&office).await, 0);
    office.upload_status(&address).await.expect_status(404);
    // The same key begins anew.
    assert_eq!(office.upload_at(&announced).await, address);
    assert_eq!(office.offset(&address).await, 0);
    office.send_piece(&address, 0, &file).await.expect_status(204);
    assert_eq!(documents(&office, &made.id).await.items.len(), 1);
}

#[tokio::test]
async fn parts_that_no_upload_names_are_removed_and_others_stay() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let file = photo(6, 400, 300);
    let address = office.upload_at(&Office::announce(&made.id, "other", "k", file.len())).await;
    office.send_piece(&address, 0, &file[..70_000]).await.expect_status(204);
    let app = &office.app.app;
    let store = backend::adapters::parts::Parts::new(&app.blobs, &app.vault, &*app.entropy);
    for folder in ["00", "ff"] {
        store.put(folder, b"left by a server that was killed").await.unwrap();
    }
    assert_eq!(parts(&office).await, 3);
    backend::services::sweeper::sweep(app).await.unwrap();
    assert_eq!(parts(&office).await, 1);
    office.send_piece(&address, 70_000, &file[70_000..]).await.expect_status(204);
    let list = documents(&office, &made.id).await;
    assert_eq!(office.document(&made.id, &list.items[0].id).await, photos::prepare(&file).unwrap().content);
}

#[tokio::test]
async fn unfinished_uploads_of_an_application_are_bounded() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let most = office.app.app.config.uploads.per_application;
    let mut last = String::new();
    for number in 0..most {
        last = office.upload_at(&Office::announce(&made.id, "other", &format!("k{number}"), 70)).await;
    }
    let one_more = Office::announce(&made.id, "other", "one more", 70);
    office.begin_upload(&one_more).await.refused(429, "uploads_too_many");
    office.tus(&office.agent, Method::DELETE, &last, &[VERSION], b"").await.expect_status(204);
    office.begin_upload(&one_more).await.expect_status(201);
}

#[tokio::test]
async fn an_application_without_room_takes_no_more() {
    let office = Office::open_with(|config| config.uploads.application_bytes = 10 * 1024 * 1024).await;
    let made = office.create(office.person()).await;
    office.attach(&made.id, "other", PNG).await.expect_status(201);
    let large = Office::announce(&made.id, "other", "k", 10 * 1024 * 1024);
    let problem = office.begin_upload(&large).await.refused(409, "quota_exceeded");
    assert_eq!((problem.errors[0].field.as_str(), problem.errors[0].code.as_str()), ("file", "quota_application"));
    assert!(problem.errors[0].message.contains("10 MB"), "{problem:?}");
    office.begin_upload(&Office::announce(&made.id, "other", "k", 9 * 1024 * 1024)).await.expect_status(201);
}

/// How many parts lie in the store.
async fn parts(office: &Office) -> usize {
    let app = &office.app.app;
    let store = backend::adapters::parts::Parts::new(&app.blobs, &app.vault, &*app.entropy);
    store.all(None, 10_000).await.unwrap().len()
}
