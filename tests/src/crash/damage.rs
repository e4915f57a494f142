//! Damaged files, each on a copy: the server refuses the folder in words, or serves what is intact and fails the rest. It never
//! removes files, and never gives out wrong data.

use std::fs::{self, File};
use std::io::{Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use reqwest::Method;
use tokio::time::sleep;

use super::Plan;
use super::agent::APPLICATIONS;
use super::client::{Client, Failure};
use super::contents::is_kept;
use super::folder::{Kind, copy, engine_files, files_below, name};
use super::ledger::Fault;
use super::outcome::Outcome;
use super::record::Record;
use super::server::{Server, Settings};
use super::verify::{Extent, verify};
use super::world::World;

/// Bytes that are flipped at a place.
const FLIPPED: usize = 8;
/// Attachments that are read of an application.
const READ: usize = 3;

/// What is damaged.
#[derive(Debug, Clone, Copy)]
enum Target {
    /// The largest file of a kind of the engine.
    Engine(Kind),
    /// Every table.
    Tables,
    /// Every content of an attachment.
    Contents,
}

/// How it is damaged.
#[derive(Debug, Clone, Copy)]
enum Damage {
    /// Bytes in the middle are flipped.
    Middle,
    /// Bytes at the end are flipped.
    End,
    /// Bytes at eight places are flipped.
    Places,
    /// The last third is missing.
    Truncated,
    /// The file is missing.
    Gone,
}

/// Damages copies of a folder in every way; the outcome. Of the plan only seed and seconds count.
///
/// # Errors
/// Where the suite cannot go on.
pub async fn damages(plan: &Plan, scratch: &Path) -> Result<Outcome> {
    let mut server = Server::new(&scratch.join("data"), &scratch.join("server.log"), Settings::default())?;
    fs::create_dir_all(server.folder()).context("the server's folder")?;
    let world = World::begin(&mut server, scratch, plan.seed, plan.persons).await?;
    // Some of it in tables, some in the log, and nothing without an answer.
    load(plan, &world, &server).await?;
    server.stop().await?;
    server.start().await?;
    load(plan, &world, &server).await?;
    verify(&world, Extent::Everything).await;
    load(plan, &world, &server).await?;
    server.kill();
    let mut totals = Outcome { kind: "damaged files".to_owned(), ..Outcome::default() };
    for (target, damage) in plans() {
        let what = format!("{target:?} {damage:?}");
        let damaged = scratch.join("damaged");
        copy(server.folder(), &damaged)?;
        for file in targets(&damaged, target) {
            apply(&file, damage)?;
        }
        let said = open(&world, &damaged, scratch, &what, matches!(target, Target::Engine(Kind::Log))).await?;
        plan.tell(&format!("{what}: {said}"));
        totals.notes.push(format!("{what}: {said}"));
        totals.rounds += 1;
        fs::remove_dir_all(&damaged).context("removing a copy")?;
    }
    totals.count(world.ledger());
    Ok(totals)
}

async fn load(plan: &Plan, world: &Arc<World>, server: &Server) -> Result<()> {
    world.start_load(server, false)?;
    sleep(Duration::from_secs_f64(plan.seconds.1)).await;
    world.finish_load().await;
    Ok(())
}

fn plans() -> Vec<(Target, Damage)> {
    let engine = [Kind::Log, Kind::Table, Kind::Manifest, Kind::Current].into_iter().flat_map(|kind| {
        [Damage::Middle, Damage::End, Damage::Truncated, Damage::Gone].map(|damage| (Target::Engine(kind), damage))
    });
    let all = [
        (Target::Tables, Damage::Places),
        (Target::Contents, Damage::Middle),
        (Target::Contents, Damage::Truncated),
        (Target::Contents, Damage::Gone),
    ];
    engine.chain(all).collect()
}

fn targets(folder: &Path, target: Target) -> Vec<PathBuf> {
    match target {
        Target::Engine(kind) => {
            let size = |path: &PathBuf| fs::metadata(path).map(|file| file.len()).unwrap_or_default();
            engine_files(folder, kind).into_iter().max_by_key(size).into_iter().collect()
        }
        Target::Tables => engine_files(folder, Kind::Table),
        Target::Contents => files_below(&folder.join("blobs/documents")),
    }
}

fn apply(path: &Path, damage: Damage) -> Result<()> {
    let size = fs::metadata(path).with_context(|| format!("{}", path.display()))?.len();
    let places = match damage {
        Damage::Gone => return fs::remove_file(path).context("removing a file"),
        Damage::Truncated => {
            let file = File::options().write(true).open(path).context("opening a file")?;
            return file.set_len(size * 2 / 3).context("cutting a file");
        }
        Damage::Middle => vec![size / 2],
        Damage::End => vec![size.saturating_sub(40)],
        Damage::Places => (1..9).map(|part| size * part / 9).collect(),
    };
    let mut file = File::options().read(true).write(true).open(path).context("opening a file")?;
    for place in places {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(place))?;
        Read::by_ref(&mut file).take(FLIPPED as u64).read_to_end(&mut bytes)?;
        bytes.iter_mut().for_each(|byte| *byte = !*byte);
        file.seek(SeekFrom::Start(place))?;
        file.write_all(&bytes)?;
    }
    Ok(())
}

