//! The applications of the list: cards on a phone, a table on a wide screen, each with what may be done to it.

use dioxus::prelude::*;
use shared::api::ApplicationRow;
use shared::application::Status;

use super::super::application_deeds::{Deeds, RowDeeds, Subject};
use crate::routes::Route;
use crate::ui::{Icon, Shape, Tag, TagKind};
use crate::{t, words};

/// All of them.
#[component]
pub(super) fn Rows(items: Vec<ApplicationRow>, busy: bool, deeds: Deeds) -> Element {
    rsx! {
        div { class: "applications", role: "table", "aria-label": t!("application-title"), "aria-busy": if busy { "true" },
            "data-testid": "applications",
            div { class: "applications-head", role: "row",
                span { role: "columnheader", {t!("application-field-name")} }
                span { role: "columnheader", {t!("application-field-category")} }
                span { role: "columnheader", {t!("application-field-retirement-month")} }
                span { role: "columnheader", {t!("application-field-status")} }
                span { role: "columnheader", {t!("application-field-agent")} }
                span { role: "columnheader", {t!("applications-time")} }
                span { role: "columnheader", {t!("applications-actions")} }
            }
            for row in items {
                Row { key: "{row.id}", row, deeds }
            }
        }
    }
}

#[component]
fn Row(row: ApplicationRow, deeds: Deeds) -> Element {
    let to = Route::ApplicationDetail { id: row.id.clone() };
    let month = row.retirement_month.map_or_else(|| t!("applications-undecided"), |month| month.to_string());
    let subject = Subject { id: row.id.clone(), name: row.name.clone(), revision: row.revision };
    rsx! {
        div { class: "application", role: "row", "data-testid": "application-row", "data-id": "{row.id}", "data-status": row.status.code(),
            span { class: "application-who", role: "cell",
                Link { class: "application-link", to: to.clone(), "data-testid": "application-{row.id}", {row.name.clone()} }
                span { class: "application-number", {row.document_masked.clone()} }
            }
            span { class: "application-cell application-category", role: "cell",
                {row.category.map_or_else(|| t!("applications-no-category"), words::category_short)}
            }
            span { class: "application-cell application-month", role: "cell",
                span { class: "cell-label", {t!("application-field-retirement-month")} }
                span { class: "figures", {month} }
            }
            span { class: "application-status", role: "cell",
                Tag { kind: status_kind(row.status), label: words::status(row.status) }
                if row.refiling {
                    Tag { label: t!("applications-refiling") }
                }
            }
            span { class: "application-cell", role: "cell",
                span { class: "cell-label", {t!("application-field-agent")} }
                {row.created_by.clone()}
            }
            span { class: "application-cell application-times", role: "cell",
                span { class: "time-label", {what_was_last(&row)} }
                span { class: "time", {words::moment(row.submitted_at.unwrap_or(row.updated_at))} }
            }
            span { class: "application-deeds", role: "cell",
                Link { class: "row-action", to, "data-testid": "row-action-view-{row.id}",
                    "aria-label": t!("applications-open-of", name = row.name.clone()),
                    Icon { shape: Shape::Eye }
                    span { {t!("applications-view")} }
                }
                RowDeeds { actions: row.actions.clone(), subject, deeds }
            }
        }
    }
}

/// What the time of a row is that of.
fn what_was_last(row: &ApplicationRow) -> String {
    if row.submitted_at.is_some() { t!("applications-submitted") } else { t!("applications-updated") }
}

/// The colour of a status' tag.
pub(in crate::pages) const fn status_kind(status: Status) -> TagKind {
    match status {
        Status::Draft => TagKind::Plain,
        Status::Submitted | Status::InSecondReview => TagKind::Accent,
        Status::CorrectionRequested => TagKind::Caution,
        Status::Rejected => TagKind::Bad,
        Status::Approved => TagKind::Good,
    }
}
