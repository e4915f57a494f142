//! A file of insured persons becomes the register: read through first, written second, all of it or nothing.

use std::sync::Arc;

use anyhow::Context;
use tokio::sync::mpsc;

use super::duplicates::Duplicates;
use super::file::{COLUMNS, FileError, InsuredFile, Listed, Row, RowFault, Source};
use super::generations::{Generation, is_overtaken, remove_unread};
use super::row::{self, Person, ReadAt};
use super::{BATCH, NewRow, Sealer};
use crate::adapters::surreal::{Database, DbError, Vars};
use crate::ports::{Clock, Entropy};

/// Batches that wait to be written; more would only take memory.
const AHEAD: usize = 2;
/// Progress is told every so many rows.
const EVERY: u64 = 50_000;

/// How far an import has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many rows were read through.
    Checked(u64),
    /// Rows were read through again, looking for persons who stand there twice.
    Compared(u64),
    /// So many persons were written.
    Written(u64),
    /// So many earlier registers were removed.
    Removed(usize),
}

/// Reads a file through without keeping anything; returns how many persons are in it.
///
/// # Errors
/// Everything that is wrong with it, by row.
pub fn check(source: &dyn Source, clock: &dyn Clock, tell: &dyn Fn(Progress)) -> Result<u64, FileError> {
    let at = ReadAt { now: clock.now(), today: clock.today() };
    let (mut persons, mut listed, mut duplicates) = (0, Listed::default(), Duplicates::new());
    let mut file = InsuredFile::open(source)?;
    while let Some(row) = file.read()? {
        match parse(&row, at) {
            Ok(person) => {
                persons += 1;
                duplicates.note(row.number, &person.document);
            }
            Err(faults) => faults.into_iter().for_each(|fault| listed.add(fault)),
        }
        if persons > 0 && persons % EVERY == 0 {
            tell(Progress::Checked(persons));
        }
    }
    add_duplicates(source, at, duplicates, &mut listed, tell)?;
    if listed.total > 0 {
        listed.first.sort_by_key(|fault| fault.row);
        return Err(FileError::Rows(listed));
    }
    if persons == 0 {
        return Err(FileError::Shape("the file names columns and nobody: the register would be empty".to_owned()));
    }
    Ok(persons)
}

/// Lists the rows whose person stands on an earlier row, reading the file again as often as memory makes it necessary.
fn add_duplicates(
    source: &dyn Source,
    at: ReadAt,
    mut duplicates: Duplicates,
    listed: &mut Listed,
    tell: &dyn Fn(Progress),
) -> Result<(), FileError> {
    loop {
        let (found, again) = duplicates.take_found();
        for (row, first) in found {
            let words = format!("the person of this document stands on row {first} already");
            listed.add(RowFault { row, column: Some("document_number"), words });
        }
        if !again {
            return Ok(());
        }
        let (mut file, mut rows) = (InsuredFile::open(source)?, 0);
        while let Some(row) = file.read()? {
            if let Some(document) = row.values.ok().and_then(|values| row::document(&values, at)) {
                duplicates.note(row.number, &document);
            }
            rows += 1;
            if rows % EVERY == 0 {
                tell(Progress::Compared(rows));
            }
        }
    }
}

fn parse(row: &Row<'_>, at: ReadAt) -> Result<Person, Vec<RowFault>> {
    let fault = |column, words| RowFault { row: row.number, column, words };
    match &row.values {
        Ok(values) => row::parse(values, at)
            .map_err(|faults| faults.into_iter().map(|(column, words)| fault(Some(column), words)).collect()),
        Err(count) => Err(vec![fault(None, format!("it has {count} columns, the header has {}", COLUMNS.len()))]),
    }
}

/// Where an import writes, and with what.
#[derive(Clone)]
pub struct Target {
    /// The database.
    pub db: Database,
    /// Seals the rows.
    pub sealer: Sealer,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// What the transaction that makes the new register current writes besides.
    pub along: Option<Along>,
}

