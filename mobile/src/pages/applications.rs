//! The addresses about retirement applications, whose pages the browser loads apart from the first ones: who may file has
//! them before they are asked for.

use dioxus::prelude::*;

use super::later::Page;
use crate::list_query::ListQuery;
use crate::{apart, session};

/// `/applications`
#[component]
pub(crate) fn ApplicationsList(query: ListQuery) -> Element {
    rsx! {
        apart::Apart { page: Page::Applications { query } }
    }
}

/// `/applications/new`
#[component]
pub(crate) fn ApplicationNew() -> Element {
    rsx! {
        apart::Apart { page: Page::ApplicationNew }
    }
}

/// `/applications/:id`
#[component]
pub(crate) fn ApplicationDetail(id: String) -> Element {
    rsx! {
        apart::Apart { page: Page::Application { id } }
    }
}

/// `/applications/:id/edit`
#[component]
pub(crate) fn ApplicationEdit(id: String, step: String) -> Element {
    rsx! {
        apart::Apart { page: Page::ApplicationEdit { id, step } }
    }
}

/// `/notices`
#[component]
pub(crate) fn Notices() -> Element {
    rsx! {
        apart::Apart { page: Page::Notices }
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
