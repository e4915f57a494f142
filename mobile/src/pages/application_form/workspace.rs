//! The form on its desk: head, index of steps, the step itself, and what stands over it.

use dioxus::prelude::*;
use shared::api::ApplicationOut;
use shared::application::{ApplicationForm, Section};

use super::camera::CameraPage;
use super::conflict::ConflictView;
use super::desk::{self, Desk};
use super::done::Done;
use super::draft::Start;
use super::leave::Leave;
use super::paper::use_papers;
use super::save_state::SaveState;
use super::saver::{Saver, Shown};
use super::saving::use_saving;
use super::steps::{Index, StepFrame};
use super::{card, determination, materials, periods, person, review, special};
use crate::forms::{FormSpec, use_form};
use crate::routes::Route;
use crate::ui::{Notice, NoticeKind, PageHeader};
use crate::{leaving, platform, t, uploads};

/// Puts the desk up: what the server holds, what is typed over it, another's version if it has to be decided.
fn use_new_desk(found: ApplicationOut, start: Start) -> Desk {
    let mut unreached = None;
    let (initial, base, theirs, sent) = use_hook(|| match start {
        Start::Server => (found.form.clone(), found, None, Vec::new()),
        Start::Resume(form) => (*form, found, None, Vec::new()),
        Start::Offline(draft, error) => {
            unreached = Some(error);
            (draft.form, found, None, draft.sent)
        }
        Start::Conflict(draft) => {
            let base = ApplicationOut { revision: draft.base_revision, form: draft.base, ..found.clone() };
            (draft.form, base, Some(found), draft.sent)
        }
    });
    let application = use_signal(|| base);
    let form =
        use_form(FormSpec { id: "application", initial, draft: false, secrets: &[] }, move |form: &ApplicationForm| {
            desk::wrong(&application.read(), form)
        });
    let findings = use_memo(move || desk::found(&application.read(), &form.value()));
    let saver = use_signal(|| {
        let mut saver = Saver::default();
        if theirs.is_some() {
            saver.conflict();
        }
        if unreached.is_some() {
            saver.offline(platform::now_ms());
        }
        saver
    });
    Desk {
        form,
        application,
        findings,
        saver,
        sent: use_signal(|| sent),
        failure: use_signal(|| unreached),
        conflict: use_signal(|| theirs),
        refusals: use_signal(Vec::new),
        aim: use_signal(|| None),
        done: use_signal(|| None),
    }
}

#[component]
pub(super) fn Workspace(
    found: ApplicationOut,
    start: Start,
    section: Section,
    /// The kind of material that is being photographed.
    camera: Option<String>,
) -> Element {
    let from_device = matches!(start, Start::Offline(..));
    let desk = use_new_desk(found, start);
    use_context_provider(|| desk);
    use_saving(desk);
    use_papers(desk);
    use_effect(use_reactive!(|section| {
        let held = (!desk.is_saved() || uploads::hangs_on_the_page()) && desk.done.read().is_none();
        leaving::hold(held.then(|| desk.route(section)));
    }));
    let name = desk.application.read().name.clone();
    if let Some(application) = (desk.done)() {
        return rsx! {
            Done { application }
        };
    }
    let list = Route::ApplicationsList { query: crate::list_query::ListQuery::default() };
    rsx! {
        PageHeader { title: t!("application-edit-title"), lead: name, back: list, SaveState {} }
        if from_device && desk.saver.read().shown() == Shown::Offline {
            Notice { kind: NoticeKind::Caution, p { {t!("application-from-device")} } }
        }
        if let Some(theirs) = (desk.conflict)() {
            ConflictView { theirs }
        } else if let Some(kind) = camera {
            CameraPage { key: "{kind}", kind: kind.clone() }
        } else {
            div { class: "steps-layout",
                Index { section }
                StepFrame { key: "{section.code()}", section,
                    match section {
                        Section::Person => rsx! { person::Step {} },
                        Section::Determination => rsx! { determination::Step {} },
                        Section::Card => rsx! { card::Step {} },
                        Section::DeemedPeriods => rsx! { periods::Step {} },
                        Section::SpecialWork => rsx! { special::Step {} },
                        Section::Materials => rsx! { materials::Step {} },
                        Section::Review => rsx! { review::Step {} },
                    }
                }
            }
        }
        Leave {}
    }
}
