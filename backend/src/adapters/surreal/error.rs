//! What SurrealDB's errors mean, read in one place.

use shared::error::ProblemCode;
use surrealdb::IndexedResults;
use surrealdb::types::{AlreadyExistsError, NotFoundError, QueryError};

/// What a `THROW` said: a problem code, with a field where one is to blame (`code:field`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The text before the colon.
    pub code: String,
    /// The text after it.
    pub field: Option<String>,
}

impl Refusal {
    fn parse(thrown: &str) -> Self {
        // The engine writes "An error occurred: …" before the text thrown.
        let text = thrown.rsplit_once("occurred: ").map_or(thrown, |(_, text)| text).trim();
        match text.split_once(':') {
            Some((code, field)) => Self { code: code.to_owned(), field: Some(field.to_owned()) },
            None => Self { code: text.to_owned(), field: None },
        }
    }

    /// The problem code, where it is one.
    pub fn problem(&self) -> Option<ProblemCode> {
        ProblemCode::from_code(&self.code)
    }
}

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The statements refused by `THROW`.
    #[error("refused: {}", .0.code)]
    Refused(Refusal),
    /// A record of that id, or a row of that unique key, exists.
    #[error("a record of that key exists")]
    Duplicate,
    /// Others wrote the same records, again and again.
    #[error("too many concurrent changes of one record")]
    Conflict,
    /// The database server is not reached, or was lost before it answered.
    #[error("{0}")]
    Unreached(String),
    /// The database server came back with another database than before.
    #[error("the database server has another database than before: it lacks this version's schema")]
    AnotherDatabase,
    /// Another process holds the database folder.
    #[error("the database folder is in use by another process")]
    InUse,
    /// The disk is nearly full, or the engine found it full.
    #[error("the disk of the database is full")]
    Full,
    /// The engine could not read or write its files. Whether a write was made is not known.
    #[error("the database's engine failed: {0}")]
    Engine(String),
    /// A write failed in the engine a moment ago, and what it left behind is not settled yet. Nothing was read or written.
    #[error("the database's engine failed a moment ago, and is being looked into")]
    InDoubt,
    /// The database folder cannot be used as it is.
    #[error("{0}")]
    Folder(String),
    /// A migration that ran was changed since.
    #[error("migration {0} was changed after it ran")]
    MigrationChanged(u32),
    /// A row is not of the expected shape.
    #[error("a row of {table} is not of the expected shape: {reason}")]
    Shape {
        /// The table.
        table: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// Anything else.
    #[error("database: {0}")]
    Other(#[source] Box<surrealdb::Error>),
}

/// Words of RocksDB's own failures, and of its adapter's once it has ended. They are text only in 3.3.
const ENGINE_FAILURES: [&str; 7] = [
    "IO error",
    "Corruption: ",
    "commit coordinator",
    "The datastore is shutting down",
    "Shutdown in progress",
    // Conflicts and existing keys are recognised before this list is searched. Any other failed commit is the engine's.
    COMMIT_FAILED,
    "commit outcome is unknown",
];

/// Start of the message of a `COMMIT` that failed. SurrealDB gives it the same kind, `NotExecuted`, as the statements that it
/// undoes.
const COMMIT_FAILED: &str = "Cannot COMMIT";

impl From<surrealdb::Error> for DbError {
    fn from(error: surrealdb::Error) -> Self {
        if let Some(QueryError::TransactionConflict) = error.query_details() {
            return Self::Conflict;
        }
        if error.is_thrown() {
            return Self::Refused(Refusal::parse(error.message()));
        }
        if let Some(AlreadyExistsError::Record { .. }) = error.already_exists_details() {
            return Self::Duplicate;
        }
        // The second: the server knows nothing of who asks, after a break that the SDK mended by itself.
        if error.is_connection() || matches!(error.not_found_details(), Some(NotFoundError::Session { .. })) {
            return Self::Unreached(error.message().to_owned());
        }
        let message = error.message();
        // These are text only in 3.3: a unique index, a conflict flattened on its way, and the folder's lock.
        if message.contains("already contains") {
            return Self::Duplicate;
        }
        if message.contains("ransaction conflict") || message.contains("can be retried") {
            return Self::Conflict;
        }
        if message.contains("While lock file") || message.contains("lock hold by current process") {
            return Self::InUse;
        }
        if message.contains("No space left on device") {
            return Self::Full;
        }
        if ENGINE_FAILURES.iter().any(|words| message.contains(words)) {
            return Self::Engine(message.to_owned());
        }
        Self::Other(Box::new(error))
    }
}

/// Whether the error only says that another statement of the transaction failed.
fn is_consequence(error: &surrealdb::Error) -> bool {
    if error.message().starts_with(COMMIT_FAILED) {
        return false;
    }
    matches!(error.query_details(), Some(QueryError::NotExecuted | QueryError::Cancelled))
        || error.message().contains("not executed")
}

/// The results, or the error that is the cause of the others.
pub(super) fn first(mut results: IndexedResults) -> Result<IndexedResults, DbError> {
    let mut errors: Vec<(usize, surrealdb::Error)> = results.take_errors().into_iter().collect();
    if errors.is_empty() {
        return Ok(results);
    }
    errors.sort_by_key(|(index, _)| *index);
    let cause = errors.iter().position(|(_, error)| !is_consequence(error)).unwrap_or(0);
    Err(DbError::from(errors.swap_remove(cause).1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_commit_is_the_cause_and_the_engines() {
        let commit = |why: &str| {
            let text = format!("Cannot COMMIT: {why}");
            surrealdb::Error::query(text, Some(QueryError::NotExecuted))
        };
        let lost = commit("There was a problem with the datastore: IO error: While fdatasync: Input/output error");
        assert!(!is_consequence(&lost));
        assert!(matches!(DbError::from(lost), DbError::Engine(_)));
        assert!(matches!(DbError::from(commit("something new")), DbError::Engine(_)));
        let full = commit("IO error: No space left on device: While appending to file");
        assert!(matches!(DbError::from(full), DbError::Full));
        let statement = "The query was not executed due to a failed transaction".to_owned();
        assert!(is_consequence(&surrealdb::Error::query(statement, Some(QueryError::NotExecuted))));
    }

    #[test]
    fn a_refusal_keeps_code_and_field() {
        let refusal = Refusal::parse("An error occurred: taken:account_name");
        assert_eq!((refusal.code.as_str(), refusal.field.as_deref()), ("taken", Some("account_name")));
        assert_eq!(Refusal::parse("An error occurred: not_found").problem(), Some(ProblemCode::NotFound));
    }
}