/// Starts a server on a damaged folder; what it did, in words. `is_log` where the engine's log was damaged: the engine cannot
/// tell that from the end of a power cut, so what it drops has to be told in the server's log.
async fn open(world: &World, folder: &Path, scratch: &Path, what: &str, is_log: bool) -> Result<String> {
    let log = scratch.join("damaged.log");
    let _of_the_time_before = fs::remove_file(&log);
    let before: Vec<String> = engine_files(folder, Kind::Table).iter().map(|path| name(path)).collect();
    let mut server = Server::new(folder, &log, Settings::default())?;
    let started = server.start().await;
    let after: Vec<String> = engine_files(folder, Kind::Table).iter().map(|path| name(path)).collect();
    let Err(refusal) = started else {
        let told = fs::read_to_string(&log).unwrap_or_default().contains("was dropped");
        let said = compare(world, &server, what, is_log && told).await?;
        server.kill();
        return Ok(said);
    };
    // A compaction replaces tables; where none came, those that went were removed.
    if after.iter().all(|table| before.contains(table)) && after.len() < before.len() {
        let text = format!("{what}: the start removed {} tables", before.len() - after.len());
        world.ledger().fault(Fault::Lost, &text);
    }
    let words = refusal.to_string();
    if words.contains("panicked") || !words.contains("backend:") {
        world.ledger().fault(Fault::Refused, &format!("{what}: no clear sentence: {words}"));
    }
    Ok(format!("refused: {}", words.split("backend: ").last().unwrap_or_default()))
}

/// Compares every application that can be read. An answer that fails is right; one that is wrong is not.
async fn compare(world: &World, server: &Server, what: &str, may_be_older: bool) -> Result<String> {
    let client = Client::new(&server.url())?;
    let (mut intact, mut failed, mut older, mut unread) = (0, 0, 0, 0);
    for record in world.snapshot().iter().filter(|record| !record.deleted && !record.wrong) {
        let client = client.with(&world.agents[record.agent].token);
        match client.get(&format!("{APPLICATIONS}/{}", record.id)).await {
            Ok(answer) => {
                let differences = record.differences(&answer, &[]);
                if !differences.is_empty() && !may_be_older {
                    let text = format!("{what}: application {}: {}", record.id, differences.join("; "));
                    world.ledger().fault(Fault::Changed, &text);
                }
                if differences.is_empty() { intact += 1 } else { older += 1 }
            }
            Err(Failure::Refused { status, .. }) if status >= 500 => failed += 1,
            Err(_) if may_be_older => older += 1,
            Err(failure) => {
                world.ledger().fault(Fault::Lost, &format!("{what}: application {}: {failure}", record.id));
            }
        }
        unread += attachments(world, &client, record, what).await;
    }
    Ok(format!(
        "started; {intact} applications intact, {failed} answered with an error, {older} older; {unread} attachments \
         answered with an error"
    ))
}

/// A content that can be read is the one that was sent; the number of those that cannot.
async fn attachments(world: &World, client: &Client, record: &Record, what: &str) -> usize {
    let mut failed = 0;
    for (attachment, file) in record.files.iter().take(READ) {
        let path = format!("{APPLICATIONS}/{}/attachments/{attachment}/content", record.id);
        match client.send(Method::GET, &path, &[], Vec::new()).await {
            Ok(reply) if is_kept(world, *file, &reply.body) => {}
            Ok(_) => {
                let text = format!("{what}: attachment {attachment} of {} has other bytes", record.id);
                world.ledger().fault(Fault::Changed, &text);
            }
            Err(_) => failed += 1,
        }
    }
    failed
}
