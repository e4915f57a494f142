//! What a PDF would unpack to, looked at before anything is read: a few bytes can stand for gigabytes.

use std::io::{Read as _, copy, sink};

use flate2::read::ZlibDecoder;

/// The most that one stream may unpack to: a page scanned in colour at 600 dots per inch takes 105 MB.
const STREAM_MAX: u64 = 160 * 1024 * 1024;
/// The most that all of them together may.
const ALL_MAX: u64 = 1024 * 1024 * 1024;
/// How far before a stream its dictionary is looked for.
const DICTIONARY: usize = 4096;

/// Whether the bytes stand anywhere in the file.
pub(crate) fn holds(file: &[u8], bytes: &[u8]) -> bool {
    places(file, bytes).next().is_some()
}

fn places<'a>(file: &'a [u8], bytes: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    file.windows(bytes.len()).enumerate().filter(move |(_, window)| *window == bytes).map(|(at, _)| at)
}

/// Whether no stream unpacks to more than a page can need. Of what is packed twice or by LZW, which cannot be measured
/// without being unpacked, nothing is taken: no scanner writes it.
pub(crate) fn unpacks_within_bounds(file: &[u8]) -> bool {
    let mut all = 0;
    for at in places(file, b"stream") {
        let Some(packed) = begin(file, at) else { continue };
        let dictionary = &file[at.saturating_sub(DICTIONARY)..at];
        let own = places(dictionary, b" obj").last().map_or(dictionary, |from| &dictionary[from..]);
        let times = places(own, b"FlateDecode").count() + places(own, b"/Fl ").count();
        if times > 1 || holds(own, b"LZW") || holds(own, b"#") {
            return false;
        }
        // Unpacking stops at the bound; what is no zlib stream stops at once.
        let unpacked = copy(&mut ZlibDecoder::new(packed).take(STREAM_MAX + 1), &mut sink()).unwrap_or_default();
        all += unpacked;
        if unpacked > STREAM_MAX || all > ALL_MAX {
            return false;
        }
    }
    true
}

/// Where the bytes of a stream begin, if the word at this place opens one.
fn begin(file: &[u8], at: usize) -> Option<&[u8]> {
    if at >= 3 && &file[at - 3..at] == b"end" {
        return None;
    }
    match file.get(at + b"stream".len()..)? {
        [b'\r', b'\n', rest @ ..] | [b'\n', rest @ ..] | [b'\r', rest @ ..] => Some(rest),
        _ => None,
    }
}
