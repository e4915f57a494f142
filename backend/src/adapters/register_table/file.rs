//! The CSV file of insured persons, read row by row: its encoding, its header, its columns, and what is wrong with them.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::line_guard::{LineFault, LineGuard};

/// The columns, each of which the header has to name once, in any order. The last five may be empty.
pub const COLUMNS: [&str; 14] = [
    "document_type",
    "document_number",
    "name",
    "sex",
    "birth_date",
    "personal_number",
    "first_insured_month",
    "account_opened_month",
    "paid_months",
    "bank",
    "card_number",
    "region",
    "average_index",
    "account_balance",
];

/// Faults that are told one by one.
const LISTED: usize = 100;

const NOT_UTF8: &str = "it is not UTF-8; spreadsheets in China often save GBK. Save the file as \"CSV UTF-8\", or convert it: \
                        iconv -f GB18030 -t UTF-8 OLD.csv > NEW.csv";

/// What is wrong with a row. Says the column and the reason, never the value: it belongs to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The row, counted as a spreadsheet does: the header is row 1.
    pub row: u64,
    /// The column, where one is to blame.
    pub column: Option<&'static str>,
    /// What is wrong and what to do.
    pub words: String,
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "row {}, {column}: {}", self.row, self.words),
            None => write!(f, "row {}: {}", self.row, self.words),
        }
    }
}

/// The faults of a file: the first hundred, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// The first of them.
    pub first: Vec<RowFault>,
    /// How many there are.
    pub total: u64,
}

impl Listed {
    /// Adds one.
    pub(super) fn add(&mut self, fault: RowFault) {
        self.total += 1;
        if self.first.len() < LISTED {
            self.first.push(fault);
        }
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} wrong in the file:", self.total, if self.total == 1 { "thing is" } else { "things are" })?;
        self.first.iter().try_for_each(|fault| write!(f, "\n  {fault}"))?;
        match self.total - self.first.len() as u64 {
            0 => Ok(()),
            more => write!(f, "\n  … and {more} more"),
        }
    }
}

/// Why a file cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It is of another kind altogether: encoding, header, shape.
    #[error("{0}")]
    Shape(String),
    /// Rows are wrong.
    #[error("{0}")]
    Rows(Listed),
}

/// A file that can be read through more than once, wherever it lies.
pub trait Source: Send + Sync {
    /// Begins to read it from its start.
    ///
    /// # Errors
    /// Where it cannot be opened, or is no file.
    fn open(&self) -> io::Result<Box<dyn Read + Send>>;
}

impl Source for PathBuf {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        let file = File::open(self)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::other("it has to be a file and no pipe: it is read twice"));
        }
        Ok(Box::new(file))
    }
}

/// A file being read.
pub(super) struct InsuredFile {
    reader: csv::Reader<LineGuard<BufReader<Box<dyn Read + Send>>>>,
    /// Where in a row each of [`COLUMNS`] stands.
    places: [usize; COLUMNS.len()],
    record: StringRecord,
}

/// A row as it stands in the file.
pub(super) struct Row<'a> {
    pub(super) number: u64,
    /// The values in the order of [`COLUMNS`]; the number of values where it is not the header's.
    pub(super) values: Result<[&'a str; COLUMNS.len()], usize>,
}

impl InsuredFile {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// Where it cannot be read, is in another encoding, or has another header.
    pub(super) fn open(source: &dyn Source) -> Result<Self, FileError> {
        let mut bytes = BufReader::with_capacity(64 * 1024, source.open()?);
        match bytes.fill_buf()? {
            // Excel writes this mark into "CSV UTF-8".
            [0xEF, 0xBB, 0xBF, ..] => bytes.consume(3),
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
                return Err(FileError::Shape("the file is UTF-16. Save it as \"CSV UTF-8\"".to_owned()));
            }
            _ => {}
        }
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(LineGuard::new(bytes));
        let mut record = StringRecord::new();
        if !reader.read_record(&mut record).map_err(of_csv)? {
            return Err(FileError::Shape(format!("the file is empty. Its first row names the columns: {}", all())));
        }
        let places = places(&record)?;
        Ok(Self { reader, places, record })
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// Where it cannot be read on: the encoding is another, or a row does not end.
    pub(super) fn read(&mut self) -> Result<Option<Row<'_>>, FileError> {
        if !self.reader.read_record(&mut self.record).map_err(of_csv)? {
            return Ok(None);
        }
        let number = self.record.position().map_or(0, csv::Position::line);
        let values = if self.record.len() == COLUMNS.len() {
            Ok(self.places.map(|place| self.record.get(place).unwrap_or_default()))
        } else {
            Err(self.record.len())
        };
        Ok(Some(Row { number, values }))
    }
}

fn all() -> String {
    COLUMNS.join(",")
}

/// Where in the header each column stands.
fn places(header: &StringRecord) -> Result<[usize; COLUMNS.len()], FileError> {
    let names: Vec<&str> = header.iter().map(str::trim).collect();
    let mut wrong = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if !COLUMNS.contains(name) {
            // Without a header the first row is a person's: not repeated.
            wrong.push(match name.len() {
                0 => format!("column {} has no name", index + 1),
                1..=40 if name.chars().all(|c| c.is_alphabetic() || c == '_') => format!("there is no column {name}"),
                _ => format!("the name of column {} is not known", index + 1),
            });
        } else if names.iter().take(index).any(|earlier| earlier == name) {
            wrong.push(format!("{name} is named twice"));
        }
    }
    let missing: Vec<&str> = COLUMNS.into_iter().filter(|column| !names.contains(column)).collect();
    if !missing.is_empty() {
        wrong.push(format!("missing: {}", missing.join(", ")));
    }
    if wrong.is_empty() {
        return Ok(COLUMNS.map(|column| names.iter().position(|name| *name == column).unwrap_or_default()));
    }
    Err(FileError::Shape(format!(
        "row 1 has to name the columns, with commas in between: {}. In this file: {}",
        all(),
        wrong.join("; ")
    )))
}

fn of_csv(error: csv::Error) -> FileError {
    let row = error.position().map_or(1, csv::Position::line);
    match error.into_kind() {
        ErrorKind::Io(error) => match error.downcast::<LineFault>() {
            Ok(fault) => FileError::Shape(fault.to_string()),
            Err(error) => FileError::Io(error),
        },
        ErrorKind::Utf8 { pos, .. } => {
            let row = pos.map_or(row, |pos| pos.line());
            FileError::Shape(format!("row {row}: {NOT_UTF8}"))
        }
        _ => FileError::Shape(format!("row {row}: it is no row of a CSV file")),
    }
}
