//! A database server, reached by one connection that is watched.
//!
//! The SDK reconnects by itself, but tells nobody: meanwhile queries wait without an end, and are run when the server is back,
//! however long ago their callers left. A login that the server refuses while it starts is not tried again either. So a
//! connection that broke is given up here with everything that waits on it – it is refused at once – and a new one is made.

use std::sync::Arc;
use std::time::Duration;

use futures_util::Stream;
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use surrealdb::engine::any::{self, Any};
use surrealdb::opt::auth::Root;
use surrealdb::types::Variables;
use surrealdb::{IndexedResults, Surreal};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::DbError;
use crate::config::DatabaseConfig;

/// Queries that wait to be sent, at most; the next one waits for room.
const WAITING: usize = 1024;
/// So often it is looked whether the server answers.
const LOOK: Duration = Duration::from_secs(2);
/// A server that says nothing for so long is not there.
const PATIENCE: Duration = Duration::from_secs(5);
/// The same for connecting and logging in: a password is hashed on the way, by a server that may be busy with others'.
const REACHING: Duration = Duration::from_secs(30);
/// Between two tries to reach it.
const PAUSE: Duration = Duration::from_millis(500);
/// Further tries to choose the database, which the first one makes: several servers may begin at the same instant.
const CHOICES: u32 = 10;

type Connection = Arc<Surreal<Any>>;
/// Makes a connection that is logged in and has chosen its database.
type Connect = Box<dyn Fn() -> BoxFuture<'static, Result<Surreal<Any>, DbError>> + Send + Sync>;

/// The connection in use; `None` while the server is not reached.
#[derive(Debug)]
pub(super) struct Remote {
    current: Arc<watch::Sender<Option<Connection>>>,
    keeping: JoinHandle<()>,
}

impl Remote {
    /// Takes a connection into use; where it breaks, `again` makes the next one.
    pub(super) fn new(first: Surreal<Any>, again: Connect) -> Self {
        let current = Arc::new(watch::Sender::new(Some(Arc::new(first))));
        let keeping = tokio::spawn(keep(Arc::clone(&current), again));
        Self { current, keeping }
    }

    /// Runs a query. A refusal says that the server is not reached – or was lost before it answered: then the query may have
    /// been run.
    pub(super) async fn query(&self, query: String, vars: Variables) -> Result<IndexedResults, DbError> {
        let mut current = self.current.subscribe();
        let connection = current.borrow_and_update().clone();
        let connection = connection.ok_or_else(unreached)?;
        let outcome = tokio::select! {
            outcome = connection.query(query).bind(vars).into_future() => outcome.map_err(DbError::from),
            _ = current.changed() => return Err(unreached()),
        };
        if matches!(outcome, Err(DbError::Unreached(_))) {
            give_up(&self.current, &connection);
        }
        outcome
    }

    /// What a live query of the connection in use tells, until that connection breaks.
    pub(super) fn until_broken<T, S>(&self, told: S) -> impl Stream<Item = surrealdb::Result<T>> + Send + use<T, S>
    where
        T: Send + 'static,
        S: Stream<Item = surrealdb::Result<T>> + Send + 'static,
    {
        let mut changes = self.current.subscribe();
        let (current, connection) = (Arc::clone(&self.current), changes.borrow_and_update().clone());
        let told = told.inspect(move |told| {
            // The first that tells of a broken connection while nothing is asked.
            if let (Err(error), Some(connection)) = (told, &connection)
                && error.is_connection()
            {
                give_up(&current, connection);
            }
        });
        told.take_until(async move {
            let _or_the_database_is_closed = changes.changed().await;
        })
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        self.keeping.abort();
    }
}

/// Connects to the server, logs in and chooses the database.
///
/// # Errors
/// Where the server is not reached or refuses.
pub(super) async fn connect(config: DatabaseConfig) -> Result<Surreal<Any>, DbError> {
    let reaching = async {
        let inner = any::connect(&config.address).with_capacity(WAITING).await?;
        if let (Some(username), Some(password)) = (&config.username, &config.password) {
            inner.signin(Root { username: username.clone(), password: password.expose().to_owned() }).await?;
        }
        let mut left = CHOICES;
        loop {
            match inner.use_ns(&config.namespace).use_db(&config.name).await.map_err(DbError::from) {
                Ok(_) => return Ok(inner),
                Err(DbError::Conflict) if left > 0 => {
                    left -= 1;
                    sleep(PAUSE / 10).await;
                }
                Err(error) => return Err(error),
            }
        }
    };
    timeout(REACHING, reaching).await.unwrap_or_else(|_| Err(unreached()))
}

fn unreached() -> DbError {
    DbError::Unreached("the database server does not answer".to_owned())
}

