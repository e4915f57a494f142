//! What the lines of a card mean.

mod bank;
mod household;
mod id_back;
mod id_front;
mod kind;
mod number;
mod rows;

use shared::api::{LooksLike, ReadFieldCode};

use crate::networks::Reader;
use crate::page::Page;
use crate::{Trouble, recognise};

use rows::Rows;

/// One thing that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What it means.
    pub field: ReadFieldCode,
    /// What was read, in the form that the wire has.
    pub value: String,
    /// How sure the network is, 0 to 1.
    pub sureness: f32,
    /// Whether it is a number whose check digit does not fit.
    pub check_failed: bool,
}

impl Found {
    fn new(field: ReadFieldCode, value: impl Into<String>, sureness: f32) -> Self {
        Self { field, value: value.into(), sureness, check_failed: false }
    }
}

/// A card that was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// What it looks like by its words.
    pub looks_like: Option<LooksLike>,
    /// Its fields, as far as they were found.
    pub fields: Vec<Found>,
}

impl Reading {
    /// What was read of one field.
    pub fn value(&self, field: ReadFieldCode) -> Option<&str> {
        self.fields.iter().find(|found| found.field == field).map(|found| found.value.as_str())
    }
}

/// Reads the fields of a page that was recognised.
///
/// # Errors
/// [`Trouble::Network`].
pub(crate) fn read(reader: &Reader, page: &Page) -> Result<Reading, Trouble> {
    let rows = Rows::of(&page.lines);
    let looks_like = kind::of(&rows);
    let mut fields = match looks_like {
        Some(LooksLike::IdCardFront) => id_front::fields(&rows),
        Some(LooksLike::IdCardBack) => id_back::fields(&rows),
        Some(LooksLike::Card) => bank::fields(&rows),
        Some(LooksLike::HouseholdRegister) => household::fields(&rows),
        None => Vec::new(),
    };
    for found in fields.iter_mut().filter(|found| found.check_failed) {
        again(reader, page, found)?;
    }
    Ok(Reading { looks_like, fields })
}

/// Looks at a number's line again, cut out more and less tightly, until the check digit fits.
fn again(reader: &Reader, page: &Page, found: &mut Found) -> Result<(), Trouble> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let Some(line) = page.lines.iter().max_by_key(|line| digits(&line.text)) else {
        return Ok(());
    };
    for share in [-0.12_f32, 0.12, 0.25, -0.2, 0.4] {
        let place = line.place.grown(line.place.height * share.max(0.0), line.place.height * share);
        let (text, sureness) = recognise::text(reader, &page.picture, place)?;
        if let Some(value) = number::sound(found.field, &text) {
            *found = Found::new(found.field, value, sureness);
            break;
        }
    }
    Ok(())
}
