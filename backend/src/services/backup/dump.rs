//! The dump of the database as a file: packed, with a checksum of the file and one of each table.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use futures_util::TryStreamExt as _;
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

use super::error::{BackupError, at};
use super::folder::private;
use super::manifest::{Sum, TableSum};
use super::splitter::{Malformed, Piece, Splitter};
use crate::adapters::surreal::Dump;

/// Pieces of text that wait to be packed.
const WAITING: usize = 4;
/// Bytes that are read at a time.
const STEP: usize = 256 * 1024;

/// What a dump holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Holds {
    /// SHA-256 over all definitions.
    pub(super) definitions_sha256: String,
    /// Its tables.
    pub(super) tables: Vec<TableSum>,
}

/// Sums up what a dump holds as its pieces come.
#[derive(Debug, Default)]
pub(super) struct Summary {
    definitions: Sha256,
    tables: Vec<(String, u64, Sha256)>,
}

impl Summary {
    pub(super) fn add(&mut self, piece: Piece<'_>) {
        let (Piece::Definition(table, text) | Piece::Record(table, text)) = piece;
        if piece.is_passing() {
            return;
        }
        if !table.is_empty() && self.tables.last().is_none_or(|(last, ..)| last != table) {
            self.tables.push((table.to_owned(), 0, Sha256::new()));
        }
        match (piece, self.tables.last_mut()) {
            (Piece::Record(..), Some((_, records, digest))) => {
                *records += 1;
                digest.update(text);
                digest.update("\n");
            }
            _ => {
                self.definitions.update(text);
                self.definitions.update("\n");
            }
        }
    }

    pub(super) fn finish(self) -> Holds {
        let sum = |(name, records, digest): (String, u64, Sha256)| TableSum {
            name,
            records,
            sha256: hex::encode(digest.finalize()),
        };
        Holds {
            definitions_sha256: hex::encode(self.definitions.finalize()),
            tables: self.tables.into_iter().map(sum).collect(),
        }
    }
}

/// Sums up a dump as it streams, without keeping it.
///
/// # Errors
/// Where the stream fails or is no dump.
pub(super) async fn sum_up(dump: Dump) -> Result<Holds, BackupError> {
    let (send, mut pieces) = mpsc::channel::<Vec<u8>>(WAITING);
    let summing = tokio::task::spawn_blocking(move || {
        let (mut splitter, mut summary) = (Splitter::new(), Summary::default());
        while let Some(bytes) = pieces.blocking_recv() {
            splitter.feed(&bytes, &mut |piece| {
                summary.add(piece);
                Ok::<_, BackupError>(())
            })?;
        }
        splitter.finish()?;
        Ok(summary.finish())
    });
    let sent = forward(dump, send).await;
    let summed = summing.await.map_err(|_| BackupError::CutShort)?;
    sent.and(summed)
}

/// Writes a dump to a new file; `last` is what the last of its tables has to hold.
///
/// # Errors
/// Where the stream or the disk fails, or the dump is not whole.
pub(super) async fn write(dump: Dump, path: PathBuf, last: String) -> Result<(Sum, Holds), BackupError> {
    let (send, mut pieces) = mpsc::channel::<Vec<u8>>(WAITING);
    let writing = tokio::task::spawn_blocking(move || {
        let file = private().create_new(true).write(true).open(&path).map_err(at(&path))?;
        let mut packed = GzEncoder::new(Summing::new(BufWriter::new(file)), Compression::fast());
        let (mut splitter, mut summary, mut whole) = (Splitter::new(), Summary::default(), false);
        while let Some(bytes) = pieces.blocking_recv() {
            splitter.feed(&bytes, &mut |piece| {
                whole |= matches!(piece, Piece::Record(_, text) if text.contains(&last));
                summary.add(piece);
                Ok::<_, BackupError>(())
            })?;
            packed.write_all(&bytes).map_err(at(&path))?;
        }
        splitter.finish()?;
        if !whole {
            return Err(BackupError::Refused("the database's export ended before it was whole; try again".to_owned()));
        }
        let (file, sum) = packed.finish().map_err(at(&path))?.finish();
        file.into_inner().map_err(|error| at(&path)(error.into_error()))?.sync_all().map_err(at(&path))?;
        Ok((sum, summary.finish()))
    });
    let sent = forward(dump, send).await;
    let written = writing.await.map_err(|_| BackupError::CutShort)?;
    // Where both failed, the writer's reason is the cause of the other.
    match (sent, written) {
        (Err(error), Ok(_)) => Err(error),
        (_, written) => written,
    }
}

