//! What `verify` finds, names and repairs.

use std::path::Path;
use std::sync::Mutex;

use backend::adapters::contents::{ContentKind, ContentName, Contents};
use backend::adapters::surreal::Vars;
use backend::config::Config;
use backend::services::verify::{self, Verified, Word};
use chrono::Duration;
use integration_tests::applications::Office;
use integration_tests::uploads::photo;
use integration_tests::{TestApp, operator};

use crate::backups::closed;

/// What was found, and each thing that is wrong.
async fn look(office: &Office, repair: bool) -> (Verified, Vec<String>) {
    let wrong = Mutex::new(Vec::new());
    let tell = |word: Word<'_>| {
        if let Word::Wrong(text) = word {
            wrong.lock().unwrap().push(text.to_owned());
        }
    };
    let found = verify::verify(&office.app.app, repair.then(operator).as_ref(), &tell).await.unwrap();
    (found, wrong.into_inner().unwrap())
}

/// Breaks something by statements that no rule of the schema sees.
async fn broken(office: &Office, statements: &str) {
    office.app.app.db.load(statements).await.unwrap();
}

#[tokio::test]
async fn database_of_a_server_at_work_is_whole() {
    let office = Office::open().await;
    let ready = office.ready(office.person()).await;
    office.act(&ready, "submit").await.expect_status(200);
    let (found, wrong) = look(&office, false).await;
    assert!(found.is_whole(), "{wrong:#?}");
    assert!(found.contents > 0 && found.indexes > 30, "{found:?}");
}

#[tokio::test]
async fn counters_are_named_and_counted_again() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    office.attach(&made.id, "other", &photo(1, 60, 40)).await.expect_status(201);
    broken(
        &office,
        "UPDATE application_count SET draft = 7, approved = 2; UPDATE document_use SET bytes = 1;
         UPDATE insured_register:current SET persons = 3; UPDATE application SET reminded = true, awaited_month = '1999-01';",
    )
    .await;
    let (found, wrong) = look(&office, false).await;
    assert_eq!((found.wrong, found.repaired), (6, 0), "{wrong:#?}");
    for words in [
        "draft says 7, and there are 1",
        "approved says 2, and there are 0",
        "bytes says 1",
        "says 3 persons",
        "reminded",
        "awaited",
    ] {
        assert!(wrong.iter().any(|text| text.contains(words)), "{words}: {wrong:#?}");
    }
    let (found, wrong) = look(&office, true).await;
    assert_eq!((found.wrong, found.repaired), (6, 6), "{wrong:#?}");
    let (found, wrong) = look(&office, false).await;
    assert_eq!(found.wrong, 0, "{wrong:#?}");
    assert_eq!(office.now(&made.id).await.attachments.len(), 1);
}

#[tokio::test]
async fn lost_documents_and_references_are_named_and_kept() {
    let office = Office::open().await;
    let made = office.create(office.person()).await;
    for seed in 0..3 {
        office.attach(&made.id, "other", &photo(seed, 60, 40)).await.expect_status(201);
    }
    let app = &office.app.app;
    let names: Vec<String> =
        app.db.read("SELECT VALUE blob FROM attachment ORDER BY blob", Vars::new()).await.unwrap().take(0).unwrap();
    let contents = Contents::new(&app.blobs);
    let named = |name: &str| ContentName { kind: ContentKind::Documents, name: name.to_owned() };
    // One is lost, one lies in another's place, one has no row any more.
    app.blobs.delete(&names[0]).await.unwrap();
    let other = contents.read(&named(&names[2])).await.unwrap().unwrap();
    contents.write(&named(&names[1]), other.to_vec()).await.unwrap();
    broken(
        &office,
        &format!(
            "DELETE blob:`{}`; INSERT [ {{ id: application_event:stray, application: application:gone, newest: '1', at: time::now(),
             event: 'created', party: 'enterprise', actor_name: '', status: 'draft' }} ]; UPDATE application SET submissions = 4;",
            names[2]
        ),
    )
    .await;
    office.app.wait(Duration::days(400));
    let (found, wrong) = look(&office, true).await;
    assert_eq!((found.wrong, found.repaired), (6, 0), "{wrong:#?}");
    for (name, words) in [
        (names[0].as_str(), "it is not in the store"),
        (names[1].as_str(), "it was changed"),
        (names[2].as_str(), "no row names it"),
        (names[2].as_str(), "which is not there"),
        ("application_event stray", "application:gone"),
        (made.id.as_str(), "not as many submissions"),
    ] {
        assert!(wrong.iter().any(|text| text.contains(name) && text.contains(words)), "{name} {words}: {wrong:#?}");
    }
}

/// Removes an entry of an index from a database folder that nobody has open.
fn remove_entry(folder: &Path, table: &str) {
    let options = rocksdb::Options::default();
    let families = rocksdb::DB::list_cf(&options, folder).unwrap();
    let db = rocksdb::DB::open_cf(&options, folder, &families).unwrap();
    let pattern = format!("*{table}\0+").into_bytes();
    let entry = families.iter().find_map(|family| {
        let family = db.cf_handle(family).unwrap();
        let mut keys = db.iterator_cf(family, rocksdb::IteratorMode::Start).map(|entry| entry.unwrap().0);
        keys.find(|key| key.windows(pattern.len()).any(|window| window == pattern)).map(|key| (family, key))
    });
    let (family, key) = entry.expect("an entry of an index");
    db.delete_cf(family, key).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn index_that_lost_an_entry_is_named_and_built_anew() {
    let folder = tempfile::tempdir().unwrap();
    let settings = |config: &mut Config| config.database.address = format!("rocksdb://{}", folder.path().display());
    let office = Office::open_with(settings).await;
    office.create(office.person()).await;
    office.app.app.db.close().await.unwrap();
    let Office { app, legal, agent, people } = office;
    drop(app);
    closed(0).await;
    remove_entry(folder.path(), "membership");
    let office = Office { app: TestApp::with(settings).await, legal, agent, people };
    let (found, wrong) = look(&office, false).await;
    assert_eq!((found.wrong, found.repaired), (1, 0), "{wrong:#?}");
    assert!(wrong[0].contains("of membership") && wrong[0].contains("1 entries lead to 1 records"), "{wrong:#?}");
    let (found, wrong) = look(&office, true).await;
    assert_eq!((found.wrong, found.repaired), (1, 1), "{wrong:#?}");
    let (found, wrong) = look(&office, false).await;
    assert_eq!(found.wrong, 0, "{wrong:#?}");
}
