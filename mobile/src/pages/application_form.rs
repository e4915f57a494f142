//! 退休申请填报: a new application, and going on with one.

mod answers;
mod camera;
mod card;
mod choices;
mod conflict;
mod delete_paper;
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
mod paper;
mod period_editor;
mod periods;
mod person;
mod picker;
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
mod submit;
mod suggested;
mod suggestions;
mod workspace;

use dioxus::prelude::*;

use super::applications_list::NotPermitted;
use crate::session;
pub(super) use desk::found;

/// Whether the form of an application can be gone on with from this device alone.
pub(super) fn is_kept_on_device(id: &str) -> bool {
    draft::kept(id).is_some_and(|draft| draft.server().is_some())
}

/// `/applications/new`
#[component]
pub(crate) fn ApplicationNew() -> Element {
    if session::may_file_applications() {
        rsx! {
            new::New {}
        }
    } else {
        rsx! {
            NotPermitted {}
        }
    }
}

/// `/applications/:id/edit`
#[component]
pub(crate) fn ApplicationEdit(id: String, step: String) -> Element {
    if session::may_file_applications() {
        rsx! {
            edit::Edit { key: "{id}", id: id.clone(), step }
        }
    } else {
        rsx! {
            NotPermitted {}
        }
    }
}
