//! 办理页: an application as a reviewer works on it – the form beside its papers, what is wrong with either, the decision.

mod alive;
mod ask;
mod decide;
mod deeds;
mod desk;
mod doing;
mod findings;
mod form;
mod head;
mod help;
mod kept;
mod keys;
mod marks;
mod noting;
mod outcome;
mod panes;
mod papers;
mod photos;
mod places;

use dioxus::prelude::*;
use shared::api::ReviewOut;
use shared::error::ProblemCode;

use super::frame::Frame;
use super::queue;
use crate::api;
use crate::pages::application_detail::{Beside, TimeLine};
use crate::t;
use crate::ui::{EmptyState, ErrorPage, LinkButton, PageHeader, Shape, Skeleton};
use ask::Ask;
use decide::Decide;
use deeds::Deeds;
use desk::{use_desk, use_new_desk};
use form::FormPane;
use head::Head;
use help::Help;
use marks::at_field;
use noting::NoteDialog;
use outcome::{Outcome, SaidPlace};
use panes::{Pane, Panes};
use photos::Photos;

/// `/agency/reviews/:id`
#[component]
pub(in crate::pages) fn Review(id: String) -> Element {
    rsx! {
        Frame { whole: true, Loaded { id } }
    }
}

#[component]
fn Loaded(id: String) -> Element {
    let wanted = id.clone();
    let mut review = use_resource(use_reactive!(|id| async move { api::review(&id).await }));
    match &*review.read() {
        // The key: another application's page is another page, with reasons and questions of its own.
        Some(Ok(found)) if found.application.id == wanted => rsx! {
            Work { key: "{found.application.id}", review: found.clone() }
        },
        Some(Err(error)) if error.is(ProblemCode::NotFound) => rsx! {
            PageHeader { title: t!("application-title"), back: queue::last() }
            EmptyState { shape: Shape::Form, title: t!("agency-gone-title"), text: t!("agency-gone-text"),
                LinkButton { test: "review-gone-queue", label: t!("agency-back"), to: queue::last() }
            }
        },
        Some(Err(error)) => rsx! {
            PageHeader { title: t!("application-title"), back: queue::last() }
            ErrorPage { error: error.clone(), onretry: move |()| review.restart() }
        },
        _ => rsx! {
            PageHeader { title: t!("application-title"), back: queue::last() }
            Skeleton { rows: 5 }
        },
    }
}

#[component]
fn Work(review: ReviewOut) -> Element {
    let mut desk = use_new_desk(review);
    use_context_provider(|| desk);
    use_context_provider(|| Beside(at_field));
    kept::use_kept(desk);
    alive::use_alive(desk);
    keys::use_keys(desk);
    let mut touch = move || desk.touch();
    rsx! {
        div { class: "work", "data-pane": desk.pane.read().code(), "data-testid": "work",
            onpointerdown: move |_| touch(),
            onpointermove: move |_| touch(),
            onwheel: move |_| touch(),
            onkeydown: move |_| touch(),
            Head {}
            SaidPlace {}
            Outcome {}
            div { class: "work-columns",
                Deeds {}
                Panes {}
                section { class: "pane pane-form", id: Pane::Form.id(), tabindex: "-1", "aria-label": Pane::Form.words(), FormPane {} }
                section { class: "pane pane-history", id: Pane::History.id(), tabindex: "-1", "aria-label": Pane::History.words(), History {} }
                section { class: "pane pane-decide", id: Pane::Decide.id(), tabindex: "-1", "aria-label": Pane::Decide.words(), Decide {} }
                section { class: "pane pane-photos", id: Pane::Photos.id(), tabindex: "-1", "aria-label": Pane::Photos.words(), Photos {} }
            }
            NoteDialog {}
            Ask {}
            Help {}
        }
    }
}

/// What happened so far, with who did it.
#[component]
fn History() -> Element {
    let desk = use_desk();
    let id = desk.id();
    // Whatever was done is followed by another history.
    let turn = use_memo(move || {
        let review = desk.review.read();
        (review.application.revision, review.place.status, review.place.holder.clone(), review.undo.is_some())
    });
    let mut history = use_resource(move || {
        let (id, _turn) = (id.clone(), turn());
        async move { api::review_history(&id).await }
    });
    match &*history.read() {
        None => rsx! {
            Skeleton { rows: 3 }
        },
        Some(Err(error)) => rsx! {
            ErrorPage { error: error.clone(), onretry: move |()| history.restart() }
        },
        Some(Ok(history)) => rsx! {
            TimeLine { items: history.items.clone() }
        },
    }
}
