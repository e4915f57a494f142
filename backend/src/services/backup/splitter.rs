//! Takes the text of a dump apart as it streams: definitions, and the records of each table.

use std::mem;

use crate::adapters::surreal::{is_mark, is_probe};

/// Longest definition or record. Larger ones are no work of this service.
const LONGEST: usize = 64 * 1024 * 1024;
/// How the engine begins a statement of records.
const INSERT: &[u8] = b"INSERT [";
/// How it titles the records of a table, and its definitions.
const RECORDS_OF: &str = "TABLE DATA: ";
const DEFINITIONS_OF: &str = "TABLE: ";

/// A piece of a dump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A statement, with its semicolon, and the table that it is about.
    Definition(&'a str, &'a str),
    /// A record of a table.
    Record(&'a str, &'a str),
}

impl Piece<'_> {
    /// Whether it is no part of what is backed up.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            Self::Definition(table, _) => is_mark(table),
            Self::Record(table, _) => is_mark(table) || is_probe(table),
        }
    }
}

/// The text is no dump, or not all of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the dump cannot be read: {0}")]
pub(super) struct Malformed(&'static str);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between statements.
    Outside,
    /// In a line that begins with two dashes.
    Comment,
    /// In a statement.
    Statement,
    /// In a statement of records, between two of them.
    Records,
    /// In a record.
    Record,
    /// Behind the last record of a statement.
    AfterRecords,
}

/// Takes a dump apart; in memory is one piece at a time.
#[derive(Debug)]
pub(super) struct Splitter {
    state: State,
    piece: Vec<u8>,
    table: String,
    depth: usize,
    quote: Option<u8>,
    escaped: bool,
}

impl Splitter {
    pub(super) fn new() -> Self {
        let (piece, table) = (Vec::new(), String::new());
        Self { state: State::Outside, piece, table, depth: 0, quote: None, escaped: false }
    }

    /// Takes the next bytes and gives the pieces that they complete.
    ///
    /// # Errors
    /// [`Malformed`], or what `take` refuses with.
    pub(super) fn feed<E: From<Malformed>>(
        &mut self,
        bytes: &[u8],
        take: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        for byte in bytes {
            self.step(*byte, take)?;
        }
        Ok(())
    }

    /// Checks that the dump ended between two statements.
    ///
    /// # Errors
    /// [`Malformed`] where it did not.
    pub(super) fn finish(&self) -> Result<(), Malformed> {
        if self.state == State::Outside { Ok(()) } else { Err(Malformed("it is cut short")) }
    }

    fn step<E: From<Malformed>>(
        &mut self,
        byte: u8,
        take: &mut impl FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        match self.state {
            State::Outside if byte.is_ascii_whitespace() => {}
            State::Outside => {
                self.state = if byte == b'-' { State::Comment } else { State::Statement };
                self.begin(byte);
            }
            State::Comment if byte == b'\n' => {
                self.title()?;
                self.state = State::Outside;
            }
            State::Comment => self.piece.push(byte),
            State::Statement => {
                let ends = self.gather(byte)? && byte == b';';
                if ends {
                    let text = text(&self.piece)?;
                    take(Piece::Definition(&self.table, text))?;
                    self.state = State::Outside;
                } else if self.piece == INSERT {
                    self.state = State::Records;
                    self.depth = 0;
                }
            }
            State::Records => match byte {
                b'{' => {
                    self.begin(byte);
                    self.state = State::Record;
                }
                b']' => self.state = State::AfterRecords,
                b',' => {}
                byte if byte.is_ascii_whitespace() => {}
                _ => return Err(Malformed("something stands between two records").into()),
            },
            State::Record => {
                if self.gather(byte)? && byte == b'}' {
                    let text = text(&self.piece)?;
                    take(Piece::Record(&self.table, text))?;
                    self.state = State::Records;
                }
            }
            State::AfterRecords if byte == b';' => self.state = State::Outside,
            State::AfterRecords if byte.is_ascii_whitespace() => {}
            State::AfterRecords => return Err(Malformed("a statement of records does not end").into()),
        }
        Ok(())
    }

