//! Going on with an application: the server's version, the device's, and who may.

use dioxus::prelude::*;
use shared::api::ApplicationOut;
use shared::application::{Action, Section};

use super::camera;
use super::draft::{self, Start};
use super::saver::Failure;
use super::saving::failure;
use super::workspace::Workspace;
use crate::api::{self, ApiError};
use crate::routes::Route;
use crate::ui::{EmptyState, ErrorPage, LinkButton, PageHeader, Shape, Skeleton};
use crate::{leaving, policy, t, words};

/// The application, and what its form starts with: from the server, or from the device where the server is not reached.
async fn open(id: &str) -> Result<(ApplicationOut, Start), ApiError> {
    match api::application(id).await {
        Ok(found) => {
            let start = draft::start(draft::kept(&found.id), found.revision, &found.form);
            Ok((found, start))
        }
        Err(error) if matches!(failure(&error), Failure::Later { .. }) => {
            let kept = draft::kept(id).and_then(|draft| Some((draft.server()?, draft)));
            let (found, draft) = kept.ok_or_else(|| error.clone())?;
            Ok((found, Start::Offline(Box::new(draft), error)))
        }
        Err(error) => Err(error),
    }
}

/// The step of an address; the camera belongs to the step of its material.
fn section(step: &str) -> Section {
    let code = if step.starts_with(camera::STEP_PREFIX) { Section::Materials.code() } else { step };
    Section::from_code(code).unwrap_or(Section::Person)
}

#[component]
pub(super) fn Edit(id: String, step: String) -> Element {
    use_future(policy::load);
    use_drop(|| leaving::hold(None));
    let mut application = use_resource(use_reactive!(|id| async move { open(&id).await }));
    let list = Route::ApplicationsList { query: crate::list_query::ListQuery::default() };
    match &*application.read() {
        Some(Ok((found, start))) if found.actions.contains(&Action::Edit) => rsx! {
            Workspace { found: found.clone(), start: start.clone(), section: section(&step), camera: camera::kind_of(&step) }
        },
        Some(Ok((found, _))) => rsx! {
            NotOpen { found: found.clone() }
        },
        Some(Err(error)) => rsx! {
            PageHeader { title: t!("application-edit-title"), back: list }
            ErrorPage { error: error.clone(), onretry: move |()| application.restart() }
        },
        None => rsx! {
            PageHeader { title: t!("application-edit-title"), back: list }
            Skeleton { rows: 6 }
        },
    }
}

/// The application was submitted, or waits for its mending to be begun.
#[component]
fn NotOpen(found: ApplicationOut) -> Element {
    let to = Route::ApplicationDetail { id: found.id.clone() };
    let refile = found.actions.contains(&Action::Refile);
    let status = words::status(found.status);
    rsx! {
        PageHeader { title: t!("application-edit-title"), lead: found.name.clone(), back: to.clone() }
        div { "data-testid": "application-not-open",
            EmptyState { shape: Shape::Lock, title: t!("application-not-open-title", status = status),
                text: if refile { t!("application-not-open-refile") } else { t!("application-not-open-text") },
                LinkButton { test: "application-to-detail", label: t!("application-to-detail"), to }
            }
        }
    }
}
