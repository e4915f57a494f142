//! A disk that runs full under load, is freed, and whose server is killed afterwards.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rand::Rng as _;
use tokio::time::sleep;

use super::Plan;
use super::audit::Auditor;
use super::disk::{Disk, NoDisk};
use super::ledger::Fault;
use super::material::random;
use super::outcome::Outcome;
use super::server::{Server, Settings};
use super::verify::{Extent, verify};
use super::world::World;

/// Size of the disk.
const DISK_MIB: u64 = 400;
/// The floor of free space in every other round; the rounds between run to the last byte.
const FLOOR_MIB: u32 = 24;
/// Longest wait for the first write once there is space again.
const PATIENCE: Duration = Duration::from_secs(60);

/// Fills the disk so many times, each time with a fresh folder; the reason where this machine has no disks for that.
///
/// # Errors
/// Where the suite cannot go on.
pub async fn full_disks(plan: &Plan, scratch: &Path) -> Result<std::result::Result<Outcome, NoDisk>> {
    let mut totals = Outcome { kind: "full disk".to_owned(), ..Outcome::default() };
    for round in 1..=plan.rounds {
        let place = scratch.join(format!("full-{round}"));
        std::fs::create_dir_all(&place).context("a folder")?;
        let disk = match Disk::make(&place.join("disk"), DISK_MIB)? {
            Ok(disk) => disk,
            Err(reason) => return Ok(Err(reason)),
        };
        let seed = plan.seed.wrapping_add(round);
        let settings = Settings { free_mib: if round % 2 == 0 { FLOOR_MIB } else { 0 }, ..Settings::default() };
        once(&Plan { seed, ..*plan }, &place, &disk, settings, &mut totals).await?;
        totals.rounds = round;
        totals.crashes += 1;
        plan.tell(&format!("full disk {round} of {}: {} writes so far", plan.rounds, totals.acknowledged));
    }
    Ok(Ok(totals))
}

async fn once(plan: &Plan, place: &Path, disk: &Disk, settings: Settings, totals: &mut Outcome) -> Result<()> {
    let mut random = random(plan.seed, 4_000_000);
    let mut server = Server::new(&disk.path().join("data"), &place.join("server.log"), settings)?;
    std::fs::create_dir_all(server.folder()).context("the server's folder")?;
    let world = World::begin(&mut server, place, plan.seed, plan.persons).await?;
    let mut moment = || Duration::from_secs_f64(random.random_range(plan.seconds.0..=plan.seconds.1));
    world.start_load(&server, true)?;
    sleep(moment()).await;
    disk.fill()?;
    sleep(moment() * 2).await;
    let full = world.ledger().acknowledged();
    disk.free()?;
    let freed = Instant::now();
    while world.ledger().acknowledged() == full && freed.elapsed() < PATIENCE {
        sleep(Duration::from_millis(20)).await;
    }
    if world.ledger().acknowledged() == full {
        let text = format!("no write within {} s of space being free: {}", PATIENCE.as_secs(), server.last_words());
        world.ledger().fault(Fault::Refused, &text);
    }
    totals.notes.push(format!("writes were back {:.1} s after the disk was freed", freed.elapsed().as_secs_f64()));
    sleep(moment()).await;
    if !server.is_alive() {
        // The process may end itself where its engine cannot go on; whatever supervises it starts it again.
        totals.notes.push(format!("the server ended itself: {}", server.last_words()));
    }
    server.kill();
    world.finish_load().await;
    Auditor::new(place).verify(&server, world.ledger())?;
    match server.start().await {
        Ok(time) => {
            totals.ready.push(time);
            world.connect(&server)?;
            verify(&world, Extent::Everything).await;
            server.stop().await?;
        }
        Err(error) => world.ledger().fault(Fault::Lost, &format!("after the full disk: {error}")),
    }
    totals.count(world.ledger());
    Ok(())
}
