//! Submitted: what happens next, and where to look.

use dioxus::prelude::*;
use shared::api::ApplicationOut;

use crate::list_query::ListQuery;
use crate::routes::Route;
use crate::ui::{ButtonKind, DetailRow, Details, EmptyState, LinkButton, PageHeader, Shape};
use crate::{t, words};

#[component]
pub(super) fn Done(application: ApplicationOut) -> Element {
    let list = Route::ApplicationsList { query: ListQuery::default() };
    let month = application.retirement_month.map(|month| month.to_string()).unwrap_or_default();
    rsx! {
        PageHeader { title: t!("application-done-page"), back: list.clone() }
        div { class: "narrow success", "data-testid": "application-submitted",
            EmptyState { shape: Shape::Done, title: t!("application-done-title", name = application.name), text: t!("application-done-text") }
            Details {
                DetailRow { label: t!("application-field-name"), {application.name.clone()} }
                if !month.is_empty() {
                    DetailRow { label: t!("application-field-retirement-month"), {month} }
                }
                if let Some(at) = application.submitted_at {
                    DetailRow { label: t!("application-field-submitted-at"), {words::moment(at)} }
                }
            }
            section { class: "next-steps",
                h2 { {t!("application-done-next")} }
                ol {
                    li { {t!("application-done-first")} }
                    li { {t!("application-done-second")} }
                    li { {t!("application-done-third")} }
                }
            }
            div { class: "form-actions after",
                LinkButton { test: "application-to-detail", label: t!("application-to-detail"), to: Route::ApplicationDetail { id: application.id.clone() } }
                LinkButton { test: "application-another", kind: ButtonKind::Secondary, label: t!("application-another"), to: Route::ApplicationNew {} }
                LinkButton { test: "application-to-list", kind: ButtonKind::Secondary, label: t!("application-to-list"), to: list }
            }
        }
    }
}
