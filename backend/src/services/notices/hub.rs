//! Who listens on this server: a live query of the database says whose notices there are new ones of, whichever server wrote
//! them; each listener then reads its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit, watch as signal};

use crate::adapters::surreal::{DbError, key_of};
use crate::app::App;
use crate::lane::Busy;

/// Listeners of one server.
const LISTENERS: usize = 10_000;
/// Listeners that look at a time.
const LOOKS: usize = 8;
/// After a break of the live query it is asked for again.
const PAUSE: Duration = Duration::from_secs(2);

/// The listeners, by person.
#[derive(Debug)]
pub struct Hub {
    room: Arc<Semaphore>,
    looks: Semaphore,
    people: Mutex<HashMap<String, signal::Sender<()>>>,
    /// Whether the server is stopping: then everybody hangs up.
    stopping: signal::Sender<bool>,
}

impl Default for Hub {
    fn default() -> Self {
        let (room, people) = (Arc::new(Semaphore::new(LISTENERS)), Mutex::default());
        Self { room, looks: Semaphore::new(LOOKS), people, stopping: signal::Sender::new(false) }
    }
}

/// Somebody who listens.
pub struct Listener {
    heard: signal::Receiver<()>,
    stopping: signal::Receiver<bool>,
    _room: OwnedSemaphorePermit,
}

impl Listener {
    /// Waits until there may be something new, or so long; `false` where the server stops.
    pub async fn wait(&mut self, most: Duration) -> bool {
        if *self.stopping.borrow() {
            return false;
        }
        tokio::select! {
            _ = tokio::time::timeout(most, self.heard.changed()) => true,
            _ = self.stopping.changed() => false,
        }
    }
}

impl Hub {
    /// Listens for a person.
    ///
    /// # Errors
    /// [`Busy`] where this server has as many listeners as it takes.
    pub fn listen(&self, user: &str) -> Result<Listener, Busy> {
        let room = Arc::clone(&self.room).try_acquire_owned().map_err(|_| Busy)?;
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let heard = match people.get(user) {
            Some(sender) => sender.subscribe(),
            None => {
                // Those who left are forgotten as others come.
                people.retain(|_, sender| sender.receiver_count() > 0);
                let (sender, heard) = signal::channel(());
                people.insert(user.to_owned(), sender);
                heard
            }
        };
        Ok(Listener { heard, stopping: self.stopping.subscribe(), _room: room })
    }

    /// Waits for the turn to look.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        // Never closed.
        self.looks.acquire().await.ok()
    }

    /// Wakes a person's listeners.
    pub fn wake(&self, user: &str) {
        let people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = people.get(user) {
            sender.send_replace(());
        }
    }

    /// Wakes everybody: something may have been missed.
    pub fn wake_all(&self) {
        let people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        people.values().for_each(|sender| {
            sender.send_replace(());
        });
    }

    /// Everybody hangs up.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// How many listen.
    pub fn listeners(&self) -> usize {
        LISTENERS.saturating_sub(self.room.available_permits())
    }
}

/// Hands on what the database tells until the task is dropped.
pub async fn watch(app: Arc<App>) {
    loop {
        match app.db.notices_written().await {
            Ok(mut written) => {
                // What was written before this query is told to whoever listened already.
                app.notices.wake_all();
                while let Some(user) = written.next().await {
                    app.notices.wake(key_of(&user));
                }
                tracing::warn!("the database's live query ended; asking again");
            }
            // That the database server is lost, its connection has told.
            Err(DbError::Unreached(_)) => {}
            Err(error) => tracing::warn!(%error, "the database gives no live query; listeners look by themselves"),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn a_person_is_woken_on_every_device_and_nobody_else() {
        let hub = Hub::default();
        let (mut one, mut other) = (hub.listen("a").expect("room"), hub.listen("a").expect("room"));
        let mut stranger = hub.listen("b").expect("room");
        hub.wake("a");
        assert!(one.heard.has_changed().expect("open") && other.heard.has_changed().expect("open"));
        assert!(!stranger.heard.has_changed().expect("open"));
        assert!(one.wait(SHORT).await && other.wait(SHORT).await && stranger.wait(SHORT).await);
        assert_eq!(hub.listeners(), 3);
        drop((one, other));
        hub.listen("c").expect("room");
        assert_eq!(hub.people.lock().expect("a map").len(), 2, "who left is forgotten");
        hub.stop();
        assert!(!stranger.wait(Duration::from_secs(60)).await);
    }
}
