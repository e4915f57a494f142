//! Columns that follow from others: computed again, they have to come out as they are.

use surrealdb::types::RecordId;

use super::Verifying;
use crate::adapters::surreal::{Vars, key_of};
use crate::services::ServiceResult;

/// Rows that are told of one kind.
const MOST: usize = 101;

/// Tables, what has to hold for each row, and in words.
const RULES: &[(&str, &str, &str)] = &[
    (
        "application",
        "reminded = (reminded_month != NONE AND reminded_month = retirement_month)",
        "whether it was reminded does not follow from its months",
    ),
    (
        "application",
        "awaited_month = IF status IN ['draft', 'correction_requested'] OR (status = 'rejected' AND refiling)
             { retirement_month } ELSE { NONE }",
        "the month that it is awaited by does not follow from its status",
    ),
];

pub(super) async fn look(verifying: &mut Verifying<'_>) -> ServiceResult<()> {
    verifying.step("derived columns");
    // All of them are found before the first is mended, because a write computes every column of its row.
    let mut found: Vec<(&str, RecordId)> = Vec::new();
    for (table, rule, words) in RULES {
        let query = format!("SELECT VALUE id FROM {table} WHERE !({rule}) LIMIT {MOST}");
        let ids: Vec<RecordId> = verifying.app.db.read(&query, Vars::new()).await?.take(0)?;
        for id in ids {
            verifying.wrong(&format!("{table} {}: {words}", key_of(&id)));
            found.push((table, id));
        }
    }
    if !verifying.repair {
        return Ok(());
    }
    for (table, id) in found {
        let key = key_of(&id).to_owned();
        let again = "UPDATE $id SET region = region RETURN NONE;";
        verifying.app.db.write(again, Vars::new().set("id", id)).await?;
        verifying.repaired(&format!("{table} {key}: computed again"));
    }
    Ok(())
}
