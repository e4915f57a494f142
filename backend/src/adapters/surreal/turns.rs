//! Turns of writers that change one row: within a process they wait for one another, so that only writers of other servers
//! can still collide, and no burst of requests runs out of tries.

use std::sync::Arc;

use tokio::sync::{Mutex, MutexGuard};

/// Most rows that writers take turns at.
pub const LANES: usize = 16;

/// The turns of this process.
#[derive(Debug, Clone, Default)]
pub(super) struct Turns(Arc<[Mutex<()>; LANES]>);

impl Turns {
    /// Waits for the turn of a lane; without one there is nothing to wait for.
    pub(super) async fn take(&self, lane: Option<usize>) -> Option<MutexGuard<'_, ()>> {
        match lane.and_then(|lane| self.0.get(lane)) {
            Some(lane) => Some(lane.lock().await),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn one_lane_waits_and_others_do_not() {
        let turns = Turns::default();
        let first = turns.take(Some(3)).await;
        assert!(timeout(Duration::from_millis(20), turns.clone().take(Some(3))).await.is_err());
        assert!(turns.take(Some(4)).await.is_some());
        assert!(turns.take(None).await.is_none() && turns.take(Some(LANES)).await.is_none());
        drop(first);
        assert!(turns.take(Some(3)).await.is_some());
    }
}
