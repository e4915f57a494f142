//! The first login with a password that somebody else set: it has to become one's own before anything else.

use dioxus::prelude::*;
use shared::api::PasswordChangeIn;

use super::parts::LogOut;
use crate::forms::{FormSpec, use_form};
use crate::routes::Next;
use crate::ui::{Button, Card, ErrorSummary, Notice, NoticeKind, PageHeader, PasswordField, toast};
use crate::{api, field, session, t};

/// The page to replace an initial password. Afterwards the guard of the layout lets the person on to `next`.
#[component]
pub(crate) fn SetPassword(next: Next) -> Element {
    let spec = FormSpec {
        id: "set-password",
        initial: PasswordChangeIn::default(),
        draft: false,
        secrets: &["current_password", "new_password"],
    };
    let form = use_form(spec, |input: &PasswordChangeIn| {
        let account = session::me().and_then(|me| me.account_name).unwrap_or_default();
        input.parse(&[&account]).err().unwrap_or_default()
    });
    let known: Vec<String> = session::me().and_then(|me| me.account_name).into_iter().collect();
    let way_on = next;
    rsx! {
        PageHeader { title: t!("set-password-title") }
        Card {
            form {
                class: "form",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    let way_on = way_on.clone();
                    form.submit(move |input: PasswordChangeIn| async move {
                        api::change_password(&input).await?;
                        toast(&t!("set-password-done"));
                        session::reload().await;
                        if let Some(me) = session::me() {
                            navigator().replace(session::entrance(&me, &way_on));
                        }
                        Ok(())
                    });
                },
                ErrorSummary { form }
                Notice { kind: NoticeKind::Caution, {t!("set-password-why")} }
                PasswordField {
                    form,
                    name: field!(PasswordChangeIn.current_password),
                    label: t!("set-password-current"),
                }
                PasswordField {
                    form,
                    name: field!(PasswordChangeIn.new_password),
                    label: t!("field-new-password"),
                    new: true,
                    known_texts: known,
                }
                Button { test: "submit", label: t!("set-password-submit"), pending: form.is_pending(), wide: true }
            }
        }
        LogOut {}
    }
}
