//! What stands beside a field, a row or a page: what it was before, what the check finds, what is noted, the flag.

use dioxus::prelude::*;
use shared::application::Severity;

use super::desk::use_desk;
use super::keys::{Press, hint, shortcut};
use crate::ui::{Icon, Shape};
use crate::{t, words};

/// What the details of an application draw beside a path.
pub(super) fn at_field(path: String) -> Element {
    rsx! {
        Marks { path }
    }
}

/// All that there is to say of a path.
#[component]
pub(super) fn Marks(
    path: String,
    /// The key that flags it, where there is one.
    #[props(default)]
    press: Option<Press>,
) -> Element {
    let desk = use_desk();
    let review = desk.review.read();
    let before =
        review.differences.iter().find(|difference| difference.field == path).map(|found| found.before.clone());
    let findings: Vec<_> = desk.findings.read().iter().filter(|finding| finding.field == path).cloned().collect();
    let noted: Vec<String> =
        desk.reasons.read().iter().filter(|reason| reason.field == path).map(words::reason).collect();
    rsx! {
        span { class: "marks",
            if let Some(before) = before {
                span { class: "side-note changed", "data-testid": "before-{path}",
                    Icon { shape: Shape::Edit }
                    span { {t!("agency-before", value = words::field_value(&path, &before))} }
                }
            }
            for finding in findings {
                span { class: if finding.severity == Severity::Blocking { "side-note bad" } else { "side-note caution" }, "data-testid": "finding-{path}",
                    Icon { shape: Shape::Warning }
                    span { {finding.message} }
                }
            }
            for text in noted {
                span { class: "side-note noted", "data-testid": "noted-{path}",
                    Icon { shape: Shape::Flag }
                    span { {text} }
                }
            }
            Flag { path, press }
        }
    }
}

/// The way to a reason about a path, for whoever holds the application.
#[component]
fn Flag(path: String, press: Option<Press>) -> Element {
    let mut desk = use_desk();
    if !desk.is_mine() {
        return rsx! {};
    }
    let noted = desk.reasons.read().iter().any(|reason| reason.field == path);
    let label = t!("agency-flag", place = words::field_path(&path));
    rsx! {
        button {
            class: if noted { "flag on" } else { "flag" },
            r#type: "button",
            "data-testid": "flag-{path}",
            "aria-label": label.clone(),
            title: label,
            "aria-keyshortcuts": press.and_then(shortcut),
            onclick: move |_| desk.note(&path),
            Icon { shape: Shape::Flag }
            if let Some(press) = press {
                {hint(press)}
            }
        }
    }
}
