//! Papers: whether one that somebody holds is what is on record.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::application::Status;

/// What is said of a paper by its number and code; nothing about the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct PaperCheckOut {
    /// Whether what was submitted last is what stands on the paper. A wrong number is answered as a wrong code.
    pub matches: bool,
    /// 业务状态; absent where the paper does not match.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The day of the submission, in China.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_on: Option<NaiveDate>,
    /// The day since which the status is so, in China.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_on: Option<NaiveDate>,
}
