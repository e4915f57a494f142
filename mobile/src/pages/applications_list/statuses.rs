//! The statuses above the list, with how many applications stand there: one tap narrows the list.

use dioxus::prelude::*;
use shared::api::ApplicationCounts;
use shared::application::Status;

use crate::list_query::ListQuery;
use crate::routes::Route;
use crate::{platform, t, words};

/// Id of the row.
const ROW: &str = "statuses";
/// Id of the link that is chosen.
const CHOSEN: &str = "status-chosen";

/// A row of links; it scrolls sideways on a phone, so that the chosen one is seen.
#[component]
pub(super) fn Statuses(
    query: ListQuery,
    /// How many stand where, once it is known.
    counts: Option<ApplicationCounts>,
) -> Element {
    let of_all = counts.map(|counts| Status::ALL.iter().map(|status| counts.of(*status)).sum::<u64>());
    let chosen = query.0.status.clone();
    // The numbers come later and move the row.
    let place = (chosen.clone(), counts);
    use_effect(use_reactive!(|place| {
        let _moved = place;
        platform::bring_into_row(ROW, CHOSEN);
    }));
    rsx! {
        nav { class: "statuses", id: ROW, "aria-label": t!("applications-statuses"),
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
        Link { class: "status-choice", id: if chosen { CHOSEN }, to, "data-testid": test, "aria-current": if chosen { "true" } else { "false" },
            span { {words} }
            if let Some(count) = count {
                span { class: if count == 0 { "status-count none" } else { "status-count" }, "{count}" }
            }
        }
    }
}
