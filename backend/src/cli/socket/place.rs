//! Where the socket lies, and how it comes to lie there: with its mode from the first instant, over a dead server's, never over
//! a living one's.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, ErrorKind};
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use crate::adapters::surreal::folder_of;
use crate::config::DatabaseConfig;

/// The socket, in the database folder. The engine leaves names alone that are none of its own.
const NAME: &str = "operator.sock";
/// Private folder in which the socket gets its mode before anybody can reach it.
const NURSERY: &str = ".operator.new";
/// Longest path of a socket that the kernel takes everywhere, in bytes.
const LONGEST: usize = 103;

/// The socket of the configured database; `None` where that is no folder.
pub(super) fn socket_of(database: &DatabaseConfig) -> Option<PathBuf> {
    database.address.starts_with("rocksdb://").then(|| folder_of(&database.address).join(NAME))
}

/// Connects to the server that listens at a socket; `None` where none does.
///
/// # Errors
/// Where the socket may not be used.
pub(super) fn connect(path: &Path) -> io::Result<Option<UnixStream>> {
    let found = Reachable::new(path).and_then(|near| UnixStream::connect(&near.path));
    match found {
        Ok(stream) => Ok(Some(stream)),
        // No file, or that of a server that was killed.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Listens at a socket that only this account and root can open.
///
/// # Errors
/// Where a server answers there already, or the folder cannot be written.
pub(super) fn listen(path: &Path) -> io::Result<UnixListener> {
    if connect(path)?.is_some() {
        return Err(io::Error::new(ErrorKind::AddrInUse, "another server listens there"));
    }
    let nursery = path.with_file_name(NURSERY);
    let new = nursery.join(NAME);
    // What a server left that was killed at this very place.
    remove_nursery(&nursery, &new)?;
    DirBuilder::new().mode(0o700).create(&nursery)?;
    let listener = Reachable::new(&new).and_then(|near| {
        let listener = UnixListener::bind(&near.path)?;
        fs::set_permissions(&new, Permissions::from_mode(0o600))?;
        fs::rename(&new, path)?;
        Ok(listener)
    });
    remove_nursery(&nursery, &new)?;
    listener
}

fn remove_nursery(nursery: &Path, new: &Path) -> io::Result<()> {
    for outcome in [fs::remove_file(new), fs::remove_dir(nursery)] {
        match outcome {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// A path that the kernel takes for a socket.
struct Reachable {
    path: PathBuf,
    /// Open as long as the path leads through it.
    _folder: Option<File>,
}

impl Reachable {
    /// A long path is entered by its folder's descriptor, which Linux shows as a short path.
    fn new(path: &Path) -> io::Result<Self> {
        if path.as_os_str().len() <= LONGEST {
            return Ok(Self { path: path.to_owned(), _folder: None });
        }
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(ErrorKind::InvalidInput.into());
        };
        let folder = File::open(parent)?;
        let descriptor = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd()));
        if !descriptor.exists() {
            return Err(io::Error::new(
                ErrorKind::InvalidInput,
                format!(
                    "the path of the socket is longer than {LONGEST} bytes: give the database folder a shorter one"
                ),
            ));
        }
        Ok(Self { path: descriptor.join(name), _folder: Some(folder) })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::FileTypeExt as _;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).expect("a file").permissions().mode() & 0o777
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        names.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn socket_lies_in_the_database_folder() {
        let at = |address: &str| {
            let text = format!("database.address = '{address}'");
            socket_of(&crate::config::Config::parse(&text).expect("settings").database)
        };
        assert_eq!(at("rocksdb:///srv/db?sync=every"), Some(PathBuf::from("/srv/db/operator.sock")));
        assert_eq!(at("rocksdb://data/db"), Some(PathBuf::from("data/db/operator.sock")));
        for none in ["mem://", "ws://localhost:8000", "wss://db.example:8000"] {
            assert_eq!(at(none), None, "{none}");
        }
    }

    #[test]
    fn socket_is_its_owners_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(NAME);
        let _listener = listen(&path).expect("listening");
        assert_eq!(mode(&path), 0o600);
        assert_eq!(names(folder.path()), [NAME], "nothing else is left");
    }

    #[test]
    fn dead_socket_is_replaced_and_a_living_one_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(NAME);
        assert!(connect(&path).expect("nobody").is_none());
        let first = listen(&path).expect("listening");
        assert_eq!(listen(&path).expect_err("it lives").kind(), ErrorKind::AddrInUse);
        assert!(connect(&path).expect("it lives still").is_some());
        drop(first);
        assert!(fs::symlink_metadata(&path).expect("left behind").file_type().is_socket());
        assert!(connect(&path).expect("nobody").is_none());
        // And what a server leaves that is killed in between.
        fs::create_dir(folder.path().join(NURSERY)).expect("made");
        fs::write(folder.path().join(NURSERY).join(NAME), "").expect("made");
        let _second = listen(&path).expect("listening");
        assert!(connect(&path).expect("it lives").is_some());
        assert_eq!((mode(&path), names(folder.path()).len()), (0o600, 1));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn long_path_is_no_obstacle() {
        let folder = tempfile::tempdir().expect("a folder");
        let deep = folder.path().join("d".repeat(200));
        fs::create_dir(&deep).expect("made");
        let path = deep.join(NAME);
        let _listener = listen(&path).expect("listening");
        assert!(connect(&path).expect("reached").is_some());
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn missing_folder_has_no_server_and_gets_no_socket() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("none").join(NAME);
        assert!(connect(&path).expect("nobody").is_none());
        assert!(listen(&path).is_err());
    }
}
