//! Buttons: 48 px high, with a spinner while their work goes on.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::routes::Route;

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum ButtonKind {
    /// The one thing to do on the page.
    #[default]
    Primary,
    /// Another thing that can be done.
    Secondary,
    /// What cannot be taken back.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Secondary => "button secondary",
            Self::Danger => "button danger",
        }
    }
}

/// A button. Without `onclick` it submits the form that it stands in.
#[component]
pub(crate) fn Button(
    /// `data-testid`.
    test: String,
    label: String,
    #[props(default)] kind: ButtonKind,
    /// Its work goes on: shows it, and takes no second press.
    #[props(default)]
    pending: bool,
    #[props(default)] disabled: bool,
    /// As wide as its place.
    #[props(default)]
    wide: bool,
    #[props(default)] icon: Option<Shape>,
    /// Id of the element, where the focus is moved to it.
    #[props(default)]
    id: String,
    /// Which of several alike it belongs to, for a screen reader.
    #[props(default)]
    describes: String,
    #[props(default)] onclick: Option<EventHandler<()>>,
) -> Element {
    let wide = if wide { " wide" } else { "" };
    rsx! {
        button {
            class: "{kind.class()}{wide}",
            id: if !id.is_empty() { "{id}" },
            r#type: if onclick.is_some() { "button" } else { "submit" },
            "data-testid": test,
            disabled: disabled || pending,
            "aria-busy": if pending { "true" },
            // Leaving a field shows its error, which moves the page: without this the button would slip from under the
            // pointer between press and release, and the click be lost.
            onmousedown: move |event| event.prevent_default(),
            onclick: move |_| {
                if let Some(onclick) = onclick {
                    onclick.call(());
                }
            },
            if pending {
                span { class: "spinner", "aria-hidden": "true" }
            } else if let Some(shape) = icon {
                Icon { shape }
            }
            span { {label} }
            if !describes.is_empty() {
                span { class: "unseen", {describes} }
            }
        }
    }
}

/// A link that looks like a button: it goes to another page.
#[component]
pub(crate) fn LinkButton(
    /// `data-testid`.
    test: String,
    label: String,
    to: Route,
    #[props(default)] kind: ButtonKind,
    #[props(default)] wide: bool,
    #[props(default)] icon: Option<Shape>,
) -> Element {
    let wide = if wide { " wide" } else { "" };
    rsx! {
        Link { class: "{kind.class()}{wide}", to, "data-testid": test,
            if let Some(shape) = icon {
                Icon { shape }
            }
            span { {label} }
        }
    }
}
