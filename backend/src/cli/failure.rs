//! How a command can end badly: what is said, and the exit code.

use std::fmt;

use super::serve::Unfinished;
use crate::adapters::surreal::DbError;
use crate::config::{ConfigError, ConfigFault};
use crate::services::ServiceError;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The settings cannot be read.
    Config(ConfigError),
    /// The settings cannot be used.
    Faults(Vec<ConfigFault>),
    /// Another process has the database folder.
    InUse {
        /// What to do.
        hint: String,
    },
    /// It was done, but not to its end: requests were cut off, or the database did not close.
    Unfinished(String),
    /// Anything else.
    Failed(anyhow::Error),
}

impl Failure {
    /// Reads an error; `hint` says what to do where another process has the database.
    pub(super) fn from_error(error: anyhow::Error, hint: String) -> Self {
        let in_use = error.chain().any(|cause| {
            matches!(cause.downcast_ref::<DbError>(), Some(DbError::InUse))
                || matches!(cause.downcast_ref::<ServiceError>(), Some(ServiceError::Database(DbError::InUse)))
        });
        if in_use {
            return Self::InUse { hint };
        }
        match error.downcast::<Unfinished>() {
            Ok(unfinished) => Self::Unfinished(unfinished.to_string()),
            Err(error) => Self::Failed(error),
        }
    }

    /// 2 for what is wrong before anything was tried, 3 for what was not done to its end, else 1.
    pub(super) const fn code(&self) -> u8 {
        match self {
            Self::Config(_) | Self::Faults(_) => 2,
            Self::Unfinished(_) => 3,
            Self::InUse { .. } | Self::Failed(_) => 1,
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => write!(f, "{error}"),
            Self::Faults(faults) => {
                f.write_str("the settings cannot be used:")?;
                faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
            }
            Self::InUse { hint } => {
                write!(f, "another process has the database folder open, and one at a time can. {hint}")
            }
            Self::Unfinished(what) => f.write_str(what),
            Self::Failed(error) => write!(f, "{error:#}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::*;

    #[test]
    fn a_locked_folder_is_recognised_through_its_context() {
        let error = Err::<(), _>(DbError::InUse).context("opening the database").expect_err("an error");
        let failure = Failure::from_error(error, "Try again.".to_owned());
        assert!(failure.to_string().ends_with("one at a time can. Try again."), "{failure}");
        let error = anyhow::Error::from(ServiceError::Database(DbError::InUse));
        assert!(matches!(Failure::from_error(error, String::new()), Failure::InUse { .. }));
        let error = anyhow::anyhow!("the disk is full").context("opening the database");
        assert_eq!(Failure::from_error(error, String::new()).to_string(), "opening the database: the disk is full");
    }
}
