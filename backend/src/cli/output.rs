//! Words for the operator: results to standard output, complaints to standard error, here or at the other end of the socket.

use std::io::{self, ErrorKind, Write};
use std::sync::Arc;

use anyhow::Context;

use super::socket::{Kind, Link};

/// Where a command's words go.
#[derive(Clone)]
pub(super) enum Output {
    /// This process' own standard output and standard error.
    Terminal,
    /// The program at the other end of the server's socket, which prints them.
    Client(Arc<Link>),
}

impl Output {
    /// Writes a line of the result; waits while the other end takes nothing.
    ///
    /// # Errors
    /// Where nobody can take it, but for a reader that has seen enough (`| head`).
    pub(super) fn say(&self, line: &str) -> anyhow::Result<()> {
        match self {
            Self::Terminal => print(line),
            Self::Client(link) => Ok(link.tell(Kind::Out, &format!("{line}\n"))?),
        }
    }

    /// Writes a complaint, or how far the command has got; where even that fails there is nobody left to tell.
    pub(super) fn complain(&self, text: &str) {
        match self {
            Self::Terminal => complain(text),
            Self::Client(link) => {
                let _nobody_is_left = link.tell(Kind::Err, &format!("{text}\n"));
            }
        }
    }

    /// Whether the command is to go on. A command that works for long without a word asks between steps, where it can end safely.
    ///
    /// # Errors
    /// Where the operator broke the command off, or the server stops.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        match self {
            Self::Terminal => Ok(()),
            Self::Client(link) => Ok(link.check()?),
        }
    }
}

/// Writes a line to this process' standard output.
///
/// # Errors
/// As [`Output::say`].
pub(super) fn print(line: &str) -> anyhow::Result<()> {
    match writeln!(io::stdout().lock(), "{line}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.context("writing the result"),
    }
}

/// Writes a complaint to this process' standard error.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A time for people, in the agency's time zone.
pub(super) fn local_time(at: chrono::DateTime<chrono::Utc>) -> String {
    let local = at.naive_utc() + chrono::TimeDelta::hours(8);
    local.format("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::local_time;

    #[test]
    fn times_are_chinas() {
        let at = chrono::DateTime::from_timestamp(1_795_392_000, 0).expect("a time");
        assert_eq!(at.to_rfc3339(), "2026-11-23T00:00:00+00:00");
        assert_eq!(local_time(at), "2026-11-23 08:00:00");
    }
}
