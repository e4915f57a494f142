//! Uploads at once: their number has an end, and each ends in the moment in which its document is there.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use backend::adapters::surreal::{Database, Vars, record};
use integration_tests::applications::Office;
use integration_tests::uploads::photo;
use surrealdb_types::SurrealValue;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_uploads_stop_at_the_limit() {
    let office = Office::open().await.shared();
    let most = office.app.app.config.uploads.per_application as usize;
    let made = office.create(office.person()).await;
    let begun: Vec<_> = (0..most * 3)
        .map(|number| {
            let (office, id) = (Arc::clone(&office), made.id.clone());
            let file = Office::announce(&id, "other", &format!("key-{number}"), 5000);
            tokio::spawn(async move { office.begin_upload(&file).await })
        })
        .collect();
    let mut taken = 0;
    for answer in begun {
        let answer = answer.await.unwrap();
        match answer.status.as_u16() {
            201 => taken += 1,
            _ => drop(answer.refused(429, "uploads_too_many")),
        }
    }
    assert_eq!(taken, most);
}

/// What an application has, as of one instant.
#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "::surrealdb_types")]
struct Seen {
    documents: i64,
    finished: i64,
}

async fn look(db: &Database, application: &str) -> Seen {
    let query = "RETURN {
        documents: array::len((SELECT VALUE id FROM attachment WHERE application = $application)),
        finished: array::len((SELECT VALUE id FROM upload WHERE application = $application AND unfinished = false))
    }";
    let vars = Vars::new().set("application", record("application", application));
    let seen: Option<Seen> = db.read(query, vars).await.unwrap().take(0).unwrap();
    seen.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_upload_ends_with_its_document() {
    let office = Office::open().await.shared();
    let made = office.create(office.person()).await;
    let ended = Arc::new(AtomicBool::new(false));
    // Every state that a server could be killed in is one that somebody else can see.
    let watching = {
        let (office, id, ended) = (Arc::clone(&office), made.id.clone(), Arc::clone(&ended));
        tokio::spawn(async move {
            let mut between = Vec::new();
            while !ended.load(Ordering::Relaxed) {
                let seen = look(&office.app.app.db, &id).await;
                if seen.documents != seen.finished {
                    between.push(seen);
                }
                tokio::task::yield_now().await;
            }
            between
        })
    };
    for number in 0..12 {
        let file = photo(number, 60, 40);
        let address =
            office.upload_at(&Office::announce(&made.id, "other", &format!("key-{number}"), file.len())).await;
        office.send_piece(&address, 0, &file).await.expect_status(204);
    }
    ended.store(true, Ordering::Relaxed);
    let between = watching.await.unwrap();
    assert!(between.is_empty(), "a document whose upload is under way still: {between:?}");
    let seen = look(&office.app.app.db, &made.id).await;
    assert_eq!((seen.documents, seen.finished), (12, 12));
}
