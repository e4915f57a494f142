//! An insured-person register that is down.

use async_trait::async_trait;
use backend::ports::{InsuredRegister, RegisterError};
use shared::api::InsuredRecord;
use shared::identity::{IdDocument, PersonName};

/// Never answers; says why, or for how long.
#[derive(Debug, Clone, Copy)]
pub enum BrokenRegister {
    /// It is not reached.
    Unreachable,
    /// It is not asked for so many seconds.
    Resting(u64),
    /// It refuses our key.
    Refusing,
}

#[async_trait]
impl InsuredRegister for BrokenRegister {
    async fn find(&self, _: &PersonName, _: &IdDocument) -> Result<Option<InsuredRecord>, RegisterError> {
        Err(match *self {
            Self::Unreachable => RegisterError::Unavailable("told to fail".to_owned()),
            Self::Resting(seconds) => RegisterError::Resting { seconds },
            Self::Refusing => RegisterError::Refused { status: 401 },
        })
    }
}