/// Statements of another transaction's end, such as an entry of the audit log.
#[derive(Clone)]
pub struct Along {
    /// The statements.
    pub statements: &'static str,
    /// Adds their parameters; told how many persons were written.
    pub bind: Arc<dyn Fn(Vars, u64) -> Vars + Send + Sync>,
}

/// Makes the persons of a file the register; returns how many they are. The register before it stays in force until all
/// of the new one is written, and for good where that fails.
///
/// # Errors
/// [`FileError`] for what is wrong with the file; the database's where it fails.
pub async fn import(target: &Target, source: Arc<dyn Source>, tell: &(dyn Fn(Progress) + Sync)) -> anyhow::Result<u64> {
    let persons = tokio::task::block_in_place(|| check(&*source, &*target.clock, tell))?;
    // What an import before this one left behind when it was broken off.
    clear(target, tell).await?;
    let generation = Generation::begin(&target.db, &*target.clock, &*target.entropy).await.context("beginning")?;
    if let Err(error) = write(target, source, &generation, persons, tell).await {
        // Where tidying up fails too, the sweeper or the next import does it; the first error is the one to tell.
        if generation.give_up(target.clock.now()).await.is_ok() {
            let _the_next_import_removes_the_rest = clear(target, tell).await;
        }
        return Err(error);
    }
    let now = target.clock.now();
    let made = match &target.along {
        Some(along) => generation.make_current_with(now, along.statements, |vars| (along.bind)(vars, persons)).await,
        None => generation.make_current(now).await,
    };
    made.map_err(overtaken).context("making the new register current")?;
    clear(target, tell).await?;
    Ok(persons)
}

/// Removes every table that nobody reads.
async fn clear(target: &Target, tell: &(dyn Fn(Progress) + Sync)) -> anyhow::Result<()> {
    let removed = remove_unread(&target.db, &*target.clock).await.context("removing earlier registers")?;
    if removed > 0 {
        tell(Progress::Removed(removed));
    }
    Ok(())
}

/// Reads and seals on a thread of its own, and writes what comes from there: neither waits for long for the other.
async fn write(
    target: &Target,
    source: Arc<dyn Source>,
    generation: &Generation,
    persons: u64,
    tell: &(dyn Fn(Progress) + Sync),
) -> anyhow::Result<()> {
    let (sender, mut batches) = mpsc::channel(AHEAD);
    let at = ReadAt { now: target.clock.now(), today: target.clock.today() };
    let (sealer, key) = (target.sealer.clone(), generation.key().to_owned());
    let reading = tokio::task::spawn_blocking(move || read(&*source, at, &sealer, &key, &sender));
    let mut written = 0;
    let mut told = 0;
    while let Some(batch) = batches.recv().await {
        let count = batch.len() as u64;
        generation.add(batch, target.clock.now()).await.map_err(overtaken).context("writing the new register")?;
        written += count;
        if written - told >= EVERY {
            told = written;
            tell(Progress::Written(written));
        }
    }
    reading.await.context("reading the file")??;
    anyhow::ensure!(written == persons, "the file was changed while it was read: import it again");
    Ok(())
}

fn read(
    source: &dyn Source,
    at: ReadAt,
    sealer: &Sealer,
    generation: &str,
    batches: &mpsc::Sender<Vec<NewRow>>,
) -> Result<(), FileError> {
    let mut file = InsuredFile::open(source)?;
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(row) = file.read()? {
        let person = parse(&row, at).map_err(|_| changed())?;
        batch.push(sealer.row(generation, &person.document, &person.known));
        if batch.len() == BATCH && batches.blocking_send(std::mem::take(&mut batch)).is_err() {
            // Writing failed; its error is the one to tell.
            return Ok(());
        }
    }
    let _nobody_listens_where_writing_failed = batches.blocking_send(batch);
    Ok(())
}

fn changed() -> FileError {
    FileError::Shape("the file was changed while it was read: import it again".to_owned())
}

/// Puts into words what only the database can see.
fn overtaken(error: DbError) -> anyhow::Error {
    match error {
        error if is_overtaken(&error) => {
            anyhow::anyhow!("another import began while this one was under way; this one is given up")
        }
        DbError::Duplicate => changed().into(),
        other => other.into(),
    }
}
