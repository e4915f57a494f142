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

/// Writes the applications of a database.
pub(crate) async fn fill(maker: &Arc<Maker>) -> Result<()> {
    let to = maker.count;
    let next = Arc::new(AtomicU64::new(0));
    let done = Arc::new(AtomicU64::new(0));
    let mut writers = JoinSet::new();
    for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
        writers.spawn(write_batches(Arc::clone(maker), Arc::clone(&next), Arc::clone(&done)));
    }
    println!("Filling in {} applications", grouped(to));
    let started = Instant::now();
    let mut tick = tokio::time::interval(TELL);
    tick.tick().await;
    loop {
        tokio::select! {
            writer = writers.join_next() => match writer {
                Some(ended) => ended??,
                None => break,
            },
            _ = tick.tick() => tell(done.load(Ordering::Relaxed), to, started.elapsed()),
        }
    }
    tell(to, to, started.elapsed());
    Ok(())
}

async fn write_batches(maker: Arc<Maker>, next: Arc<AtomicU64>, done: Arc<AtomicU64>) -> Result<()> {
    let to = maker.count;
    loop {
        let first = next.fetch_add(BATCH, Ordering::Relaxed);
        if first >= to {
            return Ok(());
        }
        let end = (first + BATCH).min(to);
        let by = Arc::clone(&maker);
        // Sealing keeps a core busy: off the threads that the database answers on.
        let made = tokio::task::spawn_blocking(move || (first..end).map(|number| by.make(number)).collect());
        let made: Result<Vec<_>> = made.await?;
        let (rows, claims): (Vec<_>, Vec<_>) = made?.into_iter().unzip();
        let claims: Vec<_> = claims.into_iter().flatten().collect();
        let vars = Vars::new().set("rows", rows).set("claims", claims);
        let statements = "INSERT INTO application $rows RETURN NONE; INSERT INTO person_claim $claims RETURN NONE;";
        maker.app.db.write(statements, vars).await?;
        done.fetch_add(end - first, Ordering::Relaxed);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate in whole rows")]
fn tell(done: u64, to: u64, elapsed: Duration) {
    let rate = done as f64 / elapsed.as_secs_f64();
    let left = if rate > 0.0 { (to - done) as f64 / rate } else { 0.0 };
    println!("  {:>9} after {:>5.0} s, {rate:.0} rows/s, {left:.0} s left", grouped(done), elapsed.as_secs_f64());
}
