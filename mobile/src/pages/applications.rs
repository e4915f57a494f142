//! The pages about retirement applications, which the browser loads apart from the first ones: who logs in does not wait
//! for them, and who may file has them before they are asked for.

use dioxus::prelude::*;

use super::{application_detail, application_form, applications_list};
use crate::list_query::ListQuery;
use crate::{apart, session};

/// One of the pages.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Page {
    List { query: ListQuery },
    New,
    Detail { id: String },
    Edit { id: String, step: String },
}

/// `/applications`
#[component]
pub(crate) fn ApplicationsList(query: ListQuery) -> Element {
    rsx! {
        apart::Applications { page: Page::List { query } }
    }
}

/// `/applications/new`
#[component]
pub(crate) fn ApplicationNew() -> Element {
    rsx! {
        apart::Applications { page: Page::New }
    }
}

/// `/applications/:id`
#[component]
pub(crate) fn ApplicationDetail(id: String) -> Element {
    rsx! {
        apart::Applications { page: Page::Detail { id } }
    }
}

/// `/applications/:id/edit`
#[component]
pub(crate) fn ApplicationEdit(id: String, step: String) -> Element {
    rsx! {
        apart::Applications { page: Page::Edit { id, step } }
    }
}

/// What lies apart: everything that only this function reaches.
pub(crate) fn show(page: Page) -> Element {
    match page {
        Page::List { query } => rsx! {
            applications_list::ApplicationsList { query }
        },
        Page::New => rsx! {
            application_form::ApplicationNew {}
        },
        Page::Detail { id } => rsx! {
            application_detail::ApplicationDetail { id }
        },
        Page::Edit { id, step } => rsx! {
            application_form::ApplicationEdit { id, step }
        },
    }
}

/// Loads the pages ahead for whoever may open them, so that they are there when the network is not.
pub(crate) fn use_ahead() {
    use_effect(|| {
        if session::may_file_applications() {
            spawn(async {
                apart::load().await;
            });
        }
    });
}
