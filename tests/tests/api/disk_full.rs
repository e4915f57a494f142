//! A disk that runs full and is freed again: new things are refused in words meanwhile, reading and logging in go on.

use std::fs::File;

use chrono::Duration;
use integration_tests::applications::{Office, PATH};
use integration_tests::people::PASSWORD;
use integration_tests::{Answer, TestApp};
use poem::http::Method;
use rustix::fs::{FallocateFlags, fallocate, statvfs};
use serde_json::json;
use tempfile::TempDir;

const MIB: u64 = 1024 * 1024;
/// Other programs on the disk write and remove less than this meanwhile.
const MARGIN: u64 = 1024 * MIB;

fn free(folder: &TempDir) -> u64 {
    let found = statvfs(folder.path()).unwrap();
    found.f_bavail * found.f_frsize
}

/// An office on a folder whose disk has `MARGIN` more than the floor.
async fn on_disk(folder: &TempDir) -> Office {
    let (path, floor) = (folder.path().display().to_string(), free(folder).saturating_sub(MARGIN) / MIB);
    Office::open_with(|config| {
        config.database.address = format!("rocksdb://{path}/db");
        config.blobs.address = format!("folder:{path}/blobs");
        config.storage.free_mib = floor;
        config.storage.free_percent = 0;
    })
    .await
}

async fn ready(app: &TestApp) -> u16 {
    app.send(Method::GET, "//readyz", &[], None).await.status.as_u16()
}

fn full(answer: &Answer) {
    answer.refused(507, "storage_full");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn full_disk_refuses_new_things_only() {
    let folder = tempfile::tempdir().unwrap();
    let office = on_disk(&folder).await;
    let (app, legal) = (&office.app, &office.legal);
    assert_eq!(ready(app).await, 200);

    // Twice the margin is taken: the floor is reached, its quarter is not.
    let filler = File::create(folder.path().join("filler")).unwrap();
    fallocate(&filler, FallocateFlags::empty(), 0, 2 * MARGIN).unwrap();
    let create = || app.call(&office.agent, Method::POST, PATH, Some(Office::begin(office.person())));
    full(&create().await);
    assert_eq!(ready(app).await, 503);
    let log_in = json!({"identifier": legal.person.mobile, "password": PASSWORD, "client": "native"});
    app.post("/sessions/by-password", &log_in).await.expect_status(201);
    // Long enough for the session's last use to be noted again.
    app.wait(Duration::minutes(5));
    app.call(legal, Method::GET, PATH, None).await.expect_status(200);
    app.call(legal, Method::GET, "/me", None).await.expect_status(200);
    let metrics = String::from_utf8(app.send(Method::GET, "//metrics", &[], None).await.body).unwrap();
    assert!(metrics.contains("storage_free_bytes{store=\"database\"}"), "{metrics}");

    filler.set_len(0).unwrap();
    assert_eq!(ready(app).await, 200);
    create().await.expect_status(201);
}
