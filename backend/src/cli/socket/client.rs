//! The command line's side: a command goes to the server that has the folder, and what comes back is printed.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::FileExt as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::frame::{Frame, Kind, LARGEST, PROTOCOL, ReadAt, Request};
use super::place;
use crate::cli::command::{Command, Files, Where};
use crate::cli::failure::Failure;
use crate::cli::files::create_here;
use crate::config::Config;

/// Sends this process' command to the server that has the database folder; `None` where none has. Gives the exit code.
///
/// # Errors
/// Where the server may not be used, or is lost on the way.
pub(in crate::cli) fn send(settings: &Config, command: &Command) -> Result<Option<u8>, Failure> {
    let Some(path) = place::file_of(&settings.database) else { return Ok(None) };
    let reached = match place::connect(&path) {
        Ok(None) => return Ok(None),
        Ok(Some(_)) if command.place() == Where::Stopped => Err(anyhow::anyhow!(
            "a server has the database folder open, and this command needs it stopped: stop the server, give the command again"
        )),
        Ok(Some(stream)) => Ok(stream),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(error).context(
            "the server of this database folder takes commands of its own account and of root alone; become one of them",
        ),
        Err(error) => Err(error).with_context(|| format!("reaching the server by {}", path.display())),
    };
    let mut conversation = Conversation { stream: reached?, files: OpenFiles::new(command.files()) };
    conversation.request()?;
    Ok(Some(conversation.follow()?))
}

struct Conversation {
    stream: UnixStream,
    files: OpenFiles,
}

impl Conversation {
    fn request(&mut self) -> anyhow::Result<()> {
        let arguments = std::env::args_os().skip(1).map(|argument| argument.into_string().ok());
        let request = Request {
            protocol: PROTOCOL,
            arguments: arguments.collect::<Option<_>>().context("the arguments have to be UTF-8")?,
            folder: std::env::current_dir().context("finding the current folder")?,
        };
        let frame = Frame::new(Kind::Request, serde_json::to_vec(&request)?).encode();
        let bytes = frame.context("the arguments are too long to be sent to the server")?;
        // A server that turned the command away before it came has said why: that is read next.
        let _refused_before = self.stream.write_all(&bytes);
        Ok(())
    }

    /// Does what the server says until it tells the exit code.
    fn follow(&mut self) -> anyhow::Result<u8> {
        let mut heard = false;
        loop {
            let frame = match Frame::read(&mut self.stream) {
                Ok(Some(frame)) => frame,
                Ok(None) | Err(_) if !heard => anyhow::bail!(REFUSED),
                Ok(None) | Err(_) => anyhow::bail!(
                    "the server ended before the command did; see whether it was done before you give it again"
                ),
            };
            heard = true;
            let answer = match frame.kind {
                Kind::Out => {
                    print(io::stdout().lock(), &frame.payload)?;
                    continue;
                }
                Kind::Err => {
                    let _nobody_is_left_to_tell = print(io::stderr().lock(), &frame.payload);
                    continue;
                }
                Kind::Exit => return Ok(frame.payload.first().copied().unwrap_or(1)),
                _ => self.files.answer(&frame),
            };
            let answer = match answer {
                Ok(bytes) => Frame::new(Kind::Done, bytes),
                Err(error) => Frame::new(Kind::Failed, error.to_string()),
            };
            // A server that is gone is noticed as the next frame is read.
            let _read_next = self.stream.write_all(&answer.encode()?);
        }
    }
}

const REFUSED: &str = "the server of this database folder closed the connection without a word: it takes commands of its own \
                       account and of root alone";

/// As [`crate::cli::output::print`]: a reader that has seen enough is no failure.
fn print(mut to: impl Write, bytes: &[u8]) -> anyhow::Result<()> {
    match to.write_all(bytes).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.context("writing the result"),
    }
}

/// The files that the command's own arguments name, and no others: the server is not trusted with more.
struct OpenFiles {
    named: Files,
    read: HashMap<PathBuf, File>,
    new: Option<File>,
}

impl OpenFiles {
    fn new(named: Files) -> Self {
        Self { named, read: HashMap::new(), new: None }
    }