    /// Begins a piece with its first byte.
    fn begin(&mut self, byte: u8) {
        self.piece.clear();
        (self.depth, self.quote, self.escaped) = (usize::from(byte == b'{'), None, false);
        self.piece.push(byte);
    }

    /// Adds a byte to the piece; tells whether it stands outside of every bracket and quotation mark.
    fn gather(&mut self, byte: u8) -> Result<bool, Malformed> {
        if self.piece.len() >= LONGEST {
            return Err(Malformed("a piece of it is too long"));
        }
        self.piece.push(byte);
        if let Some(quote) = self.quote {
            if self.escaped {
                self.escaped = false;
            } else if byte == b'\\' {
                self.escaped = true;
            } else if byte == quote {
                self.quote = None;
            }
            return Ok(false);
        }
        match byte {
            b'\'' | b'"' | b'`' => self.quote = Some(byte),
            b'{' | b'[' | b'(' => self.depth += 1,
            b'}' | b']' | b')' => {
                self.depth = self.depth.checked_sub(1).ok_or(Malformed("a bracket is closed that was not opened"))?;
            }
            _ => {}
        }
        Ok(self.depth == 0 && self.quote.is_none())
    }

    /// Reads which table a title names.
    fn title(&mut self) -> Result<(), Malformed> {
        let line = mem::take(&mut self.piece);
        let line = text(&line)?.trim_start_matches(['-', ' ']);
        if let Some(table) = line.strip_prefix(RECORDS_OF).or_else(|| line.strip_prefix(DEFINITIONS_OF)) {
            self.table = table.trim().to_owned();
        }
        Ok(())
    }
}

fn text(bytes: &[u8]) -> Result<&str, Malformed> {
    std::str::from_utf8(bytes).map_err(|_| Malformed("it is no text"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUMP: &str = "-- ------------------------------\n-- OPTION\n-- ------------------------------\n\nOPTION IMPORT;\n\n\
        -- TABLE: a\n\nDEFINE TABLE a TYPE NORMAL;\n\nDEFINE EVENT e ON a THEN { THROW 'x; }'; };\n\n\
        -- TABLE DATA: a\n\nINSERT [ { id: a:1, t: '} , { \\' ;' }, { id: a:`b}c`, o: { p: [{}, \"it's ]\"] } } ];\nINSERT [ { id: a:3 } ];\n\n\
        -- TABLE: b\n\nDEFINE TABLE b TYPE NORMAL;\n\n\n-- TABLE DATA: b\n\n\n";

    fn pieces(dump: &str, step: usize) -> Result<Vec<String>, Malformed> {
        let mut splitter = Splitter::new();
        let mut pieces = Vec::new();
        for bytes in dump.as_bytes().chunks(step) {
            splitter.feed(bytes, &mut |piece| {
                pieces.push(format!("{piece:?}"));
                Ok::<_, Malformed>(())
            })?;
        }
        splitter.finish()?;
        Ok(pieces)
    }

    #[test]
    fn dump_is_taken_apart_however_it_arrives() {
        let whole = pieces(DUMP, 4096).expect("a dump");
        assert_eq!(whole.len(), 7, "{whole:#?}");
        assert_eq!(whole[1], "Definition(\"a\", \"DEFINE TABLE a TYPE NORMAL;\")");
        assert!(whole[2].starts_with("Definition(\"a\", \"DEFINE EVENT"));
        assert_eq!(whole[4], "Record(\"a\", \"{ id: a:`b}c`, o: { p: [{}, \\\"it's ]\\\"] } }\")");
        assert_eq!(whole[6], "Definition(\"b\", \"DEFINE TABLE b TYPE NORMAL;\")");
        for step in [1, 2, 7] {
            assert_eq!(pieces(DUMP, step).expect("a dump"), whole, "{step}");
        }
    }

    #[test]
    fn dump_that_is_cut_is_noticed() {
        for (at, _) in DUMP.char_indices() {
            let cut = pieces(&DUMP[..at], 64);
            let between =
                DUMP[..at].trim_end().is_empty() || DUMP[..at].trim_end().ends_with(';') || DUMP[..at].ends_with('\n');
            assert!(cut.is_err() || between, "cut at {at}: {cut:?}");
        }
    }
}
