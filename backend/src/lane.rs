//! Work for the processor off the async threads: a few pieces at a time, the others waiting in a bounded queue.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The queue is full, or the work was cut short: come back in a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too much of this work is under way")]
pub struct Busy;

/// How much there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaneLoad {
    /// Pieces being worked on.
    pub running: usize,
    /// Pieces waiting for it.
    pub waiting: usize,
}

/// One kind of work, bounded.
#[derive(Debug)]
pub struct Lane {
    /// Room for running and waiting together.
    room: Arc<Semaphore>,
    running: Arc<Semaphore>,
    capacity: usize,
    concurrency: usize,
}

/// Held until the work is done, even where the one who asked is gone.
pub(crate) struct Turn {
    _running: OwnedSemaphorePermit,
    _room: OwnedSemaphorePermit,
}

impl Turn {
    /// Works on a thread that may block.
    ///
    /// # Errors
    /// [`Busy`] where the work was cut short.
    pub(crate) async fn run<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(self);
            result
        });
        done.await.map_err(|error| {
            tracing::error!(%error, "work was cut short");
            Busy
        })
    }
}

impl Lane {
    /// Does `concurrency` pieces at a time while at most `queue` wait.
    pub fn new(concurrency: usize, queue: usize) -> Self {
        let concurrency = concurrency.clamp(1, 1024);
        let capacity = concurrency + queue.min(100_000);
        Self {
            room: Arc::new(Semaphore::new(capacity)),
            running: Arc::new(Semaphore::new(concurrency)),
            capacity,
            concurrency,
        }
    }

    /// How much there is to do now.
    pub fn load(&self) -> LaneLoad {
        let running = self.concurrency.saturating_sub(self.running.available_permits());
        let inside = self.capacity.saturating_sub(self.room.available_permits());
        LaneLoad { running, waiting: inside.saturating_sub(running) }
    }

    pub(crate) async fn turn(&self) -> Result<Turn, Busy> {
        let room = Arc::clone(&self.room).try_acquire_owned().map_err(|_| Busy)?;
        let running = Arc::clone(&self.running).acquire_owned().await.map_err(|_| Busy)?;
        Ok(Turn { _running: running, _room: room })
    }

    /// Waits for its turn, then works on a thread that may block.
    ///
    /// # Errors
    /// [`Busy`] where the queue is full or the work was cut short.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        self.turn().await?.run(work).await
    }
}
