//! Watches the bytes of a CSV file on their way to the parser, so that no row can make it read on without end.
//!
//! A quotation mark that is never closed would make one field of the rest of the file: a gigabyte in memory, and an error
//! far from its cause. A row here ends with its line.

use std::fmt;
use std::io::{self, BufRead, Read};

/// Longest row, in bytes; one with every column filled has some 400.
const MAX_ROW_BYTES: usize = 4096;

/// Why reading stopped, and at which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineFault {
    /// The row, counted as a spreadsheet does: the header is row 1.
    pub(super) row: u64,
    /// Why.
    pub(super) reason: &'static str,
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.reason)
    }
}

impl std::error::Error for LineFault {}

/// Lets bytes through as long as they are rows of a bounded length.
pub(super) struct LineGuard<R> {
    inner: R,
    row: u64,
    length: usize,
    quoted: bool,
}

impl<R: BufRead> LineGuard<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, row: 1, length: 0, quoted: false }
    }

    /// Takes note of a byte that may pass; of one that may not, nothing is noted.
    fn pass(&mut self, byte: u8) -> Result<(), &'static str> {
        match byte {
            b'\n' if self.quoted => return Err("a quotation mark (\") is opened and not closed on the same row"),
            b'\n' => {
                self.row += 1;
                self.length = 0;
                return Ok(());
            }
            0 => return Err("it holds a zero byte: this is no text file, or one in UTF-16. Save it as CSV in UTF-8"),
            b'"' => self.quoted = !self.quoted,
            _ => {}
        }
        if self.length >= MAX_ROW_BYTES {
            return Err("it is longer than any row of this file can be. Does each person stand on a line of its own?");
        }
        self.length += 1;
        Ok(())
    }
}

impl<R: BufRead> Read for LineGuard<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let chunk = self.inner.fill_buf()?;
        let count = chunk.len().min(out.len());
        out[..count].copy_from_slice(&chunk[..count]);
        let mut passed = 0;
        let mut refused = None;
        for byte in &out[..count] {
            if let Err(reason) = self.pass(*byte) {
                refused = Some(reason);
                break;
            }
            passed += 1;
        }
        if count == 0 && self.quoted && !out.is_empty() {
            refused = Some("a quotation mark (\") is opened and not closed on the same row");
        }
        self.inner.consume(passed);
        match refused {
            // What stands before the fault goes through first; the fault is met again at the next call.
            Some(reason) if passed == 0 => Err(io::Error::other(LineFault { row: self.row, reason })),
            _ => Ok(passed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, buffer: usize) -> (String, Option<LineFault>) {
        let mut guard = LineGuard::new(io::BufReader::with_capacity(buffer, text.as_bytes()));
        let mut passed = Vec::new();
        let fault = guard.read_to_end(&mut passed).err();
        let fault = fault.and_then(|error| error.downcast::<LineFault>().ok());
        (String::from_utf8(passed).expect("text"), fault)
    }

    #[test]
    fn whole_rows_pass_whatever_the_buffer() {
        let text = "a,b\r\n\"1,5\",\"say \"\"so\"\"\"\nlast,row";
        for buffer in [1, 2, 3, 7, 4096] {
            assert_eq!(read(text, buffer), (text.to_owned(), None));
        }
    }

    #[test]
    fn an_open_quotation_mark_is_met_at_its_row() {
        for buffer in [1, 5, 4096] {
            let (passed, fault) = read("a,b\n1,\"2\n3,4\n", buffer);
            assert_eq!((passed.as_str(), fault.map(|fault| fault.row)), ("a,b\n1,\"2", Some(2)));
            let (_, fault) = read("a,b\n1,\"2", buffer);
            assert_eq!(fault.map(|fault| fault.row), Some(2), "at the end of the file");
        }
    }

    #[test]
    fn a_row_without_end_and_zero_bytes_stop_it() {
        let (passed, fault) = read(&format!("a\n{}", "x".repeat(1_000_000)), 4096);
        assert_eq!((passed.len(), fault.map(|fault| fault.row)), (2 + MAX_ROW_BYTES, Some(2)));
        assert!(read("a\0b", 4096).1.is_some_and(|fault| fault.reason.contains("UTF-16")));
    }
}
