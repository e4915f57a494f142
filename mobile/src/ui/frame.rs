//! Head of a page, cards and sections.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::routes::Route;
use crate::{platform, t};

/// Title of the page, a way back, and what can be done at its top right (the children).
///
/// It names the window, and takes the focus when the page appears, so that a screen reader starts here.
#[component]
pub(crate) fn PageHeader(
    title: String,
    #[props(default)] lead: String,
    /// The page above; without it there is no way back (the pages of the tabs).
    #[props(default)]
    back: Option<Route>,
    children: Element,
) -> Element {
    let title_text = title.clone();
    use_effect(use_reactive!(|title_text| platform::set_title(&t!("window-title", page = title_text))));
    use_effect(|| platform::focus_quietly("page-title"));
    rsx! {
        header { class: "page-header",
            if let Some(back) = back {
                Link { class: "back", to: back, "data-testid": "back", "aria-label": t!("back"),
                    Icon { shape: Shape::Back }
                }
            }
            div { class: "page-heading",
                h1 { id: "page-title", tabindex: "-1", {title} }
                if !lead.is_empty() {
                    p { class: "lead", {lead} }
                }
            }
            div { class: "page-actions", {children} }
        }
    }
}

/// A white card.
#[component]
pub(crate) fn Card(#[props(default)] class: String, children: Element) -> Element {
    rsx! {
        div { class: "card {class}", {children} }
    }
}

/// Part of a page under a heading of its own.
#[component]
pub(crate) fn Section(title: String, children: Element) -> Element {
    rsx! {
        section { class: "section",
            h2 { class: "section-title", {title} }
            {children}
        }
    }
}
