//! Backup and restore: what was acknowledged comes back, nothing is copied twice, and nothing damaged is taken for whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use backend::config::Config;
use backend::services::backup::{self, BackupError, Made, Restored};
use backend::services::verify;
use integration_tests::applications::{Office, PATH, PNG};
use integration_tests::uploads::photo;
use integration_tests::{TestApp, operator};
use poem::http::Method;
use shared::api::{ApplicationOut, AttachmentList};
use tempfile::TempDir;

mod damage;
mod passing;

/// Where the database, the documents and the backups of a test lie.
pub(crate) struct Places {
    folder: TempDir,
}

impl Places {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Backups.
    pub(crate) fn backups(&self) -> PathBuf {
        self.path("backups")
    }

    /// Settings of a server that keeps everything in folders under a name.
    pub(crate) fn settings(&self, name: &str) -> impl Fn(&mut Config) + use<> {
        let (database, blobs) = (self.path(&format!("{name}-db")), self.path(&format!("{name}-blobs")));
        move |config| {
            config.database.address = format!("rocksdb://{}", database.display());
            config.blobs.address = format!("folder:{}", blobs.display());
        }
    }

    /// The same as a whole.
    pub(crate) fn config(&self, name: &str) -> Config {
        let mut config = Config::parse("").unwrap();
        self.settings(name)(&mut config);
        config
    }
}

/// Makes a backup.
pub(crate) async fn back_up(office: &Office, places: &Places) -> Made {
    backup::create(&office.app.app, &operator(), &places.backups(), None, &|_| {}).await.unwrap()
}

/// Restores the newest backup to folders under a name.
pub(crate) async fn restore(places: &Places, name: &str) -> Result<Restored, BackupError> {
    let tasks = tasks();
    let restored = backup::restore(places.config(name), &operator(), &places.backups(), None, &|_| {}).await;
    closed(tasks).await;
    restored
}

/// Tasks that are alive.
pub(crate) fn tasks() -> usize {
    tokio::runtime::Handle::current().metrics().num_alive_tasks()
}

