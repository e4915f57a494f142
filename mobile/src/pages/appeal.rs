//! 账号申诉: for those who can no longer get in by themselves.

use dioxus::prelude::*;
use shared::api::{AppealIn, AppealOut};
use shared::limits::APPEAL_STATEMENT_CHARS;

use crate::forms::{FormSpec, use_form};
use crate::routes::{Next, Route};
use crate::ui::{
    Button, ButtonKind, Card, DetailRow, Details, ErrorSummary, Icon, InputKind, LinkButton, PageHeader, Shape,
    TextArea, TextField, toast,
};
use crate::{api, field, platform, t, words};

/// The page of an appeal, and its receipt.
#[component]
pub(crate) fn Appeal() -> Element {
    let receipt = use_signal(|| None::<AppealOut>);
    match receipt() {
        Some(receipt) => rsx! {
            Receipt { receipt }
        },
        None => rsx! {
            AppealForm { receipt }
        },
    }
}

#[component]
fn AppealForm(receipt: Signal<Option<AppealOut>>) -> Element {
    let mut receipt = receipt;
    let spec = FormSpec { id: "appeal", initial: AppealIn::default(), draft: true, secrets: &[] };
    let form = use_form(spec, |input: &AppealIn| input.parse().err().unwrap_or_default());
    rsx! {
        PageHeader { title: t!("appeal-title"), lead: t!("appeal-lead"), back: Route::Login { next: Next::default() } }
        Card {
            form {
                class: "form",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    form.submit(move |input: AppealIn| async move {
                        let taken = api::appeal(&input, &form.idempotency_key()).await?;
                        receipt.set(Some(taken));
                        Ok(())
                    });
                },
                ErrorSummary { form }
                TextField { form, name: field!(AppealIn.name), label: t!("appeal-name"), kind: InputKind::OwnName }
                TextField {
                    form,
                    name: field!(AppealIn.contact_mobile),
                    label: t!("appeal-contact"),
                    hint: t!("appeal-contact-hint"),
                    kind: InputKind::OwnMobile,
                }
                TextField {
                    form,
                    name: field!(AppealIn.credit_code),
                    label: t!("field-credit-code"),
                    hint: t!("appeal-credit-code-hint"),
                    kind: InputKind::Code,
                    optional: true,
                }
                TextArea {
                    form,
                    name: field!(AppealIn.statement),
                    label: t!("appeal-statement"),
                    hint: t!("appeal-statement-hint"),
                    max: APPEAL_STATEMENT_CHARS.1,
                }
                Button { test: "submit", label: t!("appeal-submit"), pending: form.is_pending(), wide: true }
            }
        }
    }
}

#[component]
fn Receipt(receipt: AppealOut) -> Element {
    let number = receipt.receipt_number.clone();
    let copy = move |()| {
        let number = number.clone();
        spawn(async move {
            if platform::copy(&number).await {
                toast(&t!("copied"));
            }
        });
    };
    rsx! {
        PageHeader { title: t!("appeal-done") }
        div { class: "stack",
            div { class: "empty",
                span { class: "empty-icon good", Icon { shape: Shape::Done } }
                p { {t!("appeal-done-text")} }
            }
            Details {
                DetailRow { label: t!("appeal-receipt-number"), test: "receipt-number", {receipt.receipt_number} }
                DetailRow { label: t!("appeal-received-at"), {words::moment(receipt.created_at)} }
            }
            div { class: "form-actions",
                Button { test: "copy-receipt", kind: ButtonKind::Secondary, icon: Shape::Copy, label: t!("appeal-copy"), onclick: copy }
                LinkButton { test: "to-login", to: Route::Login { next: Next::default() }, label: t!("appeal-to-login") }
            }
        }
    }
}
