//! Whether a JPEG file is whole: its segments are walked (ITU-T T.81, annex B) until the marker that ends the picture.

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

/// Whether the end of the picture is there. What stands behind it, as cameras like to add, does not matter; the end of a
/// preview inside the metadata does not count, because segments are stepped over.
pub(crate) fn is_whole(file: &[u8]) -> bool {
    // Behind the start-of-image marker.
    let mut at = 2;
    while let Some(&[0xFF, marker]) = file.get(at..at + 2).and_then(|two| two.first_chunk()) {
        match marker {
            // A marker may be preceded by any number of fill bytes.
            0xFF => at += 1,
            END_OF_IMAGE => return false,
            START_OF_SCAN => return has_end(file.get(at + 2..).unwrap_or_default()),
            _ => {
                let Some(length) = file.get(at + 2..at + 4).and_then(|two| two.first_chunk()) else { return false };
                at += 2 + usize::from(u16::from_be_bytes(*length));
            }
        }
    }
    false
}

/// In the coded picture a byte 0xFF is always followed by a zero or a restart marker: the end cannot be mistaken. Between
/// the scans of a progressive picture stand tables, whose few bytes are taken along. Looked for from behind: there it is.
fn has_end(scans: &[u8]) -> bool {
    scans.windows(2).rev().any(|pair| pair == [0xFF, END_OF_IMAGE])
}
