//! Filling: batches of rows in one transaction each, several at a time, with a word every few seconds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use backend::adapters::surreal::Vars;
use tokio::task::JoinSet;

use crate::maker::Maker;
use crate::report::grouped;

/// Rows of one transaction.
const BATCH: u64 = 500;
/// How often progress is told.
const TELL: Duration = Duration::from_secs(10);

/// How far the writers are.
#[derive(Default)]
struct Progress {
    next: AtomicU64,
    written: AtomicU64,
    found: AtomicU64,
}

/// Writes the applications of a database that are not there yet.
pub(crate) async fn fill(maker: &Arc<Maker>) -> Result<()> {
    let progress = Arc::new(Progress::default());
    let mut writers = JoinSet::new();
    for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
        writers.spawn(write_batches(Arc::clone(maker), Arc::clone(&progress)));
    }
    println!("Filling in {} applications", grouped(maker.count));
    let started = Instant::now();
    let mut tick = tokio::time::interval(TELL);
    tick.tick().await;
    loop {
        tokio::select! {
            writer = writers.join_next() => match writer {
                Some(ended) => ended??,
                None => break,
            },
            _ = tick.tick() => tell(&progress, maker.count, started.elapsed()),
        }
    }
    tell(&progress, maker.count, started.elapsed());
    Ok(())
}

async fn write_batches(maker: Arc<Maker>, progress: Arc<Progress>) -> Result<()> {
    loop {
        let first = progress.next.fetch_add(BATCH, Ordering::Relaxed);
        if first >= maker.count {
            return Ok(());
        }
        let end = (first + BATCH).min(maker.count);
        // A batch is there as a whole or not at all: its last row tells.
        if maker.has(end - 1).await? {
            progress.found.fetch_add(end - first, Ordering::Relaxed);
            continue;
        }
        let by = Arc::clone(&maker);
        // Sealing keeps a core busy: off the threads that the database answers on.
        let made = tokio::task::spawn_blocking(move || (first..end).map(|number| by.make(number)).collect());
        let made: Result<Vec<_>> = made.await?;
        let (rows, claims): (Vec<_>, Vec<_>) = made?.into_iter().unzip();
        let claims: Vec<_> = claims.into_iter().flatten().collect();
        let vars = Vars::new().set("rows", rows).set("claims", claims);
        let statements = "INSERT INTO application $rows RETURN NONE; INSERT INTO person_claim $claims RETURN NONE;";
        maker.app.db.write(statements, vars).await?;
        progress.written.fetch_add(end - first, Ordering::Relaxed);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate in whole rows")]
fn tell(progress: &Progress, to: u64, elapsed: Duration) {
    let (written, found) = (progress.written.load(Ordering::Relaxed), progress.found.load(Ordering::Relaxed));
    let rate = written as f64 / elapsed.as_secs_f64();
    let left = if rate > 0.0 { (to - found - written) as f64 / rate } else { 0.0 };
    let done = grouped(found + written);
    println!("  {done:>9} after {:>5.0} s, {rate:.0} rows/s, {left:.0} s left", elapsed.as_secs_f64());
}
