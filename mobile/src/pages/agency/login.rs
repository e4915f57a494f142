//! Logging in as a reviewer: name, password and the code of an authenticator.

use dioxus::prelude::*;
use shared::api::ReviewerLoginIn;
use shared::error::{FieldErrors, Invalid};

use crate::forms::{FormSpec, use_form};
use crate::layout::Redirect;
use crate::reviewer::{self, REVIEWER, Reviewer};
use crate::routes::{Next, Route};
use crate::ui::{Button, Card, ErrorSummary, InputKind, PageHeader, PasswordField, TextField};
use crate::{api, field, t};

/// Nothing is left empty; everything else only the server can tell.
fn check(input: &ReviewerLoginIn) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for (name, typed) in [("login", &input.login), ("password", &input.password), ("code", &input.code)] {
        if typed.trim().is_empty() {
            errors.add(name, Invalid::new("required"));
        }
    }
    errors
}

/// `/agency/login`
#[component]
pub(in crate::pages) fn Login(next: Next) -> Element {
    use_future(|| async {
        if *REVIEWER.peek() == Reviewer::Unknown {
            reviewer::reload().await;
        }
    });
    let secrets = &["password", "code"];
    let form =
        use_form(FormSpec { id: "agency-login", initial: ReviewerLoginIn::default(), draft: false, secrets }, check);
    if REVIEWER.read().me().is_some() {
        return rsx! {
            Redirect { to: reviewer::entrance(&next) }
        };
    }
    rsx! {
        PageHeader { title: t!("agency-login-title"), lead: t!("agency-login-lead") }
        Card {
            form {
                class: "form",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    let next = next.clone();
                    form.submit(move |input: ReviewerLoginIn| async move {
                        let opened = api::log_in_reviewer(input).await?;
                        reviewer::begin(opened, &next);
                        Ok(())
                    });
                },
                ErrorSummary { form }
                TextField { form, name: field!(ReviewerLoginIn.login), label: t!("agency-login-name"), kind: InputKind::Identifier }
                PasswordField { form, name: field!(ReviewerLoginIn.password), label: t!("field-password") }
                TextField { form, name: field!(ReviewerLoginIn.code), label: t!("agency-login-code"), hint: t!("agency-login-code-hint"),
                    kind: InputKind::OneTime }
                Button { test: "submit", label: t!("login-submit"), pending: form.is_pending(), wide: true }
            }
        }
        nav { class: "entry-links", "aria-label": t!("login-help"),
            Link { to: Route::Login { next: Next::default() }, "data-testid": "login-link", {t!("agency-login-enterprise")} }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_empty() {
        let input = ReviewerLoginIn { login: "zhao".into(), code: " ".into(), ..Default::default() };
        let errors = check(&input);
        assert!(errors.of("login").is_none() && errors.of("password").is_some() && errors.of("code").is_some());
    }
}
