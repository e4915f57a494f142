//! 审核队列: what waits at the agency, by shelves and filters, and one application by its number.

mod filters;
mod narrowed;
mod rows;
mod tools;

use std::pin::pin;

use dioxus::prelude::*;
use futures_util::future::select;
use shared::api::{ReviewQuery, ReviewRow, ReviewShelf};
use shared::application::Action;
use shared::error::ProblemCode;

use super::QueueQuery;
use super::frame::Frame;
use crate::api;
use crate::routes::Route;
use crate::ui::{
    Button, EmptyState, ErrorPage, LinkButton, MoreRows, Notice, NoticeKind, PageHeader, Shape, Skeleton, use_paged,
};
use crate::{platform, t, words};
use filters::Filters;
use narrowed::Narrowed;
use rows::Rows;
pub(super) use rows::{Due, Held};
use tools::{Search, Shelves, Sort};

/// The counts are asked for so often, in milliseconds, while the page is seen.
const COUNT_EVERY_MS: u32 = 30_000;
/// What a failure has to be drawn for before it can take the focus.
const UNTIL_DRAWN_MS: u32 = 30;
const REFUSED_ID: &str = "queue-refused";

/// The queue that was looked at last, so that one comes back to it from an application.
static LAST: GlobalSignal<QueueQuery> = Signal::global(QueueQuery::default);

/// The way back to the queue.
pub(super) fn last() -> Route {
    Route::AgencyQueue { query: LAST.peek().clone() }
}

/// `/agency`
#[component]
pub(in crate::pages) fn Queue(query: ReadSignal<QueueQuery>) -> Element {
    rsx! {
        Frame { Reviews { query } }
    }
}

