//! Restoring a backup into an empty place, and proving that what came back is what was backed up.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use shared::api::AuditAction;
use tokio::sync::mpsc;

use super::dump::{self, Holds};
use super::error::{BackupError, at, blocking};
use super::folder::Backups;
use super::heal::heal;
use super::list::Listed;
use super::manifest::{DUMP, LIST, Manifest};
use super::splitter::Piece;
use super::{Tell, check, list, pool};
use crate::adapters::blobs::Blobs;
use crate::adapters::contents::{ContentName, Contents};
use crate::adapters::surreal::{Database, folder_of, is_in_folder, is_probe, newest_migration};
use crate::app::App;
use crate::config::{Config, FaceKind};
use crate::crypto::Vault;
use crate::services::audit::{self, Entry};
use crate::services::origin::Origin;
use crate::services::system_account::SystemAccount;

/// Text that is loaded as one query, and records of one statement: each is a transaction.
const BATCH: usize = 512 * 1024;
const RECORDS: usize = 200;
/// Contents that are copied at a time.
const COPIES: usize = 4;
/// The table that is loaded last: a database without it is refused at each start.
const LAST: &str = "migration";

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The manifest of the backup.
    pub manifest: Manifest,
    /// Records of all tables.
    pub records: u64,
    /// Contents that came back.
    pub contents: u64,
    /// Contents that were missing already when the backup was made.
    pub missing: u64,
    /// Uploads that begin again, because their parts were passing.
    pub uploads: u64,
    /// Faces that were let go while the backup was made.
    pub faces: u64,
    /// Entries of the audit log, all of which were proved.
    pub audit_entries: u64,
}

/// Restores a backup – the newest of the folder, or the one of a name – to where the settings point, which has to be empty.
///
/// Verified before it is done: the backup's checksums before anything is written, then every table record by record, every
/// content, and the chains of the audit log.
///
/// # Errors
/// Where anything is there already, the backup is not whole or was made with another data key, and where something fails on
/// the way: then the database stays marked as unfinished, and no server starts on it.
pub async fn restore(
    config: Config,
    by: &SystemAccount,
    folder: &Path,
    name: Option<&str>,
    tell: Tell<'_>,
) -> Result<Restored, BackupError> {
    let key = config.secrets.data_key_bytes().map_err(|error| BackupError::Refused(error.to_string()))?;
    let config = without_models(config);
    refuse_filled_folder(&config)?;
    let checked = check(folder, name, tell).await?;
    let manifest = checked.manifest;
    if !checked.wrong.is_empty() {
        return Err(BackupError::Refused(format!("the backup is not whole:\n  {}", checked.wrong.join("\n  "))));
    }
    if !manifest.is_proved_by(&Vault::new(&key)) {
        return Err(BackupError::Refused(
            "the backup was made with another secrets.data_key than the one that is set; its data could not be read"
                .to_owned(),
        ));
    }
    if manifest.migration > newest_migration() {
        return Err(BackupError::Refused("the backup is of a newer version of this program; take that one".to_owned()));
    }
    let blobs =
        Blobs::open(&config.blobs, &config.storage).map_err(|error| BackupError::Refused(format!("{error:#}")))?;
    let contents = Contents::new(&blobs);
    if !contents.is_empty().await? {
        return Err(filled("the store of documents", &config.blobs.address));
    }
    let db = Database::open(&config).await?;
    if db.tables().await?.iter().any(|table| !is_probe(table)) {
        return Err(filled("the database", &config.database.address));
    }
    db.begin_restore().await?;
    tell("loading the database");
    load(&db, &checked.folder).await?;
    tell("comparing every table");
    compare(&manifest, &dump::sum_up(db.dump(&config.database).await?).await?)?;
    tell("copying documents");
    let lost = copy(contents, folder, &checked.folder, tell).await?;
    let healed = heal(&db, contents, &|content| lost.contains(content)).await?;
    if healed.missing > manifest.missing {
        let more = healed.missing - manifest.missing;
        return Err(BackupError::Refused(format!("{more} contents that the database names are not in the backup")));
    }
    tell("proving the audit log");
    let app = App::over(config, db).map_err(|error| BackupError::Refused(format!("{error:#}")))?;
    let report = audit::verify(&app, &[]).await?;
    if let Some(broken) = report.broken.first() {
        return Err(BackupError::Refused(format!("the audit log is not whole: {broken}")));
    }
    let entry = Entry::new(AuditAction::BackupRestored, None, None).by_operator(by);
    entry.saying(format!("backup={}", manifest.name)).write(&app, &Origin::default()).await?;
    app.db.end_restore().await?;
    app.db.close().await?;
    Ok(Restored {
        records: manifest.tables.iter().map(|table| table.records).sum(),
        contents: manifest.contents - manifest.missing,
        missing: healed.missing,
        uploads: healed.uploads,
        faces: healed.faces,
        audit_entries: report.entries + report.before,
        manifest,
    })
}

/// No model is needed, and none has to be there.
fn without_models(mut config: Config) -> Config {
    config.face.kind = FaceKind::None;
    config.ocr.models = std::path::PathBuf::new();
    config
}