async fn forward(mut dump: Dump, send: mpsc::Sender<Vec<u8>>) -> Result<(), BackupError> {
    while let Some(bytes) = dump.try_next().await? {
        if send.send(bytes).await.is_err() {
            return Err(BackupError::CutShort);
        }
    }
    Ok(())
}

/// Reads a dump through and gives its pieces; blocks.
///
/// # Errors
/// Where the file cannot be read or is no dump, and what `take` refuses with.
pub(super) fn read(
    path: &Path,
    mut take: impl FnMut(Piece<'_>) -> Result<(), BackupError>,
) -> Result<(Sum, Holds), BackupError> {
    let file = File::open(path).map_err(at(path))?;
    let mut packed = GzDecoder::new(Summing::new(BufReader::new(file)));
    let (mut splitter, mut summary) = (Splitter::new(), Summary::default());
    let mut bytes = vec![0; STEP];
    loop {
        let count = packed.read(&mut bytes).map_err(at(path))?;
        let Some(now) = bytes.get(..count).filter(|now| !now.is_empty()) else { break };
        splitter.feed(now, &mut |piece| {
            summary.add(piece);
            take(piece)
        })?;
    }
    splitter.finish()?;
    // What stands behind the packed text belongs to the checksum too.
    let mut file = packed.into_inner();
    io::copy(&mut file, &mut io::sink()).map_err(at(path))?;
    Ok((file.finish().1, summary.finish()))
}

impl From<Malformed> for BackupError {
    fn from(malformed: Malformed) -> Self {
        Self::Refused(malformed.to_string())
    }
}

/// Sums up the bytes that pass.
pub(super) struct Summing<F> {
    inner: F,
    digest: Sha256,
    bytes: u64,
}

impl<F> Summing<F> {
    pub(super) fn new(inner: F) -> Self {
        Self { inner, digest: Sha256::new(), bytes: 0 }
    }

    pub(super) fn finish(self) -> (F, Sum) {
        (self.inner, Sum { bytes: self.bytes, sha256: hex::encode(self.digest.finalize()) })
    }

    fn count(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl<F: Write> Write for Summing<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.count(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<F: Read> Read for Summing<F> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(bytes)?;
        self.count(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt as _;
    use futures_util::stream;

    use super::*;

    const TEXT: &str = "OPTION IMPORT;\n-- TABLE: a\nDEFINE TABLE a;\n-- TABLE DATA: a\nINSERT [ { id: a:1 }, { id: a:2 } ];\n\
        -- TABLE: z\nDEFINE TABLE z;\n-- TABLE DATA: z\nINSERT [ { id: z:end } ];\n";

    fn dump(text: &str) -> Dump {
        let pieces: Vec<_> = text.as_bytes().chunks(11).map(|bytes| Ok(bytes.to_vec())).collect();
        stream::iter(pieces).boxed()
    }

    #[tokio::test]
    async fn dump_is_read_back_and_every_flipped_byte_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("dump.gz");
        let (sum, holds) = write(dump(TEXT), path.clone(), "z:end".to_owned()).await.expect("written");
        let names: Vec<_> = holds.tables.iter().map(|table| (table.name.as_str(), table.records)).collect();
        assert_eq!(names, [("a", 2), ("z", 1)]);
        assert_eq!(sum_up(dump(TEXT)).await.expect("summed up"), holds);
        let same = |path: &Path| read(path, |_| Ok(())).is_ok_and(|found| found == (sum.clone(), holds.clone()));
        assert!(same(&path));
        let whole = std::fs::read(&path).expect("a file");
        for position in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[position] ^= 4;
            std::fs::write(&path, &flipped).expect("written");
            assert!(!same(&path), "byte {position}");
            std::fs::write(&path, &whole[..position]).expect("written");
            assert!(!same(&path), "cut at {position}");
        }
        std::fs::write(&path, [whole.as_slice(), b"x"].concat()).expect("written");
        assert!(!same(&path), "a byte too much");
    }

    #[tokio::test]
    async fn dump_that_ends_early_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let cut = TEXT.find("-- TABLE: z").expect("the last table");
        for (number, end) in [cut, cut - 3, 0].into_iter().enumerate() {
            let path = folder.path().join(number.to_string());
            let refused = write(dump(&TEXT[..end]), path, "z:end".to_owned()).await;
            assert!(matches!(refused, Err(BackupError::Refused(_))), "{end}: {refused:?}");
        }
    }
}
