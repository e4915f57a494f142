//! The desk that all steps work at: the form, the server's version, what was found, what is being saved.

use dioxus::prelude::*;
use shared::api::{ApplicationOut, AttachmentOut};
use shared::application::{ApplicationForm, Context, Finding, Section, precheck};
use shared::error::{FieldErrors, FieldProblem};
use shared::identity::IdDocument;
use shared::retirement::Policy;

use super::names::element_id;
use super::saver::Saver;
use crate::api::ApiError;
use crate::forms::Form;
use crate::routes::Route;
use crate::{platform, policy, session};

/// Id of the heading of a step.
pub(super) const STEP_TITLE: &str = "step-title";

/// What the steps share; cheap to copy.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Desk {
    /// What is typed.
    pub(super) form: Form,
    /// The server's version that the form grew from; record and attachments as last heard of.
    pub(super) application: Signal<ApplicationOut>,
    /// What a reviewer could send back.
    pub(super) findings: Memo<Vec<Finding>>,
    /// When to save.
    pub(super) saver: Signal<Saver>,
    /// What was sent without an answer yet, or ever.
    pub(super) sent: Signal<Vec<ApplicationForm>>,
    /// Why the last save failed.
    pub(super) failure: Signal<Option<ApiError>>,
    /// Another's version that waits for a decision.
    pub(super) conflict: Signal<Option<ApplicationOut>>,
    /// What the server refused at the last submit.
    pub(super) refusals: Signal<Vec<FieldProblem>>,
    /// The step and the id of the element in it that takes the focus when it is drawn.
    pub(super) aim: Signal<Option<(Section, String)>>,
    /// The application as it was submitted.
    pub(super) done: Signal<Option<ApplicationOut>>,
}

/// The desk of the page.
pub(super) fn use_desk() -> Desk {
    use_context()
}

/// Pages by kind of material, as the server counted them.
fn pages(attachments: &[AttachmentOut]) -> Vec<(String, u32)> {
    attachments.iter().map(|file| (file.kind.clone(), file.pages.max(1))).collect()
}

/// Asks `shared` about an application; `None` where its document cannot be read, which the server does not let happen.
pub(super) fn judged<T>(
    application: &ApplicationOut,
    policy: &Policy,
    ask: impl FnOnce(&Context<'_>) -> T,
) -> Option<T> {
    let today = session::today();
    let document = IdDocument::parse(application.document_type, &application.document_number, today).ok()?;
    let materials = pages(&application.attachments);
    let record = &application.record;
    Some(ask(&Context { policy, today, document: &document, record, materials: &materials }))
}

/// What a reviewer could send back.
pub(in crate::pages) fn found(application: &ApplicationOut, form: &ApplicationForm) -> Vec<Finding> {
    judged(application, policy::in_force(), |context| precheck(context, form)).unwrap_or_default()
}

/// What is wrong with the form's fields; what is merely missing is not said while one types.
pub(super) fn wrong(application: &ApplicationOut, form: &ApplicationForm) -> FieldErrors {
    let blocking = found(application, form)
        .into_iter()
        .filter(|finding| finding.severity == shared::application::Severity::Blocking)
        .map(|finding| (finding.field.into(), finding.what));
    FieldErrors(blocking.collect())
}

impl Desk {
    /// Id of the application.
    pub(super) fn id(&self) -> String {
        self.application.peek().id.clone()
    }

    /// The form as typed.
    pub(super) fn typed(&self) -> ApplicationForm {
        self.form.value()
    }

    /// Asks `shared` about the application with the policy in force.
    pub(super) fn judge<T>(&self, ask: impl FnOnce(&Context<'_>) -> T) -> Option<T> {
        judged(&self.application.read(), policy::in_force(), ask)
    }

    /// The address of a step.
    pub(super) fn route(&self, section: Section) -> Route {
        Route::ApplicationEdit { id: self.id(), step: section.code().to_owned() }
    }

    /// Goes to a step, and there to a field.
    pub(super) fn go(self, section: Section, field: Option<&str>) {
        self.aim_at(section, field);
        navigator().push(self.route(section));
    }

    /// Notes what takes the focus on a step: a field, or its heading.
    pub(super) fn aim_at(mut self, section: Section, field: Option<&str>) {
        let id = field.map_or_else(|| STEP_TITLE.to_owned(), |field| element_id(self.form, field));
        self.aim.set(Some((section, id)));
    }

    /// Moves the focus to where it was aimed at, as soon as the step is drawn: later, it would be taken from whoever types
    /// already.
    pub(super) fn take_aim(mut self, section: Section) {
        let aimed = self.aim.read().as_ref().is_some_and(|(step, _)| *step == section);
        if aimed && let Some((_, id)) = self.aim.write().take() {
            platform::focus(&id);
        }
    }
}
