//! What passes while a backup is made: uploads that end, documents whose time is over.

use backend::adapters::surreal::Vars;
use backend::services::{backup, sweeper};
use chrono::Duration;
use integration_tests::applications::{Office, PATH};
use integration_tests::operator;
use integration_tests::uploads::photo;
use poem::http::Method;
use shared::api::AttachmentList;

use super::{Places, assert_whole, reopened, restore};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn upload_that_ended_meanwhile_begins_again() {
    let places = Places::new();
    let office = Office::open_with(places.settings("first")).await;
    let made = office.create(office.person()).await;
    let file = photo(3, 1500, 1000);
    let (ends, goes_on) = ("ends", "goes-on");
    let announced = |key| Office::announce(&made.id, "other", key, file.len());
    let mut addresses = Vec::new();
    for key in [ends, goes_on] {
        let address = office.upload_at(&announced(key)).await;
        office.send_piece(&address, 0, &file[..600_000]).await.expect_status(204);
        addresses.push(address);
    }
    // Between the dump, which has the upload, and the copying of what it names, the upload ends and its parts are gone.
    let tell = |text: &str| {
        if text.contains("copying documents") {
            let runtime = tokio::runtime::Handle::current();
            tokio::task::block_in_place(|| {
                runtime.block_on(async {
                    office.send_piece(&addresses[0], 600_000, &file[600_000..]).await.expect_status(204);
                });
            });
        }
    };
    let backed_up = backup::create(&office.app.app, &operator(), &places.backups(), None, &tell).await.unwrap();
    assert_eq!(backed_up.manifest.missing, 0, "nothing is missing that is needed");
    assert_eq!(office.now(&made.id).await.attachments.len(), 1);

    let restored = restore(&places, "second").await.unwrap();
    assert_eq!(restored.uploads, 1);
    let second = reopened(&places, "second", &office).await;
    assert!(second.now(&made.id).await.attachments.is_empty());
    assert_eq!(second.upload_status(&addresses[0]).await.status.as_u16(), 404);
    assert_eq!(second.offset(&addresses[1]).await, 600_000, "the other goes on where it was");
    let again = second.upload_at(&announced(ends)).await;
    for (address, from) in [(&again, 0), (&addresses[1], 600_000)] {
        second.send_piece(address, from, &file[from..]).await.expect_status(204);
    }
    let files = second.now(&made.id).await.attachments;
    assert_eq!(files.len(), 2);
    assert_eq!(second.document(&made.id, &files[0].id).await, second.document(&made.id, &files[1].id).await);
    assert_whole(&second).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sweeper_waits_for_the_backup() {
    let places = Places::new();
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let list: AttachmentList = office.attach(&made.id, "other", &photo(4, 60, 40)).await.expect(201);
    let path = format!("{PATH}/{}/attachments/{}", made.id, list.items[0].id);
    office.app.call(&office.agent, Method::DELETE, &path, None).await.expect_status(200);
    office.app.wait(Duration::hours(25));
    let blobs = || async {
        let rows: Vec<String> = office
            .app
            .app
            .db
            .read("SELECT VALUE record::id(id) FROM blob", Vars::new())
            .await
            .unwrap()
            .take(0)
            .unwrap();
        rows.len()
    };
    let there = blobs().await;
    assert!(there > 0);
    let tell = |text: &str| {
        if text.contains("copying documents") {
            let runtime = tokio::runtime::Handle::current();
            tokio::task::block_in_place(|| {
                runtime.block_on(async {
                    sweeper::sweep(&office.app.app).await.unwrap();
                    assert_eq!(blobs().await, there, "nothing goes while the backup is made");
                });
            });
        }
    };
    backup::create(&office.app.app, &operator(), &places.backups(), None, &tell).await.unwrap();
    sweeper::sweep(&office.app.app).await.unwrap();
    assert_eq!(blobs().await, 0, "it goes afterwards");
}
