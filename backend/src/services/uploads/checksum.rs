//! `Upload-Checksum`: whether the bytes of a request are those that were sent.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// The algorithms, as `Tus-Checksum-Algorithm` lists them: SHA-256 for whoever can, SHA-1 because the protocol asks for it.
/// Either finds what a network damages; neither is meant to keep anybody from sending what they like.
pub const ALGORITHMS: &str = "sha256,sha1";

/// A checksum that was announced, and what has come so far.
#[derive(Debug, Clone)]
pub struct Checksum {
    expected: Vec<u8>,
    seen: Seen,
}

#[derive(Debug, Clone)]
enum Seen {
    Sha256(Sha256),
    Sha1(Sha1),
}

impl Checksum {
    /// Reads the header: the algorithm, a space, the checksum in base64. `None` for anything else.
    pub fn parse(header: &str) -> Option<Self> {
        let (algorithm, encoded) = header.trim().split_once(' ')?;
        let expected = STANDARD.decode(encoded.trim()).ok()?;
        let (seen, length) = match algorithm {
            "sha256" => (Seen::Sha256(Sha256::new()), 32),
            "sha1" => (Seen::Sha1(Sha1::new()), 20),
            _ => return None,
        };
        (expected.len() == length).then_some(Self { expected, seen })
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        match &mut self.seen {
            Seen::Sha256(hash) => hash.update(bytes),
            Seen::Sha1(hash) => hash.update(bytes),
        }
    }

    pub(super) fn matches(self) -> bool {
        match self.seen {
            Seen::Sha256(hash) => hash.finalize().as_slice() == self.expected,
            Seen::Sha1(hash) => hash.finalize().as_slice() == self.expected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Checksum;

    #[test]
    fn known_checksums_match_and_others_do_not() {
        for header in ["sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0="] {
            for (bytes, fits) in [(b"abc", true), (b"abd", false)] {
                let mut checksum = Checksum::parse(header).expect("a checksum");
                checksum.update(&bytes[..1]);
                checksum.update(&bytes[1..]);
                assert_eq!(checksum.matches(), fits, "{header}");
            }
        }
    }

    #[test]
    fn what_cannot_be_checked_is_no_checksum() {
        for header in
            ["", "sha256", "sha256 ", "sha256 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", "md5 kAFQmDzST7DWlj99KOF/cg==", "sha1 ?"]
        {
            assert!(Checksum::parse(header).is_none(), "{header}");
        }
    }
}
