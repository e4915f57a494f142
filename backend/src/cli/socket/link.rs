//! A command's end of a connection: words go out, bytes of files are asked for. Bounded and blocking, so that a command works no
//! faster than its operator reads.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::mpsc::Sender;
use tokio::sync::mpsc::error::TrySendError;

use super::frame::{Frame, Kind, LARGEST};

/// Frames that wait to be sent; then the command waits.
pub(super) const WAITING: usize = 16;
/// A program that does not answer about its file for so long is given up.
const ANSWER: Duration = Duration::from_secs(60);

/// Why a command has nobody to work for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(in crate::cli) enum Ended {
    /// The operator's program is gone.
    #[error("the operator broke the command off")]
    Gone,
    /// The server is told to stop.
    #[error("the server stops")]
    Stopping,
}

impl From<Ended> for io::Error {
    fn from(ended: Ended) -> Self {
        Self::new(io::ErrorKind::BrokenPipe, ended)
    }
}

/// The connection as a command sees it.
pub(in crate::cli) struct Link {
    frames: Sender<Frame>,
    /// Locked while an answer is awaited: one question at a time.
    answers: Mutex<Receiver<Frame>>,
    ended: OnceLock<Ended>,
}

impl Link {
    pub(super) fn new(frames: Sender<Frame>, answers: Receiver<Frame>) -> Self {
        Self { frames, answers: Mutex::new(answers), ended: OnceLock::new() }
    }

    /// Says that there is nobody to work for any more; the first reason counts.
    pub(super) fn end(&self, why: Ended) {
        let _said_before = self.ended.set(why);
    }

    /// Whether there is somebody to work for.
    ///
    /// # Errors
    /// Where there is not.
    pub(in crate::cli) fn check(&self) -> Result<(), Ended> {
        self.ended.get().map_or(Ok(()), |ended| Err(*ended))
    }

    /// Sends words, in as many frames as they need.
    ///
    /// # Errors
    /// Where there is nobody to take them.
    pub(in crate::cli) fn tell(&self, kind: Kind, text: &str) -> Result<(), Ended> {
        text.as_bytes().chunks(LARGEST).try_for_each(|part| self.send(Frame::new(kind, part)))
    }

    /// Asks the operator's program to do something with a file.
    ///
    /// # Errors
    /// What it says; where it does not answer.
    pub(in crate::cli) fn ask(&self, kind: Kind, payload: &[u8]) -> io::Result<Vec<u8>> {
        let answers = self.answers.lock().map_err(|_| Ended::Gone)?;
        self.send(Frame::new(kind, payload))?;
        match blocking(|| answers.recv_timeout(ANSWER)) {
            Ok(frame) if frame.kind == Kind::Done => Ok(frame.payload),
            Ok(frame) => Err(io::Error::other(frame.text())),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                // A late answer would be taken for that to the next question.
                self.end(Ended::Gone);
                Err(self.check().err().unwrap_or(Ended::Gone).into())
            }
        }
    }

    fn send(&self, frame: Frame) -> Result<(), Ended> {
        self.check()?;
        match self.frames.try_send(frame) {
            Ok(()) => Ok(()),
            Err(TrySendError::Full(frame)) => blocking(|| self.frames.blocking_send(frame)).map_err(|_| self.reason()),
            Err(TrySendError::Closed(_)) => Err(self.reason()),
        }
    }

    fn reason(&self) -> Ended {
        self.ended.get().copied().unwrap_or(Ended::Gone)
    }
}

/// Waits without holding up the tasks of this thread.
fn blocking<T>(wait: impl FnOnce() -> T) -> T {
    if Handle::try_current().is_ok() { tokio::task::block_in_place(wait) } else { wait() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::{SyncSender, sync_channel};

    use tokio::sync::mpsc;

    use super::*;

    fn link(waiting: usize) -> (Arc<Link>, mpsc::Receiver<Frame>, SyncSender<Frame>) {
        let (frames, taken) = mpsc::channel(waiting);
        let (answer, answers) = sync_channel(1);
        (Arc::new(Link::new(frames, answers)), taken, answer)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn long_words_go_out_in_bounded_frames() {
        let (link, mut taken, _answer) = link(WAITING);
        let text = "字".repeat(LARGEST);
        link.tell(Kind::Out, &text).expect("taken");
        drop(link);
        let mut together = Vec::new();
        while let Some(frame) = taken.recv().await {
            assert!(frame.payload.len() <= LARGEST);
            together.extend(frame.payload);
        }
        assert_eq!(together, text.as_bytes());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn command_waits_until_its_words_are_taken() {
        let (link, mut taken, _answer) = link(2);
        let speaking = tokio::spawn(async move { (0..100).try_for_each(|n| link.tell(Kind::Out, &n.to_string())) });
        let mut heard = Vec::new();
        while let Some(frame) = taken.recv().await {
            assert!(taken.len() <= 2, "no more wait than the bound");
            heard.push(frame.text());
        }
        assert_eq!(heard, (0..100).map(|n| n.to_string()).collect::<Vec<_>>());
        speaking.await.expect("ended").expect("all was taken");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn command_that_waits_hears_that_nobody_takes_its_words() {
        let (link, taken, _answer) = link(1);
        link.tell(Kind::Out, "taken up by the bound").expect("room");
        let speaking = tokio::spawn(async move { link.tell(Kind::Out, "waits") });
        tokio::task::yield_now().await;
        drop(taken);
        assert_eq!(speaking.await.expect("ended"), Err(Ended::Gone));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn answers_belong_to_their_questions() {
        let (link, mut taken, answer) = link(WAITING);
        let client = tokio::spawn(async move {
            while let Some(frame) = taken.recv().await {
                let reply = if frame.kind == Kind::Read { Kind::Done } else { Kind::Failed };
                answer.try_send(Frame::new(reply, frame.payload)).expect("room for one");
            }
        });
        assert_eq!(link.ask(Kind::Read, b"bytes").expect("done"), b"bytes");
        let refused = link.ask(Kind::Create, "no such folder".as_bytes()).expect_err("refused");
        assert_eq!(refused.to_string(), "no such folder");
        link.end(Ended::Stopping);
        link.end(Ended::Gone);
        assert_eq!(link.check(), Err(Ended::Stopping), "the first reason counts");
        assert_eq!(link.ask(Kind::Read, b"bytes").expect_err("ended").to_string(), "the server stops");
        drop(link);
        client.await.expect("ended");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn lost_client_ends_a_question() {
        let (link, taken, answer) = link(WAITING);
        drop(answer);
        assert_eq!(link.ask(Kind::Finish, b"").expect_err("nobody answers").to_string(), Ended::Gone.to_string());
        assert_eq!(link.check(), Err(Ended::Gone));
        drop(taken);
    }
}
