//! Counters against what they count: applications by status, bytes of documents, submissions, persons of the register.

use std::collections::HashMap;

use shared::application::Status;
use surrealdb::types::{RecordId, SurrealValue, Value};

use super::Verifying;
use crate::adapters::register_table;
use crate::adapters::surreal::{Vars, key_of, last, record};
use crate::services::ServiceResult;
use crate::services::table_scan::TableScan;

/// What is counted of an enterprise, in one statement: an instant. `$counts` and `$use` are its counters.
const OF_ENTERPRISE: &str = "
    LET $applications = (SELECT id, status FROM application WHERE enterprise = $enterprise AND newest >= '');
    LET $by_status = object::from_entries(
        $statuses.map(|$status| [$status, array::len($applications[WHERE status = $status])]));
    LET $bytes = math::sum((SELECT VALUE bytes FROM attachment WHERE application IN $applications.id));
    LET $kept = (SELECT * OMIT id FROM ONLY $counts) ?? {};
    LET $used = (SELECT VALUE bytes FROM ONLY $use) ?? 0;
    LET $off = $statuses.filter(|$status| ($kept[$status] ?? 0) != $by_status[$status]);";

#[derive(SurrealValue)]
struct Disagreement {
    off: Vec<String>,
    kept: Value,
    counted: Value,
    used: i64,
    bytes: i64,
}

#[derive(SurrealValue)]
struct ApplicationRow {
    enterprise: RecordId,
    status: String,
}

#[derive(SurrealValue)]
struct AttachmentRow {
    enterprise: Option<RecordId>,
    bytes: i64,
}

/// What was counted of an enterprise while reading through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    applications: [i64; Status::ALL.len()],
    bytes: i64,
}

pub(super) async fn look(verifying: &mut Verifying<'_>) -> ServiceResult<()> {
    verifying.step("counters against what they count");
    let mut tallies: HashMap<String, Tally> = HashMap::new();
    let mut applications = TableScan::new("application", "id, enterprise, status");
    loop {
        let rows: Vec<ApplicationRow> = applications.next(&verifying.app.db).await?;
        if rows.is_empty() {
            break;
        }
        verifying.found.records += rows.len() as u64;
        for row in rows {
            let tally = tallies.entry(key_of(&row.enterprise).to_owned()).or_default();
            if let Some(number) = Status::ALL.iter().position(|status| status.code() == row.status)
                && let Some(count) = tally.applications.get_mut(number)
            {
                *count += 1;
            }
        }
    }
    let mut attachments = TableScan::new("attachment", "id, application.enterprise AS enterprise, bytes");
    loop {
        let rows: Vec<AttachmentRow> = attachments.next(&verifying.app.db).await?;
        if rows.is_empty() {
            break;
        }
        verifying.found.records += rows.len() as u64;
        for row in rows {
            // One without an application is told among the references.
            if let Some(enterprise) = &row.enterprise {
                tallies.entry(key_of(enterprise).to_owned()).or_default().bytes += row.bytes;
            }
        }
    }
    compare(verifying, tallies).await?;
    submissions(verifying).await?;
    register(verifying).await
}

/// Reads the counters through; those that differ from what was tallied, and enterprises without any, are looked at closely.
async fn compare(verifying: &mut Verifying<'_>, mut tallies: HashMap<String, Tally>) -> ServiceResult<()> {
    let mut suspects: Vec<String> = Vec::new();
    let mut uses: HashMap<String, i64> = HashMap::new();
    let mut scan = TableScan::new("document_use", "id, bytes");
    loop {
        let rows: Vec<UseRow> = scan.next(&verifying.app.db).await?;
        if rows.is_empty() {
            break;
        }
        uses.extend(rows.into_iter().map(|row| (key_of(&row.id).to_owned(), row.bytes)));
    }
    let mut scan = TableScan::new("application_count", "*");
    loop {
        let rows: Vec<Value> = scan.next(&verifying.app.db).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let Value::Object(fields) = row else { continue };
            let Some(Value::RecordId(id)) = fields.get("id") else { continue };
            let count = |status: &Status| {
                fields.get(status.code()).cloned().and_then(|count| i64::from_value(count).ok()).unwrap_or_default()
            };
            let kept = std::array::from_fn(|number| Status::ALL.get(number).map_or(0, count));
            let key = key_of(id).to_owned();
            let tally = tallies.remove(&key).unwrap_or_default();
            let bytes = uses.remove(&key).unwrap_or_default();
            if tally != (Tally { applications: kept, bytes }) {
                suspects.push(key);
            }
        }
    }
    suspects.extend(tallies.into_iter().filter(|(_, tally)| *tally != Tally::default()).map(|(key, _)| key));
    suspects.extend(uses.into_iter().filter(|(_, bytes)| *bytes != 0).map(|(key, _)| key));
    suspects.sort();
    suspects.dedup();
    for suspect in suspects {
        look_closely(verifying, &suspect).await?;
    }
    Ok(())
}

