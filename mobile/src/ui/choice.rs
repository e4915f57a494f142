//! Choosing: one of a list, yes or no, some of several.

use dioxus::prelude::*;
use serde_json::Value;

use super::Field;
use super::field::{FieldError, described_by, invalid, test_id, use_label};
use crate::forms::Form;
use crate::{platform, t};

/// One of a list, with the device's own picker. `options` are wire value and words.
#[component]
pub(crate) fn SelectField(
    form: Form,
    name: &'static str,
    label: String,
    options: Vec<(String, String)>,
    #[props(default)] hint: String,
    #[props(default)] disabled: bool,
    /// What choosing nothing is called, where that is a choice too.
    #[props(default)]
    any: String,
    /// `data-testid`, where it is not the name.
    #[props(default)]
    test: String,
) -> Element {
    let id = form.field_id(name);
    let described = described_by(form, name, !hint.is_empty());
    let chosen = form.text(name);
    rsx! {
        Field { form, name, label, hint,
            div { class: "select",
                select {
                    class: "input",
                    id: "{id}",
                    name,
                    "data-testid": test_id(&test, name),
                    disabled,
                    "aria-describedby": described,
                    "aria-invalid": invalid(form, name),
                    value: chosen.clone(),
                    onchange: move |event| form.set(name, event.value()),
                    onblur: move |_| form.leave(name),
                    if !any.is_empty() {
                        option { value: "", selected: chosen.is_empty(), {any} }
                    } else if chosen.is_empty() {
                        option { value: "", selected: true, {t!("select-please")} }
                    }
                    for (value, words) in options {
                        option { key: "{value}", value: value.clone(), selected: value == chosen, {words} }
                    }
                }
            }
        }
    }
}

/// Leaving a field shows its error, which moves the page: without this the box would slip from under the pointer between
/// press and release, and the click be lost. Once it is done, the box has the focus as it would have by itself.
fn stay(event: MouseEvent) {
    event.prevent_default();
}

/// Moves the focus to a box that was clicked, after the click.
fn follow(id: &str) {
    let id = id.to_owned();
    spawn(async move { platform::focus_quietly(&id) });
}

/// A box to tick. `checked` and `onchange` rather than a form's field, where the field is no yes-or-no.
#[component]
pub(crate) fn CheckField(
    form: Form,
    name: &'static str,
    checked: bool,
    /// What the summary calls it.
    #[props(default)]
    label: String,
    /// `data-testid`, where it is not the name.
    #[props(default)]
    test: String,
    onchange: EventHandler<bool>,
    children: Element,
) -> Element {
    let id = form.field_id(name);
    use_label(form, name, label);
    rsx! {
        div { class: if form.error(name).is_some() { "field wrong" } else { "field" }, "data-field": name,
            label { class: "check", r#for: "{id}", onmousedown: stay,
                input {
                    id: "{id}",
                    name,
                    "data-testid": test_id(&test, name),
                    r#type: "checkbox",
                    checked,
                    "aria-describedby": described_by(form, name, false),
                    "aria-invalid": invalid(form, name),
                    onchange: {
                        let id = id.clone();
                        move |event: FormEvent| {
                            onchange.call(event.checked());
                            follow(&id);
                        }
                    },
                }
                span { {children} }
            }
            FieldError { form, name }
        }
    }
}