    fn answer(&mut self, wish: &Frame) -> io::Result<Vec<u8>> {
        match wish.kind {
            Kind::Read => {
                let ReadAt { path, at } = serde_json::from_slice(&wish.payload)?;
                let mut bytes = vec![0; LARGEST];
                let count = read_at(self.reading(&path)?, &mut bytes, at)?;
                bytes.truncate(count);
                return Ok(bytes);
            }
            Kind::Create => {
                let path = Path::new(std::str::from_utf8(&wish.payload).map_err(|_| unnamed())?);
                if self.new.is_some() || self.named.created.as_deref() != Some(path) {
                    return Err(unnamed());
                }
                self.new = Some(create_here(path)?);
            }
            Kind::Write => self.new.as_mut().ok_or_else(unnamed)?.write_all(&wish.payload)?,
            Kind::Finish => self.new.as_mut().ok_or_else(unnamed)?.sync_all()?,
            _ => return Err(unnamed()),
        }
        Ok(Vec::new())
    }

    fn reading(&mut self, path: &Path) -> io::Result<&File> {
        if self.named.read.as_deref() != Some(path) {
            return Err(unnamed());
        }
        if !self.read.contains_key(path) {
            let file = File::open(path)?;
            if !file.metadata()?.is_file() {
                return Err(io::Error::other("it has to be a file and no pipe: it is read twice"));
            }
            self.read.insert(path.to_owned(), file);
        }
        self.read.get(path).ok_or_else(unnamed)
    }
}

fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    loop {
        match file.read_at(bytes, at) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}

fn unnamed() -> io::Error {
    io::Error::new(ErrorKind::PermissionDenied, "the command's arguments name no such file")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path, at: u64) -> Frame {
        Frame::new(Kind::Read, serde_json::to_vec(&ReadAt { path: path.to_owned(), at }).expect("json"))
    }

    #[test]
    fn files_are_read_in_bounded_pieces() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("insured.csv");
        let content: Vec<u8> = (0..LARGEST + 100).map(|n| u8::try_from(n % 251).expect("small")).collect();
        std::fs::write(&path, &content).expect("written");
        let mut files = OpenFiles::new(Files { read: Some(path.clone()), created: None });
        let first = files.answer(&read(&path, 0)).expect("bytes");
        assert_eq!(first.len(), LARGEST);
        let second = files.answer(&read(&path, LARGEST as u64)).expect("bytes");
        assert_eq!([first, second].concat(), content);
        assert!(files.answer(&read(&path, content.len() as u64)).expect("the end").is_empty());
        let mut folders = OpenFiles::new(Files { read: Some(folder.path().to_owned()), created: None });
        assert!(folders.answer(&read(folder.path(), 0)).is_err(), "a folder is no file");
    }

    #[test]
    fn server_reaches_no_file_that_is_not_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let (named, other) = (folder.path().join("named"), folder.path().join("other"));
        for path in [&named, &other] {
            std::fs::write(path, "secret").expect("written");
        }
        let new = folder.path().join("new");
        let mut files = OpenFiles::new(Files { read: Some(named.clone()), created: Some(new.clone()) });
        assert!(files.answer(&read(&other, 0)).is_err());
        assert!(files.answer(&Frame::new(Kind::Write, "early")).is_err());
        let create = |path: &Path| Frame::new(Kind::Create, path.to_str().expect("utf-8"));
        assert!(files.answer(&create(&other)).is_err());
        files.answer(&create(&new)).expect("made");
        assert!(files.answer(&create(&new)).is_err(), "once");
        files.answer(&Frame::new(Kind::Write, "one ")).expect("written");
        files.answer(&Frame::new(Kind::Write, "two")).expect("written");
        files.answer(&Frame::new(Kind::Finish, "")).expect("on the disk");
        assert_eq!(std::fs::read_to_string(&new).expect("readable"), "one two");
        assert_eq!(std::fs::read_to_string(&other).expect("readable"), "secret");
        let mut again = OpenFiles::new(Files { read: None, created: Some(new.clone()) });
        assert!(again.answer(&create(&new)).is_err(), "it exists");
    }
}
