//! 提交前检查: what was found, each a way to its field; and the same word beside the field itself.

use dioxus::prelude::*;
use shared::application::{Finding, Section, Severity};

use super::desk::{Desk, use_desk};
use crate::ui::{Icon, Shape};
use crate::{t, words};

/// Id of the list, for the focus.
pub(super) const LIST: &str = "findings";

/// What a reviewer may ask about a field, said beside it. What blocks stands in the field's own error.
#[component]
pub(super) fn Advice(field: String) -> Element {
    let desk = use_desk();
    let about = |finding: &&Finding| finding.field == field && finding.severity == Severity::Advisory;
    let found: Vec<String> =
        desk.findings.read().iter().filter(about).map(|finding| finding.what.message(words::language())).collect();
    rsx! {
        for message in found {
            p { key: "{message}", class: "advice", "data-field": "{field}",
                Icon { shape: Shape::Info }
                span { {message} }
            }
        }
    }
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) field: String,
    pub(super) blocks: bool,
    /// A page on its way will mend it.
    pub(super) comes: bool,
    pub(super) message: String,
}

/// Whether a paper on its way mends it: a kind is missing until its first page has arrived.
fn comes(finding: &Finding, coming: &[String]) -> bool {
    let kind = finding.field.strip_prefix("materials.");
    finding.what.code == "material_missing" && coming.iter().any(|coming| Some(coming.as_str()) == kind)
}

/// Everything found, in the order of the form, and what the server refused at the last submit.
pub(super) fn lines(desk: Desk) -> Vec<Line> {
    let language = words::language();
    let coming = desk.kinds_on_their_way();
    let own = desk.findings.read();
    let own = own.iter().map(|finding| {
        let comes = comes(finding, &coming);
        Line {
            field: finding.field.clone(),
            blocks: finding.severity == Severity::Blocking && !comes,
            comes,
            message: if comes { t!("application-finding-comes") } else { finding.what.message(language) },
        }
    });
    let mut lines: Vec<Line> = own.collect();
    for refusal in desk.refusals.read().iter() {
        if !lines.iter().any(|line| line.blocks && line.field == refusal.field) {
            let (field, message) = (refusal.field.clone(), refusal.message.clone());
            lines.push(Line { field, blocks: true, comes: false, message });
        }
    }
    lines.sort_by_key(|line| super::progress::place(Section::of(&line.field)));
    lines
}

/// All that was found, what blocks before what may be asked.
#[component]
pub(super) fn Findings() -> Element {
    let desk = use_desk();
    let (blocking, others): (Vec<Line>, Vec<Line>) = lines(desk).into_iter().partition(|line| line.blocks);
    let (coming, advisory): (Vec<Line>, Vec<Line>) = others.into_iter().partition(|line| line.comes);
    rsx! {
        section { class: "findings", id: LIST, tabindex: "-1", "data-testid": "findings", "aria-label": t!("application-findings-title"),
            if blocking.is_empty() {
                p { class: "verdict good", "data-testid": "findings-none",
                    Icon { shape: Shape::Done }
                    span { {t!("application-findings-none")} }
                }
            } else {
                Group { lines: blocking, title: t!("application-findings-blocking"), blocks: true }
            }
            if !coming.is_empty() {
                Group { lines: coming, title: t!("application-findings-coming"), blocks: false }
            }
            if !advisory.is_empty() {
                Group { lines: advisory, title: t!("application-findings-advisory"), blocks: false }
            }
        }
    }
}

#[component]
fn Group(lines: Vec<Line>, title: String, blocks: bool) -> Element {
    let desk = use_desk();
    let (class, shape, severity) = if blocks {
        ("finding-group bad", Shape::Warning, "blocking")
    } else {
        ("finding-group caution", Shape::Info, "advisory")
    };
    rsx! {
        div { class,
            h3 { class: "finding-title",
                Icon { shape }
                span { {title} }
                span { class: "finding-count", "{lines.len()}" }
            }
            ul {
                for (index, line) in lines.into_iter().enumerate() {
                    li { key: "{index}",
                        Link {
                            class: "finding",
                            to: desk.route(Section::of(&line.field)),
                            "data-testid": "finding",
                            "data-field": "{line.field}",
                            "data-severity": severity,
                            onclick: {
                                let field = line.field.clone();
                                move |_| {
                                    desk.form.insist(&field);
                                    desk.aim_at(Section::of(&field), Some(&field));
                                }
                            },
                            span { class: "finding-field", {words::field_path(&line.field)} }
                            span { class: "finding-message", {line.message.clone()} }
                            Icon { shape: Shape::Forward, class: "chevron" }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::error::Invalid;

    use super::*;

    #[test]
    fn what_is_on_its_way_is_not_missing() {
        let found = |field: &str, code| Finding {
            field: field.to_owned(),
            severity: Severity::Blocking,
            what: Invalid::new(code),
        };
        let coming = ["other".to_owned()];
        assert!(comes(&found("materials.other", "material_missing"), &coming));
        assert!(!comes(&found("materials.other", "material_pages"), &coming), "another page mends no surplus");
        assert!(!comes(&found("materials.portrait", "material_missing"), &coming));
        assert!(!comes(&found("other", "material_missing"), &coming));
    }
}
