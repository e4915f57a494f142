//! The statuses above the list, with how many applications stand there: one tap narrows the list.

use dioxus::prelude::*;
use shared::api::ApplicationCounts;
use shared::application::Status;

use crate::list_query::ListQuery;
use crate::routes::Route;
use crate::{t, words};

/// A row of links; it scrolls sideways on a phone.
#[component]
pub(super) fn Statuses(
    query: ListQuery,
    /// How many stand where, once it is known.
    counts: Option<ApplicationCounts>,
) -> Element {
    let of_all = counts.map(|counts| Status::ALL.iter().map(|status| counts.of(*status)).sum::<u64>());
    let chosen = query.0.status.clone();
    rsx! {
        nav { class: "statuses", "aria-label": t!("applications-statuses"),
            Choice { test: "count-all", words: t!("applications-all"), count: of_all, chosen: chosen.is_empty(),
                to: Route::ApplicationsList { query: query.with_status(None) } }
            for status in Status::ALL.iter().copied() {
                Choice {
                    key: "{status.code()}",
                    test: "count-{status.code()}",
                    words: words::status(status),
                    count: counts.map(|counts| counts.of(status)),
                    chosen: chosen == status.code(),
                    to: Route::ApplicationsList { query: query.with_status(Some(status)) },
                }
            }
        }
    }
}

#[component]
fn Choice(test: String, words: String, count: Option<u64>, chosen: bool, to: Route) -> Element {
    rsx! {
        Link { class: "status-choice", to, "data-testid": test, "aria-current": if chosen { "true" } else { "false" },
            span { {words} }
            if let Some(count) = count {
                span { class: if count == 0 { "status-count none" } else { "status-count" }, "{count}" }
            }
        }
    }
}