#[derive(SurrealValue)]
struct UseRow {
    id: RecordId,
    bytes: i64,
}

fn vars(enterprise: &str) -> Vars {
    let statuses: Vec<String> = Status::ALL.iter().map(|status| status.code().to_owned()).collect();
    Vars::new()
        .set("statuses", statuses)
        .set("enterprise", record("enterprise", enterprise))
        .set("counts", record("application_count", enterprise))
        .set("use", record("document_use", enterprise))
}

async fn look_closely(verifying: &mut Verifying<'_>, enterprise: &str) -> ServiceResult<()> {
    let statements = format!(
        "{OF_ENTERPRISE}
         RETURN {{ off: $off, kept: $kept, counted: $by_status, used: $used, bytes: $bytes }};"
    );
    let mut results = verifying.app.db.write(&statements, vars(enterprise)).await?;
    let Some(found) = last::<Option<Disagreement>>(&mut results)? else { return Ok(()) };
    let number = |of: &Value, status: &str| match of {
        Value::Object(fields) => {
            fields.get(status).cloned().and_then(|count| i64::from_value(count).ok()).unwrap_or_default()
        }
        _ => 0,
    };
    for status in &found.off {
        let (kept, counted) = (number(&found.kept, status), number(&found.counted, status));
        verifying
            .wrong(&format!("enterprise {enterprise}: its counter of {status} says {kept}, and there are {counted}"));
    }
    if found.used != found.bytes {
        let (used, bytes) = (found.used, found.bytes);
        verifying.wrong(&format!(
            "enterprise {enterprise}: its counter of bytes says {used}, and its documents have {bytes}"
        ));
    }
    let wrong = found.off.len() + usize::from(found.used != found.bytes);
    if verifying.repair && wrong > 0 {
        // Counted again inside: whoever changes an application meanwhile changes the counter too, and one of the two comes again.
        let statements = format!(
            "{OF_ENTERPRISE}
             UPSERT $counts MERGE $by_status RETURN NONE;
             UPSERT $use SET bytes = $bytes RETURN NONE;"
        );
        verifying.app.db.write(&statements, vars(enterprise)).await?;
        for _ in 0..wrong {
            verifying.repaired(&format!("enterprise {enterprise}: counted again"));
        }
    }
    Ok(())
}

/// The number of submissions, and the submissions as they were filed. A snapshot that is gone is not made again.
async fn submissions(verifying: &mut Verifying<'_>) -> ServiceResult<()> {
    let query = "SELECT VALUE id FROM application WHERE submissions != array::len((SELECT VALUE id FROM
             application_submission WHERE application = $parent.id)) LIMIT 101";
    let ids: Vec<RecordId> = verifying.app.db.read(query, Vars::new()).await?.take(0)?;
    for id in ids {
        verifying.wrong(&format!("application {}: not as many submissions are kept as it counts", key_of(&id)));
    }
    Ok(())
}

/// The persons of the register that is read.
async fn register(verifying: &mut Verifying<'_>) -> ServiceResult<()> {
    let Some(current) = register_table::current(&verifying.app.db).await? else { return Ok(()) };
    let table = register_table::table(&current.generation);
    let query = format!("RETURN (SELECT count() FROM {table} GROUP ALL)[0].count ?? 0");
    let counted = verifying.app.db.read(&query, Vars::new()).await?.take::<Option<i64>>(0)?.unwrap_or_default();
    verifying.found.records += u64::try_from(counted).unwrap_or_default();
    if counted == current.persons {
        return Ok(());
    }
    verifying.wrong(&format!("insured-person register: it says {} persons, and has {counted}", current.persons));
    if verifying.repair {
        let vars = Vars::new().set("id", record("insured_register", "current")).set("generation", current.generation);
        let statements = format!(
            "UPDATE $id SET persons = (SELECT count() FROM {table} GROUP ALL)[0].count ?? 0
                 WHERE generation = $generation RETURN NONE;"
        );
        verifying.app.db.write(&statements, vars).await?;
        verifying.repaired("insured-person register: counted again");
    }
    Ok(())
}