/// Waits until no more tasks are alive: the engine lets go of a folder with the last of its own.
pub(crate) async fn closed(others: usize) {
    while tasks() > others {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

/// The same office on what was restored.
pub(crate) async fn reopened(places: &Places, name: &str, office: &Office) -> Office {
    let app = TestApp::with(places.settings(name)).await;
    let (legal, agent, people) = (office.legal.clone(), office.agent.clone(), office.people.clone());
    Office { app, legal, agent, people }
}

/// Whether everything that the database says of itself agrees; panics with what does not.
pub(crate) async fn assert_whole(office: &Office) {
    let wrong = std::sync::Mutex::new(Vec::new());
    let tell = |word: verify::Word<'_>| {
        if let verify::Word::Wrong(text) = word {
            wrong.lock().unwrap().push(text.to_owned());
        }
    };
    let found = verify::verify(&office.app.app, None, &tell).await.unwrap();
    assert!(found.is_whole(), "{:#?}", wrong.lock().unwrap());
    assert!(found.indexes > 30 && found.audit_entries > 0, "{found:?}");
}

/// Everything that the agent sees of an application, with the contents of its documents.
async fn seen(office: &Office, id: &str) -> (String, Vec<Vec<u8>>) {
    let application = office.now(id).await;
    let mut documents = Vec::new();
    for file in &application.attachments {
        documents.push(office.document(id, &file.id).await);
    }
    (serde_json::to_string(&application).unwrap(), documents)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_under_writes_brings_back_what_was_acknowledged() {
    let places = Places::new();
    let office = Office::open_with(places.settings("first")).await;
    let ready = office.ready(office.person()).await;
    office.attach(&ready.id, "other", &photo(1, 500, 400)).await.expect_status(201);
    let others: Vec<_> = office.people.iter().filter(|person| person.name != office.person().name).take(12).collect();
    let before = office.create(others[0]).await;
    let expected = [seen(&office, &ready.id).await, seen(&office, &before.id).await];

    let writing = async {
        for person in &others[1..] {
            let answer = office.app.call(&office.agent, Method::POST, PATH, Some(Office::begin(person))).await;
            if answer.status.as_u16() == 201 {
                let made: ApplicationOut = answer.json();
                let _list: AttachmentList = office.attach(&made.id, "approval_form", PNG).await.expect(201);
            }
        }
    };
    let (made, ()) = tokio::join!(back_up(&office, &places), writing);
    assert!(made.new > 0 && made.manifest.missing == 0, "{made:?}");
    let checked = backup::check(&places.backups(), None, &|_| {}).await.unwrap();
    assert_eq!((checked.wrong, checked.manifest), (Vec::<String>::new(), made.manifest.clone()));

    let restored = restore(&places, "second").await.unwrap();
    assert_eq!(restored.manifest.name, made.manifest.name);
    assert!(restored.audit_entries > 0 && restored.missing == 0, "{restored:?}");
    let second = reopened(&places, "second", &office).await;
    assert_eq!([seen(&second, &ready.id).await, seen(&second, &before.id).await], expected);
    assert_whole(&second).await;
    // It goes on from there.
    second.attach(&before.id, "other", PNG).await.expect_status(201);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn second_backup_copies_only_what_is_new() {
    let places = Places::new();
    let office = Office::open().await;
    let ready = office.ready(office.person()).await;
    let first = back_up(&office, &places).await;
    assert_eq!(first.new, first.manifest.contents);
    let list: AttachmentList = office.attach(&ready.id, "other", &photo(1, 60, 40)).await.expect(201);
    let second = back_up(&office, &places).await;
    assert!(second.new > 0 && second.new < second.manifest.contents, "{second:?}");
    assert_eq!(second.manifest.contents, first.manifest.contents + second.new);
    assert!(first.manifest.name < second.manifest.name);
    for name in [&first.manifest.name, &second.manifest.name] {
        let checked = backup::check(&places.backups(), Some(name), &|_| {}).await.unwrap();
        assert_eq!(checked.wrong, Vec::<String>::new());
    }

    // Of old backups only the newest stay, with what they name.
    let files = count(&places.backups().join("contents"));
    let other = list.items.iter().find(|file| file.kind == "other").unwrap();
    let path = format!("{PATH}/{}/attachments/{}", ready.id, other.id);
    office.app.call(&office.agent, Method::DELETE, &path, None).await.expect_status(200);
    office.app.wait(chrono::Duration::hours(25));
    backend::services::sweeper::sweep(&office.app.app).await.unwrap();
    let third = backup::create(&office.app.app, &operator(), &places.backups(), Some(1), &|_| {}).await.unwrap();
    assert_eq!(third.pruned, [first.manifest.name, second.manifest.name]);
    assert_eq!((third.new, third.manifest.contents), (0, first.manifest.contents));
    assert!(count(&places.backups().join("contents")) < files, "what only they named is gone");
    let checked = backup::check(&places.backups(), None, &|_| {}).await.unwrap();
    assert_eq!(checked.wrong, Vec::<String>::new());
}

fn count(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn restore_overwrites_nothing() {
    let places = Places::new();
    let office = Office::open().await;
    back_up(&office, &places).await;
    for filled in ["second-db", "second-blobs/documents"] {
        let folder = places.path(filled);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("letter"), "mine").unwrap();
        let refused = restore(&places, "second").await;
        assert!(matches!(&refused, Err(BackupError::Refused(why)) if why.contains("is not empty")), "{refused:?}");
        assert_eq!(std::fs::read_to_string(folder.join("letter")).unwrap(), "mine");
        std::fs::remove_file(folder.join("letter")).unwrap();
    }
    assert!(std::fs::read_dir(places.path("second-db")).unwrap().next().is_none(), "nothing was begun");
    let config = Config { secrets: key([9; 32]), ..places.config("second") };
    let refused = backup::restore(config, &operator(), &places.backups(), None, &|_| {}).await;
    assert!(matches!(&refused, Err(BackupError::Refused(why)) if why.contains("data_key")), "{refused:?}");
    restore(&places, "second").await.unwrap();
}

fn key(bytes: [u8; 32]) -> backend::config::SecretsConfig {
    use base64::Engine as _;
    let key = base64::engine::general_purpose::STANDARD.encode(bytes);
    Config::parse(&format!("secrets.data_key = '{key}'")).unwrap().secrets
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_backups_at_once_are_refused() {
    let places = Places::new();
    let office = Arc::new(Office::open().await);
    let (by, folder) = (operator(), places.backups());
    let create = || backup::create(&office.app.app, &by, &folder, None, &|_| {});
    let (one, other) = tokio::join!(create(), create());
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    let refused = backup::create(&office.app.app, &operator(), places.folder.path(), None, &|_| {}).await;
    assert!(matches!(refused, Err(BackupError::Refused(_))), "a folder of other files: {refused:?}");
}
