//! 忘记密码: a new password by way of an SMS code.

use dioxus::prelude::*;
use shared::api::{PasswordResetIn, SmsCodePurpose};

use crate::forms::{FormSpec, use_form};
use crate::routes::{Next, Route};
use crate::ui::{
    Button, Card, CodeSource, ErrorSummary, InputKind, PageHeader, PasswordField, SmsCodeField, TextField, toast,
};
use crate::{api, field, t};

/// The page for a forgotten password.
#[component]
pub(crate) fn ForgotPassword() -> Element {
    let spec = FormSpec {
        id: "reset",
        initial: PasswordResetIn::default(),
        draft: true,
        secrets: &["new_password", "sms_code"],
    };
    let form = use_form(spec, |input: &PasswordResetIn| input.parse().err().unwrap_or_default());
    let source = CodeSource::Number { purpose: SmsCodePurpose::ResetPassword, field: field!(PasswordResetIn.mobile) };
    rsx! {
        PageHeader { title: t!("reset-title"), lead: t!("reset-lead"), back: Route::Login { next: Next::default() } }
        Card {
            form {
                class: "form",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    form.submit(move |input: PasswordResetIn| async move {
                        api::reset_password(&input).await?;
                        toast(&t!("reset-done"));
                        navigator().replace(Route::Login { next: Next::default() });
                        Ok(())
                    });
                },
                ErrorSummary { form }
                TextField {
                    form,
                    name: field!(PasswordResetIn.mobile),
                    label: t!("field-mobile"),
                    hint: t!("reset-mobile-hint"),
                    kind: InputKind::OwnMobile,
                }
                SmsCodeField { form, name: field!(PasswordResetIn.sms_code), source }
                PasswordField {
                    form,
                    name: field!(PasswordResetIn.new_password),
                    label: t!("field-new-password"),
                    new: true,
                    known: vec![field!(PasswordResetIn.mobile)],
                }
                Button { test: "submit", label: t!("reset-submit"), pending: form.is_pending(), wide: true }
            }
            p { class: "after-form",
                {t!("reset-number-gone")}
                Link { to: Route::Appeal {}, "data-testid": "appeal-link", {t!("login-appeal")} }
            }
        }
    }
}
