//! Logging in by a code sent to one's mobile number.

use dioxus::prelude::*;
use shared::api::{SmsCodePurpose, SmsLoginIn};

use crate::forms::{FormSpec, use_form};
use crate::routes::Next;
use crate::ui::{Button, CodeSource, ErrorSummary, InputKind, SmsCodeField, TextField};
use crate::{api, field, session, t};

#[component]
pub(super) fn BySms(next: Next) -> Element {
    let spec = FormSpec { id: "sms-login", initial: SmsLoginIn::default(), draft: true, secrets: &["sms_code"] };
    let form = use_form(spec, |input: &SmsLoginIn| input.parse().err().unwrap_or_default());
    let source = CodeSource::Number { purpose: SmsCodePurpose::Login, field: field!(SmsLoginIn.mobile) };
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                let next = next.clone();
                form.submit(move |input: SmsLoginIn| async move {
                    let opened = api::log_in_by_sms_code(input).await?;
                    session::begin(opened, &next);
                    Ok(())
                });
            },
            ErrorSummary { form }
            TextField { form, name: field!(SmsLoginIn.mobile), label: t!("field-mobile"), kind: InputKind::OwnMobile }
            SmsCodeField { form, name: field!(SmsLoginIn.sms_code), source }
            Button { test: "submit", label: t!("login-submit"), pending: form.is_pending(), wide: true }
        }
    }
}
