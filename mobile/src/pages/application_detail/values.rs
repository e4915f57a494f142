//! Values as they stand in an application: named by their field, said where they are missing, numbers hidden at first.

use dioxus::prelude::*;

use super::beside::beside;
use crate::ui::{DetailRow, Icon, Shape};
use crate::{t, words};

/// A field of the form with its value in words.
#[component]
pub(super) fn Value(
    /// Path of the field.
    field: String,
    value: String,
) -> Element {
    let name = field.rsplit('.').next().unwrap_or(&field).to_owned();
    rsx! {
        DetailRow { label: words::field_path(&name), test: "value-{field}",
            if value.is_empty() {
                span { class: "unfilled", {t!("application-not-filled")} }
            } else {
                {words::field_value(&field, &value)}
            }
            {beside(&field)}
        }
    }
}

/// A number of a person or a card: whole only after a tap, for others may look at the screen.
#[component]
pub(super) fn Revealed(
    /// What it is, for the button's name.
    label: String,
    masked: String,
    whole: String,
    /// `data-testid` of the number; its button is `reveal-…`.
    test: &'static str,
    /// Path of the field, where it is one of the form.
    #[props(default)]
    field: &'static str,
) -> Element {
    let mut shown = use_signal(|| false);
    let name = if shown() {
        t!("application-conceal-what", what = label)
    } else {
        t!("application-reveal-what", what = label)
    };
    rsx! {
        DetailRow { label,
            span { class: "revealed",
                span { class: "digits", "data-testid": test, if shown() { {whole} } else { {masked} } }
                button {
                    class: "reveal",
                    r#type: "button",
                    "data-testid": "reveal-{test}",
                    "aria-pressed": if shown() { "true" } else { "false" },
                    "aria-label": name,
                    onclick: move |_| shown.toggle(),
                    Icon { shape: if shown() { Shape::EyeOff } else { Shape::Eye } }
                    span { if shown() { {t!("application-conceal")} } else { {t!("application-reveal")} } }
                }
            }
            if !field.is_empty() {
                {beside(field)}
            }
        }
    }
}
