//! The frame around every input: label, hint, input, error, tied together for screen readers.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::forms::Form;
use crate::t;

/// Label, hint and error of the input with the same `form` and `name`, which is its child.
#[component]
pub(crate) fn Field(
    form: Form,
    name: &'static str,
    label: String,
    #[props(default)] hint: String,
    /// Says that it may be left empty.
    #[props(default)]
    optional: bool,
    children: Element,
) -> Element {
    let id = form.field_id(name);
    let error = form.error(name);
    use_label(form, name, label.clone());
    rsx! {
        div { class: if error.is_some() { "field wrong" } else { "field" }, "data-field": name,
            label { r#for: "{id}",
                {label}
                if optional {
                    span { class: "optional", {t!("field-optional")} }
                }
            }
            if !hint.is_empty() {
                p { class: "hint", id: "{id}-hint", {hint} }
            }
            {children}
            FieldError { form, name }
        }
    }
}

/// Tells the summary what a field is called, in the language of the moment.
pub(super) fn use_label(form: Form, name: &'static str, label: String) {
    use_effect(use_reactive!(|label| form.name_field(name, &label)));
}

/// What is wrong with a field, read out as it appears.
#[component]
pub(super) fn FieldError(form: Form, name: &'static str) -> Element {
    let id = form.field_id(name);
    let error = form.error(name);
    rsx! {
        div { class: "error-place", "aria-live": "polite",
            if let Some(error) = error {
                p { class: "error", id: "{id}-error", "data-testid": "{name}-error",
                    Icon { shape: Shape::Warning }
                    span { {error} }
                }
            }
        }
    }
}

/// The ids that describe an input: its error and its hint, where they are shown.
pub(super) fn described_by(form: Form, name: &str, has_hint: bool) -> Option<String> {
    let id = form.field_id(name);
    let error = form.error(name).map(|_| format!("{id}-error"));
    let hint = has_hint.then(|| format!("{id}-hint"));
    let ids: Vec<String> = error.into_iter().chain(hint).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// `aria-invalid` where the field is wrong.
pub(super) fn invalid(form: Form, name: &str) -> Option<&'static str> {
    form.error(name).map(|_| "true")
}

/// The `data-testid` of an input: its name, where it has none of its own.
pub(super) fn test_id(own: &str, name: &'static str) -> String {
    if own.is_empty() { name.to_owned() } else { own.to_owned() }
}