/// Several boxes to tick that make a list of wire values. `options`: wire value, words, hint.
#[component]
pub(crate) fn CheckGroup(
    form: Form,
    name: &'static str,
    label: String,
    options: Vec<(String, String, String)>,
    #[props(default)] hint: String,
    /// Wire values that cannot be ticked.
    #[props(default)]
    disabled: Vec<String>,
) -> Element {
    let id = form.field_id(name);
    let chosen = form.list(name);
    let described = described_by(form, name, !hint.is_empty());
    use_label(form, name, label.clone());
    let all: Vec<String> = options.iter().map(|(value, ..)| value.clone()).collect();
    rsx! {
        fieldset {
            class: if form.error(name).is_some() { "field wrong" } else { "field" },
            id: "{id}",
            tabindex: "-1",
            "data-field": name,
            "aria-describedby": described,
            legend { {label} }
            if !hint.is_empty() {
                p { class: "hint", id: "{id}-hint", {hint} }
            }
            for (value, words, note) in options {
                label { key: "{value}", class: "check card-check", onmousedown: stay,
                    input {
                        r#type: "checkbox",
                        id: "{id}-{value}",
                        "data-testid": "{name}-{value}",
                        checked: chosen.contains(&value),
                        disabled: disabled.contains(&value),
                        onchange: {
                            let (all, chosen) = (all.clone(), chosen.clone());
                            let (value, id) = (value.clone(), format!("{id}-{value}"));
                            move |event: FormEvent| {
                                form.set(name, with(&all, &chosen, &value, event.checked()));
                                form.insist(name);
                                follow(&id);
                            }
                        },
                    }
                    span {
                        span { class: "check-label", {words} }
                        if !note.is_empty() {
                            span { class: "check-note", {note} }
                        }
                    }
                }
            }
            FieldError { form, name }
        }
    }
}

/// The list after a box was ticked or cleared, in the order of the options.
fn with(all: &[String], chosen: &[String], value: &str, on: bool) -> Value {
    all.iter().filter(|item| if *item == value { on } else { chosen.contains(item) }).cloned().collect()
}

/// One of few, each with a word of explanation. `options`: wire value, words, hint.
#[component]
pub(crate) fn RadioCards(
    form: Form,
    name: &'static str,
    label: String,
    options: Vec<(String, String, String)>,
    #[props(default)] hint: String,
) -> Element {
    let id = form.field_id(name);
    let chosen = form.text(name);
    let described = described_by(form, name, !hint.is_empty());
    use_label(form, name, label.clone());
    rsx! {
        fieldset {
            class: if form.error(name).is_some() { "field wrong" } else { "field" },
            id: "{id}",
            tabindex: "-1",
            "data-field": name,
            "aria-describedby": described,
            legend { {label} }
            if !hint.is_empty() {
                p { class: "hint", id: "{id}-hint", {hint} }
            }
            for (value, words, note) in options {
                label { key: "{value}", class: "check card-check", onmousedown: stay,
                    input {
                        r#type: "radio",
                        id: "{id}-{value}",
                        name: "{id}",
                        "data-testid": "{name}-{value}",
                        checked: chosen == value,
                        onchange: {
                            let (value, id) = (value.clone(), format!("{id}-{value}"));
                            move |_| {
                                form.set(name, value.clone());
                                form.insist(name);
                                follow(&id);
                            }
                        },
                    }
                    span {
                        span { class: "check-label", {words} }
                        if !note.is_empty() {
                            span { class: "check-note", {note} }
                        }
                    }
                }
            }
            FieldError { form, name }
        }
    }
}

/// A setting that is on or off at once.
#[component]
pub(crate) fn Switch(
    /// `data-testid`.
    test: String,
    label: String,
    #[props(default)] note: String,
    on: bool,
    onchange: EventHandler<bool>,
) -> Element {
    rsx! {
        button {
            class: "row switch-row",
            r#type: "button",
            role: "switch",
            "data-testid": test,
            "aria-checked": if on { "true" } else { "false" },
            onclick: move |_| onchange.call(!on),
            span { class: "row-body",
                span { class: "row-title", {label} }
                if !note.is_empty() {
                    span { class: "row-note", {note} }
                }
            }
            span { class: "switch", "aria-hidden": "true" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with;

    #[test]
    fn a_ticked_box_joins_in_the_order_of_the_form() {
        let all = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let chosen = ["c".to_owned()];
        assert_eq!(with(&all, &chosen, "a", true), serde_json::json!(["a", "c"]));
        assert_eq!(with(&all, &chosen, "c", false), serde_json::json!([]));
    }
}
