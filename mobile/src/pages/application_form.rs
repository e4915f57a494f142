//! 退休申请填报: a new application, and going on with one.

mod answers;
mod card;
mod choices;
mod conflict;
mod desk;
mod determination;
mod done;
mod draft;
mod edit;
mod estimate;
mod findings;
mod leave;
mod materials;
mod names;
mod new;
mod outcome;
mod period_editor;
mod periods;
mod person;
mod progress;
mod reasons;
mod record;
mod review;
mod rows;
mod save_state;
mod saver;
mod saving;
mod special;
mod steps;
mod uploads;
mod workspace;

use dioxus::prelude::*;
use shared::access::Permission;

use crate::list_query::ListQuery;
use crate::routes::Route;
use crate::ui::{EmptyState, LinkButton, PageHeader, Shape};
use crate::{session, t};

fn may_file() -> bool {
    session::actor().is_some_and(|actor| actor.holds(Permission::FileApplications))
}

/// Whether the form of an application can be gone on with from this device alone.
pub(super) fn is_kept_on_device(id: &str) -> bool {
    draft::kept(id).is_some_and(|draft| draft.server().is_some())
}

/// What somebody without the permission sees.
#[component]
fn NotPermitted(title: String) -> Element {
    rsx! {
        PageHeader { title, back: Route::ApplicationsList { query: ListQuery::default() } }
        EmptyState { shape: Shape::Lock, title: t!("application-not-permitted-title"), text: t!("application-not-permitted-text"),
            LinkButton { test: "not-permitted-home", label: t!("not-found-home"), to: Route::Home {} }
        }
    }
}

/// `/applications/new`
#[component]
pub(crate) fn ApplicationNew() -> Element {
    if may_file() {
        rsx! {
            new::New {}
        }
    } else {
        rsx! {
            NotPermitted { title: t!("application-new-title") }
        }
    }
}

/// `/applications/:id/edit`
#[component]
pub(crate) fn ApplicationEdit(id: String, step: String) -> Element {
    if may_file() {
        rsx! {
            edit::Edit { key: "{id}", id: id.clone(), step }
        }
    } else {
        rsx! {
            NotPermitted { title: t!("application-edit-title") }
        }
    }
}
