//! Asking for a page again and again, and how long each answer took.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::lists::List;
use crate::maker::Maker;
use crate::report::Measured;

const CALLS: usize = 100;
const WARM_CALLS: usize = 5;
/// A list that takes seconds is not asked for a hundred times.
const PATIENCE: Duration = Duration::from_secs(40);
/// But so often at least.
const CALLS_MIN: usize = 3;

/// A list and whose database it is in.
type Place<'a> = (&'a Maker, &'a List);

/// Asks for a list in both places in turn.
pub(crate) async fn both(places: [Place<'_>; 2]) -> Result<[Measured; 2]> {
    let started = Instant::now();
    for call in 0..WARM_CALLS {
        for (maker, list) in places {
            let found = list.page(maker).await?;
            ensure!(found == list.rows, "{found} rows instead of {}", list.rows);
        }
        if call > 0 && started.elapsed() > PATIENCE / 10 {
            break;
        }
    }
    let mut times = [Vec::with_capacity(CALLS), Vec::with_capacity(CALLS)];
    let started = Instant::now();
    for call in 0..CALLS {
        if call >= CALLS_MIN && started.elapsed() > PATIENCE {
            break;
        }
        for ((maker, list), times) in places.into_iter().zip(&mut times) {
            let asked = Instant::now();
            list.page(maker).await?;
            times.push(asked.elapsed());
        }
    }
    Ok(times.map(Measured::of))
}
