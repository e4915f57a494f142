//! What becomes of a chosen file: a paper, a question, or a sentence about why not. Known by its bytes, whatever its name says.

use shared::api::PhotoFault;

use super::super::camera::{earlier, paper_of};
use super::super::paper::NewPaper;
use crate::platform::vision::{self, Blind, Pasted};
use crate::{platform, t};

/// A file with faults that waits for the person's word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Doubt {
    pub(super) key: String,
    pub(super) paper: NewPaper,
    pub(super) fingerprint: Vec<u8>,
}

/// What becomes of a file.
pub(super) enum Outcome {
    /// A paper, and the fingerprint of its page where it was looked at.
    Good(NewPaper, Vec<u8>),
    Doubtful(Doubt),
    /// Why not.
    Refused(String),
}

/// What a file's first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Photos of some phones, which few browsers can read.
    Heic,
    /// Pictures that the server takes.
    Picture,
    /// Anything else, for the server to judge.
    Other,
}

/// The brands of HEIF files with pictures coded by HEVC, and of HEIF in general (ISO/IEC 23008-12).
const HEIC_BRANDS: [&[u8]; 9] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif"];

fn content(bytes: &[u8]) -> Content {
    if bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| HEIC_BRANDS.contains(&brand)) {
        return Content::Heic;
    }
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) || bytes.starts_with(b"\x89PNG\r\n\x1a\n") || is_webp {
        return Content::Picture;
    }
    Content::Other
}

/// `IMG_0001.HEIC` → `IMG_0001.jpg`.
fn as_jpeg(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}.jpg")
}

/// Looks at a file that was chosen for a kind of material of an application.
pub(super) async fn judge(application: &str, kind: &str, (file_name, media_type, bytes): Pasted) -> Outcome {
    let seen = content(&bytes);
    let heic = seen == Content::Heic;
    let mut paper = NewPaper { kind: kind.to_owned(), file_name, media_type, content: bytes, ..NewPaper::default() };
    if seen == Content::Other {
        return Outcome::Good(paper, Vec::new());
    }
    let looked =
        vision::look_at_file(&paper.content, &paper.media_type, paper_of(kind), &earlier(application), heic).await;
    match looked {
        Ok((verdict, jpeg)) => {
            if heic {
                let Some(jpeg) = jpeg else { return Outcome::Refused(t!("picker-heic", name = paper.file_name)) };
                paper.content = jpeg;
                paper.media_type = "image/jpeg".to_owned();
                paper.file_name = as_jpeg(&paper.file_name);
            }
            paper.faults = faults_of_file(verdict.faults);
            if paper.faults.is_empty() {
                Outcome::Good(paper, verdict.fingerprint)
            } else {
                let key = platform::unique_key();
                Outcome::Doubtful(Doubt { key, paper, fingerprint: verdict.fingerprint })
            }
        }
        // Nobody could look: the server says what is to be said of other pictures; of these it would say the wrong thing.
        Err(Blind::NoWorker | Blind::Unreadable) if heic => Outcome::Refused(t!("picker-heic", name = paper.file_name)),
        Err(Blind::NoWorker | Blind::Unreadable) => Outcome::Good(paper, Vec::new()),
    }
}

/// A scan has no desk around it: that no sheet stands out says nothing.
fn faults_of_file(mut faults: Vec<PhotoFault>) -> Vec<PhotoFault> {
    faults.retain(|fault| !matches!(fault, PhotoFault::NoSheet | PhotoFault::CutOff));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_bytes() {
        assert_eq!(content(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Content::Heic);
        assert_eq!(content(b"\0\0\0\x18ftypmif1\0\0\0\0"), Content::Heic);
        assert_eq!(content(b"\0\0\0\x18ftypisom\0\0\0\0"), Content::Other);
        assert_eq!(content(b"\xFF\xD8\xFF\xE0"), Content::Picture);
        assert_eq!(content(b"\x89PNG\r\n\x1a\n"), Content::Picture);
        assert_eq!(content(b"RIFF\0\0\0\0WEBPVP8 "), Content::Picture);
        assert_eq!(content(b"%PDF-1.7"), Content::Other);
        assert_eq!(content(b""), Content::Other);
    }

    #[test]
    fn what_was_converted_is_called_so() {
        assert_eq!(as_jpeg("IMG_0001.HEIC"), "IMG_0001.jpg");
        assert_eq!(as_jpeg("照片"), "照片.jpg");
    }

    #[test]
    fn a_scan_needs_no_desk_around_it() {
        let faults = vec![PhotoFault::NoSheet, PhotoFault::TooDark, PhotoFault::CutOff];
        assert_eq!(faults_of_file(faults), [PhotoFault::TooDark]);
    }
}