#[component]
fn Reviews(query: ReadSignal<QueueQuery>) -> Element {
    let narrowed = use_memo(move || Narrowed::from(&*query.read()));
    let mut list = use_paged(narrowed, |query: Narrowed, cursor| async move {
        let page = api::reviews(&query.query(), &cursor).await?;
        Ok((page.items, page.next_cursor))
    });
    use_effect(move || *LAST.write() = query.read().clone());
    let mut counts = use_resource(|| async { api::review_counts().await.ok() });
    use_future(move || async move {
        loop {
            // At once when the page is seen again: what it shows may be old.
            select(pin!(platform::sleep_ms(COUNT_EVERY_MS)), pin!(platform::woken())).await;
            if platform::is_visible() {
                counts.restart();
                // Who waits for something to come need not press anything; who reads a list is not disturbed, nor a search
                // that goes on.
                if list.items().is_some_and(|items| items.is_empty()) && !list.has_more() {
                    list.again();
                }
            }
        }
    });
    let mut refused = use_signal(|| None::<String>);
    let mut pending = use_signal(|| false);
    let mut failed = move |words: String| {
        refused.set(Some(words));
        list.again();
        counts.restart();
        spawn(async move {
            platform::sleep_ms(UNTIL_DRAWN_MS).await;
            platform::focus(REFUSED_ID);
        });
    };
    let next = move |()| {
        pending.set(true);
        spawn(async move {
            let answer = api::next_review().await;
            pending.set(false);
            match answer {
                Ok(review) => {
                    navigator().push(Route::AgencyReview { id: review.place.id });
                }
                Err(error) if error.is(ProblemCode::NothingWaits) => failed(t!("agency-none-waits")),
                Err(error) => failed(error.message(words::language_now())),
            }
        });
    };
    let claim = move |row: ReviewRow| {
        pending.set(true);
        spawn(async move {
            let answer = api::handle_review(&row.id, Action::Claim, row.revision).await;
            pending.set(false);
            match answer {
                Ok(_) => {
                    navigator().push(Route::AgencyReview { id: row.id });
                }
                Err(error) => failed(error.message(words::language_now())),
            }
        });
    };
    // What was refused is said at its field: the number's, or one of the filters. There is nothing to list meanwhile.
    let wrong = list.failure().filter(|error| !error.fields().is_empty());
    let of_number = !narrowed.read().number.is_empty();
    let can_export = wrong.is_none() && list.items().is_some_and(|items| !items.is_empty());
    let body = match (list.items(), list.failure()) {
        _ if wrong.is_some() && of_number => rsx! {},
        _ if wrong.is_some() => rsx! {
            Notice { kind: NoticeKind::Bad, p { {t!("applications-refused")} } }
        },
        (None, Some(error)) => rsx! {
            ErrorPage { error, onretry: move |()| list.again() }
        },
        (None, None) => rsx! {
            Skeleton { rows: 4 }
        },
        (Some(items), None) if items.is_empty() && !list.has_more() => rsx! {
            Nothing { narrowed: narrowed() }
        },
        (Some(items), failure) => rsx! {
            if items.is_empty() && list.is_reading() {
                Skeleton { rows: 2 }
            } else if items.is_empty() {
                // Nothing so far is not nothing: the end was not reached.
                Notice { p { {t!("list-looking-stopped")} } }
            } else {
                Rows { items, busy: list.is_reading() || pending(), onclaim: claim }
            }
            MoreRows { more: list.has_more(), reading: list.is_reading(), looking: list.is_looking(), failure,
                onmore: move |()| list.more(), onstop: move |()| list.stop() }
        },
    };
    rsx! {
        PageHeader { title: t!("agency-queue"),
            Button { test: "queue-next", label: t!("agency-next"), icon: Shape::Plus, pending: pending(), onclick: next }
        }
        if let Some(words) = refused() {
            div { class: "deed-refused", id: REFUSED_ID, tabindex: "-1", "data-testid": REFUSED_ID,
                Notice { kind: NoticeKind::Caution, p { {words} } }
            }
        }
        div { class: "list-page",
            div { class: "queue-tools",
                Search { narrowed: narrowed(), error: wrong.as_ref().filter(|_| of_number).map(|error| error.reason(words::language())) }
                Sort { narrowed: narrowed(), onrefresh: move |()| {
                    refused.set(None);
                    list.again();
                    counts.restart();
                } }
            }
            if of_number {
                p { class: "queue-back",
                    Link { class: "row-action", to: narrowed.read().of_number("").route(), "data-testid": "queue-number-clear", {t!("agency-number-clear")} }
                }
            } else {
                div { class: "list-head",
                    Filters { narrowed, refused: wrong, onagain: move |()| list.again(), can_export }
                    Shelves { narrowed: narrowed(), counts: counts.read().as_ref().copied().flatten() }
                }
            }
            {body}
        }
    }
}

/// No application: what to do.
#[component]
fn Nothing(narrowed: Narrowed) -> Element {
    let (of_number, filtered) = (!narrowed.number.is_empty(), narrowed.narrowed_by() > 0);
    let (title, text) = match narrowed.shelf {
        _ if of_number => ("agency-empty-number", "agency-empty-number-text"),
        _ if filtered => ("applications-none-title", "applications-none-text"),
        ReviewShelf::Open => ("agency-empty-open", "agency-empty-open-text"),
        ReviewShelf::Mine => ("agency-empty-mine", "agency-empty-mine-text"),
        _ => ("agency-empty-other", "agency-empty-other-text"),
    };
    rsx! {
        EmptyState { shape: if of_number || filtered { Shape::Search } else { Shape::Inbox }, title: t!(title), text: t!(text),
            if of_number {
                LinkButton { test: "queue-empty-open", to: narrowed.of_number("").route(), label: t!("agency-number-clear") }
            } else if filtered {
                LinkButton { test: "filter-clear-all", to: narrowed.by(ReviewQuery::default()).route(), label: t!("filters-clear") }
            } else if narrowed.shelf != ReviewShelf::Open {
                LinkButton { test: "queue-empty-open", to: narrowed.at(ReviewShelf::Open).route(), label: words::shelf(ReviewShelf::Open) }
            }
        }
    }
}
