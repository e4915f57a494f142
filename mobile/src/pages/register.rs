//! 法人注册: an enterprise and its legal representative, on one page.

use dioxus::prelude::*;
use shared::api::{RegisterIn, SmsCodePurpose};
use shared::identity::{CreditCode, DocumentType};

use super::parts::{Consents, document_types};
use crate::forms::{Form, FormSpec, use_form};
use crate::routes::{Next, Route};
use crate::ui::{
    Button, Card, CheckField, CodeSource, ErrorSummary, InputKind, PageHeader, PasswordField, SelectField,
    SmsCodeField, TextField, toast,
};
use crate::{api, field, session, t};

/// The registration page.
#[component]
pub(crate) fn Register() -> Element {
    let initial = RegisterIn { document_type: DocumentType::ResidentId.code().to_owned(), ..RegisterIn::default() };
    let spec = FormSpec { id: "register", initial, draft: true, secrets: &["password", "sms_code"] };
    let form = use_form(spec, |input: &RegisterIn| input.parse(session::today()).err().unwrap_or_default());
    let submit = move |event: FormEvent| {
        event.prevent_default();
        form.submit(move |input: RegisterIn| async move {
            let opened = api::register(input, &form.idempotency_key()).await?;
            toast(&t!("register-done"));
            session::begin(opened, &Next::default());
            Ok(())
        });
    };
    rsx! {
        PageHeader { title: t!("register-title"), lead: t!("register-lead"), back: Route::Login { next: Next::default() } }
        form { class: "form", novalidate: true, onsubmit: submit,
            ErrorSummary { form }
            Card {
                Step { number: 1, title: t!("register-step-enterprise") }
                Enterprise { form }
            }
            Card {
                Step { number: 2, title: t!("register-step-person") }
                Person { form }
            }
            Card {
                Step { number: 3, title: t!("register-step-account") }
                Account { form }
            }
            Card {
                Consents { form }
                div { class: "form-actions",
                    Button { test: "submit", label: t!("register-submit"), pending: form.is_pending(), wide: true }
                }
                p { class: "after-form",
                    {t!("register-have-account")}
                    Link { to: Route::Login { next: Next::default() }, "data-testid": "login-link", {t!("register-log-in")} }
                }
            }
        }
    }
}

#[component]
fn Step(number: u8, title: String) -> Element {
    rsx! {
        h2 { class: "step",
            span { class: "step-number", "{number}" }
            {title}
        }
    }
}

#[component]
fn Enterprise(form: Form) -> Element {
    let name = field!(RegisterIn.credit_code);
    let confirmed = field!(RegisterIn.credit_code_confirmed);
    let code = form.text(name);
    let unusual = is_unusual(&code);
    // A confirmation is for the code that was read, not for the next one typed.
    let mut read = use_signal(|| form.text(name));
    use_effect(move || {
        let code = form.text(name);
        if form.is_on(confirmed) && code != *read.peek() {
            form.set(confirmed, false);
        }
    });
    rsx! {
        TextField {
            form,
            name,
            label: t!("field-credit-code"),
            hint: t!("register-credit-code-hint"),
            kind: InputKind::Code,
        }
        if unusual {
            CheckField {
                form,
                name: confirmed,
                checked: form.is_on(confirmed),
                onchange: move |on: bool| {
                    read.set(form.text(name));
                    form.set(confirmed, on);
                },
                {t!("register-credit-code-confirm")}
            }
        }
        TextField {
            form,
            name: field!(RegisterIn.enterprise_name),
            label: t!("field-enterprise-name"),
            hint: t!("register-enterprise-name-hint"),
            kind: InputKind::Organization,
        }
    }
}

/// Whether a code is lawful but for its check character.
fn is_unusual(code: &str) -> bool {
    CreditCode::parse(code).is_err_and(|invalid| invalid.code == "credit_code_check")
        && CreditCode::parse_confirmed(code).is_ok()
}

#[component]
fn Person(form: Form) -> Element {
    rsx! {
        TextField {
            form,
            name: field!(RegisterIn.legal_rep_name),
            label: t!("register-legal-rep-name"),
            hint: t!("register-legal-rep-name-hint"),
            kind: InputKind::OwnName,
        }
        SelectField {
            form,
            name: field!(RegisterIn.document_type),
            label: t!("field-document-type"),
            options: document_types(),
        }
        TextField {
            form,
            name: field!(RegisterIn.document_number),
            label: t!("field-document-number"),
            kind: InputKind::Code,
        }
    }
}

#[component]
fn Account(form: Form) -> Element {
    let source = CodeSource::Number { purpose: SmsCodePurpose::Register, field: field!(RegisterIn.mobile) };
    rsx! {
        TextField {
            form,
            name: field!(RegisterIn.mobile),
            label: t!("field-mobile"),
            hint: t!("register-mobile-hint"),
            kind: InputKind::OwnMobile,
        }
        SmsCodeField { form, name: field!(RegisterIn.sms_code), source }
        PasswordField {
            form,
            name: field!(RegisterIn.password),
            label: t!("register-password"),
            hint: t!("register-password-hint"),
            new: true,
            known: vec![
                field!(RegisterIn.mobile),
                field!(RegisterIn.document_number),
                field!(RegisterIn.credit_code),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_code_with_another_check_character_can_be_confirmed() {
        let usual = shared::identity::made_up::company_code(shared::identity::made_up::REGION, 7);
        assert!(!is_unusual(&usual));
        let last = if usual.ends_with('0') { "1" } else { "0" };
        assert!(is_unusual(&format!("{}{last}", &usual[..17])));
        assert!(!is_unusual("91220100"));
        assert!(!is_unusual(""));
    }
}
