//! An enterprise with thousands of applications, without filing each: copies of one, told apart by what lists go by.

use backend::adapters::surreal::{Database, DbError, Vars, record};
use surrealdb_types::{RecordId, SurrealValue};

/// Rows of one transaction.
const BATCH: usize = 500;

/// A copy of an application.
#[derive(Debug, Clone, SurrealValue)]
#[surreal(crate = "::surrealdb_types")]
pub struct Copy {
    id: RecordId,
    /// For whom.
    pub name: String,
    /// Month of retirement.
    pub retirement_month: Option<String>,
    newest: String,
    month_key: Option<String>,
}

impl Copy {
    /// The copy of a number, for a name. Rising numbers come later in a list, whether by change or by month.
    ///
    /// `month` is that of retirement.
    pub fn new(number: usize, name: &str, month: Option<&str>) -> Self {
        let key = format!("{number:032x}");
        Self {
            id: record("application", &key),
            name: name.to_owned(),
            retirement_month: month.map(str::to_owned),
            newest: format!("{number:024x}"),
            month_key: month.map(|month| format!("{month}{key}")),
        }
    }

    /// Its id, as the API gives it.
    pub fn id(number: usize) -> String {
        format!("{number:032x}")
    }
}

/// Writes copies of an application. Kept counts and claims are not touched: no list reads them.
///
/// # Errors
/// Where the database fails.
pub async fn copy_application(db: &Database, id: &str, copies: &[Copy]) -> Result<(), DbError> {
    for batch in copies.chunks(BATCH) {
        let vars = Vars::new().set("whole", record("application", id)).set("copies", batch.to_vec());
        let statements = "
            LET $row = (SELECT * FROM ONLY $whole);
            INSERT INTO application (SELECT VALUE object::extend($row, $this) FROM $copies) RETURN NONE;";
        db.write(statements, vars).await?;
    }
    Ok(())
}
