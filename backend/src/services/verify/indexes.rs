//! Indexes against their tables: as many entries as records, each leading to a record that is there.

use surrealdb::types::{RecordId, SurrealValue, Value};

use super::Verifying;
use crate::adapters::surreal::{DbError, Vars};
use crate::services::ServiceResult;
use crate::services::table_scan::TableScan;

/// Records that are named, of those that an index does not find.
const NAMED: usize = 20;
/// An entry's equals that are read to find it among them.
const EQUALS: usize = 1_000;

/// An index by its definition.
#[derive(Debug, PartialEq, Eq)]
struct Index {
    table: String,
    name: String,
    columns: Vec<String>,
}

impl Index {
    /// Reads `DEFINE INDEX name ON table FIELDS a, b UNIQUE`; none for an index of another kind.
    fn parse(table: &str, name: &str, definition: &str) -> Option<Self> {
        let columns = definition.split_once(" FIELDS ")?.1;
        let end = columns.find(|c: char| !(c.is_ascii_alphanumeric() || "_, .".contains(c))).unwrap_or(columns.len());
        let columns = columns.get(..end)?;
        let columns = columns.split(',').map(|column| column.trim().split(' ').next().unwrap_or_default().to_owned());
        Some(Self { table: table.to_owned(), name: name.to_owned(), columns: columns.collect() })
    }
}

/// How many there are, at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, SurrealValue)]
struct Counts {
    /// Records of the table.
    records: i64,
    /// Entries of the index.
    entries: i64,
    /// Records that the entries lead to.
    reached: i64,
}

impl Counts {
    fn agree(self) -> bool {
        self.records == self.entries && self.records == self.reached
    }
}

pub(super) async fn look(verifying: &mut Verifying<'_>) -> ServiceResult<()> {
    verifying.step("indexes against tables");
    for table in verifying.app.db.tables().await? {
        for index in indexes(verifying, &table).await? {
            look_at(verifying, &index).await?;
        }
    }
    Ok(())
}

async fn indexes(verifying: &Verifying<'_>, table: &str) -> ServiceResult<Vec<Index>> {
    // Names of tables are ours: letters, digits and underscores.
    let query = format!("RETURN object::entries((INFO FOR TABLE {table}).indexes)");
    let entries: Vec<Vec<String>> = verifying.app.db.read(&query, Vars::new()).await?.take(0)?;
    let index = |entry: &Vec<String>| Index::parse(table, entry.first()?, entry.get(1)?);
    Ok(entries.iter().filter_map(index).collect())
}

async fn look_at(verifying: &mut Verifying<'_>, index: &Index) -> ServiceResult<()> {
    let before = counts(verifying, index).await?;
    verifying.found.indexes += 1;
    if before.agree() {
        return Ok(());
    }
    let Index { table, name, .. } = index;
    let Counts { records, entries, reached } = before;
    verifying.wrong(&format!(
        "index {name} of {table}: {entries} entries lead to {reached} records, and the table has {records}"
    ));
    for id in unreached(verifying, index).await? {
        (verifying.tell)(super::Word::Note(&format!("index {name} does not find {id:?}")));
    }
    if verifying.repair {
        verifying.app.db.write(&format!("REBUILD INDEX {name} ON {table};"), Vars::new()).await?;
        if counts(verifying, index).await?.agree() {
            verifying.repaired(&format!("index {name} of {table} was built anew"));
        }
    }
    Ok(())
}

/// Counts in one statement, so at one instant. The first way over the index reads its entries alone, because its bound is
/// written out; the second follows each to its record.
async fn counts(verifying: &Verifying<'_>, index: &Index) -> Result<Counts, DbError> {
    let Index { table, name, columns } = index;
    let first = columns.first().map_or("id", String::as_str);
    let query = format!(
        "RETURN {{
             records: (SELECT count() FROM {table} GROUP ALL)[0].count ?? 0,
             entries: (SELECT count() FROM {table} WITH INDEX {name} WHERE {first} >= NONE GROUP ALL)[0].count ?? 0,
             reached: (SELECT count() FROM {table} WITH INDEX {name} WHERE {first} >= $least GROUP ALL)[0].count ?? 0
         }}"
    );
    let counts =
        verifying.app.db.read(&query, Vars::new().set("least", Value::None)).await?.take::<Option<Counts>>(0)?;
    counts.ok_or(DbError::Shape { table: "an index", reason: "it cannot be counted".to_owned() })
}

/// Some of the records that the index does not find by their own columns.
async fn unreached(verifying: &Verifying<'_>, index: &Index) -> ServiceResult<Vec<RecordId>> {
    let Index { table, name, columns } = index;
    let conditions: Vec<String> =
        columns.iter().enumerate().map(|(number, column)| format!("{column} = $c{number}")).collect();
    let query =
        format!("SELECT VALUE id FROM {table} WITH INDEX {name} WHERE {} LIMIT {EQUALS}", conditions.join(" AND "));
    let selected: Vec<String> =
        columns.iter().enumerate().map(|(number, column)| format!("{column} AS c{number}")).collect();
    let mut scan = TableScan::new(table, &format!("id, {}", selected.join(", ")));
    let mut unreached = Vec::new();
    loop {
        let rows: Vec<Value> = scan.next(&verifying.app.db).await?;
        if rows.is_empty() {
            return Ok(unreached);
        }
        for row in rows {
            let Value::Object(fields) = row else { continue };
            let Some(Value::RecordId(id)) = fields.get("id").cloned() else { continue };
            let mut vars = Vars::new();
            for number in 0..columns.len() {
                let column = format!("c{number}");
                vars = vars.set(&column, fields.get(&column).cloned().unwrap_or(Value::None));
            }
            let found: Vec<RecordId> = verifying.app.db.read(&query, vars).await?.take(0)?;
            if found.len() < EQUALS && !found.contains(&id) {
                unreached.push(id);
            }
            if unreached.len() >= NAMED {
                return Ok(unreached);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Index;

    #[test]
    fn definition_of_an_index_is_read() {
        for (definition, columns) in [
            ("DEFINE INDEX i ON t FIELDS a", vec!["a"]),
            ("DEFINE INDEX i ON t FIELDS enterprise, user UNIQUE", vec!["enterprise", "user"]),
            ("DEFINE INDEX i ON t FIELDS a, b COMMENT 'c'", vec!["a", "b"]),
        ] {
            let index = Index::parse("t", "i", definition).expect("an index");
            assert_eq!(index.columns, columns, "{definition}");
        }
        assert_eq!(Index::parse("t", "i", "DEFINE INDEX i ON t COUNT"), None);
    }
}
