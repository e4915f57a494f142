//! The applications of the queue: cards on a phone, a table where there is room.

use dioxus::prelude::*;
use shared::api::ReviewRow;
use shared::application::Action;

use crate::pages::applications_list::status_kind;
use crate::routes::Route;
use crate::ui::{Icon, Shape, Tag};
use crate::{t, words};

/// So few working days are few.
const SOON: i32 = 3;

/// All of them.
#[component]
pub(super) fn Rows(items: Vec<ReviewRow>, busy: bool, onclaim: EventHandler<ReviewRow>) -> Element {
    rsx! {
        div { class: "applications reviews", role: "table", "aria-label": t!("agency-queue"), "aria-busy": if busy { "true" },
            "data-testid": "reviews",
            div { class: "applications-head", role: "row",
                span { role: "columnheader", {t!("application-field-name")} }
                span { role: "columnheader", {t!("application-field-enterprise")} }
                span { role: "columnheader", {t!("application-field-category")} }
                span { role: "columnheader", {t!("application-field-submitted-at")} }
                span { role: "columnheader", {t!("agency-due")} }
                span { role: "columnheader", {t!("agency-holder")} }
                span { role: "columnheader", {t!("applications-actions")} }
            }
            for row in items {
                Row { key: "{row.id}", row, busy, onclaim }
            }
        }
    }
}

#[component]
fn Row(row: ReviewRow, busy: bool, onclaim: EventHandler<ReviewRow>) -> Element {
    let to = Route::AgencyReview { id: row.id.clone() };
    let overdue = row.days_left.is_some_and(|days| days < 0);
    let claimed = row.clone();
    rsx! {
        div { class: if overdue { "application overdue" } else { "application" }, role: "row", "data-testid": "review-row", "data-id": "{row.id}",
            "data-status": row.status.code(),
            span { class: "application-who", role: "cell",
                Link { class: "application-link", to: to.clone(), "data-testid": "review-{row.id}", {row.name.clone()} }
                span { class: "application-number", {row.document_masked.clone()} }
            }
            span { class: "application-cell review-enterprise", role: "cell", {row.enterprise_name.clone()} }
            span { class: "application-cell", role: "cell",
                {row.category.map_or_else(|| t!("applications-no-category"), words::category_short)}
                if let Some(month) = row.retirement_month {
                    span { class: "figures", " {month}" }
                }
            }
            span { class: "application-cell", role: "cell",
                if let Some(at) = row.submitted_at {
                    span { class: "time", {words::moment(at)} }
                }
                if row.submissions > 1 {
                    span { class: "row-note", {t!("agency-submissions", count = row.submissions)} }
                }
            }
            span { class: "review-due", role: "cell", Due { row: row.clone() } }
            span { class: "application-cell review-held", role: "cell",
                Tag { kind: status_kind(row.status), label: words::status(row.status) }
                Held { row: row.clone() }
            }
            span { class: "application-deeds", role: "cell",
                Link { class: "row-action", to, "data-testid": "review-open-{row.id}", "aria-label": t!("applications-open-of", name = row.name.clone()),
                    Icon { shape: Shape::Eye }
                    span { {t!("agency-review")} }
                }
                if row.actions.contains(&Action::Claim) {
                    button { class: "row-action", r#type: "button", "data-testid": "claim-{row.id}", disabled: busy,
                        "aria-label": format!("{} {}", words::action(Action::Claim), row.name),
                        onclick: move |_| onclaim.call(claimed.clone()),
                        Icon { shape: Shape::Check }
                        span { {words::action(Action::Claim)} }
                    }
                }
            }
        }
    }
}

/// How long there still is to decide. What is overdue says so in words, with a picture, and in red.
#[component]
pub(in super::super) fn Due(row: ReviewRow) -> Element {
    let Some(days) = row.days_left else { return rsx! {} };
    let (class, label) = match days {
        ..0 => ("due bad", t!("agency-overdue", days = -days)),
        0 => ("due caution", t!("agency-due-today")),
        1..=SOON => ("due caution", t!("agency-days-left", days = days)),
        _ => ("due", t!("agency-days-left", days = days)),
    };
    rsx! {
        span { class, "data-testid": "due", "data-overdue": if days < 0 { "true" },
            Icon { shape: if days < 0 { Shape::Warning } else { Shape::Clock } }
            span { {label} }
            if let Some(on) = row.due_on {
                span { class: "due-on", "{on}" }
            }
        }
    }
}

/// Who holds it, and until when.
#[component]
pub(in super::super) fn Held(row: ReviewRow) -> Element {
    rsx! {
        span { class: "holder", "data-testid": "holder",
            match row.holder {
                Some(holder) => rsx! {
                    span { {holder} }
                    if let Some(until) = row.held_until {
                        span { class: "row-note", {t!("agency-until", time = words::moment(until))} }
                    }
                },
                None => rsx! { span { class: "row-note", {t!("agency-nobody")} } },
            }
        }
    }
}
