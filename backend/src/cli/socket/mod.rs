//! The operator's socket: commands beside a running server that has the database folder to itself.
//!
//! The server listens at a socket that the file `operator.socket` in the database folder names, so one folder has one socket. A
//! command is sent there as it was typed; the server runs the very function that the command line would run, on its own
//! [`crate::app::App`], and sends back what the command prints and its exit code. Access is the file's mode (0600) and the user
//! id that the kernel tells of the peer, to both sides.

mod frame;
mod link;

#[cfg(target_os = "linux")]
mod client;
#[cfg(target_os = "linux")]
mod place;
#[cfg(target_os = "linux")]
mod server;
#[cfg(target_os = "linux")]
mod session;

pub(super) use frame::{Kind, LARGEST, ReadAt};
pub(super) use link::Link;

#[cfg(target_os = "linux")]
pub(super) use client::send;
#[cfg(target_os = "linux")]
pub(super) use server::start;

/// No sockets here: every command opens the database itself.
#[cfg(not(target_os = "linux"))]
pub(super) fn send(
    _settings: &crate::config::Config,
    _command: &super::command::Command,
) -> Result<Option<u8>, super::failure::Failure> {
    Ok(None)
}
