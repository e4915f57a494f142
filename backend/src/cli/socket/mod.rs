//! The operator's socket: commands beside a running server that has the database folder to itself.
//!
//! The server listens at `operator.sock` in the database folder, so one folder has one socket. A command is sent there as it was
//! typed; the server runs the very function that the command line would run, on its own [`crate::app::App`], and sends back what
//! the command prints and its exit code. Access is the file's mode (0600) and the user id that the kernel tells of the peer.

mod frame;
mod link;

#[cfg(unix)]
mod client;
#[cfg(unix)]
mod place;
#[cfg(unix)]
mod server;
#[cfg(unix)]
mod session;

pub(super) use frame::{Kind, LARGEST, ReadAt};
pub(super) use link::Link;

#[cfg(unix)]
pub(super) use client::send;
#[cfg(unix)]
pub(super) use server::start;

/// No sockets here: every command opens the database itself.
#[cfg(not(unix))]
pub(super) fn send(
    _settings: &crate::config::Config,
    _command: &super::command::Command,
) -> Result<Option<u8>, super::failure::Failure> {
    Ok(None)
}
