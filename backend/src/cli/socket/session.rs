//! One connection: the command that comes is run, its words go back, and at last its exit code.

use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use clap::Parser as _;
use tokio::io::AsyncWriteExt as _;
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinSet};
use tokio::time::timeout;

use super::frame::{Frame, Kind, PROTOCOL, Request};
use super::link::{Ended, Link, WAITING};
use super::server::{Shared, stopped};
use crate::cli::account;
use crate::cli::command::{Args, Command, Where};
use crate::cli::failure::Failure;
use crate::cli::operator::Operator;
use crate::cli::output::Output;

/// Time for the command to come.
const HANDSHAKE: Duration = Duration::from_secs(5);
/// A program that takes nothing for so long – a pager that nobody reads on – is given up.
const TAKEN: Duration = Duration::from_secs(600);

type Outcome = Result<anyhow::Result<()>, JoinError>;

/// Serves a connection to its end.
pub(super) async fn run(stream: UnixStream, uid: u32, shared: &Arc<Shared>) {
    let (mut reader, writer) = stream.into_split();
    let Ok(Ok(Some(first))) = timeout(HANDSHAKE, Frame::receive(&mut reader)).await else {
        tracing::warn!(uid, "a connection to the operator's socket sent no command");
        return;
    };
    let (frames, taken) = mpsc::channel(WAITING);
    let writing = tokio::spawn(write(writer, taken));
    let code = match understand(&first) {
        Ok((command, request)) => serve(command, request, uid, shared, reader, &frames).await,
        Err(refusal) => {
            tell(&frames, refusal.kind, &refusal.words).await;
            refusal.code
        }
    };
    let _client_is_gone = frames.send(Frame::new(Kind::Exit, [code])).await;
    drop(frames);
    let _ended = writing.await;
}

/// Why a command is not run.
struct Refusal {
    kind: Kind,
    words: String,
    code: u8,
}

fn understand(frame: &Frame) -> Result<(Command, Request), Refusal> {
    let refusal = |words: &str| Refusal { kind: Kind::Err, words: format!("backend: {words}\n"), code: 2 };
    let request = serde_json::from_slice::<Request>(&frame.payload).ok().filter(|_| frame.kind == Kind::Request);
    let request = request.filter(|request| request.protocol == PROTOCOL).ok_or_else(|| {
        let words = format!(
            "the server is of version {} and does not understand this program: use the program of the same version",
            env!("CARGO_PKG_VERSION")
        );
        refusal(&words)
    })?;
    let arguments = std::iter::once("backend").chain(request.arguments.iter().map(String::as_str));
    let command = Args::try_parse_from(arguments)
        .map_err(|error| Refusal {
            kind: if error.use_stderr() { Kind::Err } else { Kind::Out },
            words: error.render().to_string(),
            code: u8::try_from(error.exit_code()).unwrap_or(2),
        })?
        .command;
    match command.place() {
        Where::Server => Ok((command, request)),
        Where::Here | Where::Stopped => Err(refusal("this command is not sent to a server")),
    }
}

/// Runs the command; gives its exit code.
async fn serve(
    command: Command,
    request: Request,
    uid: u32,
    shared: &Arc<Shared>,
    reader: OwnedReadHalf,
    frames: &mpsc::Sender<Frame>,
) -> u8 {
    let (answer, answers) = sync_channel(1);
    let link = Arc::new(Link::new(frames.clone(), answers));
    let (name, breakable) = (command.name(), command.only_reads());
    let mut work = JoinSet::new();
    work.spawn(operate(command, request, uid, Arc::clone(shared), Output::Client(Arc::clone(&link))));
    let mut stopping = shared.stopping.clone();
    let ended = tokio::select! {
        done = work.join_next() => Err(done),
        () = hear(reader, answer) => Ok(Ended::Gone),
        () = stopped(&mut stopping) => Ok(Ended::Stopping),
    };
    let ended = match ended {
        Ok(ended) => ended,
        Err(done) => return close(name, done, frames).await,
    };
    // From here on whatever the command says or asks fails, so it ends by itself; one that changes nothing is broken off at once.
    link.end(ended);
    if breakable {
        work.abort_all();
    }
    let done = work.join_next().await;
    tracing::info!(command = name, "{ended}");
    match done {
        Some(Err(error)) if error.is_cancelled() => {
            tell(frames, Kind::Err, &format!("backend: {ended}\n")).await;
            1
        }
        done => close(name, done, frames).await,
    }
}

async fn operate(command: Command, request: Request, uid: u32, shared: Arc<Shared>, out: Output) -> anyhow::Result<()> {
    let account = tokio::task::spawn_blocking(move || account::of_uid(uid)).await?;
    let _turn = if command.takes_turn() {
        Some(match shared.turn.try_lock() {
            Ok(turn) => turn,
            Err(_) => {
                out.complain("Another command is under way; this one begins when it is done.");
                shared.turn.lock().await
            }
        })
    } else {
        None
    };
    out.check()?;
    tracing::info!(command = command.name(), %account, "an operator's command");
    let (app, folder) = (&shared.app, request.folder.as_path());
    command.run(&Operator { app, out: &out, account: &account, folder, migrated: &[] }).await
}

/// Says how a command ended, where there are words for it.
async fn close(name: &str, done: Option<Outcome>, frames: &mpsc::Sender<Frame>) -> u8 {
    let failure = match done {
        Some(Ok(Ok(()))) => return 0,
        Some(Ok(Err(error))) => Failure::Failed(error),
        Some(Err(error)) => {
            tracing::error!(command = name, %error, "an operator's command was cut short");
            Failure::Failed(anyhow::anyhow!("the command was cut short; the server's log tells more"))
        }
        None => Failure::Failed(anyhow::anyhow!("the command was lost")),
    };
    tell(frames, Kind::Err, &format!("backend: {failure}\n")).await;
    failure.code()
}

async fn tell(frames: &mpsc::Sender<Frame>, kind: Kind, words: &str) {
    for part in words.as_bytes().chunks(super::LARGEST) {
        let _client_is_gone = frames.send(Frame::new(kind, part)).await;
    }
}

/// Sends what comes, up to the exit code.
async fn write(mut writer: OwnedWriteHalf, mut frames: mpsc::Receiver<Frame>) {
    while let Some(frame) = frames.recv().await {
        let Ok(bytes) = frame.encode() else { return };
        if !matches!(timeout(TAKEN, writer.write_all(&bytes)).await, Ok(Ok(()))) || frame.kind == Kind::Exit {
            return;
        }
    }
}

/// Hands on answers about files; ends when the client is gone or says what nobody asked for.
async fn hear(mut reader: OwnedReadHalf, answers: SyncSender<Frame>) {
    while let Ok(Some(frame)) = Frame::receive(&mut reader).await {
        if !matches!(frame.kind, Kind::Done | Kind::Failed) || answers.try_send(frame).is_err() {
            return;
        }
    }
}
