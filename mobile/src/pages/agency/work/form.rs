//! The form as the enterprise sees it, with what a reviewer has to know beside every field.

use dioxus::prelude::*;
use shared::application::Section as Part;

use super::desk::use_desk;
use super::papers::Papers;
use super::places::places;
use crate::pages::application_detail::{Body, Differences, title};
use crate::ui::{Icon, Notice, NoticeKind, Section, Shape};
use crate::words;

/// Every part of the form.
#[component]
pub(super) fn FormPane() -> Element {
    let desk = use_desk();
    let application = desk.review.read().application.clone();
    rsx! {
        for part in Part::ALL.iter().copied() {
            Section { key: "{part.code()}", title: title(part),
                Strays { part }
                if part == Part::Materials {
                    Papers {}
                } else {
                    Body { part, application: application.clone() }
                }
            }
        }
    }
}

/// What is to be said of fields that the form does not show, such as a row that is gone.
#[component]
fn Strays(part: Part) -> Element {
    let desk = use_desk();
    let review = desk.review.read();
    let shown = places(&review.application.form);
    // Kinds of papers have their places in their own list.
    let is_stray = |path: &str| Part::of(path) == part && !path.starts_with("materials.") && !shown.contains(path);
    let differences: Vec<_> = review.differences.iter().filter(|found| is_stray(&found.field)).cloned().collect();
    let findings: Vec<_> = desk.findings.read().iter().filter(|found| is_stray(&found.field)).cloned().collect();
    rsx! {
        for finding in findings {
            p { class: "side-note caution stray", "data-testid": "finding-{finding.field}",
                Icon { shape: Shape::Warning }
                span { "{words::field_path(&finding.field)} · {finding.message}" }
            }
        }
        if !differences.is_empty() {
            div { class: "stray",
                Notice { kind: NoticeKind::Info, Differences { differences } }
            }
        }
    }
}
