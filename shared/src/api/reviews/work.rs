//! The working page: an application with everything that a reviewer needs beside it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ReviewRow;
use crate::api::{ApplicationOut, HistoryEvent};
use crate::application::{Difference, FindingOut};

/// A decision that can still be taken back by who took it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct UndoOut {
    /// What was decided.
    pub decision: HistoryEvent,
    /// Until when.
    pub until: DateTime<Utc>,
}

/// An application as a reviewer works on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(poem_openapi::Object))]
pub struct ReviewOut {
    /// The application, with the form and record as submitted.
    pub application: ApplicationOut,
    /// Where it stands in the queue: who holds it, until when it has to be decided, what may be done.
    pub place: ReviewRow,
    /// What the check before submission finds now.
    pub findings: Vec<FindingOut>,
    /// What the last submission changed against the one before; empty for the first.
    pub differences: Vec<Difference>,
    /// The person's other applications, of any enterprise, the newest first.
    pub others: Vec<ReviewRow>,
    /// Ids of the attachments of required kinds that the one asking has not opened yet.
    pub unread: Vec<String>,
    /// The decision of the one asking, where it can still be taken back.
    #[cfg_attr(feature = "openapi", oai(skip_serializing_if_is_none))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo: Option<UndoOut>,
}
