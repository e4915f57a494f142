//! How a command finds the server of a database folder: by a file in the folder that names the server's socket.
//!
//! The socket itself has a name in the kernel alone (Linux' abstract namespace). It ends with its process, so a killed server
//! leaves nothing behind that a copy of the folder would stumble over, and no path is too long for it.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};

use crate::adapters::surreal::folder_of;
use crate::config::DatabaseConfig;
use crate::ports::{Entropy, random_id};

/// The file that names the socket, in the database folder. The engine leaves names alone that are none of its own.
const NAME: &str = "operator.socket";
/// What the name of each socket begins with.
const PREFIX: &str = "social-insurance-operator-";
/// Longest name that is read, in bytes.
const LONGEST: usize = 100;

/// The file that names the socket of the configured database; `None` where that is no folder.
pub(super) fn file_of(database: &DatabaseConfig) -> Option<PathBuf> {
    database.address.starts_with("rocksdb://").then(|| folder_of(&database.address).join(NAME))
}

/// Connects to the server that a file names; `None` where none answers.
///
/// # Errors
/// Where the file may not be read, or somebody else than its owner and root answers.
pub(super) fn connect(file: &Path) -> io::Result<Option<UnixStream>> {
    // No file, that of a killed server, or what a power cut left of it.
    let absent = |error: &io::Error| {
        matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused | ErrorKind::InvalidData)
    };
    let stream = match fs::read(file).and_then(|name| UnixStream::connect_addr(&address(&name)?)) {
        Ok(stream) => stream,
        Err(error) if absent(&error) => return Ok(None),
        Err(error) => return Err(error),
    };
    // The names of ended servers are free for everybody: the kernel tells who took this one.
    let server = getsockopt(&stream, PeerCredentials)?.uid();
    if server != 0 && server != fs::metadata(file)?.uid() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "another account answers in the server's place"));
    }
    Ok(Some(stream))
}

/// Listens at a new socket and names it by a file that only this account and root can read.
///
/// # Errors
/// Where a server answers already, or the folder cannot be written.
pub(super) fn listen(file: &Path, entropy: &dyn Entropy) -> io::Result<UnixListener> {
    if connect(file)?.is_some() {
        return Err(io::Error::new(ErrorKind::AddrInUse, "another server listens there"));
    }
    let name = format!("{PREFIX}{}", random_id(entropy));
    let listener = UnixListener::bind_addr(&address(name.as_bytes())?)?;
    let new = file.with_extension("new");
    remove(&new)?;
    let mut written = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
    written.write_all(name.as_bytes())?;
    written.sync_all()?;
    fs::rename(&new, file)?;
    Ok(listener)
}

/// Removes the file of a server that ends.
///
/// # Errors
/// Where the folder cannot be written.
pub(super) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn address(name: &[u8]) -> io::Result<SocketAddr> {
    if name.len() > LONGEST || !name.starts_with(PREFIX.as_bytes()) {
        return Err(io::Error::new(ErrorKind::InvalidData, "the file names no socket"));
    }
    SocketAddr::from_abstract_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SystemEntropy;

    #[test]
    fn file_lies_in_the_database_folder() {
        let at = |address: &str| {
            let text = format!("database.address = '{address}'");
            file_of(&crate::config::Config::parse(&text).expect("settings").database)
        };
        assert_eq!(at("rocksdb:///srv/db?sync=every"), Some(PathBuf::from("/srv/db/operator.socket")));
        assert_eq!(at("rocksdb://data/db"), Some(PathBuf::from("data/db/operator.socket")));
        for none in ["mem://", "ws://localhost:8000", "wss://db.example:8000"] {
            assert_eq!(at(none), None, "{none}");
        }
    }

    #[test]
    fn file_is_its_owners_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(NAME);
        let _listener = listen(&file, &SystemEntropy).expect("listening");
        assert_eq!(fs::symlink_metadata(&file).expect("a file").mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else is left");
    }

    #[test]
    fn dead_server_is_replaced_and_a_living_one_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(NAME);
        assert!(connect(&file).expect("nobody").is_none());
        let first = listen(&file, &SystemEntropy).expect("listening");
        assert_eq!(listen(&file, &SystemEntropy).expect_err("it lives").kind(), ErrorKind::AddrInUse);
        assert!(connect(&file).expect("it lives still").is_some());
        drop(first);
        assert!(connect(&file).expect("nobody").is_none());
        // And what a server leaves that is killed while it writes the file.
        fs::write(file.with_extension("new"), "half").expect("written");
        let _second = listen(&file, &SystemEntropy).expect("listening");
        assert!(connect(&file).expect("it lives").is_some());
        remove(&file).expect("removed");
        assert!(connect(&file).expect("nobody").is_none());
    }

    #[test]
    fn file_that_names_nothing_is_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(NAME);
        for name in ["", "another-service", &format!("{PREFIX}{}", "a".repeat(LONGEST))] {
            fs::write(&file, name).expect("written");
            assert!(connect(&file).expect("nobody").is_none());
        }
        let _listener = listen(&file, &SystemEntropy).expect("listening");
        assert!(connect(&file).expect("reached").is_some());
        assert!(listen(&folder.path().join("none").join(NAME), &SystemEntropy).is_err());
    }
}
