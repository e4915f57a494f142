//! 正常退休申请查询: the enterprise's applications with filters, counts and export.

mod filters;
mod rows;
mod statuses;

use dioxus::prelude::*;
use shared::api::ApplicationCounts;

use super::application_deeds::{DeedPlace, use_deeds};
use crate::list_query::{self, ListQuery};
use crate::routes::Route;
use crate::ui::{
    EmptyState, ErrorPage, LinkButton, MoreRows, Notice, NoticeKind, PageHeader, Shape, Skeleton, use_paged,
};
use crate::{api, session, t};
use filters::Filters;
use rows::Rows;
pub(super) use rows::status_kind;
use statuses::Statuses;

/// `/applications`
#[component]
pub(crate) fn ApplicationsList(query: ReadSignal<ListQuery>) -> Element {
    if session::may_file_applications() {
        rsx! {
            Applications { query }
        }
    } else {
        rsx! {
            NotPermitted {}
        }
    }
}

/// What somebody without the permission sees of a page about applications.
#[component]
pub(super) fn NotPermitted() -> Element {
    rsx! {
        PageHeader { title: t!("application-title"), back: Route::Home {} }
        EmptyState { shape: Shape::Lock, title: t!("applications-not-permitted-title"), text: t!("applications-not-permitted-text"),
            LinkButton { test: "not-permitted-home", label: t!("not-found-home"), to: Route::Home {} }
        }
    }
}

#[component]
fn Applications(query: ReadSignal<ListQuery>) -> Element {
    let mut list = use_paged(query, |query: ListQuery, cursor| async move {
        let page = api::applications(&query.0, &cursor).await?;
        Ok((page.items, page.next_cursor))
    });
    let mut counts = use_resource(|| async { api::application_counts().await });
    let deeds = use_deeds(move |_| {
        list.again();
        counts.restart();
    });
    use_effect(move || list_query::remember(&query.read()));

    // Fields that the server refused are shown at the filters; there is nothing to list meanwhile.
    let refused = list.failure().filter(|error| !error.fields().is_empty());
    let items = list.items().filter(|_| refused.is_none());
    let counted = counts.read().as_ref().map(|answer| answer.as_ref().ok().copied());
    let none = items.as_ref().is_some_and(Vec::is_empty) && *query.read() == ListQuery::default();
    // The counts tell an enterprise that never applied from a list that is being read anew.
    let nothing_yet = none && counted.flatten() == Some(ApplicationCounts::default());
    let can_export = items.as_ref().is_some_and(|items| !items.is_empty());
    let body = match (items, list.failure()) {
        _ if refused.is_some() => rsx! {
            Notice { kind: NoticeKind::Bad, p { {t!("applications-refused")} } }
        },
        (None, Some(error)) => rsx! {
            ErrorPage { error, onretry: move |()| list.again() }
        },
        (None, None) => rsx! {
            Skeleton { rows: 4 }
        },
        (Some(_), _) if none && counted.is_none() => rsx! {
            Skeleton { rows: 4 }
        },
        (Some(items), _) if items.is_empty() && !list.has_more() => rsx! {
            Nothing { yet: nothing_yet }
        },
        (Some(items), failure) => rsx! {
            if items.is_empty() && list.is_reading() {
                Skeleton { rows: 2 }
            } else if items.is_empty() {
                // Nothing so far is not nothing: the end was not reached.
                Notice { p { {t!("list-looking-stopped")} } }
            } else {
                Rows { items, busy: list.is_reading(), deeds }
            }
            MoreRows { more: list.has_more(), reading: list.is_reading(), looking: list.is_looking(), failure,
                onmore: move |()| list.more(), onstop: move |()| list.stop() }
        },
    };
    rsx! {
        PageHeader { title: t!("application-title"),
            LinkButton { test: "application-add", label: t!("applications-add"), icon: Shape::Plus, to: Route::ApplicationNew {} }
        }
        DeedPlace { deeds }
        div { class: "list-page",
            if !nothing_yet {
                div { class: "list-head",
                    Filters { query, refused, onagain: move |()| list.again(), can_export }
                    Statuses { query: query(), counts: counted.flatten() }
                }
            }
            {body}
        }
    }
}

/// No application: what to do first, or how to find one.
#[component]
fn Nothing(
    /// Whether there never was one.
    yet: bool,
) -> Element {
    if yet {
        return rsx! {
            EmptyState { shape: Shape::Form, title: t!("applications-empty-title"), text: t!("applications-empty-text"),
                LinkButton { test: "application-add-first", label: t!("applications-add-first"), icon: Shape::Plus, to: Route::ApplicationNew {} }
            }
        };
    }
    rsx! {
        EmptyState { shape: Shape::Search, title: t!("applications-none-title"), text: t!("applications-none-text"),
            LinkButton { test: "filter-clear-all", label: t!("filters-clear"), to: Route::ApplicationsList { query: ListQuery::default() } }
        }
    }
}
