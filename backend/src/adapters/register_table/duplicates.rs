//! Persons who stand in a file twice, found with the rows of both and in memory that does not grow with the file.
//!
//! A document leaves a fingerprint of 64 bits. When there are more of them than there is room for, only every second one
//! is kept – by its last bit, then by its last two bits, and so on –, and the file is read again for the others.

use sha2::{Digest, Sha256};
use shared::identity::IdDocument;

/// Fingerprints kept at one time: 16 MiB of them.
const ROOM: usize = 1 << 20;

/// Looks for two equal fingerprints among those of one part.
pub(super) struct Duplicates {
    room: usize,
    /// Of the fingerprints, those are looked at whose last `bits` bits are `part`.
    bits: u32,
    part: u64,
    seen: Vec<(u64, u32)>,
}

impl Duplicates {
    pub(super) fn new() -> Self {
        Self::with_room(ROOM)
    }

    fn with_room(room: usize) -> Self {
        Self { room, bits: 0, part: 0, seen: Vec::new() }
    }

    /// Takes note of the document on a row.
    pub(super) fn note(&mut self, row: u64, document: &IdDocument) {
        let fingerprint = fingerprint(document);
        if !self.is_in_part(fingerprint) {
            return;
        }
        while self.seen.len() >= self.room && self.bits < 32 {
            self.bits += 1;
            let (bits, part) = (self.bits, self.part);
            self.seen.retain(|(seen, _)| is_in(*seen, bits, part));
        }
        // No room even so: one person stands there a million times, which those that were kept tell well enough.
        if self.is_in_part(fingerprint) && self.seen.len() < self.room {
            self.seen.push((fingerprint, u32::try_from(row).unwrap_or(u32::MAX)));
        }
    }

    /// The pairs found in this part – the later row, and the earliest of the same person –, and whether the file has to
    /// be read again for the next part.
    pub(super) fn take_found(&mut self) -> (Vec<(u64, u64)>, bool) {
        self.seen.sort_unstable();
        let mut found = Vec::new();
        let mut first: Option<(u64, u32)> = None;
        for (fingerprint, row) in &self.seen {
            match first {
                Some((same, earliest)) if same == *fingerprint => found.push((u64::from(*row), u64::from(earliest))),
                _ => first = Some((*fingerprint, *row)),
            }
        }
        self.seen.clear();
        (found, self.go_on())
    }

    /// Turns to the next part; parts are visited like the numbers of a binary counter read from the left, so that a part
    /// that was halved on the way is followed by its other half.
    fn go_on(&mut self) -> bool {
        while self.bits > 0 {
            let top = 1 << (self.bits - 1);
            if self.part & top == 0 {
                self.part |= top;
                return true;
            }
            self.part &= !top;
            self.bits -= 1;
        }
        false
    }

    fn is_in_part(&self, fingerprint: u64) -> bool {
        is_in(fingerprint, self.bits, self.part)
    }
}

fn is_in(fingerprint: u64, bits: u32, part: u64) -> bool {
    fingerprint & ((1 << bits) - 1) == part
}

/// Two of a million persons share one by chance once in forty million files.
fn fingerprint(document: &IdDocument) -> u64 {
    let digest = Sha256::digest(format!("{}|{}", document.kind().code(), document.as_str()));
    digest.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use shared::identity::DocumentType;

    use super::*;

    fn document(serial: u64) -> IdDocument {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        IdDocument::parse(DocumentType::Passport, &format!("E{serial:08}"), today).expect("a passport")
    }

    /// Reads a made-up file of that many persons with that much room; gives the pairs and how often it was read.
    fn run(rows: &[u64], room: usize) -> (Vec<(u64, u64)>, usize) {
        let mut duplicates = Duplicates::with_room(room);
        let (mut pairs, mut times) = (Vec::new(), 0);
        loop {
            times += 1;
            for (row, serial) in rows.iter().enumerate() {
                duplicates.note(row as u64 + 2, &document(*serial));
                assert!(duplicates.seen.len() <= room);
            }
            let (found, again) = duplicates.take_found();
            pairs.extend(found);
            if !again {
                pairs.sort_unstable();
                return (pairs, times);
            }
        }
    }

    #[test]
    fn each_later_row_names_the_first_one() {
        let (pairs, times) = run(&[1, 2, 1, 3, 1, 2], 100);
        assert_eq!((pairs, times), (vec![(4, 2), (6, 2), (7, 3)], 1));
    }

    #[test]
    fn with_little_room_the_file_is_read_more_often_and_nothing_is_missed() {
        let mut rows: Vec<u64> = (0..2000).collect();
        rows.extend([7, 1999, 1000]);
        let expected = vec![(2002, 9), (2003, 2001), (2004, 1002)];
        assert_eq!(run(&rows, 10_000), (expected.clone(), 1));
        let (pairs, times) = run(&rows, 300);
        assert_eq!(pairs, expected);
        assert!((8..=16).contains(&times), "{times}");
    }

    #[test]
    fn one_person_alone_in_the_file_ends_too() {
        let (pairs, _) = run(&[5; 50], 10);
        assert!(!pairs.is_empty());
    }
}
