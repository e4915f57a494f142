//! What a list is narrowed by: a panel that a phone folds away behind one button and a wide screen always shows, and beside
//! it what is done with the whole list.

use dioxus::prelude::*;
use shared::api::ClientKind;

use super::{Button, ButtonKind, ErrorSummary, Icon, Shape};
use crate::api::ApiError;
use crate::forms::Form;
use crate::{platform, t};

/// The filters of a list; its children are their fields.
#[component]
pub(crate) fn FilterPanel(
    form: Form,
    /// Whether a phone shows the fields.
    open: Signal<bool>,
    /// How many filters are in force.
    count: usize,
    /// The fields that the server refused.
    refused: Option<ApiError>,
    /// The table file's address, where there is anything to export.
    export: Option<String>,
    onapply: EventHandler<()>,
    onclear: EventHandler<()>,
    children: Element,
) -> Element {
    use_effect(use_reactive!(|refused| {
        if let Some(error) = refused {
            form.refuse(&error);
            open.set(true);
        }
    }));
    rsx! {
        div { class: "list-tools",
            button {
                class: "button secondary filter-open",
                r#type: "button",
                "data-testid": "filter-open",
                "aria-expanded": if open() { "true" } else { "false" },
                "aria-controls": "filters",
                onclick: move |_| open.toggle(),
                Icon { shape: Shape::Filter }
                span { if count == 0 { {t!("filters-open")} } else { {t!("filters-open-count", count = count)} } }
            }
            if let Some(address) = export {
                ExportLink { address }
            }
        }
        form {
            class: if open() { "filters open" } else { "filters" },
            id: "filters",
            novalidate: true,
            role: "search",
            "aria-label": t!("filters-title"),
            onsubmit: move |event| {
                event.prevent_default();
                onapply.call(());
            },
            ErrorSummary { form }
            div { class: "filter-fields",
                {children}
                div { class: "filter-actions",
                    Button { test: "filter-apply", label: t!("filters-apply"), icon: Shape::Search }
                    Button { test: "filter-clear", kind: ButtonKind::Secondary, label: t!("filters-clear"), onclick: move |()| onclear.call(()) }
                }
            }
        }
    }
}

/// The list as a table file. A browser sends its cookie along with a plain link; a native shell would have to send its
/// token, which a link cannot: there is none there.
#[component]
fn ExportLink(address: String) -> Element {
    if platform::client_kind() != ClientKind::Browser {
        return rsx! {};
    }
    rsx! {
        a { class: "button secondary", href: address, download: "", "data-testid": "export",
            Icon { shape: Shape::Download }
            span { {t!("applications-export")} }
        }
    }
}
