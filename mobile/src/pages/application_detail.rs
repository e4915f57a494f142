//! 查看详情: an application, read-only, with what may be done to it.

mod beside;
mod history;
mod materials;
mod periods;
mod print;
mod reasons;
mod sections;
mod standing;
mod values;

use dioxus::prelude::*;
use shared::api::ApplicationOut;
use shared::application::{Action, Section as Part};
use shared::error::ProblemCode;

use super::application_deeds::{DeedPlace, Subject, use_deeds};
use super::application_form::is_kept_on_device;
use super::applications_list::NotPermitted;
use crate::api::{self, ApiError};
use crate::list_query;
use crate::notices::{self, NEWS};
use crate::routes::Route;
use crate::ui::{
    ButtonKind, EmptyState, ErrorPage, LinkButton, Notice, NoticeKind, PageHeader, Section, Shape, Skeleton,
};
use crate::{session, t, words};
pub(super) use beside::Beside;
use history::History;
pub(super) use history::{Differences, TimeLine};
use materials::Materials;
use periods::{DeemedPeriods, SpecialPeriods};
use print::Print;
use reasons::Reasons;
use sections::{Card, Dates, Determination, Person, Remarks};
use standing::Standing;

/// The list that one came from.
fn above() -> Route {
    Route::ApplicationsList { query: list_query::last() }
}

/// `/applications/:id`
#[component]
pub(crate) fn ApplicationDetail(id: String) -> Element {
    let mut application = use_resource(use_reactive!(|id| async move { api::application(&id).await }));
    notices::use_news(move || application.restart());
    // What is told of it is known to whoever looks at it.
    use_effect(use_reactive!(|id| {
        let _told = NEWS.read();
        spawn(async move { notices::seen(&id).await });
    }));
    if !session::may_file_applications() {
        return rsx! {
            NotPermitted {}
        };
    }
    match &*application.read() {
        // The key: another application's page is another page, its questions and notices are its own.
        Some(Ok(found)) => rsx! {
            Found { key: "{found.id}", application: found.clone(), onchanged: move |()| application.restart() }
        },
        Some(Err(error)) => rsx! {
            Failure { id, error: error.clone(), onretry: move |()| application.restart() }
        },
        None => rsx! {
            PageHeader { title: t!("application-title"), back: above() }
            Skeleton { rows: 5 }
        },
    }
}

/// An application that could not be read: gone, another enterprise's, or not reached.
#[component]
fn Failure(id: String, error: ApiError, onretry: EventHandler<()>) -> Element {
    rsx! {
        PageHeader { title: t!("application-title"), back: above() }
        if error.is(ProblemCode::NotFound) {
            EmptyState { shape: Shape::Form, title: t!("application-gone-title"), text: t!("application-gone-text"),
                LinkButton { test: "application-gone-list", label: t!("applications-back"), to: above() }
            }
        } else {
            // What was typed here and not sent can be gone on with all the same.
            if is_kept_on_device(&id) {
                Notice { kind: NoticeKind::Info,
                    p { {t!("application-kept-here")} }
                    LinkButton { test: "application-go-on", kind: ButtonKind::Secondary, label: t!("application-go-on"),
                        to: Route::ApplicationEdit { id, step: String::new() } }
                }
            }
            ErrorPage { error, onretry }
        }
    }
}

#[component]
fn Found(application: ApplicationOut, onchanged: EventHandler<()>) -> Element {
    let deeds = use_deeds(move |action| {
        if action == Action::Delete {
            navigator().replace(above());
        } else {
            onchanged.call(());
        }
    });
    let subject =
        Subject { id: application.id.clone(), name: application.name.clone(), revision: application.revision };
    let reasons = application.reasons.clone();
    rsx! {
        PageHeader { title: application.name.clone(), lead: t!("application-title"), back: above() }
        DeedPlace { deeds }
        Standing { application: application.clone(), subject, deeds }
        div { class: "parts",
            for part in Part::ALL.iter().copied() {
                Section { key: "{part.code()}", title: title(part),
                    Reasons { reasons: reasons.clone(), attachments: application.attachments.clone(), part }
                    Body { part, application: application.clone() }
                }
            }
            Section { title: t!("print-title"), Print { application: application.clone() } }
            Section { title: t!("application-dates"), Dates { application: application.clone() } }
        }
        Section { title: t!("application-history"),
            // The key: what was done is followed by another history.
            History { key: "{application.revision}-{application.status.code()}", id: application.id.clone() }
        }
    }
}

/// The last step of the form is for checking; what is typed there are the remarks.
pub(super) fn title(part: Part) -> String {
    match part {
        Part::Review => words::field_path("remarks"),
        part => words::section(part),
    }
}

/// What a part of the form holds.
#[component]
pub(super) fn Body(part: Part, application: ApplicationOut) -> Element {
    match part {
        Part::Person => rsx! { Person { application } },
        Part::Determination => rsx! { Determination { application } },
        Part::Card => rsx! { Card { application } },
        Part::DeemedPeriods => rsx! { DeemedPeriods { form: application.form } },
        Part::SpecialWork => rsx! { SpecialPeriods { form: application.form } },
        Part::Materials => rsx! { Materials { application } },
        Part::Review => rsx! { Remarks { remarks: application.form.remarks } },
    }
}
