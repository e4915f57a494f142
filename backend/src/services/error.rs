//! Why a use case did not do what it was asked; mapped to answers in one place, `http::problem`.

use shared::error::{FieldErrors, Invalid, ProblemCode};

use crate::adapters::blobs::BlobError;
use crate::adapters::disk::StorageFull;
use crate::adapters::surreal::DbError;
use crate::crypto::VaultError;
use crate::lane::Busy;

/// What a use case gives back.
pub type ServiceResult<T> = Result<T, ServiceError>;

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// Fields were refused.
    #[error("fields refused")]
    Fields(FieldErrors),
    /// Fields were refused for a reason that has a status of its own.
    #[error("{}", .0.as_str())]
    FieldsAs(ProblemCode, FieldErrors),
    /// A refusal that concerns no field.
    #[error("{}", .0.as_str())]
    Problem(ProblemCode),
    /// A refusal that ends by itself.
    #[error("{} for {seconds} s", .code.as_str())]
    RetryLater {
        /// What was refused.
        code: ProblemCode,
        /// Seconds until a retry can succeed.
        seconds: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Database(DbError),
    /// Sealed data could not be opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The store of documents failed.
    #[error(transparent)]
    Blobs(BlobError),
}

impl From<StorageFull> for ServiceError {
    fn from(_: StorageFull) -> Self {
        Self::Problem(ProblemCode::StorageFull)
    }
}

impl From<BlobError> for ServiceError {
    fn from(error: BlobError) -> Self {
        if error.is_full() { Self::Problem(ProblemCode::StorageFull) } else { Self::Blobs(error) }
    }
}

impl ServiceError {
    /// One field's refusal.
    pub fn field(field: &'static str, code: &'static str) -> Self {
        Self::Fields(FieldErrors::from((field, Invalid::new(code))))
    }
}

/// When to come back where the database server is not reached; its connection logs that it is lost, once.
const UNREACHED_SECONDS: u64 = 5;
/// Names of fields that a `THROW` may blame, so that text from the database never becomes a field name by itself.
const BLAMABLE: &[&str] = &["account_name", "credit_code", "document_number", "mobile", "sms_code", "password"];
/// Codes that a `THROW` may give a field.
const FIELD_CODES: &[&str] = &[
    "taken",
    "taken_in_enterprise",
    "mobile_of_another_person",
    "document_of_another_person",
    "existing_document_differs",
    "sms_code_rejected",
];

impl From<DbError> for ServiceError {
    fn from(error: DbError) -> Self {
        let DbError::Refused(refusal) = &error else {
            return match error {
                DbError::Conflict => Self::RetryLater { code: ProblemCode::Busy, seconds: 1 },
                DbError::Full => Self::Problem(ProblemCode::StorageFull),
                DbError::Engine(_) | DbError::InDoubt => {
                    tracing::error!(%error, "the database's engine failed");
                    Self::RetryLater { code: ProblemCode::StorageUnavailable, seconds: UNREACHED_SECONDS }
                }
                DbError::Unreached(_) => Self::RetryLater { code: ProblemCode::Busy, seconds: UNREACHED_SECONDS },
                other => Self::Database(other),
            };
        };
        if let Some(field) = &refusal.field
            && let Some(field) = BLAMABLE.iter().find(|known| *known == field)
            && let Some(code) = FIELD_CODES.iter().find(|known| **known == refusal.code)
        {
            return Self::field(field, code);
        }
        match refusal.problem() {
            Some(code) => match refusal.field.as_deref().and_then(|text| text.parse().ok()) {
                Some(seconds) => Self::RetryLater { code, seconds },
                None => Self::Problem(code),
            },
            None => Self::Database(error),
        }
    }
}

impl From<surrealdb::Error> for ServiceError {
    fn from(error: surrealdb::Error) -> Self {
        Self::from(DbError::from(error))
    }
}

impl From<FieldErrors> for ServiceError {
    fn from(errors: FieldErrors) -> Self {
        Self::Fields(errors)
    }
}

impl From<ProblemCode> for ServiceError {
    fn from(code: ProblemCode) -> Self {
        Self::Problem(code)
    }
}

impl From<Busy> for ServiceError {
    fn from(_: Busy) -> Self {
        Self::RetryLater { code: ProblemCode::Busy, seconds: 2 }
    }
}
