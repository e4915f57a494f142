//! What documents may hold of the server's memory on their way, however many come at once: a part of each, a few of them at a
//! time, and whole files when their turn has come.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use backend::adapters::parts::Parts;
use backend::lane::{Lane, LaneLoad};
use integration_tests::applications::{Office, PATH, PNG};
use integration_tests::uploads::{checksum, photo};
use poem::http::Method;

/// Bytes that a request holds in memory at most.
const PART: usize = 256 * 1024;

/// The contents of the parts that lie in the store.
async fn parts(office: &Office) -> Vec<Vec<u8>> {
    let app = &office.app.app;
    let store = Parts::new(&app.blobs, &app.vault, &*app.entropy);
    let mut contents = Vec::new();
    for name in store.all(None, 10_000).await.expect("a listing") {
        contents.push(store.get(&name).await.expect("a part"));
    }
    contents
}

/// Waits until a lane has so much to do; only a test that fails waits long.
async fn until(lane: &Lane, load: LaneLoad) {
    for _ in 0..600 {
        if lane.load() == load {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{:?} and not {load:?}", lane.load());
}

/// Keeps all turns of a lane until what is returned is dropped.
async fn occupied(
    office: &Office,
    lane: fn(&backend::app::App) -> &Lane,
    turns: usize,
) -> Vec<std::sync::mpsc::Sender<()>> {
    let mut held = Vec::new();
    for _ in 0..turns {
        let (sender, receiver) = channel::<()>();
        let app = Arc::clone(&office.app.app);
        // An error says that the sender is gone: the turn is over.
        tokio::spawn(async move { lane(&app).run(move || receiver.recv().is_err()).await });
        held.push(sender);
    }
    until(lane(&office.app.app), LaneLoad { running: turns, waiting: 0 }).await;
    held
}

#[tokio::test]
async fn a_request_holds_no_more_than_a_part_whatever_it_brings() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let file = photo(11, 1500, 1100);
    let most = file.len() - 100;
    for (key, checked) in [("plain", false), ("checked", true)] {
        let address = office.upload_at(&Office::announce(&made.id, "other", key, file.len())).await;
        let answer = if checked {
            office.send_checked(&address, 0, &file[..most], &checksum(&file[..most])).await
        } else {
            office.send_piece(&address, 0, &file[..most]).await
        };
        answer.expect_status(204);
        assert_eq!(office.offset(&address).await, most);
        let parts = parts(&office).await;
        assert!(parts.iter().all(|part| part.len() <= PART), "{:?}", parts.iter().map(Vec::len).collect::<Vec<_>>());
        assert_eq!(parts.iter().map(Vec::len).sum::<usize>(), most, "all of it lies in the store");
        office.send_piece(&address, most, &file[most..]).await.expect_status(204);
    }
}

#[tokio::test]
async fn what_a_file_is_shows_though_its_beginning_has_left_memory() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let mut file = b"GIF89a".to_vec();
    file.resize(3 * PART, 7);
    let address = office.upload_at(&Office::announce(&made.id, "other", "gif", 9_000_000)).await;
    office.send_checked(&address, 0, &file, &checksum(b"other bytes")).await.refused(460, "checksum_mismatch");
    office.send_checked(&address, 0, &file, &checksum(&file)).await.refused_field("file", "file_type");
    office.upload_status(&address).await.expect_status(404);
    assert!(parts(&office).await.is_empty());
}

#[tokio::test]
async fn bytes_of_a_few_requests_are_taken_at_a_time_and_the_others_wait() {
    let settings = |config: &mut backend::config::Config| (config.uploads.concurrency, config.uploads.queue) = (1, 1);
    let office = Office::open_with(settings).await;
    let made = office.create(office.person()).await;
    let file = photo(12, 200, 200);
    let one = office.upload_at(&Office::announce(&made.id, "other", "one", file.len())).await;
    let two = office.upload_at(&Office::announce(&made.id, "other", "two", file.len())).await;
    let held = occupied(&office, |app| &app.arriving, 1).await;
    let meanwhile = async {
        until(&office.app.app.arriving, LaneLoad { running: 1, waiting: 1 }).await;
        office.send_piece(&two, 0, &file).await.refused(503, "busy");
        assert_eq!(office.offset(&one).await, 0, "it waits");
        drop(held);
    };
    let (waited, ()) = tokio::join!(office.send_piece(&one, 0, &file), meanwhile);
    waited.expect_status(204);
    office.send_piece(&two, 0, &file).await.expect_status(204);
}

#[tokio::test]
async fn documents_that_come_as_one_body_wait_until_there_is_room_for_them() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    let turns = 4;
    let held = occupied(&office, |app| &app.bodies, turns).await;
    let meanwhile = async {
        until(&office.app.app.bodies, LaneLoad { running: turns, waiting: 1 }).await;
        // Forms are small: they do not wait.
        office.app.call(&office.agent, Method::GET, &format!("{PATH}/{}", made.id), None).await.expect_status(200);
        drop(held);
    };
    let (waited, ()) = tokio::join!(office.attach(&made.id, "other", PNG), meanwhile);
    waited.expect_status(201);
}

#[tokio::test]
async fn a_file_that_waits_for_its_turn_is_not_in_memory() {
    let office = Office::open_with(|config| config.blobs.photo_concurrency = 1).await;
    let made = office.create(office.person()).await;
    let file = photo(13, 1500, 1100);
    let address = office.upload_at(&Office::announce(&made.id, "other", "k", file.len())).await;
    let most = file.len() - 100;
    office.send_piece(&address, 0, &file[..most]).await.expect_status(204);
    let turns = 2;
    let held = occupied(&office, |app| &app.finishing, turns).await;
    let meanwhile = async {
        until(&office.app.app.finishing, LaneLoad { running: turns, waiting: 1 }).await;
        // Whoever had read the parts already would not notice that they are gone.
        let app = &office.app.app;
        let store = Parts::new(&app.blobs, &app.vault, &*app.entropy);
        store.delete(&store.all(None, 10_000).await.expect("a listing")).await;
        drop(held);
    };
    let (waited, ()) = tokio::join!(office.send_piece(&address, most, &file[most..]), meanwhile);
    waited.refused(410, "upload_ended");
}
