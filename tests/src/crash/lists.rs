//! Lists and counts against the applications: each once, none missing, each index with the same rows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::agent::APPLICATIONS;
use super::client::{Client, Failure};
use super::ledger::Fault;
use super::record::Record;
use super::verify::{Extent, field};
use super::world::World;

/// Every status, by its code.
const STATUSES: [&str; 6] = ["draft", "submitted", "in_second_review", "correction_requested", "rejected", "approved"];

/// What lists show of an application.
type Shown = (String, u64);

/// Compares each enterprise's lists and counts, and the reviewers' queues.
///
/// # Errors
/// Where a list cannot be read.
pub(super) async fn compare(world: &World, extent: Extent) -> Result<(), Failure> {
    let records = world.snapshot();
    let enterprises: BTreeMap<&str, usize> =
        world.agents.iter().enumerate().map(|(number, account)| (account.enterprise.as_str(), number)).collect();
    for (enterprise, agent) in enterprises {
        let own = |record: &&Record| world.agents.get(record.agent).is_some_and(|one| one.enterprise == enterprise);
        let own: Vec<&Record> = records.iter().filter(own).collect();
        // What is wrong already would be told again by every list.
        if own.iter().any(|record| record.wrong) {
            continue;
        }
        let client = world.agent(agent);
        counts(world, &client, &own).await?;
        match extent {
            Extent::Changed => newest(world, &client, &own).await?,
            Extent::Everything => everything(world, &client, &own).await?,
        }
    }
    queues(world, &records).await
}

fn shown(record: &Record) -> Shown {
    (record.status().to_owned(), record.revision())
}

async fn counts(world: &World, client: &Client, own: &[&Record]) -> Result<(), Failure> {
    let told = client.get(&format!("{APPLICATIONS}/counts")).await?;
    for status in STATUSES {
        let there = own.iter().filter(|record| !record.deleted && record.status() == status).count() as u64;
        if told[status].as_u64() != Some(there) {
            let text = format!("the count of {status} is {}, there are {there}", told[status]);
            world.ledger.fault(Fault::Changed, &text);
        }
    }
    Ok(())
}

/// The head of the list, newest first, until everything that changed was seen.
async fn newest(world: &World, client: &Client, own: &[&Record]) -> Result<(), Failure> {
    let touched = |deleted: bool| -> BTreeMap<&str, Shown> {
        let chosen = own.iter().filter(|record| record.touched && record.deleted == deleted);
        chosen.map(|record| (record.id.as_str(), shown(record))).collect()
    };
    let (mut awaited, deleted) = (touched(false), touched(true));
    let (mut seen, mut cursor) = (BTreeSet::new(), None);
    while !awaited.is_empty() {
        let (rows, next) = client.page(APPLICATIONS, "", cursor.as_deref()).await?;
        for row in &rows {
            let id = field(row, "id");
            if !seen.insert(id.to_owned()) {
                world.ledger.fault(Fault::Changed, &format!("the list names {id} twice"));
            }
            if deleted.contains_key(id) {
                world.ledger.fault(Fault::Lost, &format!("the list names {id}, which was deleted"));
            }
            if let Some(expected) = awaited.remove(id) {
                compare_row(world, row, &expected);
            }
        }
        if next.is_none() {
            break;
        }
        cursor = next;
    }
    for id in awaited.keys() {
        world.ledger.fault(Fault::Lost, &format!("the list misses {id}"));
    }
    Ok(())
}

/// The whole list, and each list by status, category and order.
async fn everything(world: &World, client: &Client, own: &[&Record]) -> Result<(), Failure> {
    let expected: BTreeMap<&str, Shown> =
        own.iter().filter(|record| !record.deleted).map(|record| (record.id.as_str(), shown(record))).collect();
    let rows = client.rows(APPLICATIONS, "").await?;
    same(world, "the list", &rows, &expected.keys().copied().collect());
    for row in &rows {
        if let Some(expected) = expected.get(field(row, "id")) {
            compare_row(world, row, expected);
        }
    }
    for status in STATUSES {
        let of_status = expected.iter().filter(|(_, (its, _))| its == status).map(|(id, _)| *id).collect();
        let rows = client.rows(APPLICATIONS, &format!("status={status}")).await?;
        same(world, &format!("the list of {status}"), &rows, &of_status);
    }
    for (query, name, has) in [
        ("category=male", "the list by category", "category"),
        ("sort=submitted", "the list by submission", "submitted_at"),
        ("sort=retirement_month", "the list by month", "retirement_month"),
    ] {
        let of_kind = rows.iter().filter(|row| !row[has].is_null()).map(|row| field(row, "id")).collect();
        let listed: Vec<Value> =
            client.rows(APPLICATIONS, query).await?.into_iter().filter(|row| !row[has].is_null()).collect();
        same(world, name, &listed, &of_kind);
    }
    Ok(())
}

/// Each reviewer's queue: what waits, what is open, what is theirs.
async fn queues(world: &World, records: &[Record]) -> Result<(), Failure> {
    if records.iter().any(|record| record.wrong) {
        return Ok(());
    }
    for (number, account) in world.reviewers.iter().enumerate() {
        let status = if account.first_stage { "submitted" } else { "in_second_review" };
        let client = world.reviewer(number);
        for (shelf, wanted) in [("all", None), ("open", Some(None)), ("mine", Some(Some(number)))] {
            let waiting = records.iter().filter(|record| !record.deleted && record.status() == status);
            let expected = waiting
                .filter(|record| wanted.is_none_or(|holder| record.holder == holder))
                .map(|record| record.id.as_str())
                .collect();
            let rows = client.rows("/reviews", &format!("shelf={shelf}")).await?;
            same(world, &format!("the queue {shelf} of {}", account.name), &rows, &expected);
        }
    }
    Ok(())
}

/// Notes where rows are not the expected ones, each once.
fn same(world: &World, what: &str, rows: &[Value], expected: &BTreeSet<&str>) {
    let listed: BTreeSet<&str> = rows.iter().map(|row| field(row, "id")).collect();
    if listed.len() != rows.len() {
        world
            .ledger
            .fault(Fault::Changed, &format!("{what} names {} of {} twice", rows.len() - listed.len(), rows.len()));
    }
    for id in expected.difference(&listed) {
        world.ledger.fault(Fault::Lost, &format!("{what} misses {id}"));
    }
    for id in listed.difference(expected) {
        world.ledger.fault(Fault::Changed, &format!("{what} names {id}, which does not belong there"));
    }
}

fn compare_row(world: &World, row: &Value, expected: &Shown) {
    let now = (field(row, "status").to_owned(), row["revision"].as_u64().unwrap_or_default());
    if now != *expected {
        let text = format!("the list shows {} as {now:?}, acknowledged is {expected:?}", field(row, "id"));
        world.ledger.fault(Fault::Changed, &text);
    }
}
