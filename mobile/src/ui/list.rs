//! Lists: rows that lead somewhere, rows that do something, rows that only tell.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::routes::Route;

/// A list in a white card; its children are `ListLink`, `ListButton` and `Switch`.
#[component]
pub(crate) fn List(#[props(default)] test: String, children: Element) -> Element {
    rsx! {
        div { class: "list", role: "list", "data-testid": if !test.is_empty() { "{test}" }, {children} }
    }
}

/// A row that leads to another page. The children stand at its end, before the chevron.
#[component]
pub(crate) fn ListLink(
    /// `data-testid`.
    test: String,
    to: Route,
    title: String,
    #[props(default)] note: String,
    #[props(default)] icon: Option<Shape>,
    children: Element,
) -> Element {
    rsx! {
        div { role: "listitem",
            Link { class: "row", to, "data-testid": test,
                RowBody { title, note, icon }
                span { class: "row-end", {children} }
                Icon { shape: Shape::Forward, class: "chevron" }
            }
        }
    }
}

/// A row that does something.
#[component]
pub(crate) fn ListButton(
    /// `data-testid`.
    test: String,
    title: String,
    #[props(default)] note: String,
    #[props(default)] icon: Option<Shape>,
    #[props(default)] danger: bool,
    #[props(default)] disabled: bool,
    onclick: EventHandler<()>,
    children: Element,
) -> Element {
    rsx! {
        div { role: "listitem",
            button {
                class: if danger { "row danger" } else { "row" },
                r#type: "button",
                "data-testid": test,
                disabled,
                onclick: move |_| onclick.call(()),
                RowBody { title, note, icon }
                span { class: "row-end", {children} }
            }
        }
    }
}

#[component]
fn RowBody(title: String, note: String, icon: Option<Shape>) -> Element {
    rsx! {
        if let Some(shape) = icon {
            span { class: "row-icon", Icon { shape } }
        }
        span { class: "row-body",
            span { class: "row-title", {title} }
            if !note.is_empty() {
                span { class: "row-note", {note} }
            }
        }
    }
}

/// Names and values in a white card; its children are `DetailRow`.
#[component]
pub(crate) fn Details(children: Element) -> Element {
    rsx! {
        dl { class: "details", {children} }
    }
}

/// One name with its value (the children).
#[component]
pub(crate) fn DetailRow(label: String, #[props(default)] test: String, children: Element) -> Element {
    rsx! {
        div { class: "detail",
            dt { {label} }
            dd { "data-testid": if !test.is_empty() { "{test}" }, {children} }
        }
    }
}
