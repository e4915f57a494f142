//! The agency's side: reviewers log in, look at the queue, read and decide.

mod decision;
mod queue;
mod session;
mod work;

pub use decision::{DecisionIn, REASONS_MAX, ReasonCode};
pub use queue::{ReviewCounts, ReviewFilter, ReviewPage, ReviewQuery, ReviewRow, ReviewShelf};
pub use session::{ReviewerLoginIn, ReviewerOut, ReviewerSessionOut};
pub use work::{ReviewOut, UndoOut};
