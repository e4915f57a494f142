//! The list of a backup's contents, a line for each: checksum, length, name.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::dump::Summing;
use super::error::{BackupError, at};
use super::folder::private;
use super::manifest::Sum;
use crate::adapters::contents::ContentName;

/// What stands in the place of a checksum where a content was not in the store, or was not what was kept.
const MISSING: &str = "missing";

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) content: ContentName,
    /// None where the content was missing or damaged when the backup was made.
    pub(super) sum: Option<Sum>,
}

/// Writes a list.
pub(super) struct ListWriter {
    path: PathBuf,
    packed: GzEncoder<Summing<BufWriter<File>>>,
}

impl ListWriter {
    pub(super) fn create(path: PathBuf) -> Result<Self, BackupError> {
        let file = private().create_new(true).write(true).open(&path).map_err(at(&path))?;
        Ok(Self { path, packed: GzEncoder::new(Summing::new(BufWriter::new(file)), Compression::fast()) })
    }

    pub(super) fn add(&mut self, listed: &Listed) -> Result<(), BackupError> {
        let written = match &listed.sum {
            Some(sum) => writeln!(self.packed, "{} {} {}", sum.sha256, sum.bytes, listed.content),
            None => writeln!(self.packed, "{MISSING} 0 {}", listed.content),
        };
        written.map_err(at(&self.path))
    }

    pub(super) fn finish(self) -> Result<Sum, BackupError> {
        let path = self.path;
        let (file, sum) = self.packed.finish().map_err(at(&path))?.finish();
        file.into_inner().map_err(|error| at(&path)(error.into_error()))?.sync_all().map_err(at(&path))?;
        Ok(sum)
    }
}

/// Reads a list through and gives its lines and its checksum; blocks.
///
/// # Errors
/// Where the file cannot be read or is no list, and what `take` refuses with.
pub(super) fn read(path: &Path, mut take: impl FnMut(Listed) -> Result<(), BackupError>) -> Result<Sum, BackupError> {
    let file = File::open(path).map_err(at(path))?;
    let mut packed = BufReader::new(GzDecoder::new(Summing::new(BufReader::new(file))));
    let mut line = String::new();
    loop {
        line.clear();
        if packed.read_line(&mut line).map_err(at(path))? == 0 {
            break;
        }
        let listed = parse(&line).ok_or_else(|| at(path)(io::Error::other("it is no list of contents")))?;
        take(listed)?;
    }
    let mut file = packed.into_inner().into_inner();
    io::copy(&mut file, &mut io::sink()).map_err(at(path))?;
    Ok(file.finish().1)
}

fn parse(line: &str) -> Option<Listed> {
    let mut words = line.strip_suffix('\n')?.split(' ');
    let (sha256, bytes, content) = (words.next()?, words.next()?, words.next()?);
    let sum = match sha256 {
        MISSING => None,
        sha256 if sha256.len() == 64 => Some(Sum { bytes: bytes.parse().ok()?, sha256: sha256.to_owned() }),
        _ => return None,
    };
    words.next().is_none().then_some(())?;
    Some(Listed { content: ContentName::parse(content)?, sum })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_read_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list.gz");
        let named = |text| ContentName::parse(text).expect("a name");
        let all = [
            Listed { content: named("documents/aabb"), sum: Some(Sum { bytes: 7, sha256: "ab".repeat(32) }) },
            Listed { content: named("faces/ccdd"), sum: None },
            Listed { content: named("uploads/00.11"), sum: Some(Sum { bytes: 0, sha256: "cd".repeat(32) }) },
        ];
        let mut writer = ListWriter::create(path.clone()).expect("a file");
        all.iter().try_for_each(|listed| writer.add(listed)).expect("written");
        let sum = writer.finish().expect("on disk");
        let mut found = Vec::new();
        let read = read(&path, |listed| {
            found.push(listed);
            Ok(())
        });
        assert_eq!(read.expect("a list"), sum);
        assert_eq!(found, all);
        for strange in
            ["", "\n", "ab 1 documents/aabb\n", "missing 0 ../x\n", "missing 0 faces/ccdd", "missing 0 faces/ccdd x\n"]
        {
            assert_eq!(parse(strange), None, "{strange}");
        }
    }
}
