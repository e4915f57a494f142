//! What a list of applications is narrowed to, kept in the address: a link opens the same list again.

use std::fmt;

use shared::api::ApplicationQuery;

/// The query of the list in an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ListQuery(pub(crate) ApplicationQuery);

impl From<&str> for ListQuery {
    fn from(_query: &str) -> Self {
        Self::default()
    }
}

impl fmt::Display for ListQuery {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