/// Lets a connection go where it is still the one in use, and everybody who waits on it.
fn give_up(current: &watch::Sender<Option<Connection>>, broken: &Connection) {
    current.send_if_modified(|current| {
        let in_use = current.as_ref().is_some_and(|current| Arc::ptr_eq(current, broken));
        if in_use {
            *current = None;
        }
        in_use
    });
}

/// Looks whether the server answers, and connects anew where it does not, until the task is dropped.
async fn keep(current: Arc<watch::Sender<Option<Connection>>>, again: Connect) {
    let mut changes = current.subscribe();
    loop {
        let in_use = changes.borrow_and_update().clone();
        let Some(connection) = in_use else {
            tracing::error!("the database server is lost; requests are told to come back until it is reached again");
            let connection = Arc::new(reach(&again).await);
            tracing::info!("the database server is reached again");
            current.send_replace(Some(connection));
            continue;
        };
        tokio::select! {
            _ = changes.changed() => {}
            () = silent(&connection) => give_up(&current, &connection),
        }
    }
}

/// Ends when a connection gives no answer any more.
async fn silent(connection: &Connection) {
    while let Ok(Ok(_)) = timeout(PATIENCE, connection.query("RETURN 1")).await {
        sleep(LOOK).await;
    }
}

/// Tries until there is a connection.
async fn reach(again: &Connect) -> Surreal<Any> {
    let mut told = String::new();
    loop {
        match again().await {
            Ok(connection) => return connection,
            Err(error) => {
                let why = error.to_string();
                // Each reason once: it may take hours.
                if why != told {
                    tracing::warn!(%error, "the database server is not reached yet");
                    told = why;
                }
                sleep(PAUSE).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use futures_util::FutureExt as _;
    use surrealdb::types::ConnectionError;

    use super::*;

    async fn connection() -> Result<Surreal<Any>, DbError> {
        let connection = any::connect("mem://").await?;
        connection.use_ns("test").use_db("test").await?;
        Ok(connection)
    }

    async fn asked(remote: &Remote) -> Option<u32> {
        let answered = remote.query("RETURN 7".to_owned(), Variables::new()).await;
        answered.ok().and_then(|mut results| results.take::<Option<u32>>(0).ok().flatten())
    }

    #[tokio::test]
    async fn who_waits_on_a_broken_connection_is_let_go_and_the_next_one_is_made() {
        let tries = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&tries);
        let again = move || {
            let number = counted.fetch_add(1, Ordering::SeqCst);
            async move { if number < 2 { Err(unreached()) } else { connection().await } }.boxed()
        };
        let remote = Remote::new(connection().await.expect("a database"), Box::new(again));
        assert_eq!(asked(&remote).await, Some(7));

        let broken = remote.current.borrow().clone().expect("a connection");
        let mut told = Box::pin(remote.until_broken(futures_util::stream::pending::<surrealdb::Result<u32>>()));
        let endless = remote.query("SLEEP 1h".to_owned(), Variables::new());
        let breaking = async {
            tokio::task::yield_now().await;
            give_up(&remote.current, &broken);
            // A late complaint about the same connection does not concern the next one.
            give_up(&remote.current, &broken);
        };
        let (waited, ()) = tokio::join!(endless, breaking);
        assert!(matches!(waited, Err(DbError::Unreached(_))), "{waited:?}");
        assert!(told.next().await.is_none(), "a live query ends with its connection");
        assert_eq!(asked(&remote).await, None, "nobody waits for the next connection");

        let mut changes = remote.current.subscribe();
        changes.wait_for(Option::is_some).await.expect("kept");
        assert_eq!(asked(&remote).await, Some(7));
        assert_eq!(tries.load(Ordering::SeqCst), 3);
        give_up(&remote.current, &broken);
        assert_eq!(asked(&remote).await, Some(7));
    }

    #[tokio::test]
    async fn an_error_of_a_live_query_says_that_the_connection_broke() {
        let remote = Remote::new(connection().await.expect("a database"), Box::new(|| std::future::pending().boxed()));
        let broken = surrealdb::Error::connection("Connection reset".to_owned(), ConnectionError::ConnectionFailed);
        let told = futures_util::stream::iter([Ok(1), Err(broken)]).chain(futures_util::stream::pending());
        let told: Vec<_> = remote.until_broken(told).collect().await;
        assert_eq!(told.len(), 2);
        assert_eq!(asked(&remote).await, None);
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_told_as_such() {
        let config = crate::config::Config::parse("database.address = 'ws://127.0.0.1:1'").expect("settings").database;
        let refused = connect(config).await.expect_err("nobody listens there");
        assert!(matches!(refused, DbError::Unreached(_)), "{refused:?}");
    }
}
