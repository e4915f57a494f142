//! An address that no page has.

use dioxus::prelude::*;

use crate::routes::Route;
use crate::t;
use crate::ui::{EmptyState, LinkButton, PageHeader, Shape};

/// Says so, and shows the way home.
#[component]
pub(crate) fn NotFound(segments: Vec<String>) -> Element {
    rsx! {
        PageHeader { title: t!("not-found-title") }
        EmptyState { shape: Shape::Search, title: "/{segments.join(\"/\")}", text: t!("not-found-text"),
            LinkButton { test: "go-home", to: Route::Start {}, label: t!("not-found-home") }
        }
    }
}
