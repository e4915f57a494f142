//! `backend serve`: from the configuration to a server that stops in good order.

use std::cell::Cell;
use std::future::Future;
use std::io::IsTerminal;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use poem::Server;
use poem::listener::TcpAcceptor;
use tokio::sync::watch;

use crate::app::App;
use crate::config::{Config, LogConfig, LogFormat, Mode};
use crate::http::router;
use crate::services::{demo, demo_insured, notices, sweeper};

/// A connection that says nothing for so long is closed.
const IDLE: Duration = Duration::from_secs(75);
/// Closing the database takes milliseconds; a disk that hangs must not keep the process for ever.
const CLOSING: Duration = Duration::from_secs(10);
/// The server drops open connections so long after the time limit: by then it is known that there are some.
const BEHIND: Duration = Duration::from_millis(250);

/// What was asked was done, but not to its end.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unfinished(String);

/// Until when the server's own timer of the time limit runs, as a task that holds nothing; none before it is told to stop.
pub(super) type Timer = Cell<Option<Instant>>;

/// Serves until the process is told to stop.
///
/// # Errors
/// [`Unfinished`] where requests had to be cut off.
pub(super) async fn run(settings: Config, timer: &Timer) -> anyhow::Result<()> {
    start_log(&settings.log)?;
    let server = settings.server.clone();
    let fill_demo = settings.demo.enabled;
    if settings.mode == Mode::Demo && !server.listen.ip().is_loopback() {
        tracing::warn!("a demo is open to the network: its keys and accounts are known to everybody");
    }
    // Taken first: a port that is in use is told before the database is opened.
    let listener = TcpListener::bind(server.listen).with_context(|| format!("listening at {}", server.listen))?;
    listener.set_nonblocking(true)?;
    let acceptor = TcpAcceptor::from_std(listener)?;
    // Before anybody can ask to stop.
    let stop = stop_signal()?;

    let app = App::start(settings).await?;
    if fill_demo {
        demo::fill(&app).await.context("filling in the demo's people")?;
        demo_insured::fill(&app).await.context("filling in the demo's insured persons")?;
    }
    let sweeping = tokio::spawn(sweeper::run(Arc::clone(&app)));
    let sending = tokio::spawn(notices::run_outgoing(Arc::clone(&app)));
    let reminding = tokio::spawn(notices::run_reminders(Arc::clone(&app)));
    let watching = tokio::spawn(notices::watch(Arc::clone(&app)));
    #[cfg(target_os = "linux")]
    let operators = super::socket::start(&app);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), address = %server.listen, "ready");
    let outcome = serve(acceptor, app, stop, Duration::from_secs(server.shutdown_seconds), timer).await;
    #[cfg(target_os = "linux")]
    if let Some(operators) = operators {
        operators.stop().await;
    }
    for task in [sweeping, sending, reminding, watching] {
        task.abort();
    }
    outcome
}

async fn serve(
    acceptor: TcpAcceptor,
    app: Arc<App>,
    stop: impl Future<Output = ()>,
    patience: Duration,
    timer: &Timer,
) -> anyhow::Result<()> {
    let (told, mut heard) = watch::channel(false);
    let listening = Arc::clone(&app);
    let stop = async move {
        stop.await;
        tracing::info!("stopping: requests under way are answered first");
        // Who listens would be a request under way for ever.
        listening.notices.stop();
        timer.set(Some(Instant::now() + patience + BEHIND));
        told.send_replace(true);
    };
    let too_long = async move {
        // An error says that the server has ended.
        if heard.wait_for(|stopping| *stopping).await.is_ok() {
            tokio::time::sleep(patience).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    let server = Server::new_with_acceptor(acceptor).name("http").idle_timeout(IDLE);
    let serving = server.run_with_graceful_shutdown(router(app), stop, Some(patience + BEHIND));
    tokio::pin!(serving);
    tokio::select! {
        ended = &mut serving => return ended.context("serving"),
        () = too_long => {}
    }
    // The server drops each connection now, and with it the request that it was working on.
    let dropped = tokio::time::timeout(CLOSING, serving).await;
    let seconds = patience.as_secs();
    let text = match dropped {
        Ok(_) => format!("requests under way were cut off after {seconds} s"),
        Err(_) => format!("requests under way could not be ended within {seconds} s"),
    };
    Err(Unfinished(text).into())
}

/// Waits for what runs on once a command is done: the database closes when its last handle is dropped.
///
/// # Errors
/// [`Unfinished`] where it does not close in time.
pub(super) async fn wait_for_background_work(timer: &Timer) -> Result<(), Unfinished> {
    let tasks = tokio::runtime::Handle::current().metrics();
    let until = Instant::now() + CLOSING;
    let timers = || usize::from(timer.get().is_some_and(|end| Instant::now() < end));
    while tasks.num_alive_tasks() > timers() {
        if Instant::now() >= until {
            return Err(Unfinished(format!(
                "the database could not be closed: work was under way after {} s",
                CLOSING.as_secs()
            )));
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tracing::info!("the database is closed");
    Ok(())
}

/// Ends when the process is told to stop.
#[cfg(unix)]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).context("listening for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("listening for SIGINT")?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Ends when the process is told to stop.
#[cfg(not(unix))]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

fn start_log(config: &LogConfig) -> anyhow::Result<()> {
    let filter = config.env_filter().context("log.filter")?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.format {
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    }
    .map_err(|error| anyhow::anyhow!("starting the log: {error}"))
}
