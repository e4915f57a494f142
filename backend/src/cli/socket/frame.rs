//! What travels over the socket: a length, a letter for the kind, a bounded payload.

use std::io::{self, ErrorKind, Read};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncRead, AsyncReadExt as _};

/// Longest payload, in bytes.
pub(in crate::cli) const LARGEST: usize = 64 * 1024;
/// Version of this protocol: the server may be older or newer than the program that sends to it.
pub(super) const PROTOCOL: u32 = 1;
/// Length of what stands before the payload.
const HEADER: usize = 5;

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(in crate::cli) enum Kind {
    /// Client: the command, a [`Request`]. The first frame and sent once.
    Request = b'Q',
    /// Server: bytes for the standard output.
    Out = b'O',
    /// Server: bytes for the standard error.
    Err = b'E',
    /// Server: the exit code, one byte. The last frame.
    Exit = b'X',
    /// Server: asks for bytes of a file, a [`ReadAt`]; answered by `Done` with at most [`LARGEST`] of them, none at its end.
    Read = b'R',
    /// Server: asks for a new file at this path; answered by `Done`.
    Create = b'C',
    /// Server: asks to add these bytes to the new file; answered by `Done`.
    Write = b'W',
    /// Server: asks to bring the new file to the disk; answered by `Done`.
    Finish = b'F',
    /// Client: it was done.
    Done = b'D',
    /// Client: it was not done, for this reason.
    Failed = b'N',
}

impl Kind {
    const ALL: [Self; 10] = [
        Self::Request,
        Self::Out,
        Self::Err,
        Self::Exit,
        Self::Read,
        Self::Create,
        Self::Write,
        Self::Finish,
        Self::Done,
        Self::Failed,
    ];
}

/// A command as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Request {
    /// [`PROTOCOL`] of the sender.
    pub(super) protocol: u32,
    /// The arguments, without the program's name.
    pub(super) arguments: Vec<String>,
    /// Folder in which it was typed.
    pub(super) folder: PathBuf,
}

/// A wish for bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct ReadAt {
    /// The file, as the arguments name it.
    pub(in crate::cli) path: PathBuf,
    /// Where to begin.
    pub(in crate::cli) at: u64,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) payload: Vec<u8>,
}

impl Frame {
    pub(super) fn new(kind: Kind, payload: impl Into<Vec<u8>>) -> Self {
        Self { kind, payload: payload.into() }
    }

    /// As it travels.
    ///
    /// # Errors
    /// Where the payload is longer than a frame may be.
    pub(super) fn encode(&self) -> io::Result<Vec<u8>> {
        let length = u32::try_from(self.payload.len()).ok().filter(|_| self.payload.len() <= LARGEST);
        let length = length.ok_or_else(|| invalid("a frame is too long"))?;
        let mut bytes = Vec::with_capacity(HEADER + self.payload.len());
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.push(self.kind as u8);
        bytes.extend_from_slice(&self.payload);
        Ok(bytes)
    }

    /// Reads one; `None` where the other end closed between two.
    ///
    /// # Errors
    /// Where the connection breaks inside one, or it is none.
    pub(super) fn read(stream: &mut impl Read) -> io::Result<Option<Self>> {
        let mut header = [0; HEADER];
        loop {
            match stream.read(&mut header[..1]) {
                Ok(0) => return Ok(None),
                Ok(_) => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        stream.read_exact(&mut header[1..])?;
        let (kind, length) = parse(header)?;
        let mut payload = vec![0; length];
        stream.read_exact(&mut payload)?;
        Ok(Some(Self { kind, payload }))
    }

    /// The same without blocking a thread.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(super) async fn receive(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Self>> {
        let mut header = [0; HEADER];
        if stream.read(&mut header[..1]).await? == 0 {
            return Ok(None);
        }
        stream.read_exact(&mut header[1..]).await?;
        let (kind, length) = parse(header)?;
        let mut payload = vec![0; length];
        stream.read_exact(&mut payload).await?;
        Ok(Some(Self { kind, payload }))
    }

    /// The payload as words.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.payload).into_owned()
    }
}

/// Kind and length, before anything is allocated.
fn parse(header: [u8; HEADER]) -> io::Result<(Kind, usize)> {
    let [a, b, c, d, letter] = header;
    let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or(usize::MAX);
    if length > LARGEST {
        return Err(invalid("a frame is too long"));
    }
    let kind = Kind::ALL.into_iter().find(|kind| *kind as u8 == letter);
    Ok((kind.ok_or_else(|| invalid("a frame of an unknown kind"))?, length))
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn frames_come_out_as_they_went_in() {
        let frames: Vec<Frame> = Kind::ALL
            .into_iter()
            .map(|kind| Frame::new(kind, vec![kind as u8; usize::from(kind as u8) * 700]))
            .collect();
        let bytes: Vec<u8> = frames.iter().flat_map(|frame| frame.encode().expect("short enough")).collect();
        let (mut blocking, mut waiting) = (bytes.as_slice(), bytes.as_slice());
        for frame in &frames {
            assert_eq!(Frame::read(&mut blocking).expect("a frame").as_ref(), Some(frame));
            assert_eq!(Frame::receive(&mut waiting).await.expect("a frame").as_ref(), Some(frame));
        }
        assert_eq!(Frame::read(&mut blocking).expect("the end"), None);
        assert_eq!(Frame::receive(&mut waiting).await.expect("the end"), None);
    }

    #[tokio::test]
    async fn what_is_no_frame_is_refused() {
        let too_long = u32::try_from(LARGEST + 1).expect("small").to_be_bytes();
        let header = |length: [u8; 4], letter: u8| [length.as_slice(), &[letter]].concat();
        for bytes in [
            header(too_long, b'Q'),
            header([0xFF; 4], b'O'),
            header([0, 0, 0, 0], b'?'),
            header([0, 0, 0, 3], b'O'),
            vec![0, 0],
        ] {
            assert!(Frame::read(&mut bytes.as_slice()).is_err(), "{bytes:?}");
            assert!(Frame::receive(&mut bytes.as_slice()).await.is_err(), "{bytes:?}");
        }
        assert!(Frame::new(Kind::Out, vec![0; LARGEST + 1]).encode().is_err());
        assert!(Frame::new(Kind::Out, vec![0; LARGEST]).encode().is_ok());
    }
}
