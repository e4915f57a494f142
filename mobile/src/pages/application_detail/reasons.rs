//! 审核意见: what the reviewer wrote, at the part that it is about.

use dioxus::prelude::*;
use shared::api::{AttachmentOut, ReviewReason};
use shared::application::Section;

use crate::ui::{Icon, Notice, NoticeKind, Shape};
use crate::{platform, t, words};

/// The path of a reason about the whole application.
const WHOLE: &str = "application";

/// The reasons about one part of the form. Those about the whole stand at the status.
#[component]
pub(super) fn Reasons(reasons: Vec<ReviewReason>, attachments: Vec<AttachmentOut>, part: Section) -> Element {
    let here = at(&reasons, part);
    rsx! {
        if !here.is_empty() {
            div { class: "reasons", id: "reasons-{part.code()}", tabindex: "-1",
                Notice { kind: NoticeKind::Caution,
                    p { class: "reasons-title", {t!("application-reasons")} }
                    ul {
                        for reason in here {
                            Reason { reason: reason.clone(), place: words::reason_place(reason, &attachments) }
                        }
                    }
                }
            }
        }
    }
}

/// All reasons in short: those about the whole application as they are, and the ways to the others.
#[component]
pub(super) fn ReasonsInShort(reasons: Vec<ReviewReason>) -> Element {
    let parts: Vec<(Section, usize)> =
        Section::ALL.iter().map(|part| (*part, at(&reasons, *part).len())).filter(|(_, count)| *count > 0).collect();
    rsx! {
        div { class: "reasons-in-short",
            p { class: "reasons-title", {t!("application-reasons-in-all", count = reasons.len())} }
            ul {
                for reason in reasons.into_iter().filter(|reason| reason.field == WHOLE) {
                    Reason { reason, place: "" }
                }
                for (part, count) in parts {
                    li { key: "{part.code()}",
                        button {
                            class: "reasons-at",
                            r#type: "button",
                            "data-testid": "reasons-at-{part.code()}",
                            onclick: move |_| platform::focus(&format!("reasons-{}", part.code())),
                            Icon { shape: Shape::Forward }
                            span { {t!("application-reasons-at", part = words::section(part), count = count)} }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Reason(reason: ReviewReason, place: String) -> Element {
    rsx! {
        li { class: "reason-text", "data-testid": "reason", "data-field": reason.field.clone(),
            if reason.field == WHOLE {
                {words::reason(&reason)}
            } else {
                {t!("application-reason-at-field", field = place, text = words::reason(&reason))}
            }
        }
    }
}

fn at(reasons: &[ReviewReason], part: Section) -> Vec<&ReviewReason> {
    reasons.iter().filter(|reason| reason.field != WHOLE && Section::of(&reason.field) == part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_stands_at_one_place() {
        let fields = ["application", "post", "deemed_periods[1].from", "materials.portrait", "remarks", "unknown"];
        let reasons = fields.map(|field| ReviewReason { field: field.into(), ..ReviewReason::default() });
        let placed: usize = Section::ALL.iter().map(|part| at(&reasons, *part).len()).sum();
        assert_eq!(placed, fields.len() - 1);
        assert_eq!(at(&reasons, Section::DeemedPeriods).len(), 1);
        assert_eq!(at(&reasons, Section::Review).len(), 1);
    }
}
