//! 修改密码: one's own, with the present one; the other sessions end.

use dioxus::prelude::*;
use shared::api::PasswordChangeIn;

use crate::forms::{FormSpec, use_form};
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, Card, ErrorSummary, LinkButton, Notice, PageHeader, PasswordField, toast};
use crate::{api, field, session, t};

/// `/me/password`
#[component]
pub(crate) fn ChangePassword() -> Element {
    let account_name = session::me().and_then(|me| me.account_name).unwrap_or_default();
    let known = account_name.clone();
    let form = use_form(
        FormSpec {
            id: "password",
            initial: PasswordChangeIn::default(),
            draft: false,
            secrets: &["current_password", "new_password"],
        },
        move |input: &PasswordChangeIn| input.parse(&[&known]).err().unwrap_or_default(),
    );
    rsx! {
        PageHeader { title: t!("me-password"), back: Route::Me {} }
        div { class: "narrow stack",
            Notice { p { {t!("password-change-note")} } }
            Card {
                form {
                    class: "form",
                    novalidate: true,
                    onsubmit: move |event| {
                        event.prevent_default();
                        form.submit(move |input: PasswordChangeIn| async move {
                            api::change_password(&input).await?;
                            toast(&t!("password-change-done"));
                            navigator().replace(Route::Me {});
                            Ok(())
                        });
                    },
                    ErrorSummary { form }
                    PasswordField { form, name: field!(PasswordChangeIn.current_password), label: t!("password-current") }
                    PasswordField {
                        form,
                        name: field!(PasswordChangeIn.new_password),
                        label: t!("field-new-password"),
                        new: true,
                        known_texts: vec![account_name],
                    }
                    div { class: "form-actions",
                        Button { test: "submit", label: t!("save"), pending: form.is_pending() }
                        LinkButton { test: "cancel", kind: ButtonKind::Secondary, label: t!("cancel"), to: Route::Me {} }
                    }
                }
            }
        }
    }
}
