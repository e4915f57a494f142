//! The error summary above a form: what has to be mended, each a way to its field.

use dioxus::prelude::*;
use shared::error::ProblemCode;

use super::{Icon, Shape};
use crate::api::ApiError;
use crate::forms::Form;
use crate::{platform, t, words};

/// What is wrong with the last submit; takes the focus when it appears.
#[component]
pub(crate) fn ErrorSummary(form: Form) -> Element {
    let shown = form.shown();
    if shown.is_empty() {
        return rsx! {};
    }
    rsx! {
        div { class: "summary", id: form.summary_id(), role: "alert", tabindex: "-1", "data-testid": "error-summary",
            Icon { shape: Shape::Warning }
            div {
                if let Some(failure) = &shown.failure {
                    Failure { error: failure.clone() }
                }
                if !shown.fields.is_empty() {
                    p { class: "summary-title", {t!("summary-title")} }
                    ul {
                        for (name, message) in shown.fields {
                            li { key: "{name}",
                                a {
                                    href: "#{form.field_id(&name)}",
                                    "data-testid": "summary-{name}",
                                    onclick: {
                                        let id = form.field_id(&name);
                                        move |event: MouseEvent| {
                                            event.prevent_default();
                                            platform::focus(&id);
                                        }
                                    },
                                    {line(form, &name, message)}
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A failure beside any field: what happened, when to try again, what to tell the helpline.
#[component]
fn Failure(error: ApiError) -> Element {
    let internal = error.is(ProblemCode::Internal);
    rsx! {
        p { class: "summary-title", {error.message(words::language())} }
        if let Some(seconds) = error.retry_after().filter(|seconds| *seconds > 0) {
            p { {t!("retry-after", time = words::minutes_and_seconds(seconds))} }
        }
        if let Some(id) = error.request_id().filter(|_| internal) {
            p { class: "hint", {t!("request-id", id = id)} }
        }
    }
}

/// The sentence with the name of its field before it.
fn line(form: Form, name: &str, message: String) -> String {
    match form.label(name) {
        Some(label) => t!("summary-line", label = label, message = message),
        None => message,
    }
}
