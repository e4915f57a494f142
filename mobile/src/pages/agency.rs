//! The addresses of the agency's reviewers. Their pages lie apart from the first ones: who files does not load them.

mod frame;
mod login;
mod queue;
mod work;

use std::fmt;

use dioxus::prelude::*;

use super::later::Page;
use crate::apart;
use crate::routes::Next;
pub(super) use login::Login;
pub(super) use queue::Queue;
pub(super) use work::Review;

/// What the queue is narrowed to, as it stands in the address; the queue itself reads it (`queue/narrowed.rs`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct QueueQuery(String);

impl From<&str> for QueueQuery {
    fn from(query: &str) -> Self {
        Self(query.to_owned())
    }
}

impl fmt::Display for QueueQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `/agency/login`
#[component]
pub(crate) fn AgencyLogin(next: Next) -> Element {
    rsx! {
        apart::Apart { page: Page::AgencyLogin { next } }
    }
}

/// `/agency`
#[component]
pub(crate) fn AgencyQueue(query: QueueQuery) -> Element {
    rsx! {
        apart::Apart { page: Page::AgencyQueue { query } }
    }
}

/// `/agency/reviews/:id`
#[component]
pub(crate) fn AgencyReview(id: String) -> Element {
    rsx! {
        apart::Apart { page: Page::AgencyReview { id } }
    }
}
