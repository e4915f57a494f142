//! Logging in by mobile number, account name or credit code, and password.

use dioxus::prelude::*;
use shared::api::PasswordLoginIn;

use crate::forms::{FormSpec, use_form};
use crate::routes::Next;
use crate::ui::{Button, ErrorSummary, InputKind, PasswordField, TextField};
use crate::{api, field, session, t};

#[component]
pub(super) fn ByPassword(next: Next) -> Element {
    let spec = FormSpec { id: "login", initial: PasswordLoginIn::default(), draft: true, secrets: &["password"] };
    let form = use_form(spec, |input: &PasswordLoginIn| input.check().err().unwrap_or_default());
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                let next = next.clone();
                form.submit(move |input: PasswordLoginIn| async move {
                    let opened = api::log_in_by_password(input).await?;
                    session::begin(opened, &next);
                    Ok(())
                });
            },
            ErrorSummary { form }
            TextField {
                form,
                name: field!(PasswordLoginIn.identifier),
                label: t!("login-identifier"),
                hint: t!("login-identifier-hint"),
                kind: InputKind::Identifier,
            }
            PasswordField { form, name: field!(PasswordLoginIn.password), label: t!("field-password") }
            Button { test: "submit", label: t!("login-submit"), pending: form.is_pending(), wide: true }
        }
    }
}
