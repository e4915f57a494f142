//! The server's side: it listens, lets in whom it may, and runs a bounded number of commands at a time.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Mutex, Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};

use super::frame::{Frame, Kind};
use super::{place, session};
use crate::app::App;

/// Connections at a time.
const CONNECTIONS: usize = 8;
/// When the server stops, commands that cannot be broken off have so long to end.
const STOPPING: Duration = Duration::from_secs(10);
/// Pause after the system gave no connection, such as for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(500);

/// What all connections share.
pub(super) struct Shared {
    /// The application that commands work on.
    pub(super) app: Arc<App>,
    /// Held by the command whose turn it is.
    pub(super) turn: Mutex<()>,
    /// Turns true when the server stops.
    pub(super) stopping: watch::Receiver<bool>,
}

/// The listening socket; dropped without [`Self::stop`] it goes on.
pub(in crate::cli) struct OperatorSocket {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// Listens beside the database folder; `None` where the database is in none. A socket that cannot be made is told in the log: the
/// service does not depend on it.
pub(in crate::cli) fn start(app: &Arc<App>) -> Option<OperatorSocket> {
    let path = place::file_of(&app.config.database)?;
    match listen(app, &path) {
        Ok(socket) => {
            tracing::info!(file = %path.display(), "listening for the operator's commands");
            Some(socket)
        }
        Err(error) => {
            tracing::error!(
                error = format!("{error:#}"),
                "no socket for the operator's commands; they need the server stopped"
            );
            None
        }
    }
}

fn listen(app: &Arc<App>, path: &Path) -> anyhow::Result<OperatorSocket> {
    let listening = || format!("listening by {}", path.display());
    let listener = place::listen(path, &*app.entropy).with_context(listening)?;
    listener.set_nonblocking(true).with_context(listening)?;
    let listener = UnixListener::from_std(listener).with_context(listening)?;
    let (stop, stopping) = watch::channel(false);
    let shared = Shared { app: Arc::clone(app), turn: Mutex::new(()), stopping };
    let task = tokio::spawn(accept(listener, path.to_owned(), Arc::new(shared)));
    Ok(OperatorSocket { stop, task })
}

impl OperatorSocket {
    /// Takes no more commands, breaks off those that can be, and waits a moment for the others.
    pub(in crate::cli) async fn stop(mut self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(STOPPING, &mut self.task).await.is_err() {
            tracing::warn!("an operator's command was cut off");
            self.task.abort();
        }
    }
}

/// Ends when the server stops.
pub(super) async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // An error says that nobody is left who could tell it to go on.
    let _stops_either_way = stopping.wait_for(|stopping| *stopping).await.is_ok();
}

async fn accept(listener: UnixListener, path: PathBuf, shared: Arc<Shared>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut sessions = JoinSet::new();
    let mut stopping = shared.stopping.clone();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stopped(&mut stopping) => break,
        };
        while sessions.try_join_next().is_some() {}
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "no connection of the operator's");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        let Some(uid) = admitted(&stream, nix::unistd::geteuid().as_raw()) else { continue };
        let Ok(permit) = Arc::clone(&room).try_acquire_owned() else {
            turn_away(&stream);
            continue;
        };
        let shared = Arc::clone(&shared);
        sessions.spawn(async move {
            session::run(stream, uid, &shared).await;
            drop(permit);
        });
    }
    // Nobody is told of a server that does not listen any more; and the next start need not look.
    drop(listener);
    if let Err(error) = place::remove(&path) {
        tracing::warn!(%error, "the file that names the operator's socket was not removed");
    }
    while sessions.join_next().await.is_some() {}
}

/// The user id of a peer that may send commands to a server of this one.
fn admitted(stream: &UnixStream, server: u32) -> Option<u32> {
    match stream.peer_cred() {
        Ok(peer) if admits(server, peer.uid()) => Some(peer.uid()),
        Ok(peer) => {
            tracing::warn!(uid = peer.uid(), "another account's connection to the operator's socket was closed");
            None
        }
        Err(error) => {
            tracing::warn!(%error, "a connection to the operator's socket without an account was closed");
            None
        }
    }
}

/// Whether a peer of an account may send commands to a server of an account: its own, or root.
const fn admits(server: u32, peer: u32) -> bool {
    peer == server || peer == 0
}

/// Says that there is no room. A new connection's buffer takes the words at once, so nothing waits.
fn turn_away(stream: &UnixStream) {
    let words = format!("backend: {CONNECTIONS} commands are under way; try again when one is done\n");
    for frame in [Frame::new(Kind::Err, words), Frame::new(Kind::Exit, [1])] {
        let _client_is_gone = frame.encode().map(|bytes| stream.try_write(&bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_servers_account_and_root_are_admitted() {
        for server in [0, 1000, 65_534] {
            assert!(admits(server, server) && admits(server, 0), "{server}");
            assert!(!admits(server, 1001), "{server}");
        }
        assert!(!admits(0, 1000), "a server of root takes nothing from others");
    }

    #[tokio::test]
    async fn connection_is_admitted_by_its_own_account() {
        let folder = tempfile::tempdir().expect("a folder");
        let listener = UnixListener::bind(folder.path().join("socket")).expect("listening");
        let _client = UnixStream::connect(folder.path().join("socket")).await.expect("connected");
        let (stream, _) = listener.accept().await.expect("accepted");
        let own = nix::unistd::geteuid().as_raw();
        assert_eq!(admitted(&stream, own), Some(own));
        // Root is admitted everywhere; anybody else by their own server alone.
        assert_eq!(admitted(&stream, own + 1), (own == 0).then_some(0));
    }
}
