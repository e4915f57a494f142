//! The four parts of the page. A phone shows one at a time; where there is room, the papers lie beside the others.

use dioxus::prelude::*;

use super::desk::use_desk;
use super::keys::{Press, hint, shortcut};
use crate::t;

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    Form,
    Photos,
    History,
    Decide,
}

impl Pane {
    pub(super) const ALL: [Self; 4] = [Self::Form, Self::Photos, Self::History, Self::Decide];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Photos => "photos",
            Self::History => "history",
            Self::Decide => "decide",
        }
    }

    /// Id of its element, which takes the focus.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Form => "pane-form",
            Self::Photos => "pane-photos",
            Self::History => "pane-history",
            Self::Decide => "pane-decide",
        }
    }

    pub(super) fn words(self) -> String {
        t!(match self {
            Self::Form => "agency-pane-form",
            Self::Photos => "agency-pane-photos",
            Self::History => "agency-pane-history",
            Self::Decide => "agency-pane-decide",
        })
    }
}

/// The ways to the panes.
#[component]
pub(super) fn Panes() -> Element {
    let mut desk = use_desk();
    let reasons = desk.reasons.read().len();
    let unread = desk.unread().len();
    rsx! {
        nav { class: "panes", "aria-label": t!("agency-panes"),
            for pane in Pane::ALL {
                button {
                    key: "{pane.code()}",
                    class: "pane-choice pane-choice-{pane.code()}",
                    r#type: "button",
                    "data-testid": "pane-{pane.code()}",
                    "aria-pressed": if *desk.pane.read() == pane { "true" } else { "false" },
                    "aria-keyshortcuts": shortcut(Press::Show(pane)),
                    onclick: move |_| desk.pane.set(pane),
                    span { {pane.words()} }
                    if pane == Pane::Decide && reasons > 0 {
                        span { class: "status-count", "{reasons}" }
                    }
                    if pane == Pane::Photos && unread > 0 {
                        span { class: "status-count", "{unread} {t!(\"agency-unread\")}" }
                    }
                    {hint(Press::Show(pane))}
                }
            }
        }
    }
}
