//! Files that a command's arguments name. The program that the operator started opens them, with the operator's rights; a server
//! that runs the command asks it for their bytes. So a server that is confined to its own folders works on them too, and nothing
//! is copied.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::output::Output;
use super::socket::{Kind, LARGEST, Link, ReadAt};
use crate::adapters::register_table::Source;

/// A file that is being written.
pub(super) trait NewFile: Write + Send {
    /// Brings everything to the disk.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A file to be read.
pub(super) fn source(out: &Output, path: &Path) -> Arc<dyn Source> {
    match out {
        Output::Terminal => Arc::new(path.to_owned()),
        Output::Client(link) => Arc::new(ClientSource { link: Arc::clone(link), path: path.to_owned() }),
    }
}

/// A new file, for its owner alone: what commands write holds names and addresses.
pub(super) fn create(out: &Output, path: &Path) -> io::Result<Box<dyn NewFile>> {
    Ok(match out {
        Output::Terminal => Box::new(BufWriter::new(create_here(path)?)),
        Output::Client(link) => {
            link.ask(Kind::Create, path.to_string_lossy().as_bytes())?;
            // One frame a write.
            Box::new(BufWriter::with_capacity(LARGEST / 2, ClientFile(Arc::clone(link))))
        }
    })
}

/// Makes a file of this process' own that was not there.
pub(super) fn create_here(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

impl NewFile for BufWriter<File> {
    fn finish(self: Box<Self>) -> io::Result<()> {
        self.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// A file at the other end of the socket, to be read.
struct ClientSource {
    link: Arc<Link>,
    path: PathBuf,
}

impl Source for ClientSource {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        let mut reader =
            ClientReader { link: Arc::clone(&self.link), path: self.path.clone(), at: 0, ready: Cursor::default() };
        // What is wrong with the path is said at once, as it is with a file here.
        reader.fetch()?;
        Ok(Box::new(reader))
    }
}

struct ClientReader {
    link: Arc<Link>,
    path: PathBuf,
    /// Where in the file the bytes in `ready` end.
    at: u64,
    ready: Cursor<Vec<u8>>,
}

impl ClientReader {
    fn fetch(&mut self) -> io::Result<()> {
        let wish = ReadAt { path: self.path.clone(), at: self.at };
        let bytes = self.link.ask(Kind::Read, &serde_json::to_vec(&wish)?)?;
        self.at += bytes.len() as u64;
        self.ready = Cursor::new(bytes);
        Ok(())
    }
}

impl Read for ClientReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ready.position() >= self.ready.get_ref().len() as u64 {
            self.fetch()?;
        }
        self.ready.read(buffer)
    }
}

/// A file at the other end of the socket, being written: a command makes one at most.
struct ClientFile(Arc<Link>);

impl Write for ClientFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = bytes.len().min(LARGEST);
        self.0.ask(Kind::Write, &bytes[..count])?;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl NewFile for BufWriter<ClientFile> {
    fn finish(self: Box<Self>) -> io::Result<()> {
        let file = self.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.0.ask(Kind::Finish, &[]).map(drop)
    }
}
