//! An enterprise with thousands of applications, without filing each: copies of one, told apart by what lists go by.

use backend::adapters::surreal::{Database, DbError, Vars, record};
use chrono::{DateTime, Utc};
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
    /// Code of the category.
    pub category: Option<String>,
    newest: String,
    month_key: Option<String>,
    submitted_at: Option<DateTime<Utc>>,
    submitted_key: Option<String>,
    queue_key: Option<String>,
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
            category: None,
            newest: format!("{number:024x}"),
            month_key: month.map(|month| format!("{month}{key}")),
            submitted_at: None,
            submitted_key: None,
            queue_key: None,
        }
    }

    /// The same of a category.
    #[must_use]
    pub fn of(mut self, category: &str) -> Self {
        self.category = Some(category.to_owned());
        self
    }

    /// The same, submitted at an instant of its own; whether it waits says what it is a copy of.
    #[must_use]
    pub fn submitted(mut self, at: DateTime<Utc>) -> Self {
        let nanos = at.timestamp_nanos_opt().unwrap_or_default();
        self.submitted_at = Some(at);
        self.queue_key = Some(format!("{nanos:016x}00000000"));
        self.submitted_key = Some(format!("{:016x}00000000", i64::MAX.abs_diff(nanos)));
        self
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
