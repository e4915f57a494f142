//! Parts that several pages share: document types, and consent to the legal texts.

use dioxus::prelude::*;
use shared::identity::DocumentType;
use shared::legal;

use super::legal::{Document, LegalText};
use crate::api::ApiError;
use crate::forms::Form;
use crate::ui::{Button, ButtonKind, CheckField, Notice, NoticeKind, Shape};
use crate::{platform, session, t, words};

/// Wire value and words of every document type, in the order of the form.
pub(crate) fn document_types() -> Vec<(String, String)> {
    DocumentType::ALL.map(|kind| (kind.code().to_owned(), words::document_type(kind.code()))).to_vec()
}

/// Consent to terms and privacy notice: fields `terms_version` and `privacy_version` of the form. The texts open over the
/// page, so that nothing typed is lost, not even a password.
#[component]
pub(crate) fn Consents(form: Form) -> Element {
    rsx! {
        div { class: "consents",
            Consent { form, name: "terms_version", document: Document::Terms, version: legal::TERMS.version }
            Consent { form, name: "privacy_version", document: Document::Privacy, version: legal::PRIVACY.version }
        }
    }
}

#[component]
fn Consent(form: Form, name: &'static str, document: Document, version: &'static str) -> Element {
    let dialog = format!("{name}-text");
    let opens = dialog.clone();
    rsx! {
        CheckField {
            form,
            name,
            checked: form.text(name) == version,
            label: t!(document.title()),
            onchange: move |on: bool| {
                form.set(name, if on { version } else { "" });
                form.insist(name);
            },
            {t!("consent-agree")}
            button {
                class: "link",
                r#type: "button",
                "data-testid": "{name}-open",
                onclick: move |_| platform::show_dialog(&opens),
                {t!("consent-title", title = t!(document.title()))}
            }
        }
        dialog { class: "dialog reading", id: "{dialog}", "data-testid": "{dialog}", "aria-labelledby": "{dialog}-title",
            h2 { id: "{dialog}-title", {t!(document.title())} }
            div { class: "reading-body", tabindex: "0", LegalText { document } }
            div { class: "dialog-actions",
                Button { test: "{dialog}-close", kind: ButtonKind::Primary, label: t!("close"), wide: true,
                    onclick: {
                        let dialog = dialog.clone();
                        move |()| platform::close_dialog(&dialog)
                    } }
            }
        }
    }
}

/// Leaving, for pages that cannot be got past otherwise.
#[component]
pub(crate) fn LogOut() -> Element {
    let mut failure = use_signal(|| None::<ApiError>);
    let mut pending = use_signal(|| false);
    let leave = move |()| {
        pending.set(true);
        spawn(async move {
            let left = session::log_out().await;
            pending.set(false);
            failure.set(left.err());
        });
    };
    rsx! {
        div { class: "log-out",
            if let Some(error) = failure() {
                Notice { kind: NoticeKind::Bad, {error.message(words::language())} }
            }
            Button {
                test: "log-out",
                kind: ButtonKind::Secondary,
                icon: Shape::LogOut,
                label: t!("log-out"),
                pending: pending(),
                onclick: leave,
            }
        }
    }
}
