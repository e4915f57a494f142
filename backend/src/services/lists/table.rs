//! A list as a table file (.xlsx), for people who work on in a spreadsheet: read page by page, each written as it comes.

use chrono::{DateTime, TimeDelta, Utc};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use shared::application::{Status, code_name};
use shared::error::{Invalid, ProblemCode};
use shared::i18n::{Language, text};
use shared::retirement::Category;

use super::look::{List, Listed, STEPS};
use crate::app::App;
use crate::services::{ServiceError, ServiceResult};

/// Most rows of one file; more are narrowed by filters first.
const ROWS_MAX: usize = 5000;
/// Rows that are in memory at a time.
const ROWS_AT_ONCE: usize = 500;
/// Longest name of a sheet, characters.
const NAME_MAX: usize = 31;

/// What stands over the rows.
#[derive(Debug, Clone, Copy)]
pub(in crate::services) struct Head {
    /// Message of the sheet's name.
    pub(in crate::services) title: &'static str,
    /// Messages of the columns' names, and widths in characters.
    pub(in crate::services) columns: &'static [(&'static str, f64)],
}

/// What stands in one place of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::services) enum Cell {
    /// Text is always text: a name that begins with an equals sign is never a formula.
    Text(String),
    /// A number that can be sorted by; nothing where there is none.
    Number(Option<i32>),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        Self::Text(text.unwrap_or_default())
    }
}

impl From<Option<i32>> for Cell {
    fn from(number: Option<i32>) -> Self {
        Self::Number(number)
    }
}

/// A status, in words.
pub(in crate::services) fn status_name(language: Language, status: Status) -> String {
    code_name(language, "application-status", status.code()).unwrap_or_default()
}

/// A category, in few words.
pub(in crate::services) fn category_name(language: Language, category: Category) -> String {
    code_name(language, "application-category-short", category.code()).unwrap_or_default()
}

/// An instant, as the agency's clocks show it: eight hours ahead of UTC.
pub(in crate::services) fn moment(at: DateTime<Utc>) -> String {
    (at + TimeDelta::hours(8)).format("%Y-%m-%d %H:%M").to_string()
}

/// Everything that a list holds as a file, with how many rows that are.
///
/// # Errors
/// `export_too_many` at `submitted_from` where it holds more than 5,000 rows.
pub(in crate::services) async fn table_file<R: Listed>(
    app: &App,
    list: &List,
    head: Head,
    language: Language,
    cells: impl Fn(R) -> Vec<Cell>,
) -> ServiceResult<(Vec<u8>, usize)> {
    let mut table = written(move || Table::begin(head, language)).await?;
    let (mut count, mut past) = (0, String::new());
    loop {
        // To the end, however far: portion by portion, so that whoever hangs up ends it, and the time of a request does.
        let steps = std::iter::repeat(STEPS.iter().sum());
        let found = list.look(app, past, ROWS_AT_ONCE, steps).await?;
        count += found.rows.len();
        if count > ROWS_MAX {
            let invalid = Invalid::new("export_too_many").with("max", ROWS_MAX);
            return Err(ServiceError::Fields(("submitted_from", invalid).into()));
        }
        let rows: Vec<Vec<Cell>> = found.rows.into_iter().map(&cells).collect();
        table = written(move || table.add(rows)).await?;
        match found.next {
            Some(next) => past = next,
            None => break,
        }
    }
    Ok((written(move || table.end()).await?, count))
}

/// Writes off the async threads.
async fn written<T: Send + 'static>(work: impl FnOnce() -> Result<T, XlsxError> + Send + 'static) -> ServiceResult<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => {
            tracing::error!(%error, "a table file could not be written");
            Err(ProblemCode::Internal.into())
        }
        Err(_) => Err(ProblemCode::Internal.into()),
    }
}

/// A table on its way: the rows written so far lie in a file without a name, which goes when this does.
struct Table {
    book: Workbook,
    line: u32,
}

impl Table {
    fn begin(head: Head, language: Language) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(text(language, head.title, &[]).chars().take(NAME_MAX).collect::<String>())?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for (column, (name, width)) in (0_u16..).zip(head.columns) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(0, column, text(language, name, &[]), &bold)?;
        }
        Ok(Self { book, line: 0 })
    }

    fn add(mut self, rows: Vec<Vec<Cell>>) -> Result<Self, XlsxError> {
        let sheet = self.book.worksheet_from_index(0)?;
        for row in rows {
            self.line += 1;
            write(sheet, self.line, row)?;
        }
        Ok(self)
    }

    fn end(mut self) -> Result<Vec<u8>, XlsxError> {
        self.book.save_to_buffer()
    }
}

fn write(sheet: &mut Worksheet, line: u32, row: Vec<Cell>) -> Result<(), XlsxError> {
    for (column, cell) in (0_u16..).zip(row) {
        match cell {
            Cell::Text(text) => sheet.write_string(line, column, text)?,
            Cell::Number(Some(number)) => sheet.write_number(line, column, number)?,
            Cell::Number(None) => continue,
        };
    }
    Ok(())
}
