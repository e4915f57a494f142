//! One-line texts, dates and long texts.

use dioxus::prelude::*;
use shared::retirement::Month;

use super::Field;
use super::field::{described_by, invalid, test_id};
use crate::forms::Form;

/// What is typed, so that the right keyboard comes up and the device can fill it in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum InputKind {
    /// Any text.
    #[default]
    Text,
    /// A mobile number of the person at the device.
    OwnMobile,
    /// A mobile number of somebody else.
    Mobile,
    /// What one logs in with.
    Identifier,
    /// Name of the person at the device.
    OwnName,
    /// An enterprise's name.
    Organization,
    /// Capital letters and digits: credit codes, document numbers.
    Code,
    /// An account name of somebody else.
    AccountName,
    /// Digits alone: card numbers, counts.
    Digits,
    /// A code that is good once, from another device.
    OneTime,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Attributes {
    kind: &'static str,
    mode: &'static str,
    autocomplete: &'static str,
    capitalize: &'static str,
}

impl Default for Attributes {
    fn default() -> Self {
        InputKind::Text.attributes()
    }
}

impl InputKind {
    const fn attributes(self) -> Attributes {
        let (kind, mode, autocomplete, capitalize) = match self {
            Self::Text => ("text", "text", "off", "off"),
            Self::OwnMobile => ("tel", "tel", "tel-national", "off"),
            Self::Mobile => ("tel", "tel", "off", "off"),
            Self::Identifier => ("text", "text", "username", "off"),
            Self::OwnName => ("text", "text", "name", "off"),
            Self::Organization => ("text", "text", "organization", "off"),
            Self::Code => ("text", "text", "off", "characters"),
            Self::AccountName => ("text", "text", "off", "off"),
            Self::Digits => ("text", "numeric", "off", "off"),
            Self::OneTime => ("text", "text", "one-time-code", "off"),
        };
        Attributes { kind, mode, autocomplete, capitalize }
    }
}

/// What makes one kind of line another: everything else is the same for all.
#[derive(Debug, Clone, Default, PartialEq)]
struct Look {
    class: &'static str,
    attributes: Attributes,
    placeholder: String,
    longest: Option<&'static str>,
    min: String,
    max: String,
    disabled: bool,
    /// Whether it stands as `1982-10` once it is left, however it was typed.
    month: bool,
}

/// One line to type into: the frame, the input, and what happens as it is typed into and left.
#[component]
fn Line(
    form: Form,
    name: &'static str,
    label: String,
    hint: String,
    optional: bool,
    test: String,
    look: Look,
) -> Element {
    let id = form.field_id(name);
    let Look { class, attributes, placeholder, longest, min, max, disabled, month } = look;
    let described = described_by(form, name, !hint.is_empty());
    let attribute = |text: String| (!text.is_empty()).then_some(text);
    rsx! {
        Field { form, name, label, hint, optional,
            input {
                class: "input {class}",
                id: "{id}",
                name,
                "data-testid": test_id(&test, name),
                r#type: attributes.kind,
                inputmode: attributes.mode,
                autocomplete: attributes.autocomplete,
                autocapitalize: attributes.capitalize,
                autocorrect: "off",
                spellcheck: "false",
                placeholder: attribute(placeholder),
                maxlength: longest,
                min: attribute(min),
                max: attribute(max),
                disabled,
                "aria-describedby": described,
                "aria-invalid": invalid(form, name),
                value: form.text(name),
                oninput: move |event| form.set(name, event.value()),
                // Some ways of filling in say so only when they are done.
                onchange: move |event| form.set(name, event.value()),
                onblur: move |_| {
                    if month && let Ok(month) = form.text(name).parse::<Month>() {
                        form.set(name, month.to_string());
                    }
                    form.leave(name);
                },
            }
        }
    }
}

/// A one-line text.
#[component]
pub(crate) fn TextField(
    form: Form,
    name: &'static str,
    label: String,
    #[props(default)] hint: String,
    #[props(default)] kind: InputKind,
    #[props(default)] optional: bool,
    #[props(default)] placeholder: String,
    #[props(default)] disabled: bool,
    /// `data-testid`, where it is not the name.
    #[props(default)]
    test: String,
) -> Element {
    let look = Look { attributes: kind.attributes(), placeholder, disabled, ..Look::default() };
    rsx! {
        Line { form, name, label, hint, optional, test, look }
    }
}

/// A day, with the device's own calendar; on the wire `YYYY-MM-DD`.
#[component]
pub(crate) fn DateField(
    form: Form,
    name: &'static str,
    label: String,
    #[props(default)] hint: String,
    #[props(default)] optional: bool,
    /// The first day that can be chosen, `YYYY-MM-DD`.
    #[props(default)]
    min: String,
    /// `data-testid`, where it is not the name.
    #[props(default)]
    test: String,
    /// The last day that can be chosen, `YYYY-MM-DD`.
    #[props(default)]
    max: String,
) -> Element {
    let attributes = Attributes { kind: "date", ..Attributes::default() };
    let look = Look { attributes, min, max, ..Look::default() };
    rsx! {
        Line { form, name, label, hint, optional, test, look }
    }
}

/// A month, typed as people type months (`198210`, `1982.10`, `1982年10月`); once left, it stands as `1982-10`.
#[component]
pub(crate) fn MonthField(
    form: Form,
    name: &'static str,
    label: String,
    #[props(default)] hint: String,
    #[props(default)] optional: bool,
    /// `data-testid`, where it is not the name.
    #[props(default)]
    test: String,
) -> Element {
    let look = Look {
        class: "month",
        // The digits alone will do; the sign between them is put in afterwards.
        attributes: Attributes { mode: "numeric", ..Attributes::default() },
        placeholder: "YYYY-MM".to_owned(),
        longest: Some("12"),
        month: true,
        ..Look::default()
    };
    rsx! {
        Line { form, name, label, hint, optional, test, look }
    }
}

/// A long text, with the number of characters so far.
#[component]
pub(crate) fn TextArea(
    form: Form,
    name: &'static str,
    label: String,
    #[props(default)] hint: String,
    #[props(default)] optional: bool,
    /// Most characters.
    max: usize,
    #[props(default = 6)] rows: u32,
) -> Element {
    let id = form.field_id(name);
    let described = described_by(form, name, !hint.is_empty());
    let text = form.text(name);
    let count = text.chars().count();
    rsx! {
        Field { form, name, label, hint, optional,
            textarea {
                class: "input area",
                id: "{id}",
                name,
                "data-testid": name,
                rows: "{rows}",
                "aria-describedby": described,
                "aria-invalid": invalid(form, name),
                value: text,
                oninput: move |event| form.set(name, event.value()),
                // Some ways of filling in say so only when they are done.
                onchange: move |event| form.set(name, event.value()),
                onblur: move |_| form.leave(name),
            }
            p { class: if count > max { "count over" } else { "count" }, "{count} / {max}" }
        }
    }
}