/// A database folder is looked at before it is opened, because opening one makes one.
fn refuse_filled_folder(config: &Config) -> Result<(), BackupError> {
    if !is_in_folder(&config.database.address) {
        return Ok(());
    }
    let path = folder_of(&config.database.address);
    match fs::read_dir(path) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(filled("the database", &config.database.address)),
            None => Ok(()),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(at(path)(error)),
    }
}

fn filled(what: &str, address: &str) -> BackupError {
    BackupError::Refused(format!(
        "{what} at {address} is not empty. A restore overwrites nothing: name an empty or a new place in the settings, or \
         move away what is there"
    ))
}

/// Loads the dump, a bounded number of records at a time.
async fn load(db: &Database, folder: &Path) -> Result<(), BackupError> {
    let (send, mut batches) = mpsc::channel::<String>(2);
    let path = folder.join(DUMP);
    let reading = tokio::task::spawn_blocking(move || {
        let mut batch = Batch { send, text: String::new(), records: 0, last: Vec::new() };
        dump::read(&path, |piece| batch.add(piece))?;
        batch.finish()
    });
    let mut loaded = Ok(());
    while let Some(batch) = batches.recv().await {
        loaded = db.load(&batch).await;
        if loaded.is_err() {
            break;
        }
    }
    drop(batches);
    let read = reading.await.map_err(|_| BackupError::CutShort)?;
    loaded?;
    read
}

/// Pieces of a dump that are loaded together.
struct Batch {
    send: mpsc::Sender<String>,
    text: String,
    /// Records of the statement that is open in the text.
    records: usize,
    last: Vec<String>,
}

impl Batch {
    fn add(&mut self, piece: Piece<'_>) -> Result<(), BackupError> {
        match piece {
            piece if piece.is_passing() => return Ok(()),
            Piece::Record(LAST, text) => {
                self.last.push(text.to_owned());
                return Ok(());
            }
            Piece::Definition(_, text) => {
                self.close();
                self.text.push_str(text);
                self.text.push('\n');
            }
            Piece::Record(_, text) => self.record(text),
        }
        if self.text.len() >= BATCH || self.records >= RECORDS { self.send() } else { Ok(()) }
    }

    fn record(&mut self, text: &str) {
        self.text.push_str(if self.records == 0 { "INSERT [ " } else { ", " });
        self.text.push_str(text);
        self.records += 1;
    }

    /// Ends the statement of records that is open.
    fn close(&mut self) {
        if self.records > 0 {
            self.text.push_str(" ];\n");
            self.records = 0;
        }
    }

    fn send(&mut self) -> Result<(), BackupError> {
        self.close();
        let text = std::mem::take(&mut self.text);
        if text.is_empty() { Ok(()) } else { self.send.blocking_send(text).map_err(|_| BackupError::CutShort) }
    }

    fn finish(mut self) -> Result<(), BackupError> {
        self.send()?;
        for text in std::mem::take(&mut self.last) {
            self.record(&text);
        }
        self.send()
    }
}

/// Compares every table with what was backed up.
fn compare(manifest: &Manifest, holds: &Holds) -> Result<(), BackupError> {
    for expected in &manifest.tables {
        let found = holds.tables.iter().find(|table| table.name == expected.name);
        let (records, same) = found.map_or((0, false), |found| (found.records, found == expected));
        if !same {
            return Err(BackupError::Refused(format!(
                "the table {} did not come back as it was: {records} of {} records",
                expected.name, expected.records
            )));
        }
    }
    if holds.tables.len() != manifest.tables.len() || holds.definitions_sha256 != manifest.definitions_sha256 {
        return Err(BackupError::Refused("the definitions of the tables did not come back as they were".to_owned()));
    }
    Ok(())
}

/// Copies all contents of the list into the store; gives those that the list names as missing.
async fn copy(
    contents: Contents<'_>,
    folder: &Path,
    backup: &Path,
    tell: Tell<'_>,
) -> Result<HashSet<ContentName>, BackupError> {
    let (send, listed) = mpsc::channel::<Listed>(64);
    let path = backup.join(LIST);
    let reading = tokio::task::spawn_blocking(move || {
        list::read(&path, |listed| send.blocking_send(listed).map_err(|_| BackupError::CutShort))
    });
    let pool = Backups::open(folder)?.contents();
    let listed = stream::unfold(listed, |mut listed| async move { Some((listed.recv().await?, listed)) });
    let copies = listed.map(|listed| {
        let pool = pool.clone();
        async move {
            let Some(sum) = listed.sum else { return Ok::<_, BackupError>(Some(listed.content)) };
            let path = pool::path_of(&pool, &listed.content, &sum.sha256);
            let sealed = blocking(move || fs::read(&path).map_err(at(&path))).await?;
            contents.write(&listed.content, sealed).await?;
            Ok(None)
        }
    });
    let mut copies = std::pin::pin!(copies.buffer_unordered(COPIES));
    let (mut lost, mut done) = (HashSet::new(), 0_u64);
    while let Some(missing) = copies.try_next().await? {
        lost.extend(missing);
        done += 1;
        if done % 10_000 == 0 {
            tell(&format!("{done} contents"));
        }
    }
    reading.await.map_err(|_| BackupError::CutShort)??;
    Ok(lost)
}
