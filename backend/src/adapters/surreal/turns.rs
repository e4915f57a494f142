//! Turns of writers that change one row: within a process they wait for one another, so that only writers of other servers
//! can still collide, and no burst of requests runs out of tries.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use surrealdb::types::RecordId;
use tokio::sync::{Mutex, MutexGuard};

use super::key_of;

/// Most rows that writers take turns at.
pub const LANES: usize = 16;
/// Locks that guarded records share: two records of one lock wait for one another without need, so there are many.
const STRIPES: usize = 256;

/// The turns of this process.
#[derive(Debug, Clone)]
pub(super) struct Turns(Arc<Locks>);

#[derive(Debug)]
struct Locks {
    stripes: Vec<Mutex<()>>,
    lanes: [Mutex<()>; LANES],
}

impl Default for Turns {
    fn default() -> Self {
        let stripes = (0..STRIPES).map(|_| Mutex::default()).collect();
        Self(Arc::new(Locks { stripes, lanes: <[Mutex<()>; LANES]>::default() }))
    }
}

impl Turns {
    /// Waits for the turn at the guarded records and of the lane; without any there is nothing to wait for. Locks are always
    /// taken in one order: guarded records by the number of their lock, then the lane.
    pub(super) async fn take(&self, guarded: &[RecordId], lane: Option<usize>) -> Vec<MutexGuard<'_, ()>> {
        let stripes: BTreeSet<usize> = guarded.iter().map(stripe_of).collect();
        let mut held = Vec::with_capacity(stripes.len() + 1);
        for stripe in stripes.into_iter().filter_map(|stripe| self.0.stripes.get(stripe)) {
            held.push(stripe.lock().await);
        }
        if let Some(lane) = lane.and_then(|lane| self.0.lanes.get(lane)) {
            held.push(lane.lock().await);
        }
        held
    }
}

fn stripe_of(record: &RecordId) -> usize {
    let mut hasher = DefaultHasher::new();
    (record.table.as_str(), key_of(record)).hash(&mut hasher);
    usize::try_from(hasher.finish() % STRIPES as u64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::super::record;
    use super::*;

    const SHORT: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn one_lane_waits_and_others_do_not() {
        let turns = Turns::default();
        let first = turns.take(&[], Some(3)).await;
        assert!(timeout(SHORT, turns.clone().take(&[], Some(3))).await.is_err());
        assert_eq!(turns.take(&[], Some(4)).await.len(), 1);
        assert!(turns.take(&[], None).await.is_empty() && turns.take(&[], Some(LANES)).await.is_empty());
        drop(first);
        assert_eq!(turns.take(&[], Some(3)).await.len(), 1);
    }

    #[tokio::test]
    async fn guarded_record_waits_in_any_order() {
        let turns = Turns::default();
        let (one, other) = (record("user", "a"), record("user", "b"));
        let first = turns.take(&[one.clone(), other.clone()], Some(1)).await;
        assert!(timeout(SHORT, turns.take(&[other.clone(), one.clone()], Some(1))).await.is_err());
        assert!(timeout(SHORT, turns.take(std::slice::from_ref(&other), None)).await.is_err());
        drop(first);
        assert_eq!(turns.take(&[other, one], Some(1)).await.len(), 3);
    }
}
