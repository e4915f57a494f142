//! 新建申请: whom it is about, what the register knows of them, and only then the form.

use dioxus::prelude::*;
use shared::api::{InsuredPersonIn, InsuredRecord};
use shared::application::Section;
use shared::identity::DocumentType;

use super::record::Record;
use crate::api::{self, ApiError};
use crate::forms::{Form, FormSpec, use_form};
use crate::list_query::ListQuery;
use crate::pages::parts::document_types;
use crate::routes::Route;
use crate::ui::{
    Button, ButtonKind, Card, ErrorSummary, Helpline, InputKind, Notice, NoticeKind, PageHeader, SelectField, Shape,
    TextField,
};
use crate::{field, platform, policy, session, t};

/// The record has to be drawn before it can take the focus.
const UNTIL_DRAWN_MS: u32 = 60;

/// What was asked, and what the register said to it.
type Found = Option<(InsuredPersonIn, InsuredRecord)>;

#[component]
pub(super) fn New() -> Element {
    use_future(policy::load);
    let blank = InsuredPersonIn { document_type: DocumentType::ResidentId.code().to_owned(), ..Default::default() };
    let form = use_form(
        FormSpec { id: "application-new", initial: blank, draft: true, secrets: &[] },
        |input: &InsuredPersonIn| input.parse(session::today()).err().unwrap_or_default(),
    );
    let mut found = use_signal(|| None::<(InsuredPersonIn, InsuredRecord)>);
    let mut missed = use_signal(|| false);
    let mut fetch = move |()| {
        missed.set(false);
        form.ask(move |input: InsuredPersonIn| async move {
            match api::find_insured_person(&input).await {
                Ok(record) => {
                    found.set(Some((input, record)));
                    platform::sleep_ms(UNTIL_DRAWN_MS).await;
                    platform::focus("record");
                    Ok(())
                }
                Err(error) => {
                    found.set(None);
                    missed.set(!error.fields().is_empty());
                    Err(error)
                }
            }
        });
    };
    // Another name or number is another person: what was fetched no longer stands for it.
    let typed: InsuredPersonIn = form.value();
    let record = found.read().as_ref().filter(|(asked, _)| *asked == typed).map(|(_, record)| record.clone());
    rsx! {
        PageHeader { title: t!("application-new-title"), lead: t!("application-new-lead"),
            back: Route::ApplicationsList { query: ListQuery::default() } }
        div { class: "narrow stack",
            Card {
                form {
                    class: "form",
                    novalidate: true,
                    onsubmit: move |event| {
                        event.prevent_default();
                        fetch(());
                    },
                    ErrorSummary { form }
                    TextField { form, name: field!(InsuredPersonIn.name), label: t!("application-field-name"), hint: t!("application-new-name-hint") }
                    SelectField { form, name: field!(InsuredPersonIn.document_type), label: t!("application-field-document-type"), options: document_types() }
                    TextField { form, name: field!(InsuredPersonIn.document_number), label: t!("application-field-document-number"), kind: InputKind::Code }
                    if missed() && !form.shown().is_empty() {
                        Missed {}
                    }
                    div { class: "form-actions",
                        Button { test: "fetch-record", label: t!("application-fetch"), icon: Shape::Search,
                            kind: if record.is_some() { ButtonKind::Secondary } else { ButtonKind::Primary },
                            pending: form.is_pending() && record.is_none() }
                    }
                }
            }
            if let Some(record) = record {
                Confirmed { form, record, found }
            }
        }
    }
}

/// The register does not know the person: what can be done.
#[component]
fn Missed() -> Element {
    rsx! {
        Notice { kind: NoticeKind::Info,
            p { {t!("application-missed-first")} }
            p { {t!("application-missed-then")} }
            Helpline {}
        }
    }
}

/// The record, and the way on.
#[component]
fn Confirmed(form: Form, record: InsuredRecord, found: Signal<Found>) -> Element {
    let create = move |()| {
        form.submit(move |input: InsuredPersonIn| async move {
            let application = api::create_application(&input, &form.idempotency_key()).await?;
            let step = Section::Determination.code().to_owned();
            navigator().replace(Route::ApplicationEdit { id: application.id, step });
            Ok::<(), ApiError>(())
        });
    };
    rsx! {
        Record { record }
        p { class: "hint", {t!("application-record-check")} }
        div { class: "form-actions",
            Button { test: "record-confirm", label: t!("application-confirm"), pending: form.is_pending(), onclick: create }
            Button { test: "record-reject", kind: ButtonKind::Secondary, label: t!("application-record-reject"),
                onclick: move |()| {
                    let mut found = found;
                    found.set(None);
                    platform::focus(&form.field_id(field!(InsuredPersonIn.name)));
                } }
        }
    }
}
