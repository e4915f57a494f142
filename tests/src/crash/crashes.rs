//! Rounds of kills and of power cuts: load, crash, restart, comparison.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rand::Rng as _;
use rand::rngs::StdRng;
use tokio::time::sleep;

use super::audit::Auditor;
use super::disk::{Disk, NoDisk};
use super::folder::{Watch, newest_log};
use super::ledger::Fault;
use super::material::random;
use super::outcome::Outcome;
use super::server::{Server, Settings};
use super::verify::{Extent, verify};
use super::world::World;
use super::{Plan, orphans};

/// Size of the disk whose power is cut.
const DISK_MIB: u64 = 3000;
/// Every so many rounds the audit log is verified on the folder as the crash left it.
const AUDIT_EVERY: u64 = 5;
/// Every so many rounds everything is compared.
const EVERYTHING_EVERY: u64 = 25;
/// Part of the rounds that crash right after the engine began a new log.
const AT_LOG_CHANGE: f64 = 0.35;
/// Part of the restarts that are killed while they recover.
const WHILE_STARTING: f64 = 0.25;

/// Kills the server so many times; the outcome.
///
/// # Errors
/// Where the suite cannot go on.
pub async fn kills(plan: &Plan, scratch: &Path) -> Result<Outcome> {
    let server = Server::new(&scratch.join("data"), &scratch.join("server.log"), Settings::default())?;
    rounds(plan, scratch, server, None).await
}

/// Cuts the power of the server's disk so many times; the reason where this machine has no disks for that.
///
/// # Errors
/// Where the suite cannot go on.
pub async fn cuts(plan: &Plan, scratch: &Path, settings: Settings) -> Result<std::result::Result<Outcome, NoDisk>> {
    let disk = match Disk::make(&scratch.join("disk"), DISK_MIB)? {
        Ok(disk) => disk,
        Err(reason) => return Ok(Err(reason)),
    };
    let server = Server::new(&disk.path().join("data"), &scratch.join("server.log"), settings)?;
    Ok(Ok(rounds(plan, scratch, server, Some(&disk)).await?))
}

async fn rounds(plan: &Plan, scratch: &Path, mut server: Server, disk: Option<&Disk>) -> Result<Outcome> {
    std::fs::create_dir_all(server.folder()).context("the server's folder")?;
    let world = World::begin(&mut server, scratch, plan.seed, plan.persons).await?;
    if disk.is_some() {
        // What was there before the first acknowledged write is not at stake, even in the control.
        rustix::fs::sync();
    }
    let auditor = Auditor::new(scratch);
    let mut random = random(plan.seed, 2_000_000);
    let mut totals = Outcome::default();
    for round in 1..=plan.rounds {
        let before = world.ledger().acknowledged();
        let watch = Watch::start(server.folder());
        world.start_load(&server, false)?;
        until_the_moment(plan, &server, &mut random).await;
        totals.add(crash(&mut server, disk, &world, watch, &mut random).await?);
        totals.crashes += 1;
        if round % AUDIT_EVERY == 0 {
            auditor.verify(&server, world.ledger())?;
        }
        if random.random_bool(WHILE_STARTING) {
            server.spawn()?;
            sleep(Duration::from_millis(random.random_range(20..400))).await;
            server.kill();
            totals.crashes += 1;
        }
        totals.rounds = round;
        match server.start().await {
            Ok(time) => totals.ready.push(time),
            Err(error) => {
                world.ledger().fault(Fault::Lost, &format!("round {round}: {error}"));
                break;
            }
        }
        world.connect(&server)?;
        let extent = if round % EVERYTHING_EVERY == 0 { Extent::Everything } else { Extent::Changed };
        let begun = Instant::now();
        let looked_at = verify(&world, extent).await;
        let faults = world.ledger().described().len();
        plan.tell(&format!(
            "round {round} of {}: {} writes, ready in {:.2} s, {looked_at} applications compared in {:.1} s, {faults} faults",
            plan.rounds,
            world.ledger().acknowledged() - before,
            totals.ready.last().copied().unwrap_or_default().as_secs_f64(),
            begun.elapsed().as_secs_f64(),
        ));
    }
    if server.is_alive() {
        verify(&world, Extent::Everything).await;
        server.stop().await?;
        auditor.verify(&server, world.ledger())?;
        if world.ledger().faults(Fault::Lost) == 0 {
            orphans::compare(server.folder(), world.ledger()).await?;
        }
    }
    totals.kind = if disk.is_some() { "power cut".to_owned() } else { "kill -9".to_owned() };
    totals.count(world.ledger());
    Ok(totals)
}

/// Waits for a random moment, or for the engine to begin a new log.
async fn until_the_moment(plan: &Plan, server: &Server, random: &mut StdRng) {
    let seconds = random.random_range(plan.seconds.0..=plan.seconds.1);
    if !random.random_bool(AT_LOG_CHANGE) {
        return sleep(Duration::from_secs_f64(seconds)).await;
    }
    let (begun, first) = (Instant::now(), newest_log(server.folder()));
    // As long as it takes, within bounds: under little load no log may be full for a while.
    while begun.elapsed().as_secs_f64() < 2.0 * plan.seconds.1 && newest_log(server.folder()) == first {
        sleep(Duration::from_millis(1)).await;
    }
    sleep(Duration::from_millis(random.random_range(0..25))).await;
}

/// Crashes the server, and its disk where it has one of its own.
async fn crash(
    server: &mut Server,
    disk: Option<&Disk>,
    world: &World,
    watch: Watch,
    random: &mut StdRng,
) -> Result<super::folder::Traffic> {
    world.ledger().mark("crash");
    match disk {
        None => server.kill(),
        Some(disk) => {
            disk.cut()?;
            world.ledger().mark("cut");
            world.ask_to_stop();
            // The server goes on for a moment without its disk: nothing may be acknowledged then.
            sleep(Duration::from_millis(if random.random_bool(0.5) { 300 } else { 0 })).await;
            server.kill();
        }
    }
    let traffic = watch.finish().await;
    world.finish_load().await;
    if let Some(disk) = disk {
        disk.remount()?;
    }
    Ok(traffic)
}
