//! A log that ends in half a record, as a power cut leaves it now and then: the server starts, works on, and is killed again.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use rand::Rng as _;
use rand::rngs::StdRng;
use tokio::time::sleep;

use super::Plan;
use super::folder::newest_log;
use super::ledger::Fault;
use super::material::random;
use super::outcome::Outcome;
use super::server::{Server, Settings};
use super::verify::{Extent, verify};
use super::world::World;

/// Tears the end of the log so many times; the outcome.
///
/// # Errors
/// Where the suite cannot go on.
pub async fn torn_logs(plan: &Plan, scratch: &Path) -> Result<Outcome> {
    let mut server = Server::new(&scratch.join("data"), &scratch.join("server.log"), Settings::default())?;
    std::fs::create_dir_all(server.folder()).context("the server's folder")?;
    let world = World::begin(&mut server, scratch, plan.seed, plan.persons).await?;
    let mut random = random(plan.seed, 3_000_000);
    let mut totals = Outcome::default();
    for round in 1..=plan.rounds {
        for torn in [true, false] {
            world.start_load(&server, false)?;
            sleep(Duration::from_secs_f64(random.random_range(plan.seconds.0..=plan.seconds.1))).await;
            server.kill();
            world.finish_load().await;
            totals.crashes += 1;
            if torn {
                let log = newest_log(server.folder()).context("the engine has no log")?;
                let bytes = half_a_record(&mut random);
                let mut file = File::options().append(true).open(&log).context("the engine's log")?;
                file.write_all(&bytes).context("tearing the log")?;
            }
            match server.start().await {
                Ok(time) => totals.ready.push(time),
                Err(error) => {
                    world.ledger().fault(Fault::Lost, &format!("round {round}: {error}"));
                    totals.count(world.ledger());
                    return Ok(totals);
                }
            }
            world.connect(&server)?;
            verify(&world, Extent::Changed).await;
        }
        totals.rounds = round;
        plan.tell(&format!("torn log {round} of {}: {} writes so far", plan.rounds, world.ledger().acknowledged()));
    }
    verify(&world, Extent::Everything).await;
    server.stop().await?;
    totals.kind = "torn log".to_owned();
    totals.count(world.ledger());
    Ok(totals)
}

/// The beginning of a record of RocksDB's log: checksum, length, type, and less than its length of bytes.
fn half_a_record(random: &mut StdRng) -> Vec<u8> {
    const LENGTH: u16 = 4000;
    const FIRST: u8 = 2;
    let checksum: u32 = random.random();
    let body: Vec<u8> = (0..random.random_range(1..LENGTH)).map(|_| random.random()).collect();
    checksum.to_le_bytes().into_iter().chain(LENGTH.to_le_bytes()).chain([FIRST]).chain(body).collect()
}
