//! Made-up insured persons for a demonstration, always the same: five hundred who stand at the edges of every rule.

mod edges;

use std::sync::Arc;

use shared::api::InsuredRecord;
use shared::identity::{DocumentType, IdDocument};

use super::{ServiceError, ServiceResult};
use crate::adapters::register_table::{BATCH, Generation, NewRow, Sealer, current, is_overtaken};
use crate::adapters::surreal::DbError;
use crate::app::App;
use crate::config::RegisterKind;

/// How many there are.
pub const COUNT: usize = 500;

/// A made-up insured person.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoInsured {
    /// Name.
    pub name: String,
    /// Kind of document.
    pub document_type: DocumentType,
    /// Its number.
    pub document_number: String,
    /// What the person shows, in a few words.
    pub edge: String,
    /// What the register knows; `fetched_at` is set when it is asked.
    pub record: InsuredRecord,
}

/// The made-up insured persons; the first ten are those whom a demonstration tells of.
pub fn people() -> Vec<DemoInsured> {
    let mut people: Vec<DemoInsured> = edges::drafts().map(edges::Draft::into_person).collect();
    people.truncate(COUNT);
    people
}

/// Fills the register where it is the table and nothing was ever imported; returns how many persons were added.
///
/// # Errors
/// Where the database fails.
pub async fn fill(app: &App) -> ServiceResult<usize> {
    if app.config.register.kind != RegisterKind::Table || current(&app.db).await?.is_some() {
        return Ok(0);
    }
    let sealer = Sealer::new(app.vault.clone(), Arc::clone(&app.entropy));
    let generation = Generation::begin(&app.db, &*app.clock, &*app.entropy).await?;
    let people = people();
    let mut rows = Vec::with_capacity(people.len());
    for person in &people {
        let document = IdDocument::parse(person.document_type, &person.document_number, app.clock.today());
        rows.push(sealer.row(generation.key(), &document.map_err(|_| bad())?, &person.record));
    }
    match write(app, generation, rows).await {
        Ok(()) => Ok(people.len()),
        // Another server fills it at the same instant.
        Err(error) if is_overtaken(&error) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

async fn write(app: &App, generation: Generation, mut rows: Vec<NewRow>) -> Result<(), DbError> {
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(BATCH));
        generation.add(rows, app.clock.now()).await?;
        rows = rest;
    }
    generation.make_current(app.clock.now()).await
}

fn bad() -> ServiceError {
    let reason = "a made-up document does not parse".to_owned();
    ServiceError::Database(DbError::Shape { table: "insured_person", reason })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::NaiveDate;
    use shared::identity::{PersonName, Sex};
    use shared::retirement::Month;

    use super::*;
    use crate::ports::fits_document;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day")
    }

    #[test]
    fn they_are_five_hundred_each_with_a_document_of_its_own() {
        let people = people();
        assert_eq!(people.len(), COUNT);
        let documents: BTreeSet<_> =
            people.iter().map(|person| (person.document_type.code(), person.document_number.as_str())).collect();
        assert_eq!(documents.len(), COUNT);
        let numbers: BTreeSet<_> = people.iter().map(|person| person.record.personal_number.as_str()).collect();
        assert_eq!(numbers.len(), COUNT);
    }

    #[test]
    fn names_documents_and_records_agree() {
        for person in people() {
            let document = IdDocument::parse(person.document_type, &person.document_number, today());
            let document = document.unwrap_or_else(|invalid| panic!("{person:?}: {invalid:?}"));
            assert_eq!(document.as_str(), person.document_number);
            let record = &person.record;
            assert!(fits_document(record.sex, record.birth_date, &document), "{person:?}");
            assert_eq!(PersonName::parse(&person.name).map(|name| name.to_string()).as_ref(), Ok(&record.name));
            assert_eq!(record.name, person.name);
            assert!(record.first_insured_month <= record.account_opened_month, "{person:?}");
            assert!(record.first_insured_month >= Month::of(record.birth_date).plus(16 * 12), "{person:?}");
            let possible = record.account_opened_month.through(Month::of(today()));
            assert!(record.paid_months <= possible, "{possible}: {person:?}");
            assert!(!person.edge.is_empty());
        }
    }

    #[test]
    fn the_edges_of_every_rule_are_there() {
        let people = people();
        let born = |sex: Sex, month: &str| {
            people.iter().any(|p| p.record.sex == sex && Month::of(p.record.birth_date).to_string() == month)
        };
        for month in ["1964-12", "1965-01", "1966-01", "1975-06", "1976-09"] {
            assert!(born(Sex::Male, month), "{month}");
        }
        let women = ["1970-01", "1970-06", "1971-06", "1988-09", "1974-12", "1975-01", "1976-06", "1984-11"];
        assert!(women.into_iter().all(|month| born(Sex::Female, month)));
        for paid in [179, 180, 185, 186, 209, 210, 239, 240] {
            assert!(people.iter().filter(|p| p.record.paid_months == paid).count() > 1, "{paid}");
        }
        for opened in ["1995-07", "1998-01"] {
            assert!(people.iter().any(|p| p.record.account_opened_month.to_string() == opened), "{opened}");
        }
        for kind in DocumentType::ALL {
            assert!(people.iter().any(|p| p.document_type == kind), "{kind}");
        }
        let regions: BTreeSet<_> = people.iter().filter_map(|p| p.record.region.as_deref()).collect();
        assert_eq!(regions.into_iter().collect::<Vec<_>>(), ["220100", "220200"]);
        let some = |has: fn(&InsuredRecord) -> bool| people.iter().any(|p| has(&p.record));
        assert!(some(|r| r.card_number.is_none()) && some(|r| r.card_number.is_some()));
        assert!(some(|r| r.average_index.is_none()) && some(|r| r.account_balance.is_none()));
        assert!(
            some(|r| r.region.is_none()) && some(|r| r.name.contains('·')) && some(|r| r.name.chars().count() > 15)
        );
    }

    #[test]
    fn they_are_the_same_every_time() {
        assert_eq!(people(), people());
        assert_eq!(people()[0].name, "孙德福");
    }
}
