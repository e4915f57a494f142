//! The head of the page: whose application it is, how long there still is, who holds it until when, what else there is of
//! the person.

use dioxus::prelude::*;
use shared::api::ReviewRow;

use super::super::queue::{self, Due, Held};
use super::desk::use_desk;
use super::keys::{Press, hint, shortcut};
use crate::pages::applications_list::status_kind;
use crate::routes::Route;
use crate::ui::{Icon, PageHeader, Shape, Tag};
use crate::{t, words};

/// Name, standing, time, other applications, help.
#[component]
pub(super) fn Head() -> Element {
    let mut desk = use_desk();
    let review = desk.review.read().clone();
    let place = review.place;
    rsx! {
        PageHeader { title: review.application.name.clone(), lead: review.application.enterprise_name.clone(), back: queue::last(),
            button { class: "button secondary keys-open", r#type: "button", "data-testid": "keys-open", "aria-keyshortcuts": shortcut(Press::Help),
                onclick: move |_| desk.help.set(true),
                Icon { shape: Shape::Info }
                span { {t!("agency-keys")} }
                {hint(Press::Help)}
            }
        }
        div { class: "work-line", "data-testid": "work-line",
            span { "data-testid": "review-status", "data-status": place.status.code(),
                Tag { kind: status_kind(place.status), label: words::status(place.status) }
            }
            Due { row: place.clone() }
            Held { row: place.clone() }
            if place.submissions > 1 {
                span { {t!("agency-submissions", count = place.submissions)} }
            }
            if !review.others.is_empty() {
                Others { others: review.others }
            }
        }
    }
}

/// What else there is of the person, of any enterprise.
#[component]
fn Others(others: Vec<ReviewRow>) -> Element {
    rsx! {
        details { class: "others", "data-testid": "others",
            summary { {t!("agency-others", count = others.len())} }
            ul {
                for other in others {
                    li { key: "{other.id}",
                        Link { class: "row-action", to: Route::AgencyReview { id: other.id.clone() }, "data-testid": "other-{other.id}",
                            {other.enterprise_name.clone()}
                        }
                        Tag { kind: status_kind(other.status), label: words::status(other.status) }
                        if let Some(at) = other.submitted_at {
                            span { class: "time", {words::moment(at)} }
                        }
                    }
                }
            }
        }
    }
}
