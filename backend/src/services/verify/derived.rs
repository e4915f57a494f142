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
    for (table, rule, words) in RULES {
        let query = format!("SELECT VALUE id FROM {table} WHERE !({rule}) LIMIT {MOST}");
        let ids: Vec<RecordId> = verifying.app.db.read(&query, Vars::new()).await?.take(0)?;
        for id in ids {
            verifying.wrong(&format!("{table} {}: {words}", key_of(&id)));
            if verifying.repair {
                // Every write computes them.
                verifying
                    .app
                    .db
                    .write("UPDATE $id SET region = region RETURN NONE;", Vars::new().set("id", id.clone()))
                    .await?;
                verifying.repaired(&format!("{table} {}: computed again", key_of(&id)));
            }
        }
    }
    Ok(())
}
